import { type Database, toMicroseconds } from '@goodshunter/db';
import { RefusedSaveError } from '../../errors.js';
import type { ClaimedTask } from '../tasks/read-claimed-task.js';
import type { RunClaim } from '../tasks/run-claim.js';
import { insertFailedRun } from './insert-failed-run.js';

export interface ParkOptions {
  /** Tried once more after this long, in ms. */
  parkMs: number;
  /** Claims after which a run that never ends is parked. */
  maxAttempts: number;
  worker: string;
  correlationId: string | null;
}

// One attempt is left: after the pause the task runs once, and is parked again if that run does not end either.
const PARK = `UPDATE task SET token = token + 1, lease_owner = NULL, attempt = ?, failures = LEAST(failures + 1, 65535),
  due_at = IF(state = 'draft', NULL, UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND), health = 'crashing', health_message = ?, is_unhealthy = 1,
  last_run_at = UTC_TIMESTAMP(3)
  WHERE id = ? AND token = ?`;

/**
 * Puts a task aside whose runs never come to an end (they crash their workers), with one `unhealthy` event per bad spell.
 * @returns whose channels have something to send
 * @throws {RefusedSaveError} when the claim is lost; nothing is stored.
 */
export async function parkRun(
  db: Database,
  claim: RunClaim,
  task: ClaimedTask,
  options: ParkOptions,
): Promise<readonly number[]> {
  const { parkMs, maxAttempts, worker, correlationId } = options;
  const message = `${task.attempt - 1} runs in a row ended their worker; the task is put aside for a while.`;
  return db.transaction(async (sql) => {
    const { affectedRows } = await sql.execute(PARK, [
      maxAttempts - 1,
      toMicroseconds(parkMs),
      message,
      claim.taskId,
      claim.token,
    ]);
    if (affectedRows === 0) throw new RefusedSaveError();
    const isNewlyUnhealthy = !task.isUnhealthy && !task.isDraft;
    return insertFailedRun(sql, claim, task, { outcome: 'crashing', message, isNewlyUnhealthy, worker, correlationId });
  });
}
