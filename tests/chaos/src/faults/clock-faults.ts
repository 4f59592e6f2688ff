import type { Fault, FaultContext } from '../fault.js';

const CLOCK = new URL('other-clock.mjs', import.meta.url);
const HOUR_MS = 3_600_000;
const PROMISE = 'instants are the database’s: nothing runs early, late or twice';

/** Wall clocks of schedulers that are not right. */
export const CLOCK_FAULTS: Fault[] = [
  {
    name: 'clock-ahead',
    title: 'one scheduler whose clock is an hour ahead',
    promise: PROMISE,
    run: (context) => runWithClock(context, `aheadMs=${HOUR_MS}`),
  },
  {
    name: 'clock-behind',
    title: 'one scheduler whose clock is an hour behind',
    promise: PROMISE,
    run: (context) => runWithClock(context, `aheadMs=${-HOUR_MS}`),
  },
  {
    name: 'clock-jumping',
    title: 'one scheduler whose clock jumps by two hours every 1.5 s, to and fro',
    promise: PROMISE,
    run: (context) => runWithClock(context, `aheadMs=${HOUR_MS}&jumps`),
  },
];

async function runWithClock({ stack, hold, measure }: FaultContext, clock: string): Promise<void> {
  const scheduler = await stack.startScheduler({ NODE_OPTIONS: `--import ${CLOCK}?${clock}` });
  const line = await scheduler.waitForLine('scheduler started');
  const aheadS = Math.round((Date.parse(String(line.time)) - Date.now()) / 1000);
  if (Math.abs(aheadS) < 3000) throw new Error(`its clock is only ${aheadS} s from ours`);
  measure('clock ahead by, s', aheadS);
  await hold(8000);
  await scheduler.waitForLine('run saved');
}
