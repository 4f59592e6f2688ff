import type { Share, ShareRole } from '@goodshunter/contracts/api';
import type { Columns, Sql } from '@goodshunter/db';
import { EVERY_GUEST } from '../../access/share-scope.js';

interface ShareRow extends Columns<'task_share', 'userId' | 'role' | 'createdAt'> {
  name: string;
  role: ShareRole;
}

const toShare = (row: ShareRow): Share => ({
  userId: row.userId,
  name: row.name,
  role: row.role,
  createdAt: row.createdAt.toISOString(),
});

export async function listTaskShares(sql: Sql, taskId: number): Promise<Share[]> {
  const rows = await sql.query<ShareRow>(
    `SELECT task_share.user_id, user.name, task_share.role, task_share.created_at
     FROM task_share JOIN user ON user.id = task_share.user_id WHERE task_share.task_id = ? ORDER BY user.name`,
    [taskId],
  );
  return rows.map(toShare);
}

export async function isShownToGuests(sql: Sql, taskId: number): Promise<boolean> {
  const rows = await sql.query('SELECT 1 FROM task_share WHERE task_id = ? AND user_id = ?', [taskId, EVERY_GUEST]);
  return rows.length > 0;
}

/** A new share, or another role in one that is there. */
export async function putTaskShare(sql: Sql, taskId: number, userId: number, role: ShareRole): Promise<void> {
  await sql.execute(
    `INSERT INTO task_share (task_id, user_id, role, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))
     ON DUPLICATE KEY UPDATE role = VALUES(role)`,
    [taskId, userId, role],
  );
}

/** False when it was not shared with this user. */
export async function deleteTaskShare(sql: Sql, taskId: number, userId: number): Promise<boolean> {
  const { affectedRows } = await sql.execute('DELETE FROM task_share WHERE task_id = ? AND user_id = ?', [
    taskId,
    userId,
  ]);
  return affectedRows > 0;
}

/** What of a share is its reader's own. False when it is not shared with this user. */
export async function updateOwnShare(
  sql: Sql,
  taskId: number,
  userId: number,
  change: { notify?: number[] | null | undefined; mutedUntil?: Date | null | undefined },
): Promise<boolean> {
  const assignments = ['user_id = user_id'];
  const values: Array<string | Date | null> = [];
  if (change.notify !== undefined) {
    assignments.push('notify = ?');
    values.push(change.notify === null ? null : JSON.stringify(change.notify));
  }
  if (change.mutedUntil !== undefined) {
    assignments.push('muted_until = ?');
    values.push(change.mutedUntil);
  }
  const { affectedRows } = await sql.execute(
    `UPDATE task_share SET ${assignments.join(', ')} WHERE task_id = ? AND user_id = ?`,
    [...values, taskId, userId],
  );
  return affectedRows > 0;
}

export async function listChannelShares(sql: Sql, channelId: number): Promise<Array<Omit<Share, 'role'>>> {
  const rows = await sql.query<Omit<ShareRow, 'role'>>(
    `SELECT channel_share.user_id, user.name, channel_share.created_at
     FROM channel_share JOIN user ON user.id = channel_share.user_id WHERE channel_share.channel_id = ? ORDER BY user.name`,
    [channelId],
  );
  return rows.map((row) => ({ userId: row.userId, name: row.name, createdAt: row.createdAt.toISOString() }));
}

export async function putChannelShare(sql: Sql, channelId: number, userId: number): Promise<void> {
  await sql.execute(
    `INSERT INTO channel_share (channel_id, user_id, created_at) VALUES (?, ?, UTC_TIMESTAMP(3))
     ON DUPLICATE KEY UPDATE user_id = VALUES(user_id)`,
    [channelId, userId],
  );
}

/** False when it was not shared with this user. */
export async function deleteChannelShare(sql: Sql, channelId: number, userId: number): Promise<boolean> {
  const { affectedRows } = await sql.execute('DELETE FROM channel_share WHERE channel_id = ? AND user_id = ?', [
    channelId,
    userId,
  ]);
  return affectedRows > 0;
}

export async function isOwnChannel(sql: Sql, userId: number, channelId: number): Promise<boolean> {
  const rows = await sql.query('SELECT 1 FROM channel WHERE id = ? AND user_id = ? AND is_deleted = 0', [
    channelId,
    userId,
  ]);
  return rows.length > 0;
}

/** The one public link of a task; the one before ends. */
export async function putPublicLink(sql: Sql, taskId: number, tokenHash: Buffer): Promise<void> {
  await sql.execute(
    `INSERT INTO public_link (task_id, token_hash, created_at) VALUES (?, ?, UTC_TIMESTAMP(3))
     ON DUPLICATE KEY UPDATE token_hash = VALUES(token_hash), created_at = VALUES(created_at)`,
    [taskId, tokenHash],
  );
}

/** Since when a hunt has a public link; null: it has none. */
export async function readPublicLinkSince(sql: Sql, taskId: number): Promise<Date | null> {
  const [row] = await sql.query<Columns<'public_link', 'createdAt'>>(
    'SELECT created_at FROM public_link WHERE task_id = ?',
    [taskId],
  );
  return row?.createdAt ?? null;
}

export async function deletePublicLink(sql: Sql, taskId: number): Promise<void> {
  await sql.execute('DELETE FROM public_link WHERE task_id = ?', [taskId]);
}

/** The living task that a public link shows, and its owner; undefined when the link is worth nothing. */
export async function findPublicTask(
  sql: Sql,
  tokenHash: Buffer,
): Promise<{ taskId: number; ownerId: number } | undefined> {
  const [row] = await sql.query<{ id: number; userId: number }>(
    `SELECT task.id, task.user_id FROM public_link JOIN task ON task.id = public_link.task_id
     JOIN user ON user.id = task.user_id AND user.is_disabled = 0
     WHERE public_link.token_hash = ? AND task.state <> 'deleted'`,
    [tokenHash],
  );
  return row && { taskId: row.id, ownerId: row.userId };
}
