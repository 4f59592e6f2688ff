import { type Sql, toMicroseconds } from '@goodshunter/db';
import { type ClaimedTask, SELECT_TASK, type TaskRow, toClaimedTask } from './read-claimed-task.js';
import type { RunClaim } from './run-claim.js';

export interface ClaimOptions {
  /** Who claims; shown while it runs. */
  owner: string;
  /** The claim lapses after this long, in ms, unless it is extended. */
  leaseMs: number;
}

/** A claim, and what was claimed. */
export interface ClaimedRun {
  claim: RunClaim;
  /** Undefined: the claim is lost again (edited, paused or deleted a moment ago). */
  task: ClaimedTask | undefined;
}

const CLAIM = `UPDATE task SET token = LAST_INSERT_ID(token + 1), lease_owner = ?, attempt = attempt + 1,
  due_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND
  WHERE id = ? AND due_at <= UTC_TIMESTAMP(3)`;
const SELECT_CLAIMED = `${SELECT_TASK}LAST_INSERT_ID()`;

/**
 * Claims a task if it is due, by one conditional update which exactly one of many callers wins, and reads its definition.
 * @returns undefined when it is not due: paused, running, or not yet.
 */
export async function claimRun(sql: Sql, taskId: number, options: ClaimOptions): Promise<ClaimedRun | undefined> {
  const { written, rows } = await sql.executeAndQuery<TaskRow>(
    [CLAIM, [options.owner, toMicroseconds(options.leaseMs), taskId]],
    [SELECT_CLAIMED, [taskId]],
  );
  // What was not claimed may have been read all the same, where the last claim of this connection was of this task.
  if (written.affectedRows === 0) return undefined;
  const [row] = rows;
  return { claim: { taskId, token: written.insertId }, task: row && toClaimedTask(taskId, row) };
}
