import { type Sql, toMicroseconds } from '@goodshunter/db';
import type { RunClaim } from './run-claim.js';

/** Prolongs a claim to `leaseMs` from now. False: the claim is lost, and the run must be aborted. */
export async function extendRun(sql: Sql, { taskId, token }: RunClaim, leaseMs: number): Promise<boolean> {
  const { affectedRows } = await sql.execute(
    'UPDATE task SET due_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND WHERE id = ? AND token = ?',
    [toMicroseconds(leaseMs), taskId, token],
  );
  return affectedRows > 0;
}

export interface ReleaseOptions {
  /** Due again after this long, in ms. @default 0 */
  delayMs?: number;
  /** The run had begun and came to no end: it counts towards parking the task. @default false */
  isAttemptSpent?: boolean;
}

/** Gives a claim back unused. False: it was lost already, which is just as well. */
export async function releaseRun(
  sql: Sql,
  { taskId, token }: RunClaim,
  options: ReleaseOptions = {},
): Promise<boolean> {
  const { delayMs = 0, isAttemptSpent = false } = options;
  const { affectedRows } = await sql.execute(
    `UPDATE task SET token = token + 1, lease_owner = NULL, attempt = attempt - ?,
       due_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND
     WHERE id = ? AND token = ?`,
    [isAttemptSpent ? 0 : 1, toMicroseconds(delayMs), taskId, token],
  );
  return affectedRows > 0;
}
