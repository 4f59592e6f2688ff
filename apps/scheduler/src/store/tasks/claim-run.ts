import { type Sql, toMicroseconds } from '@goodshunter/db';

/** The right to run a task once. Whoever holds the row's present token may save; everybody else may not. */
export interface RunClaim {
  taskId: number;
  token: number;
}

export interface ClaimOptions {
  /** Who claims; shown while it runs. */
  owner: string;
  /** The claim lapses after this long, in ms, unless it is extended. */
  leaseMs: number;
}

/**
 * Claims a task if it is due: one conditional update, which exactly one of many callers wins.
 * @returns undefined when it is not due: paused, running, or not yet.
 */
export async function claimRun(sql: Sql, taskId: number, options: ClaimOptions): Promise<RunClaim | undefined> {
  const { affectedRows, insertId } = await sql.execute(
    `UPDATE task SET token = LAST_INSERT_ID(token + 1), lease_owner = ?, attempt = attempt + 1,
       due_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND
     WHERE id = ? AND due_at <= UTC_TIMESTAMP(3)`,
    [options.owner, toMicroseconds(options.leaseMs), taskId],
  );
  return affectedRows === 0 ? undefined : { taskId, token: insertId };
}
