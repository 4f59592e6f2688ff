import type { Sql } from '@goodshunter/db';

/** Most tags of one hunt; more would be no order any more. */
export const MAX_TAGS = 20;

/** False when the hunt has as many as it may. */
export async function addTag(sql: Sql, taskId: number, tag: string): Promise<boolean> {
  const { affectedRows } = await sql.execute(
    `INSERT IGNORE INTO task_tag (task_id, tag) SELECT ?, ? FROM DUAL
     WHERE (SELECT COUNT(*) FROM task_tag AS known WHERE known.task_id = ?) < ?
        OR EXISTS (SELECT 1 FROM task_tag AS known WHERE known.task_id = ? AND known.tag = ?)`,
    [taskId, tag, taskId, MAX_TAGS, taskId, tag],
  );
  if (affectedRows > 0) return true;
  const [row] = await sql.query('SELECT 1 FROM task_tag WHERE task_id = ? AND tag = ?', [taskId, tag]);
  return row !== undefined;
}

export async function removeTag(sql: Sql, taskId: number, tag: string): Promise<void> {
  await sql.execute('DELETE FROM task_tag WHERE task_id = ? AND tag = ?', [taskId, tag]);
}
