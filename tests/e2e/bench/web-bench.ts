// How quick the page and its lists are in a house of 10,000 hunts, 100,000 items and 1,000,000 events: make web-bench
import { execFile } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { replaceSection } from '@goodshunter/testing';
import { createConnection } from 'mariadb';
import { openHouse } from '../test/page/house.js';
import { EVENTS, fillDatabase, HUNTS, ITEMS } from './fill-database.js';
import { type LoadFigures, measureLive, measureLoad, measureScroll, type ScrollFigures } from './measure-page.js';
import { measureQueries, type QueryFigures } from './measure-queries.js';
import { quantile } from './quantile.js';

const PLACE = fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url));
const BUDGET_SCRIPT = fileURLToPath(new URL('../../../apps/web/scripts/check-budget.mjs', import.meta.url));
const QUERY_BUDGET_MS = 50;
const ROWS = 10_000;
const LIVE_TIMES = 20;

interface Measured {
  queries: QueryFigures[];
  load: Record<string, LoadFigures>;
  scroll: Record<string, ScrollFigures>;
  live: number[];
  script: string;
}

async function measure(): Promise<Measured> {
  const house = await openHouse();
  const { port, rootUrl } = house.stack.database;
  const connection = await createConnection({
    host: '127.0.0.1',
    port,
    user: new URL(rootUrl).username,
    database: new URL(house.stack.databaseUrl).pathname.slice(1),
  });
  try {
    // What looks at shops would look at ten thousand of them.
    for (const service of [...house.stack.schedulers]) await service.kill('SIGTERM');
    const [{ id: userId }] = (await connection.query('SELECT id FROM user ORDER BY id LIMIT 1')) as [{ id: bigint }];
    for (const table of ['task', 'task_tag', 'item', 'task_item', 'price_point', 'event', 'run', 'notice', 'evidence'])
      await connection.query(`TRUNCATE TABLE ${table}`);
    const begunAt = Date.now();
    await fillDatabase(connection, Number(userId));
    console.log(`filled in ${Math.round((Date.now() - begunAt) / 1000)} s`);
    const queries = await measureQueries(house.stack);
    for (const { name, p50Ms, p95Ms, processorMs } of queries)
      console.log(`${name}: ${processorMs.toFixed(1)} of processor, ${p50Ms.toFixed(1)} / ${p95Ms.toFixed(1)} ms`);
    if (process.argv.includes('--queries')) throw new Error('only the queries were asked for');
    const feed = '[aria-label="Feed"]';
    const hunts = '[aria-label="Hunts"]';
    const load = {
      feed: await measureLoad(house, '/', `${feed} li a`),
      hunts: await measureLoad(house, '/hunts', `${hunts} li a`),
      item: await measureLoad(house, '/items/1', '.uplot canvas'),
    };
    console.log(load);
    const live = await measureLive(house, connection, Number(userId), LIVE_TIMES);
    console.log(live.map(Math.round));
    const scroll = {
      feed: await measureScroll(house, '/', feed, ROWS),
      hunts: await measureScroll(house, '/hunts', hunts, ROWS),
    };
    console.log(scroll);
    const script = (await promisify(execFile)(process.execPath, [BUDGET_SCRIPT])).stdout.trim();
    return { queries, load, scroll, live, script };
  } finally {
    await connection.end();
    await house.stop();
  }
}

function render({ queries, load, scroll, live, script }: Measured): string {
  const count = (figure: number) => figure.toLocaleString('en');
  const judge = (isMet: boolean) => (isMet ? '' : ', **missed**');
  return [
    '## The page',
    '',
    `\`make web-bench\`, ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}, load average ${loadavg()[1]?.toFixed(1)}; ${count(HUNTS)} hunts, ${count(ITEMS)} items and ${count(EVENTS)} events of one person; browser, api and database on the same machine. Processor: of api and database, for each answer; what it takes where nobody else is.`,
    '',
    `| query, over HTTP | processor, ms | p50, ms | p95, ms (bar: ${QUERY_BUDGET_MS}) |`,
    '| --- | --- | --- | --- |',
    ...queries.map(
      ({ name, p50Ms, p95Ms, processorMs }) =>
        `| ${name} | ${processorMs.toFixed(1)} | ${p50Ms.toFixed(1)} | ${p95Ms.toFixed(1)}${judge(p95Ms <= QUERY_BUDGET_MS)} |`,
    ),
    '',
    '| first load, 360 px, processor slowed four times | largest paint, ms (bar: 2,500) | layout shift (bar: 0.05) |',
    '| --- | --- | --- |',
    ...Object.entries(load).map(
      ([name, { lcpMs, cls }]) =>
        `| ${name} | ${count(Math.round(lcpMs))}${judge(lcpMs <= 2500)} | ${cls.toFixed(3)}${judge(cls < 0.05)} |`,
    ),
    '',
    '| scrolled through | rows | frame p95, ms | tasks over 50 ms (longest) | heap afterwards, MB | nodes |',
    '| --- | --- | --- | --- | --- | --- |',
    ...Object.entries(scroll).map(
      ([name, one]) =>
        `| ${name} | ${count(one.rows)} | ${one.p95FrameMs.toFixed(1)} | ${one.tasksOver50Ms} (${Math.round(one.longestTaskMs)} ms) | ${one.heapMb.toFixed(1)} | ${count(one.nodes)} |`,
    ),
    '',
    `Event to screen, ${live.length} events one by one: p50 ${Math.round(quantile(live, 0.5))} ms, longest ${Math.round(Math.max(...live))} ms (bar: 1,000${judge(Math.max(...live) <= 1000)}). ${script[0]?.toUpperCase()}${script.slice(1)} kB.`,
  ].join('\n');
}

const measured = await measure();
const report = render(measured);
console.log(report);
if (process.argv.includes('--write')) await replaceSection(PLACE, 'page', report);
