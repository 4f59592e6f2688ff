import type { CDPSession } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** In microseconds: when, and how much of the processor the thread had. */
  ts: number;
  tdur?: number;
  args?: { data?: { documentLoaderURL?: string } };
}

export interface MainThreadTrace {
  /** What tasks of the page's main thread that began within so many ms of the navigation had of the processor, in ms. */
  processorMsUntil(ms: number): number;
}

/** Begins to note what the main thread does; resolves to what ends it. */
export async function traceMainThread(cdp: CDPSession, origin: string): Promise<() => Promise<MainThreadTrace>> {
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    categories: 'toplevel,devtools.timeline,blink.user_timing,loading',
  });
  return async () => {
    const isComplete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
    await cdp.send('Tracing.end');
    await isComplete;
    const tasks = events.filter(({ name, ph }) => ph === 'X' && name.endsWith('RunTask'));
    const ofThread = (thread: TraceEvent) =>
      tasks.filter(({ pid, tid, ts }) => pid === thread.pid && tid === thread.tid && ts >= thread.ts);
    const sum = (some: readonly TraceEvent[]) => some.reduce((all, { tdur = 0 }) => all + tdur, 0) / 1000;
    // The process that a browser begins with may not be the one that the page is shown by.
    const [start] = events
      .filter(({ name, args }) => name === 'navigationStart' && args?.data?.documentLoaderURL?.startsWith(origin))
      .sort((a, b) => sum(ofThread(b)) - sum(ofThread(a)));
    if (!start) throw new Error('the trace has no navigation');
    return {
      processorMsUntil: (ms) => sum(ofThread(start).filter(({ ts }) => ts <= start.ts + ms * 1000)),
    };
  };
}
