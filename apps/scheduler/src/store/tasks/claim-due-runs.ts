import { type Columns, type Database, toMicroseconds } from '@goodshunter/db';
import type { ClaimOptions } from './claim-run.js';
import type { RunClaim } from './run-claim.js';

interface DueRow extends Columns<'task', 'id' | 'token'> {}

/**
 * Claims up to `limit` due tasks, the longest due first, for polling. Rows that another replica is claiming are skipped, not
 * waited for. Relies on READ COMMITTED: under REPEATABLE READ its locks would block inserts of new tasks.
 */
export async function claimDueRuns(db: Database, limit: number, options: ClaimOptions): Promise<RunClaim[]> {
  return db.transaction(async (sql) => {
    const rows = await sql.query<DueRow>(
      'SELECT id, token FROM task WHERE due_at <= UTC_TIMESTAMP(3) ORDER BY due_at, id LIMIT ? FOR UPDATE SKIP LOCKED',
      [limit],
    );
    if (rows.length === 0) return [];
    await sql.execute(
      `UPDATE task SET token = token + 1, lease_owner = ?, attempt = attempt + 1,
         due_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND
       WHERE id IN (?)`,
      [options.owner, toMicroseconds(options.leaseMs), rows.map(({ id }) => id)],
    );
    return rows.map(({ id, token }) => ({ taskId: id, token: token + 1 }));
  });
}
