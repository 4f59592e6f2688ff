import { loadavg } from 'node:os';
import type { Stack } from '@goodshunter/testing';
import type { Connection } from 'mariadb';
import { CLOSE_ITEM, EVENTS, HUNTS, ITEMS } from './fill-database.js';
import { processorMsOf } from './processor-ms.js';
import { quantile } from './quantile.js';

export interface QueryFigures {
  name: string;
  p50Ms: number;
  p95Ms: number;
  /** Of the api and the database, each time: what it takes on a machine that nobody else uses. */
  processorMs: number;
  /** That the database read for one answer: what grows with a table shows here, whatever the machine does. */
  rows: number;
}

/** Each query has its turn in each round, so that whatever else the machine does meets all of them. */
const ROUNDS = 10;
const TIMES = 6;
const any = (most: number) => 1 + Math.floor(Math.random() * most);

/** What the page asks, as it asks it; what varies from visit to visit varies here. */
const QUERIES: readonly [string, () => string][] = [
  ['feed, newest page', () => '/api/timeline?limit=60'],
  ['feed, far down', () => `/api/timeline?limit=60&cursor=${cursor(any(EVENTS))}`],
  ['feed, kinds', () => '/api/timeline?limit=60&kind=price_drop,back'],
  ['feed, a kind that is rare', () => '/api/timeline?limit=60&kind=unhealthy'],
  ['feed, one hunt', () => `/api/timeline?limit=60&task=${any(HUNTS)}`],
  ['feed, words', () => '/api/timeline?limit=60&words=leica%20camera'],
  ['feed, words that nothing has', () => '/api/timeline?limit=60&words=zeppelin'],
  ['feed, price', () => '/api/timeline?limit=60&maxPrice=5000&currency=EUR'],
  ['feed, days', () => `/api/timeline?limit=60&from=${day(20)}&to=${day(10)}`],
  ['feed, what came after', () => `/api/timeline?limit=60&after=${EVENTS - any(50)}`],
  ['hunts, by last event', () => '/api/tasks?limit=200&sort=lastEvent'],
  ['hunts, by name', () => '/api/tasks?limit=200&sort=name'],
  ['hunts, by next look', () => '/api/tasks?limit=200&sort=nextRun'],
  ['hunts, far down', () => `/api/tasks?limit=200&sort=lastEvent&cursor=${cursor(any(HUNTS - 200), 'offset')}`],
  ['hunts, with trouble', () => '/api/tasks?limit=200&sort=lastEvent&health=blocked'],
  ['hunts, found by words', () => `/api/tasks?limit=200&sort=lastEvent&q=${any(999)}`],
  ['hunts, a tag', () => '/api/tasks?limit=200&sort=lastEvent&tag=optics'],
  ['one hunt', () => `/api/tasks/${any(HUNTS)}`],
  ['items of a hunt', () => `/api/tasks/${any(HUNTS)}/items?limit=60`],
  ['items of a hunt of 2,000', () => '/api/tasks/1/items?limit=60'],
  ['looks of a hunt', () => `/api/tasks/${any(HUNTS)}/runs?limit=120`],
  ['one item', () => `/api/items/${any(ITEMS)}`],
  ['one item of 10,000 prices', () => `/api/items/${CLOSE_ITEM}`],
  ['its whole history, thinned', () => `/api/items/${CLOSE_ITEM}/history?days=all`],
  ['events of an item', () => `/api/items/${any(ITEMS)}/events`],
  ['notifications', () => '/api/notifications?limit=50'],
  ['notifications of a channel', () => '/api/notifications?limit=50&channel=3'],
  ['overview', () => '/api/overview'],
  ['needs attention', () => '/api/attention'],
  ['search', () => `/api/search?q=${['leica', 'sonar', 'hunt 77', 'zeppelin'][any(4) - 1]}`],
  ['system', () => '/api/system'],
  ['hosts', () => '/api/system/hosts'],
  ['hosts, found by words', () => `/api/system/hosts?q=shop-${any(500)}`],
];

export interface MeasuredQueries {
  queries: QueryFigures[];
  /** Load average of the last minute, by round. */
  loads: number[];
}

/** Each query of the page, one after another, as a reader of an idle house meets it. @throws when one is refused */
export async function measureQueries(stack: Stack, connection: Connection): Promise<MeasuredQueries> {
  const { api, apiProcess, database } = stack;
  const processor = async () => (await processorMsOf(apiProcess.pid)) + (await processorMsOf(database.pid));
  const figures = new Map(QUERIES.map(([name]) => [name, { took: [] as number[], processorMs: 0, rows: 0 }]));
  const loads: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    // The first one warms up.
    const isCounted = round > 0;
    if (isCounted) loads.push(loadavg()[0] ?? Number.NaN);
    for (const [name, path] of QUERIES) {
      const figure = figures.get(name);
      const [processorBefore, rowsBefore] = [await processor(), await rowsReadOf(connection)];
      for (let turn = 0; turn < TIMES; turn += 1) {
        const asked = path();
        const answer = await api.call('GET', asked);
        if (answer.status !== 200)
          throw new Error(`GET ${asked} said ${answer.status}: ${JSON.stringify(answer.body)}`);
        if (isCounted) figure?.took.push(answer.tookMs);
      }
      if (!isCounted || !figure) continue;
      figure.processorMs += (await processor()) - processorBefore;
      figure.rows += (await rowsReadOf(connection)) - rowsBefore;
    }
  }
  const queries = [...figures].map(([name, { took, processorMs, rows }]) => ({
    name,
    p50Ms: quantile(took, 0.5),
    p95Ms: quantile(took, 0.95),
    processorMs: processorMs / took.length,
    rows: Math.round(rows / took.length),
  }));
  return { queries, loads };
}

async function rowsReadOf(connection: Connection): Promise<number> {
  const [row] = (await connection.query("SHOW GLOBAL STATUS LIKE 'Rows_read'")) as [{ Value: string }];
  return Number(row.Value);
}

function day(daysAgo: number): string {
  return new Date(Date.now() - daysAgo * 86_400_000).toISOString();
}

/** As the api writes it in `nextCursor`. */
function cursor(place: number, by = 'before'): string {
  return Buffer.from(`${by}:${place}`).toString('base64url');
}
