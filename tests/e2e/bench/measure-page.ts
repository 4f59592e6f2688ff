import { waitFor } from '@goodshunter/testing';
import type { Connection } from 'mariadb';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { type VisitOptions, visit } from '../test/page/browser.js';
import { quantile } from './quantile.js';
import { traceMainThread } from './trace-main-thread.js';

export interface LoadFigures {
  lcpMs: number;
  cls: number;
  /** That the page's main thread had had of a processor that nobody slowed when its largest part was painted. */
  processorMs: number;
  requests: number;
}
export interface ScrollFigures {
  rows: number;
  /** Between two frames, while scrolling. */
  p95FrameMs: number;
  /** Work of the page itself that kept a frame waiting. */
  longestTaskMs: number;
  tasksOver50Ms: number;
  heapMb: number;
  nodes: number;
}

const SLOWDOWN = 4;
const LOADS = 3;
/** Loads that are traced until one trace is whole. */
const TRACES = 5;
const SCROLL_PX = 1500;
const MOST_SCROLLING_MS = 60_000;
/** A phone of the middle, and a link that is not the question here. */
const PHONE: VisitOptions = { width: 360 };

/** Written down by the page itself; read by `collect`. */
const WATCH = `
  window.bench = { lcp: 0, cls: 0, tasks: [], frames: [] };
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) bench.lcp = entry.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) bench.cls += entry.value; }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) bench.tasks.push(entry.duration); }).observe({ type: 'longtask' });
  let before = 0;
  requestAnimationFrame(function frame(now) { if (before > 0) bench.frames.push(now - before); before = now; requestAnimationFrame(frame); });`;

interface Watched {
  /** When the largest part was painted, in ms since the address was opened. */
  lcp: number;
  cls: number;
  tasks: number[];
  frames: number[];
}

export interface Place {
  browser: Browser;
  origin: string;
  state: VisitOptions['state'];
}

async function open(
  { browser, origin, state }: Place,
  options: VisitOptions,
): Promise<{ page: Page; cdp: CDPSession }> {
  const { page, context } = await visit(browser, origin, { ...options, state });
  await page.addInitScript(WATCH);
  return { page, cdp: await context.newCDPSession(page) };
}

/**
 * The first load of a stranger's phone: nothing cached, a processor four times slower; in turns with loads at full speed, which say what
 * the main thread has to do. Medians.
 */
export async function measureLoad(place: Place, path: string, sign: string): Promise<LoadFigures> {
  const slow: Watched[] = [];
  const processorMs: number[] = [];
  let requests = 0;
  for (let turn = 0; turn < LOADS; turn += 1) {
    const slowed = await open(place, PHONE);
    await slowed.cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    slow.push(await visitOnce(slowed.page, path, sign));
    await slowed.page.context().close();
    const full = await loadAtFullSpeed(place, path, sign);
    processorMs.push(full.processorMs);
    requests = full.requests;
  }
  return {
    lcpMs: quantile(
      slow.map(({ lcp }) => lcp),
      0.5,
    ),
    cls: Math.max(...slow.map(({ cls }) => cls)),
    processorMs: quantile(processorMs, 0.5),
    requests,
  };
}

/** @throws when no trace of several loads is whole */
async function loadAtFullSpeed(
  place: Place,
  path: string,
  sign: string,
): Promise<Pick<LoadFigures, 'processorMs' | 'requests'>> {
  for (let attempt = 0; attempt < TRACES; attempt += 1) {
    const { page, cdp } = await open(place, PHONE);
    try {
      const endTrace = await traceMainThread(page, cdp);
      const { lcp } = await visitOnce(page, path, sign);
      const requests = Number(await page.evaluate("performance.getEntriesByType('resource').length"));
      const trace = await endTrace();
      if (trace) return { processorMs: trace.processorMsUntil(lcp), requests };
    } finally {
      await page.context().close();
    }
  }
  throw new Error(`the browser noted only part of each of ${TRACES} loads of ${path}`);
}

async function visitOnce(page: Page, path: string, sign: string): Promise<Watched> {
  await page.goto(path);
  await page.locator(sign).first().waitFor();
  await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => {});
  return (await page.evaluate('bench')) as Watched;
}

/** Scrolls a list until it holds so many rows, as fast as it gives them. */
export async function measureScroll(place: Place, path: string, list: string, rows: number): Promise<ScrollFigures> {
  const { page, cdp } = await open(place, {});
  await page.goto(path);
  await page.locator(`${list} li a`).first().waitFor();
  await page.mouse.move(700, 500);
  await page.evaluate('bench.frames.length = 0; bench.tasks.length = 0');
  const until = Date.now() + MOST_SCROLLING_MS;
  const rowHeight = (await page.locator(`${list} li`).last().boundingBox())?.height ?? 76;
  const countRows = async () =>
    Number(await page.evaluate(`document.querySelector('${list}').offsetHeight / ${rowHeight}`));
  let held = 0;
  while (held < rows && Date.now() < until) {
    for (let step = 0; step < 10; step += 1) await page.mouse.wheel(0, SCROLL_PX);
    held = await countRows();
  }
  const { frames, tasks } = (await page.evaluate('bench')) as Watched;
  const { heapMb, nodes } = await weigh(cdp);
  await page.context().close();
  return {
    rows: Math.round(held),
    p95FrameMs: quantile(frames, 0.95),
    longestTaskMs: Math.max(0, ...tasks),
    tasksOver50Ms: tasks.length,
    heapMb,
    nodes,
  };
}

interface Weight {
  /** After what nobody needs was collected. */
  heapMb: number;
  nodes: number;
  listeners: number;
}

async function weigh(cdp: CDPSession): Promise<Weight> {
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  // Its clock is chosen when it is switched on, and not changed while it is.
  await cdp.send('Performance.disable');
  await cdp.send('Performance.enable');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return { heapMb: metric('JSHeapUsedSize') / 1e6, nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
}

export interface TabFigures {
  events: number;
  before: Weight;
  /** When all wait behind the bar, and when they are shown. */
  waiting: Weight;
  shown: Weight;
  /** Of the page's main thread, for each event that came. */
  processorMsEach: number;
}

/** What a tab holds after so many events came while it was open, in bursts, and what each cost it. */
export async function measureTab(
  place: Place,
  connection: Connection,
  userId: number,
  events: number,
): Promise<TabFigures> {
  const { page, cdp } = await open(place, {});
  await page.goto('/');
  await page.locator('[aria-label="Feed"] li a').first().waitFor();
  const before = await weigh(cdp);
  await cdp.send('Performance.disable');
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taskMs = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
  const bar = page.getByRole('button', { name: /^\d[\d,]*\+? new$/ });
  const begun = await taskMs();
  const BURST = 60;
  for (let from = 0; from < events; from += BURST) {
    await connection.query(
      `INSERT INTO event (user_id, task_id, item_id, token, kind, new_price, currency, created_at)
       SELECT ?, 1, 1 + seq, ?, 'new', 12300, 'EUR', UTC_TIMESTAMP(3) FROM seq_1_to_${BURST}`,
      [userId, 20_000_000 + from],
    );
    const expected = Math.min(from + BURST, 1000).toLocaleString('en');
    await waitFor(async () => (await bar.count()) > 0 && (await bar.textContent())?.startsWith(expected), {
      everyMs: 20,
      what: `${expected} events waiting`,
    });
  }
  await bar.filter({ hasText: '+' }).waitFor();
  const processorMsEach = ((await taskMs()) - begun) / events;
  const waiting = await weigh(cdp);
  await bar.click();
  await bar.waitFor({ state: 'detached' });
  const shown = await weigh(cdp);
  await page.context().close();
  return { events, before, waiting, shown, processorMsEach };
}

/** From the commit of an event to its count on the screen, in ms, one after another. */
export async function measureLive(
  place: Place,
  connection: Connection,
  userId: number,
  times: number,
): Promise<number[]> {
  const { page } = await open(place, {});
  await page.goto('/');
  await page.locator('[aria-label="Feed"] li a').first().waitFor();
  const bar = page.getByRole('button', { name: /^\d[\d,]* new$/ });
  const took: number[] = [];
  for (let turn = 1; turn <= times; turn += 1) {
    await connection.query(
      `INSERT INTO event (user_id, task_id, item_id, token, kind, new_price, currency, created_at)
       VALUES (?, 1, ?, ?, 'new', 12300, 'EUR', UTC_TIMESTAMP(3))`,
      [userId, turn, 10_000_000 + turn],
    );
    const committedAt = performance.now();
    await waitFor(async () => (await bar.count()) > 0 && (await bar.textContent())?.trim().startsWith(`${turn} `), {
      everyMs: 10,
      what: `event ${turn} on the screen`,
    });
    took.push(performance.now() - committedAt);
    // Not in step with what looks at regular times.
    await page.waitForTimeout(200 + Math.random() * 700);
  }
  await page.context().close();
  return took;
}
