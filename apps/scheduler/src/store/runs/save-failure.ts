import type { CrawlFailure, Evidence } from '@goodshunter/contracts/crawl';
import { type Database, toMicroseconds } from '@goodshunter/db';
import { RefusedSaveError } from '../../errors.js';
import { NEXT_ON_GRID } from '../tasks/next-on-grid.js';
import type { ClaimedTask } from '../tasks/read-claimed-task.js';
import type { RunClaim } from '../tasks/run-claim.js';
import { insertFailedRun } from './insert-failed-run.js';
import { saveEvidence } from './save-evidence.js';

/** A run that came to a typed, bad end. */
export interface FailedRun {
  failure: CrawlFailure;
  /** What was seen instead. */
  evidence?: Evidence | undefined;
  /** Next try after this long, in ms. */
  backoffMs: number;
  /** This failure makes the task unhealthy: tell it, once. */
  isNewlyUnhealthy: boolean;
  worker: string;
  correlationId: string | null;
}

// The grid of planned times moves on as after a good run, so that the interval is exact again once it works.
const SAVE_FAILURE = `UPDATE task SET token = token + 1, lease_owner = NULL, attempt = 0, failures = LEAST(failures + 1, 65535),
  planned_at = ${NEXT_ON_GRID},
  due_at = IF(state = 'draft', NULL, UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND),
  health = ?, health_message = ?, is_unhealthy = IF(?, 1, is_unhealthy), last_run_at = UTC_TIMESTAMP(3)
  WHERE id = ? AND token = ?`;

/**
 * Stores a failed run: the task's health, the next try, the run's row and, once per bad spell, an `unhealthy` event with its messages.
 * @returns whose channels have something to send
 * @throws {RefusedSaveError} when the claim is lost; nothing is stored.
 */
export async function saveFailure(
  db: Database,
  claim: RunClaim,
  task: ClaimedTask,
  run: FailedRun,
): Promise<readonly number[]> {
  const { failure, backoffMs, isNewlyUnhealthy, worker, correlationId } = run;
  const message = failure.message.slice(0, 500);
  return db.transaction(async (sql) => {
    const { affectedRows } = await sql.execute(SAVE_FAILURE, [
      toMicroseconds(backoffMs),
      failure.kind,
      message,
      isNewlyUnhealthy ? 1 : 0,
      claim.taskId,
      claim.token,
    ]);
    if (affectedRows === 0) throw new RefusedSaveError();
    await saveEvidence(sql, claim.taskId, run.evidence);
    return insertFailedRun(sql, claim, task, {
      outcome: failure.kind,
      message,
      isNewlyUnhealthy,
      worker,
      correlationId,
    });
  });
}
