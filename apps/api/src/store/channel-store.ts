import type { Channel, UpdateChannel } from '@goodshunter/contracts';
import type { Sql, SqlParam } from '@goodshunter/db';
import type { PageRequest } from './list-tasks.js';

const COLUMNS = 'id, name, kind, config, secret, is_enabled, created_at, updated_at';

interface ChannelRow {
  id: number;
  name: string;
  kind: Channel['kind'];
  config: Channel['config'];
  secret: string;
  is_enabled: number;
  created_at: Date;
  updated_at: Date;
}

/** A channel with what only signing needs: the secret as it is stored (`resolveChannelSecret`). */
export interface ChannelWithSecret {
  channel: Channel;
  secret: string;
}

export interface NewChannel {
  name: string;
  kind: Channel['kind'];
  config: Channel['config'];
  secret: string;
  isEnabled: boolean;
}

/** Resolves to the new id. */
export async function createChannel(sql: Sql, userId: number, channel: NewChannel): Promise<number> {
  const { insertId } = await sql.execute(
    `INSERT INTO channel (user_id, name, kind, config, secret, is_enabled, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [userId, channel.name, channel.kind, JSON.stringify(channel.config), channel.secret, channel.isEnabled],
  );
  return insertId;
}

export async function readChannel(sql: Sql, userId: number, channelId: number): Promise<ChannelWithSecret | undefined> {
  const [row] = await sql.query<ChannelRow>(
    `SELECT ${COLUMNS} FROM channel WHERE id = ? AND user_id = ? AND is_deleted = 0`,
    [channelId, userId],
  );
  return row && { channel: toChannel(row), secret: row.secret };
}

/** Newest first, by the index channel_user. */
export async function listChannels(sql: Sql, userId: number, { before, limit }: PageRequest): Promise<Channel[]> {
  const params: SqlParam[] = before === undefined ? [userId, limit] : [userId, before, limit];
  const rows = await sql.query<ChannelRow>(
    `SELECT ${COLUMNS} FROM channel WHERE user_id = ? AND is_deleted = 0 ${before === undefined ? '' : 'AND id < ?'}
     ORDER BY id DESC LIMIT ?`,
    params,
  );
  return rows.map(toChannel);
}

/** False when there is no such channel. */
export async function updateChannel(
  sql: Sql,
  userId: number,
  channelId: number,
  change: UpdateChannel,
): Promise<boolean> {
  const { affectedRows } = await sql.execute(
    `UPDATE channel SET name = COALESCE(?, name), config = COALESCE(?, config), is_enabled = COALESCE(?, is_enabled),
       updated_at = UTC_TIMESTAMP(3) WHERE id = ? AND user_id = ? AND is_deleted = 0`,
    [
      change.name ?? null,
      change.config ? JSON.stringify(change.config) : null,
      change.isEnabled ?? null,
      channelId,
      userId,
    ],
  );
  return affectedRows > 0;
}

/** False when there is no such channel. */
export async function deleteChannel(sql: Sql, userId: number, channelId: number): Promise<boolean> {
  const { affectedRows } = await sql.execute(
    `UPDATE channel SET is_deleted = 1, updated_at = UTC_TIMESTAMP(3) WHERE id = ? AND user_id = ? AND is_deleted = 0`,
    [channelId, userId],
  );
  return affectedRows > 0;
}

/** Which of these ids are the user's channels. */
export async function findOwnChannels(sql: Sql, userId: number, channelIds: readonly number[]): Promise<Set<number>> {
  if (channelIds.length === 0) return new Set();
  const rows = await sql.query<{ id: number }>(
    'SELECT id FROM channel WHERE user_id = ? AND is_deleted = 0 AND id IN (?)',
    [userId, channelIds],
  );
  return new Set(rows.map(({ id }) => id));
}

function toChannel(row: ChannelRow): Channel {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    config: row.config,
    isEnabled: Boolean(row.is_enabled),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
