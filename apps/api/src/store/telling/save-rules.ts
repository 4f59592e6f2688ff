import type { Rules } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';

/** What of a task is told, as a whole. Disturbs no run: it is read where events are stored. */
export async function saveRules(sql: Sql, taskId: number, rules: Rules | null): Promise<void> {
  const { mutedUntil = null, ...rest } = rules ?? {};
  const isEmpty = Object.keys(rest).length === 0;
  await sql.execute('UPDATE task SET rules = ?, muted_until = ?, updated_at = UTC_TIMESTAMP(3) WHERE id = ?', [
    isEmpty ? null : JSON.stringify(rest),
    mutedUntil === null ? null : new Date(mutedUntil),
    taskId,
  ]);
}

/** Silences a person's hunt: their own, or one that is shared with them. Null: speaks again. False: there is none. */
export async function muteTask(
  sql: Sql,
  userId: number,
  taskId: number,
  forHours: number | null,
): Promise<string | undefined> {
  const [task] = await sql.query<{ name: string; isOwn: number }>(
    `SELECT t.name, t.user_id = ? AS isOwn FROM task t WHERE t.id = ? AND t.state <> 'deleted' AND (t.user_id = ?
       OR EXISTS (SELECT 1 FROM task_share s WHERE s.task_id = t.id AND s.user_id = ?))`,
    [userId, taskId, userId, userId],
  );
  if (!task) return undefined;
  const until = forHours === null ? 'NULL' : 'UTC_TIMESTAMP(3) + INTERVAL ? HOUR';
  const params = forHours === null ? [] : [forHours];
  if (task.isOwn) await sql.execute(`UPDATE task SET muted_until = ${until} WHERE id = ?`, [...params, taskId]);
  else
    await sql.execute(`UPDATE task_share SET muted_until = ${until} WHERE task_id = ? AND user_id = ?`, [
      ...params,
      taskId,
      userId,
    ]);
  return task.name;
}

/** Of a hunt of this person's own, or one that is shared with them. */
export async function readNameOfSeenTask(sql: Sql, userId: number, taskId: number): Promise<string | undefined> {
  const [task] = await sql.query<{ name: string }>(
    `SELECT t.name FROM task t WHERE t.id = ? AND t.state <> 'deleted' AND (t.user_id = ?
       OR EXISTS (SELECT 1 FROM task_share s WHERE s.task_id = t.id AND s.user_id = ?))`,
    [taskId, userId, userId],
  );
  return task?.name;
}
