import type { Database, Sql } from '@goodshunter/db';
import { readRhythm, retimeNotices } from './rhythm-rows.js';

/** Notices of one listing that a person would be told by: of hunts they own or share, through channels they own or may use. */
const IS_THEIRS = `n.item_id = ? AND n.channel_id IN (SELECT id FROM channel WHERE user_id = ? UNION SELECT channel_id FROM channel_share WHERE user_id = ?)
  AND (t.user_id = ? OR EXISTS (SELECT 1 FROM task_share s WHERE s.task_id = t.id AND s.user_id = ?))`;

const theirs = (userId: number, itemId: number) => [itemId, userId, userId, userId, userId];

/** What waits of a listing that its person hid is not told. */
export async function hideNotices(sql: Sql, userId: number, itemId: number): Promise<void> {
  await sql.execute(
    `UPDATE notice n JOIN task t ON t.id = n.task_id SET n.ended = 'hidden', n.due_at = NULL
     WHERE n.due_at IS NOT NULL AND ${IS_THEIRS}`,
    theirs(userId, itemId),
  );
}

/** Not hidden any more: what was not told because of it waits again, by their hours of now. */
export async function showNotices(
  database: Pick<Database, 'sql' | 'transaction'>,
  userId: number,
  itemId: number,
): Promise<void> {
  const { affectedRows } = await database.sql.execute(
    `UPDATE notice n JOIN task t ON t.id = n.task_id SET n.ended = NULL, n.due_at = UTC_TIMESTAMP(3) + INTERVAL 5 SECOND
     WHERE n.ended = 'hidden' AND ${IS_THEIRS}`,
    theirs(userId, itemId),
  );
  if (affectedRows === 0) return;
  const rhythm = await readRhythm(database.sql, userId);
  if (rhythm !== undefined) await retimeNotices(database, userId, rhythm);
}
