import type { ModeCode, QueueMode } from '@goodshunter/contracts/api';
import type { Columns, Sql } from '@goodshunter/db';

/** A scheduler that has said nothing for this long does not live. It speaks every few seconds. */
const SILENT_AFTER_SECONDS = 30;
/** Counting further would cost more than knowing it is worth. */
const MOST_DUE_COUNTED = 100_000;

export interface SchedulerRow
  extends Columns<'replica', 'name' | 'mode' | 'modeSince' | 'modeReason' | 'modeCode' | 'beatAt'> {
  mode: QueueMode;
  modeCode: ModeCode | null;
  /** Since it spoke last, in ms. */
  silentMs: number;
}

/** What the living schedulers say of themselves, those that poll first. */
export async function readSchedulers(sql: Sql): Promise<SchedulerRow[]> {
  return sql.query<SchedulerRow>(
    `SELECT name, mode, mode_since, mode_reason, mode_code, beat_at,
       TIMESTAMPDIFF(MICROSECOND, beat_at, UTC_TIMESTAMP(3)) / 1000 AS silent_ms FROM replica
     WHERE beat_at > UTC_TIMESTAMP(3) - INTERVAL ? SECOND ORDER BY mode, name`,
    [SILENT_AFTER_SECONDS],
  );
}

/** Tasks that are due now, at most {@link MOST_DUE_COUNTED}, by the index task_due. */
export async function countDueTasks(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ due: number }>(
    'SELECT COUNT(*) AS due FROM (SELECT 1 FROM task WHERE due_at <= UTC_TIMESTAMP(3) LIMIT ?) AS due_tasks',
    [MOST_DUE_COUNTED],
  );
  return row?.due ?? 0;
}
