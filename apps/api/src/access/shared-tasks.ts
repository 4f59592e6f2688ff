import type { Sql } from '@goodshunter/db';
import { relationsThatMay } from './may.js';
import { IS_SHARED, sharesParams } from './share-scope.js';

/** Tasks of others that a user may read by a share (or whose events), by the index task_share_user. */
export async function readSharedTaskIds(
  sql: Sql,
  userId: number,
  thing: 'event' | 'task' = 'event',
): Promise<number[]> {
  const roles = relationsThatMay('read', thing).filter((relation) => relation !== 'owner');
  const rows = await sql.query<{ taskId: number }>(
    `SELECT task_id FROM task_share WHERE ${IS_SHARED} AND role IN (?) GROUP BY task_id ORDER BY task_id`,
    [...sharesParams(userId), roles],
  );
  return rows.map(({ taskId }) => taskId);
}
