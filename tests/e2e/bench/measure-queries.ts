import { readFile } from 'node:fs/promises';
import type { Stack } from '@goodshunter/testing';
import { CLOSE_ITEM, EVENTS, HUNTS, ITEMS } from './fill-database.js';
import { quantile } from './quantile.js';

export interface QueryFigures {
  name: string;
  p50Ms: number;
  p95Ms: number;
  /** Of the api and the database, each time: what it takes on a machine that nobody else uses. */
  processorMs: number;
}

const WARM_UP = 3;
const TIMES = 40;
const any = (most: number) => 1 + Math.floor(Math.random() * most);

/** What the page asks, as it asks it; what varies from visit to visit varies here. */
const QUERIES: readonly [string, () => string][] = [
  ['feed, newest page', () => '/api/timeline?limit=60'],
  ['feed, far down', () => `/api/timeline?limit=60&cursor=${cursor(any(EVENTS))}`],
  ['feed, kinds', () => '/api/timeline?limit=60&kind=price_drop,back'],
  ['feed, one hunt', () => `/api/timeline?limit=60&task=${any(HUNTS)}`],
  ['feed, words', () => '/api/timeline?limit=60&words=leica%20camera'],
  ['feed, words that nothing has', () => '/api/timeline?limit=60&words=zeppelin'],
  ['feed, price', () => '/api/timeline?limit=60&maxPrice=5000&currency=EUR'],
  ['feed, days', () => `/api/timeline?limit=60&from=${day(20)}&to=${day(10)}`],
  ['feed, what came after', () => `/api/timeline?limit=60&after=${EVENTS - any(50)}`],
  ['hunts, by last event', () => '/api/tasks?limit=200&sort=lastEvent'],
  ['hunts, by name', () => '/api/tasks?limit=200&sort=name'],
  ['hunts, by next look', () => '/api/tasks?limit=200&sort=nextRun'],
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
  ['overview', () => '/api/overview'],
  ['needs attention', () => '/api/attention'],
  ['search', () => `/api/search?q=${['leica', 'sonar', 'hunt 77', 'zeppelin'][any(4) - 1]}`],
  ['system', () => '/api/system'],
];

/** Each query of the page, one after another, as a reader of an idle house meets it. @throws when one is refused */
export async function measureQueries({ api, apiProcess, database }: Stack): Promise<QueryFigures[]> {
  const figures: QueryFigures[] = [];
  const processor = async () => (await processorMsOf(apiProcess.pid)) + (await processorMsOf(database.pid));
  for (const [name, path] of QUERIES) {
    const took: number[] = [];
    let before = 0;
    for (let turn = 0; turn < WARM_UP + TIMES; turn += 1) {
      const asked = path();
      if (turn === WARM_UP) before = await processor();
      const answer = await api.call('GET', asked);
      if (answer.status !== 200) throw new Error(`GET ${asked} said ${answer.status}: ${JSON.stringify(answer.body)}`);
      if (turn >= WARM_UP) took.push(answer.tookMs);
    }
    const processorMs = ((await processor()) - before) / TIMES;
    figures.push({ name, p50Ms: quantile(took, 0.5), p95Ms: quantile(took, 0.95), processorMs });
  }
  return figures;
}

/** Jiffies of 10 ms, user and system, as /proc counts them. */
async function processorMsOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function day(daysAgo: number): string {
  return new Date(Date.now() - daysAgo * 86_400_000).toISOString();
}

/** As the api writes it in `nextCursor`. */
function cursor(before: number): string {
  return Buffer.from(`before:${before}`).toString('base64url');
}
