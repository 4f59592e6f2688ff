import { type Evidence, type Finding, nothing } from './account.js';

const STREAM = 'goodshunter:task:queue';
const GROUP = 'scheduler_group';
/** What was held for three leases of this suite belongs to nobody. */
const ABANDONED_S = 15;

/** Acknowledged tasks against their runs, and leases that should have been given back. */
export async function settleRuns({ db, book }: Evidence): Promise<Finding> {
  const finding = nothing();
  const { missing, wrong } = finding;
  const ids = [...book.acknowledged];
  const tasks = await db.query<{ id: number; hasSucceeded: number; runs: number; interval: number }[]>(
    `SELECT t.id, t.last_success_at IS NOT NULL hasSucceeded, t.interval_s \`interval\`,
       (SELECT COUNT(*) FROM run r WHERE r.task_id = t.id AND r.outcome = 'ok') runs FROM task t WHERE t.id IN (?)`,
    [ids],
  );
  const known = new Set(tasks.map(({ id }) => id));
  for (const id of ids) if (!known.has(id)) missing.push(`task ${id} was acknowledged and is gone`);
  for (const { id, hasSucceeded, runs, interval } of tasks) {
    if (!hasSucceeded) missing.push(`task ${id} has not succeeded yet`);
    else if (runs === 0) missing.push(`task ${id} succeeded, and no run says so`);
    // A task that is due once a day has run once, however often it was delivered.
    else if (interval >= 86_400 && runs > 1) wrong.push(`task ${id}: ${runs} successful runs in one interval`);
  }

  // Rows are written in the order of saves: a lower token after a higher one is a save by somebody whose claim was over.
  const late = await db.query<{ taskId: number; token: number }[]>(
    `SELECT task_id taskId, token FROM
       (SELECT task_id, token, MAX(token) OVER (PARTITION BY task_id ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) before_it FROM run) r
     WHERE token <= before_it`,
  );
  wrong.push(...late.map(({ taskId, token }) => `run ${taskId}/${token} was saved after a later one had taken over`));
  const ahead = await db.query<{ id: number }[]>(
    'SELECT t.id FROM task t WHERE t.token < (SELECT MAX(r.token) FROM run r WHERE r.task_id = t.id)',
  );
  wrong.push(...ahead.map(({ id }) => `task ${id} has a lower token than its last run`));

  for (const [table, what] of [
    ['task', 'runs'],
    ['channel_gate', 'sendings'],
  ]) {
    const [{ n = 0 } = {}] = await db.query<{ n: number }[]>(
      `SELECT COUNT(*) n FROM ${table} WHERE lease_owner IS NOT NULL AND due_at < UTC_TIMESTAMP(3) - INTERVAL ${ABANDONED_S} SECOND`,
    );
    if (n > 0) missing.push(`${n} ${what} were left to a lease that ended`);
  }
  return finding;
}

/** Items of all tasks: each price has a point. */
export async function settleItems({ db }: Evidence): Promise<Finding> {
  const finding = nothing();
  const unpriced = await db.query<{ id: number }[]>(
    `SELECT i.id FROM item i WHERE i.price IS NOT NULL AND NOT i.price <=>
       (SELECT p.price FROM price_point p WHERE p.item_id = i.id ORDER BY p.observed_at DESC LIMIT 1)`,
  );
  if (unpriced.length > 0) {
    finding.missing.push(`${unpriced.length} items, ${unpriced[0]?.id} among them, have a price and no point of it`);
  }
  return finding;
}

/** Entries that were delivered and not acknowledged. Tasks run all the time: one look in many must find none. */
export async function countEntriesInHand({ redis }: Evidence): Promise<number> {
  if ((await redis.exists(STREAM)) === 0) return 0;
  const [pending] = (await redis.xpending(STREAM, GROUP)) as [number];
  return pending;
}
