import { type ServiceProcess, waitFor } from '@goodshunter/testing';
import type { Connection } from 'mariadb';
import { connectDatabase } from '../connect-database.js';
import type { Fault, FaultContext } from '../fault.js';

/** How long the shop holds its answer back: time to find out who waits for it, and to freeze it. */
const HELD_MS = 3000;
const THREE_LEASES_MS = 15_000;
const MOST_TRIES = 10;

interface RunInHand {
  scheduler: ServiceProcess;
  taskId: number;
  token: number;
}

interface LeaseRow {
  owner: string | null;
  token: number;
}

export const ZOMBIE_FAULT: Fault = {
  name: 'zombie-scheduler',
  title: 'a scheduler frozen by SIGSTOP in the middle of a run, for three leases, then continued',
  promise: 'its run belongs to others by then: it stores nothing and tells nobody',
  mayRepeatSends: true,
  // A crawl does not end by its deadline while its scheduler sleeps: the answer is there when it wakes.
  stack: { env: { CRAWLER_DEADLINE_MS: '60000' } },
  async run(context) {
    const { stack, hold, measure } = context;
    const db = await connectDatabase(stack.databaseUrl);
    try {
      const { scheduler, taskId, token } = await freezeInRun(db, context);
      const { length } = scheduler.lines;
      await hold(THREE_LEASES_MS);
      const isTakenOver = async () =>
        (await db.query<unknown[]>('SELECT 1 FROM run WHERE task_id = ? AND token > ?', [taskId, token])).length > 0;
      await waitFor(isTakenOver, { what: 'another scheduler to run what the frozen one has in hand' });
      await scheduler.kill('SIGCONT');
      const endings = () =>
        scheduler.lines.slice(length).filter(({ msg, taskId: id }) => id === taskId && /^run (?!saved)/.test(msg));
      await hold(3000);
      if (!scheduler.isRunning) throw new Error('the scheduler did not survive the pause');
      measure('how its run ended', endings()[0]?.msg ?? 'unknown');
    } finally {
      await db.end();
    }
  },
};

/** Freezes whoever is in the middle of a look at a watched shop, and makes sure that it still is. */
async function freezeInRun(db: Connection, { stack, book }: FaultContext): Promise<RunInHand> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const [shop, taskId] = [...book.watchers][attempt % book.watchers.size] ?? [];
    if (shop === undefined || taskId === undefined) break;
    await book.model.holdAnswer(shop, HELD_MS);
    const { owner, token } = await readLease(db, taskId);
    const scheduler = stack.schedulers.find(({ pid }) => owner?.includes(`-${pid}-`));
    if (!scheduler) continue;
    await scheduler.kill('SIGSTOP');
    const lease = await readLease(db, taskId);
    if (lease.owner === owner && lease.token === token) return { scheduler, taskId, token };
    await scheduler.kill('SIGCONT');
  }
  throw new Error(`no scheduler could be frozen in the middle of a run, in ${MOST_TRIES} tries`);
}

async function readLease(db: Connection, taskId: number): Promise<LeaseRow> {
  const [row] = await db.query<LeaseRow[]>('SELECT lease_owner owner, token FROM task WHERE id = ?', [taskId]);
  if (!row) throw new Error(`task ${taskId} is gone`);
  return row;
}
