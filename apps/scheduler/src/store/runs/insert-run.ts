import type { FailureKind } from '@goodshunter/contracts/crawl';
import type { Sql } from '@goodshunter/db';
import type { ClaimedTask } from '../tasks/read-claimed-task.js';
import type { RunClaim } from '../tasks/run-claim.js';

export interface FinishedRun {
  outcome: 'ok' | 'crashing' | FailureKind;
  message: string | null;
  itemsSeen: number;
  eventsCount: number;
  mayHaveMissed: boolean;
  worker: string;
  correlationId: string | null;
}

/** Writes the run's own row; the key (task, token) refuses a second one. */
export async function insertRun(
  sql: Sql,
  claim: RunClaim,
  task: Pick<ClaimedTask, 'attempt' | 'clock'>,
  run: FinishedRun,
): Promise<void> {
  await sql.later(
    `INSERT INTO run (task_id, token, outcome, message, attempt, started_at, finished_at, items_seen, events_count,
       may_have_missed, worker, correlation_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      claim.taskId,
      claim.token,
      run.outcome,
      run.message,
      task.attempt,
      task.clock.startedAt,
      task.clock.now(),
      run.itemsSeen,
      run.eventsCount,
      run.mayHaveMissed ? 1 : 0,
      run.worker,
      run.correlationId,
    ],
  );
}

/** Whether the run of this claim is stored: tells a save that came through from one that was refused, when COMMIT's answer was lost. */
export async function isRunStored(sql: Sql, { taskId, token }: RunClaim): Promise<boolean> {
  const rows = await sql.query('SELECT 1 FROM run WHERE task_id = ? AND token = ?', [taskId, token]);
  return rows.length > 0;
}
