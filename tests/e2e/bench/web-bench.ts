// How quick the page and its lists are in a house of 10,000 hunts, 100,000 items and 1,000,000 events: make web-bench
// Arguments: --write into docs/benchmarks.md; --queries or --pages only
import { execFile } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { replaceSection } from '@goodshunter/testing';
import { createConnection } from 'mariadb';
import { openHouse } from '../test/page/house.js';
import { EVENTS, fillDatabase, HUNTS, ITEMS } from './fill-database.js';
import {
  type LoadFigures,
  measureLive,
  measureLoad,
  measureScroll,
  measureTab,
  type ScrollFigures,
  type TabFigures,
} from './measure-page.js';
import { type MeasuredQueries, measureQueries } from './measure-queries.js';
import { quantile } from './quantile.js';

const PLACE = fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url));
const BUDGET_SCRIPT = fileURLToPath(new URL('../../../apps/web/scripts/check-budget.mjs', import.meta.url));
const QUERY_BUDGET_MS = 50;
const ROWS = 10_000;
const LIVE_TIMES = 20;
const TAB_EVENTS = 3600;

interface MeasuredPages {
  load: Record<string, LoadFigures>;
  scroll: Record<string, ScrollFigures>;
  live: number[];
  tab: TabFigures;
  script: string;
  /** Load average of the last minute before each part, and at the end. */
  loadAt: { pages: number; live: number; scroll: number; end: number };
}

const loadNow = () => loadavg()[0] ?? Number.NaN;

async function measure(): Promise<{ lists?: MeasuredQueries; pages?: MeasuredPages }> {
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
    const lists = process.argv.includes('--pages') ? undefined : await measureQueries(house.stack, connection);
    if (lists) console.log(renderQueries(lists).join('\n'));
    if (process.argv.includes('--queries')) return { ...(lists && { lists }) };
    const loadAt = { pages: loadNow(), live: 0, scroll: 0, end: 0 };
    const feed = '[aria-label="Feed"]';
    const hunts = '[aria-label="Hunts"]';
    const load = {
      feed: await measureLoad(house, '/', `${feed} li a`),
      hunts: await measureLoad(house, '/hunts', `${hunts} li a`),
      item: await measureLoad(house, '/items/1', '.uplot canvas'),
    };
    console.log(load);
    loadAt.live = loadNow();
    const live = await measureLive(house, connection, Number(userId), LIVE_TIMES);
    console.log(live.map(Math.round));
    loadAt.scroll = loadNow();
    const scroll = {
      feed: await measureScroll(house, '/', feed, ROWS),
      hunts: await measureScroll(house, '/hunts', hunts, ROWS),
    };
    console.log(scroll);
    loadAt.end = loadNow();
    const tab = await measureTab(house, connection, Number(userId), TAB_EVENTS);
    console.log(tab);
    const script = (await promisify(execFile)(process.execPath, [BUDGET_SCRIPT])).stdout.trim();
    return { ...(lists && { lists }), pages: { load, scroll, live, tab, script, loadAt } };
  } finally {
    await connection.end();
    await house.stop();
  }
}

const count = (figure: number) => figure.toLocaleString('en');
const judge = (isMet: boolean) => (isMet ? '' : ', **missed**');

function renderQueries({ queries, loads }: MeasuredQueries): string[] {
  return [
    `| query, over HTTP; load average ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)} | processor, ms | rows read | p50, ms | p95, ms (bar: ${QUERY_BUDGET_MS}) |`,
    '| --- | --- | --- | --- | --- |',
    ...queries.map(
      ({ name, p50Ms, p95Ms, processorMs, rows }) =>
        `| ${name} | ${processorMs.toFixed(1)} | ${count(rows)} | ${p50Ms.toFixed(1)} | ${p95Ms.toFixed(1)}${judge(p95Ms <= QUERY_BUDGET_MS)} |`,
    ),
  ];
}

const HOUSE = `${count(HUNTS)} hunts, ${count(ITEMS)} items and ${count(EVENTS)} events of one person, who also sees 20 hunts of somebody else`;
const when = () =>
  `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC: ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}; ${HOUSE}`;

function renderLists(lists: MeasuredQueries): string {
  return [
    '## The page',
    '',
    `The lists of \`make web-bench\`, ${when()}; api and database on the same machine. Queries take turns in rounds. Processor: of api and database, for each answer; what it takes where nobody else is. Rows: that the database read for it.`,
    '',
    ...renderQueries(lists),
  ].join('\n');
}

function renderPages({ load, scroll, live, tab, script, loadAt }: MeasuredPages): string {
  const weight = ({ heapMb, nodes, listeners }: TabFigures['before']) =>
    `${heapMb.toFixed(1)} MB of heap, ${count(nodes)} nodes and ${count(listeners)} listeners`;
  return [
    `The pages of \`make web-bench\`, ${when()}; browser, api and database on the same machine.`,
    '',
    `| first load, 360 px; load average ${loadAt.pages.toFixed(1)} | largest paint, processor slowed four times, ms (bar: 2,500) | main thread until then at full speed, ms of processor | requests | layout shift (bar: 0.05) |`,
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(load).map(
      ([name, { lcpMs, cls, processorMs, requests }]) =>
        `| ${name} | ${count(Math.round(lcpMs))}${judge(lcpMs <= 2500)} | ${Math.round(processorMs)} | ${requests} | ${cls.toFixed(3)}${judge(cls < 0.05)} |`,
    ),
    '',
    `| scrolled through; load average ${loadAt.scroll.toFixed(1)} to ${loadAt.end.toFixed(1)} | rows | frame p95, ms | tasks over 50 ms (longest) | heap afterwards, MB | nodes |`,
    '| --- | --- | --- | --- | --- | --- |',
    ...Object.entries(scroll).map(
      ([name, one]) =>
        `| ${name} | ${count(one.rows)} | ${one.p95FrameMs.toFixed(1)} | ${one.tasksOver50Ms} (${Math.round(one.longestTaskMs)} ms) | ${one.heapMb.toFixed(1)} | ${count(one.nodes)} |`,
    ),
    '',
    `Event to screen, ${live.length} events one by one, load average ${loadAt.live.toFixed(1)}: p50 ${Math.round(quantile(live, 0.5))} ms, longest ${Math.round(Math.max(...live))} ms (bar: 1,000${judge(Math.max(...live) <= 1000)}). ${script[0]?.toUpperCase()}${script.slice(1)} kB.`,
    '',
    `A tab after ${count(tab.events)} events that came while it was open: ${weight(tab.before)} before, ${weight(tab.waiting)} with all of them behind the bar, ${weight(tab.shown)} when they are shown; ${tab.processorMsEach.toFixed(2)} ms of the main thread's processor each.`,
  ].join('\n');
}

const { lists, pages } = await measure();
if (pages) console.log(renderPages(pages));
if (process.argv.includes('--write')) {
  if (lists) await replaceSection(PLACE, 'page', renderLists(lists));
  if (pages) await replaceSection(PLACE, 'page-loads', renderPages(pages));
}
