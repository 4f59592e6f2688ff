import { type Sql, toMicroseconds } from '@goodshunter/db';

/** Small, so that no other transaction waits for a prune. */
const ROWS_PER_STATEMENT = 500;

/** What is not kept for as long as runs are. */
const AGES_MS: Partial<Record<keyof typeof STATEMENTS, number>> = {
  // Answers 24 hours of repeated requests, as the API promises.
  idempotencyKeys: 24 * 3600 * 1000,
  // They know their time themselves.
  hostBudgets: 0,
  draftItems: 0,
  drafts: 0,
  evidence: 3 * 24 * 3600 * 1000,
};

const STATEMENTS = {
  runs: 'DELETE FROM run WHERE finished_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND ORDER BY finished_at LIMIT ?',
  notifications: `DELETE FROM notification WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND AND state <> 'pending'
    ORDER BY created_at LIMIT ?`,
  deliveries: `DELETE FROM delivery WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND AND state <> 'pending'
    ORDER BY created_at LIMIT ?`,
  notices: `DELETE FROM notice WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND AND due_at IS NULL
    ORDER BY created_at LIMIT ?`,
  idempotencyKeys:
    'DELETE FROM idempotency_key WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND ORDER BY created_at LIMIT ?',
  evidence: 'DELETE FROM evidence WHERE seen_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND ORDER BY seen_at LIMIT ?',
  draftItems: `DELETE FROM task_item WHERE task_id IN (SELECT id FROM (SELECT id FROM task
    WHERE draft_until < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND AND state = 'draft' ORDER BY draft_until LIMIT 500) expired) LIMIT ?`,
  drafts: `DELETE FROM task WHERE draft_until < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND AND state = 'draft'
    AND NOT EXISTS (SELECT 1 FROM task_item WHERE task_item.task_id = task.id) ORDER BY draft_until LIMIT ?`,
  hostBudgets:
    'DELETE FROM host_budget WHERE forget_ms < (UNIX_TIMESTAMP(NOW(3)) - ? / 1000000) * 1000 ORDER BY forget_ms LIMIT ?',
} as const;

export type PruneCounts = Record<keyof typeof STATEMENTS, number>;

/** Deletes what is older than its time, in small statements, until nothing is left or `stop` aborts. Answers what is gone. */
export async function pruneRows(sql: Sql, retentionMs: number, stop: AbortSignal): Promise<PruneCounts> {
  const counts: PruneCounts = {
    runs: 0,
    notifications: 0,
    deliveries: 0,
    notices: 0,
    idempotencyKeys: 0,
    hostBudgets: 0,
    draftItems: 0,
    drafts: 0,
    evidence: 0,
  };
  for (const table of Object.keys(STATEMENTS) as (keyof typeof STATEMENTS)[]) {
    const ageMs = AGES_MS[table] ?? retentionMs;
    for (let deleted = ROWS_PER_STATEMENT; deleted === ROWS_PER_STATEMENT && !stop.aborted; ) {
      const { affectedRows } = await sql.execute(STATEMENTS[table], [toMicroseconds(ageMs), ROWS_PER_STATEMENT]);
      deleted = affectedRows;
      counts[table] += deleted;
    }
  }
  return counts;
}
