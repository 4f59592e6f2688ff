import type { FeedLink } from '@goodshunter/contracts/api';
import type { Columns, Sql } from '@goodshunter/db';

interface Row extends Columns<'feed_link', 'id' | 'userId' | 'what' | 'value' | 'createdAt'> {
  what: FeedLink['what'];
}

const toLink = ({ id, what, value, createdAt }: Row): FeedLink => ({
  id,
  what,
  value: value === '' ? null : value,
  createdAt: createdAt.toISOString(),
});

export async function listFeedLinks(sql: Sql, userId: number): Promise<FeedLink[]> {
  const rows = await sql.query<Row>(
    'SELECT id, user_id, what, value, created_at FROM feed_link WHERE user_id = ? ORDER BY id',
    [userId],
  );
  return rows.map(toLink);
}

export async function insertFeedLink(
  sql: Sql,
  userId: number,
  tokenHash: Buffer,
  what: FeedLink['what'],
  value: string,
): Promise<FeedLink> {
  const { insertId } = await sql.execute(
    'INSERT INTO feed_link (user_id, token_hash, what, value, created_at) VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3))',
    [userId, tokenHash, what, value],
  );
  const link = (await listFeedLinks(sql, userId)).find(({ id }) => id === insertId);
  if (!link) throw new Error(`feed link ${insertId} is gone`);
  return link;
}

/** False when there is none of this user. */
export async function deleteFeedLink(sql: Sql, userId: number, id: number): Promise<boolean> {
  const { affectedRows } = await sql.execute('DELETE FROM feed_link WHERE id = ? AND user_id = ?', [id, userId]);
  return affectedRows > 0;
}

export interface FoundFeed {
  userId: number;
  what: FeedLink['what'];
  value: string;
}

/** Whose feed a token opens; undefined for none, and for a person who may not come in any more. */
export async function findFeed(sql: Sql, tokenHash: Buffer): Promise<FoundFeed | undefined> {
  const [row] = await sql.query<Row>(
    `SELECT feed_link.id, feed_link.user_id, what, value, feed_link.created_at FROM feed_link
     JOIN user ON user.id = feed_link.user_id AND user.is_disabled = 0 WHERE token_hash = ?`,
    [tokenHash],
  );
  return row && { userId: row.userId, what: row.what, value: row.value };
}

/** Tasks with a tag that a user owns. */
export async function findTagged(sql: Sql, userId: number, tag: string): Promise<number[]> {
  const rows = await sql.query<{ id: number }>(
    `SELECT task.id FROM task_tag JOIN task ON task.id = task_tag.task_id
     WHERE task_tag.tag = ? AND task.user_id = ? AND task.state <> 'deleted' LIMIT 1000`,
    [tag, userId],
  );
  return rows.map(({ id }) => id);
}
