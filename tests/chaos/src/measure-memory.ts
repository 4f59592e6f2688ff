import { readFile } from 'node:fs/promises';
import { PATIENCE_MS, startStack, waitFor } from '@goodshunter/testing';
import { connectDatabase } from './connect-database.js';
import { insertBacklog } from './insert-backlog.js';

/** Runs after which the peak is read: long enough for many turns of publisher, reader and pool. */
const RUNS = 3000;

/** Peak resident memory of one scheduler that works on a backlog of `tasks`, in MB (VmHWM of proc(5)). */
async function measurePeak(tasks: number): Promise<number> {
  const stack = await startStack({ schedulers: 0, env: { DEMO_SHOP_LISTINGS: '2', LOG_LEVEL: 'info' } });
  const db = await connectDatabase(stack.databaseUrl);
  try {
    await insertBacklog(db, { tasks, shopUrl: stack.shopUrl, shops: 500 });
    const scheduler = await stack.startScheduler();
    await waitFor(
      async () => {
        const [{ done = 0 } = {}] = await db.query<{ done: number }[]>('SELECT COUNT(*) done FROM run');
        return done >= RUNS;
      },
      { timeoutMs: 5 * PATIENCE_MS, everyMs: 200, what: `${RUNS} runs` },
    );
    const status = await readFile(`/proc/${scheduler.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  } finally {
    await db.end();
    await stack.stop();
  }
}

const few = await measurePeak(10_000);
const many = await measurePeak(1_000_000);
console.log(`peak memory of a scheduler after ${RUNS} runs: ${few.toFixed(0)} MB with 10,000 due tasks,`);
console.log(`${many.toFixed(0)} MB with 1,000,000: ${(many - few).toFixed(0)} MB more (bar: at most 64 MB)`);
