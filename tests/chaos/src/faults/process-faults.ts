import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServiceProcess, waitFor } from '@goodshunter/testing';
import type { Fault } from '../fault.js';

const AHEAD = join(fileURLToPath(import.meta.url), '../one-hour-ahead.mjs');

/** Faults of our own processes. */
export const PROCESS_FAULTS: Fault[] = [
  {
    name: 'kill-scheduler',
    title: 'kill -9 of a scheduler, three times',
    promise: 'its runs are started again after the lease; nothing is lost or told twice',
    isShort: true,
    mayRepeatSends: true,
    async run({ stack, hold }) {
      for (let round = 0; round < 3; round += 1) {
        await stack.schedulers[round % 2]?.kill('SIGKILL');
        stack.schedulers[round % 2] = await stack.startScheduler();
        await hold(2000);
      }
    },
  },
  {
    name: 'kill-api',
    title: 'kill -9 of the api, three times, between commit and announce among them',
    promise: 'what was answered is run; what was not answered may be asked again with the same key',
    mayRefuse: true,
    async run({ stack, hold }) {
      let { apiProcess } = stack;
      for (let round = 0; round < 3; round += 1) {
        await apiProcess.kill('SIGKILL');
        apiProcess = await stack.startApi();
        await hold(2000);
      }
    },
  },
  {
    name: 'kill-crawler',
    title: 'kill -9 of a crawler, three times',
    promise: 'schedulers go on with the other one; no task is called unhealthy',
    async run({ stack, hold }) {
      for (let round = 0; round < 3; round += 1) {
        await stack.crawlers[0]?.kill('SIGKILL');
        await hold(2000);
        stack.crawlers[0] = await stack.startCrawler(0);
      }
    },
  },
  {
    name: 'hang-crawler',
    title: 'a crawler frozen by SIGSTOP for 10 s',
    promise: 'its crawls end by their deadline and are tried again',
    async run({ stack, hold }) {
      await stack.crawlers[0]?.kill('SIGSTOP');
      await hold(10_000);
      await stack.crawlers[0]?.kill('SIGCONT');
    },
  },
  {
    name: 'zombie-scheduler',
    title: 'a scheduler frozen by SIGSTOP for three leases, then continued',
    promise: 'its runs belong to others by then: it stores nothing and tells nobody',
    isShort: true,
    mayRepeatSends: true,
    async run({ stack, hold }) {
      await stack.schedulers[0]?.kill('SIGSTOP');
      await hold(15_000);
      await stack.schedulers[0]?.kill('SIGCONT');
      await hold(2000);
      if (!stack.schedulers[0]?.isRunning) throw new Error('the scheduler did not survive the pause');
    },
  },
  {
    name: 'clock-ahead',
    title: 'one scheduler whose clock is an hour ahead',
    promise: 'instants are the database’s: nothing runs early, late or twice',
    async run({ stack, hold, measure }) {
      const scheduler = await stack.startScheduler({ NODE_OPTIONS: `--import ${AHEAD}` });
      const line = await scheduler.waitForLine('scheduler started');
      measure('clock ahead by, s', Math.round((Date.parse(String(line.time)) - Date.now()) / 1000));
      await hold(8000);
    },
  },
  {
    name: 'rolling-restart',
    title: 'SIGTERM rolling restart of every service under load',
    promise: 'each exits 0 within its grace period; nothing waits for a lease to end',
    mayRefuse: true,
    async run({ stack, measure }) {
      let slowestMs = 0;
      /** Ends one gracefully and notes how long that took. */
      async function end(service: ServiceProcess): Promise<void> {
        const begunAt = Date.now();
        const code = await service.kill('SIGTERM');
        const tookMs = Date.now() - begunAt;
        slowestMs = Math.max(slowestMs, tookMs);
        if (code !== 0) throw new Error(`${service.name} exited with ${code} after ${tookMs} ms instead of 0`);
      }
      for (const [index, scheduler] of stack.schedulers.entries()) {
        stack.schedulers[index] = await stack.startScheduler();
        await end(scheduler);
      }
      for (const [index, crawler] of stack.crawlers.entries()) {
        await end(crawler);
        stack.crawlers[index] = await stack.startCrawler(index);
      }
      await end(stack.apiProcess);
      await stack.startApi();
      measure('slowest to end, ms', slowestMs);
      await waitFor(async () => (await stack.api.call('GET', '/readyz')).status === 200, { what: 'a ready api' });
    },
  },
];
