import type { Sql } from '@goodshunter/db';
import { relationsThatMay } from './may.js';
import { IS_SHARED, sharesParams } from './share-scope.js';
import type { Scoped } from './task-scope.js';

/** Tasks of others that a user may read by a share, by the index task_share_user. */
export async function readSharedTaskIds(sql: Sql, userId: number): Promise<number[]> {
  const roles = relationsThatMay('read', 'event').filter((relation) => relation !== 'owner');
  const rows = await sql.query<{ taskId: number }>(
    `SELECT task_id FROM task_share WHERE ${IS_SHARED} AND role IN (?) GROUP BY task_id ORDER BY task_id`,
    [...sharesParams(userId), roles],
  );
  return rows.map(({ taskId }) => taskId);
}

/**
 * Whose events: those of the user's own tasks, and of tasks that are shared with them. Who is shared nothing with (nearly everybody)
 * pays one look at an index for it, and keeps the condition that the index of the timeline serves.
 * @param table the name or alias of the table `event` in the statement
 */
export async function eventScope(sql: Sql, userId: number, table = 'event'): Promise<Scoped> {
  const shared = await readSharedTaskIds(sql, userId);
  if (shared.length === 0) return { condition: `(${table}.user_id = ?)`, params: [userId] };
  return { condition: `(${table}.user_id = ? OR ${table}.task_id IN (?))`, params: [userId, shared] };
}
