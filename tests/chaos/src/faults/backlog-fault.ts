import type { QueueStatus } from '@goodshunter/contracts/api';
import { waitFor } from '@goodshunter/testing';
import { connectDatabase } from '../connect-database.js';
import type { Fault } from '../fault.js';
import { insertBacklog } from '../insert-backlog.js';

const BACKLOG = 100_000;
/** Shops of the demo street that the backlog watches. */
const SHOPS = 500;
const DRAIN_WITHIN_MS = 20 * 60_000;

/** An hour in which no scheduler ran, and what comes after it. */
export const BACKLOG_FAULT: Fault = {
  name: 'backlog',
  title: `a backlog of ${BACKLOG.toLocaleString('en')} due tasks after an hour’s stop`,
  promise: 'the stream holds a bounded number of entries, new tasks are still answered, every due task runs once',
  // Small shops: what is measured is the queue and the runs, not the writing of listings.
  stack: { env: { DEMO_SHOP_LISTINGS: '2' } },
  async run({ stack, measure }) {
    await Promise.all(stack.schedulers.map((scheduler) => scheduler.kill('SIGTERM')));
    const db = await connectDatabase(stack.databaseUrl);
    try {
      await insertBacklog(db, { tasks: BACKLOG, shopUrl: stack.shopUrl, shops: SHOPS });
      const begunAt = Date.now();
      for (const index of stack.schedulers.keys()) stack.schedulers[index] = await stack.startScheduler();
      let mostEntries = 0;
      await waitFor(
        async () => {
          const { body } = await stack.api.call<QueueStatus>('GET', '/api/queue');
          mostEntries = Math.max(mostEntries, body.length ?? 0);
          const [{ open = BACKLOG } = {}] = await db.query<{ open: number }[]>(
            "SELECT COUNT(*) open FROM task WHERE name = 'backlog' AND last_success_at IS NULL",
          );
          return open === 0;
        },
        { timeoutMs: DRAIN_WITHIN_MS, everyMs: 500, what: 'the end of the backlog' },
      );
      const tookS = (Date.now() - begunAt) / 1000;
      measure('most entries in the stream', mostEntries);
      measure('backlog drained in, s', tookS.toFixed(0));
      measure('runs per second', (BACKLOG / tookS).toFixed(0));
    } finally {
      await db.end();
    }
  },
};
