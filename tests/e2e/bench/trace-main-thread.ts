import type { CDPSession, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** In microseconds: when, and how much of the processor the thread had. */
  ts: number;
  tdur?: number;
  args?: { data?: { startTime?: number } };
}

export interface MainThreadTrace {
  /** What tasks of the page's main thread that began within so many ms of the navigation had of the processor, in ms. */
  processorMsUntil(ms: number): number;
}

/** The page's own word in the trace. */
const HERE = 'bench.here';
/** A renderer whose first noted task begins later than this after the navigation was noted only in part, in ms. */
const LATE_MS = 100;

/**
 * Begins to note what the page's main thread does; resolves to what ends it. That resolves to undefined where the browser began to note
 * only after the load had begun, as it does now and then under load: what it then says is too little.
 */
export async function traceMainThread(
  page: Page,
  cdp: CDPSession,
): Promise<() => Promise<MainThreadTrace | undefined>> {
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    categories: 'toplevel,devtools.timeline,blink.user_timing,loading',
  });
  return async () => {
    // The page says itself which thread is its own and how long ago it was opened: the browser's notes of navigations name neither
    // reliably (several, some without an address, some lost while a process was just beginning).
    await page.evaluate(`performance.mark('${HERE}')`);
    const isComplete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
    await cdp.send('Tracing.end');
    await isComplete;
    const here = events.find(({ name }) => name === HERE);
    const openedMsAgo = here?.args?.data?.startTime;
    if (!here || openedMsAgo === undefined) throw new Error('the trace does not hold the mark that the page has set');
    const openedAt = here.ts - openedMsAgo * 1000;
    const tasks = events.filter(
      ({ name, ph, pid, tid, ts }) =>
        ph === 'X' && name.endsWith('RunTask') && pid === here.pid && tid === here.tid && ts >= openedAt,
    );
    const first = tasks.reduce((least, { ts }) => Math.min(least, ts), Number.POSITIVE_INFINITY);
    if (first > openedAt + LATE_MS * 1000) return undefined;
    return {
      processorMsUntil: (ms) =>
        tasks.filter(({ ts }) => ts <= openedAt + ms * 1000).reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000,
    };
  };
}
