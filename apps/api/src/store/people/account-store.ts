import type { Sql } from '@goodshunter/db';
import { revokeTokens } from './token-store.js';
import { ROLE } from './user-store.js';

/**
 * Gives hunts that an editor shares to that editor (the one it was shared with first), with their events, in the caller's transaction.
 * Their channels were the old owner's: the new one is told by all of their own.
 */
export async function passSharedTasks(sql: Sql, userId: number): Promise<void> {
  const rows = await sql.query<{ taskId: number; heir: number }>(
    `SELECT task.id AS task_id, (
       SELECT share.user_id FROM task_share share JOIN user ON user.id = share.user_id
       WHERE share.task_id = task.id AND share.role = 'editor' AND user.is_disabled = 0 AND ${ROLE} <> 'guest'
       ORDER BY share.created_at, share.user_id LIMIT 1) AS heir
     FROM task WHERE task.user_id = ? AND task.state <> 'deleted' HAVING heir IS NOT NULL`,
    [userId],
  );
  for (const { taskId, heir } of rows) {
    await sql.execute('UPDATE task SET user_id = ?, notify = NULL WHERE id = ?', [heir, taskId]);
    await sql.execute('UPDATE event SET user_id = ? WHERE task_id = ?', [heir, taskId]);
    await sql.execute('DELETE FROM task_share WHERE task_id = ? AND user_id = ?', [taskId, heir]);
  }
}

/**
 * Everything that only this account owns, and the account; in the caller's transaction. Which tables hold something of a person the
 * database itself says, so that none is forgotten. Listings are everybody's, and stay; so does the audit log, for its 90 days.
 */
export async function deleteAccount(sql: Sql, userId: number): Promise<void> {
  for (const [column, owned] of [
    ['task_id', 'SELECT id FROM task WHERE user_id = ?'],
    ['channel_id', 'SELECT id FROM channel WHERE user_id = ?'],
  ] as const) {
    for (const table of await findTables(sql, column)) {
      await sql.execute(`DELETE FROM \`${table}\` WHERE ${column} IN (${owned})`, [userId]);
    }
  }
  for (const table of await findTables(sql, 'user_id')) {
    if (table !== 'audit') await sql.execute(`DELETE FROM \`${table}\` WHERE user_id = ?`, [userId]);
  }
  await sql.execute('DELETE FROM user WHERE id = ?', [userId]);
}

/**
 * Ends what lets somebody in beside password and sessions: API tokens, feed links, and passkeys, where nobody could have made one without
 * the second factor. In the caller's transaction.
 */
export async function endWaysIn(sql: Sql, userId: number): Promise<void> {
  await revokeTokens(sql, userId);
  await sql.execute('DELETE FROM feed_link WHERE user_id = ?', [userId]);
  await sql.execute(
    `DELETE FROM passkey WHERE user_id = ? AND EXISTS (SELECT 1 FROM user WHERE user.id = passkey.user_id
       AND user.second_factor_at IS NULL)`,
    [userId],
  );
}

async function findTables(sql: Sql, column: string): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = DATABASE() AND column_name = ? ORDER BY table_name`,
    [column],
  );
  return rows.map(({ name }) => name);
}

/** What is exported, table by table: no hash, no secret, nothing of anybody else. */
export const EXPORTS = {
  account: `SELECT id, name, display_name, email, ${ROLE} AS role, language, theme, time_zone, created_at FROM user WHERE id = ?`,
  hunts: `SELECT id, name, source, query, keyword, min_price, max_price, currency, exclude_keywords, notify, rules, muted_until, interval_s, state,
    health, last_run_at, last_success_at, created_at, updated_at FROM task WHERE user_id = ? AND state <> 'deleted' ORDER BY id`,
  tags: `SELECT task_tag.task_id, task_tag.tag FROM task_tag JOIN task ON task.id = task_tag.task_id
    WHERE task.user_id = ? AND task.state <> 'deleted' ORDER BY task_tag.task_id, task_tag.tag`,
  marks: `SELECT item_mark.item_id, item.title, item.url, item_mark.is_hidden, item_mark.note, item_mark.updated_at FROM item_mark
    LEFT JOIN item ON item.id = item_mark.item_id WHERE item_mark.user_id = ? ORDER BY item_mark.item_id`,
  rhythm:
    'SELECT time_zone, quiet, wake_under, rhythm, per_hunt, tells_nothing, updated_at FROM rhythm WHERE user_id = ?',
  feeds: 'SELECT id, what, value, created_at FROM feed_link WHERE user_id = ? ORDER BY id',
  identities: 'SELECT issuer, created_at FROM identity WHERE user_id = ? ORDER BY id',
  channelsForUse: `SELECT channel_share.channel_id, channel.name, channel_share.created_at FROM channel_share
    JOIN channel ON channel.id = channel_share.channel_id WHERE channel_share.user_id = ? AND channel.is_deleted = 0
    ORDER BY channel_share.channel_id`,
  events: `SELECT event.id, event.task_id, event.kind, event.old_price, event.new_price, event.currency, event.message,
    event.created_at, item.title, item.url FROM event LEFT JOIN item ON item.id = event.item_id
    WHERE event.user_id = ? ORDER BY event.id DESC LIMIT 100000`,
  channels:
    'SELECT id, name, kind, is_enabled, created_at, updated_at FROM channel WHERE user_id = ? AND is_deleted = 0 ORDER BY id',
  sharedWithMe: `SELECT task_share.task_id, task.name, task_share.role, task_share.created_at FROM task_share
    JOIN task ON task.id = task_share.task_id WHERE task_share.user_id = ? AND task.state <> 'deleted' ORDER BY task.id`,
  sharedByMe: `SELECT task_share.task_id, user.name, task_share.role, task_share.created_at FROM task_share
    JOIN task ON task.id = task_share.task_id JOIN user ON user.id = task_share.user_id WHERE task.user_id = ? ORDER BY task.id`,
  tokens: `SELECT id, name, scopes, created_at, expires_at, last_used_at FROM api_token
    WHERE user_id = ? AND revoked_at IS NULL ORDER BY id`,
  sessions: 'SELECT id, created_at, last_used_at, address, agent FROM session WHERE user_id = ? ORDER BY id',
  passkeys: 'SELECT id, name, created_at, last_used_at FROM passkey WHERE user_id = ? ORDER BY id',
  audit: 'SELECT at, action, is_refused, detail, address, agent FROM audit WHERE user_id = ? ORDER BY id',
} as const;

/** Everything that is stored about a person and theirs, by kind. */
export async function exportAccount(sql: Sql, userId: number): Promise<Record<string, unknown>> {
  const parts = await Promise.all(
    Object.entries(EXPORTS).map(async ([name, statement]) => [name, await sql.query(statement, [userId])] as const),
  );
  return Object.fromEntries(parts);
}
