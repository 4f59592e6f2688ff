import { createServer } from 'node:http';
import { type ServiceProcess, type Stack, startTcpProxy, waitFor } from '@goodshunter/testing';
import { BUSY, loadPerCore } from '../busy.js';
import { connectDatabase } from '../connect-database.js';
import type { Fault, FaultContext } from '../fault.js';
import { ZOMBIE_FAULT } from './zombie-fault.js';

/** Longer than a fault: the api waits for its announcement until it is killed, and answers nobody before. */
const WAITS_FOR_ANNOUNCEMENT_MS = '10000';

/** For crawls that must end by it. Elsewhere a crawl on a busy machine would be called a shop that is slow, and looked at again after a minute. */
const SHORT_DEADLINE = { CRAWLER_DEADLINE_MS: '8000' };

/** Faults of our own processes. */
export const PROCESS_FAULTS: Fault[] = [
  {
    name: 'calm',
    title: 'nothing: what the others are compared with',
    promise: 'every change is told once, with the right prices',
    run: ({ hold }) => hold(10_000),
  },
  {
    name: 'kill-scheduler',
    title: 'kill -9 of a scheduler, three times',
    promise: 'its runs are started again after the lease; nothing is lost or told twice',
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
    title: 'kill -9 of the api, three times, each exactly between commit and announce',
    promise:
      'what was answered is run, and so is what was committed; what was not answered may be asked again with the same key',
    // Nobody listens, or the answer is cut off.
    mayRefuse: ['503', 'TypeError'],
    async run({ stack, redis, hold, measure }) {
      const db = await connectDatabase(stack.databaseUrl);
      const lastTaskId = async () => (await db.query<{ id: number }[]>('SELECT MAX(id) id FROM task'))[0]?.id ?? 0;
      let { apiProcess } = stack;
      const unannounced: number[] = [];
      try {
        for (let round = 0; round < 3; round += 1) {
          await apiProcess.kill('SIGKILL');
          const proxy = await startTcpProxy(redis.port);
          apiProcess = await stack.startApi({
            REDIS_ADDR: `127.0.0.1:${proxy.port}`,
            API_ANNOUNCE_BUDGET_MS: WAITS_FOR_ANNOUNCEMENT_MS,
          });
          await hold(2000);
          // From here on every announcement stays in the proxy, and dies there with the api.
          const before = await lastTaskId();
          proxy.freeze();
          unannounced.push(
            await waitFor(
              async () => {
                const last = await lastTaskId();
                return last > before ? last : undefined;
              },
              { everyMs: 2, what: 'a committed row' },
            ),
          );
          await apiProcess.kill('SIGKILL');
          await proxy.close();
        }
        await stack.startApi();
        await waitFor(
          async () => {
            const [row] = await db.query<{ n: number }[]>(
              'SELECT COUNT(*) n FROM task WHERE id IN (?) AND last_success_at IS NOT NULL',
              [unannounced],
            );
            return row?.n === unannounced.length;
          },
          { what: 'the tasks that nobody announced to run' },
        );
        measure('committed, killed before announced, run', unannounced.length);
      } finally {
        await db.end();
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
    title: 'a crawler frozen by SIGSTOP for 15 s',
    promise: 'its crawls end by their deadline and are tried on the other one; no task is called failed',
    stack: { env: SHORT_DEADLINE },
    async run({ stack, hold, measure }) {
      await stack.crawlers[0]?.kill('SIGSTOP');
      await hold(15_000);
      await stack.crawlers[0]?.kill('SIGCONT');
      await expectNoFailedLook(stack, measure);
    },
  },
  {
    name: 'garbage-crawler',
    title: 'a crawler that answers garbage for 8 s',
    promise: 'schedulers go on with the other one; no task is called failed',
    async run({ stack, hold, measure }) {
      const port = stack.crawlerPorts[0];
      await stack.crawlers[0]?.kill('SIGKILL');
      let asked = 0;
      const impostor = createServer((_request, response) => {
        asked += 1;
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>not a crawl</html>');
      });
      await new Promise<void>((resolve) => impostor.listen(port, '127.0.0.1', resolve));
      await hold(8000);
      await new Promise<void>((resolve) => {
        impostor.close(() => resolve());
        impostor.closeAllConnections();
      });
      stack.crawlers[0] = await stack.startCrawler(0);
      if (asked === 0) throw new Error('nobody asked the crawler that answers garbage');
      measure('garbage answers', asked);
      await expectNoFailedLook(stack, measure);
    },
  },
  ZOMBIE_FAULT,
  {
    name: 'rolling-restart',
    title: 'SIGTERM rolling restart of every service under load',
    promise: 'each exits 0 within its grace period; nothing waits for a lease to end',
    // Nobody listens, or the answer is cut off.
    mayRefuse: ['503', 'TypeError'],
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

/** What crawlers do wrong is not the shop's fault: no run may be stored as failed. @throws naming what was */
/** On a busy machine the crawler that works may be late itself: that is a shop which did not answer in time, and said to be one. */
async function expectNoFailedLook(stack: Stack, measure: FaultContext['measure']): Promise<void> {
  const db = await connectDatabase(stack.databaseUrl);
  try {
    const failed = await db.query<{ outcome: string; n: number }[]>(
      "SELECT outcome, COUNT(*) n FROM run WHERE outcome <> 'ok' GROUP BY outcome",
    );
    const isLate = failed.every(({ outcome }) => outcome === 'timeout') && loadPerCore() > BUSY;
    if (isLate && failed.length > 0)
      measure(
        'looks that ended late',
        failed.reduce((sum, { n }) => sum + Number(n), 0),
      );
    else if (failed.length > 0) throw new Error(`failed looks: ${JSON.stringify(failed)}`);
  } finally {
    await db.end();
  }
}
