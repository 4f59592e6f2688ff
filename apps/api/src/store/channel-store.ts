import type { Channel, ChannelState, UpdateChannel } from '@goodshunter/contracts/api';
import type { ChannelModel, Columns, Prisma, PrismaClient, Sql } from '@goodshunter/db';
import type { PageRequest } from './page-request.js';
import { toInstant } from './task-row.js';

type Channels = PrismaClient['channel'];

/** A channel as it is stored: secrets in its configuration are sealed. */
export interface StoredChannel extends Omit<Channel, keyof ChannelStatus | 'lentBy'> {
  /** Of a webhook: as `resolveChannelSecret` takes it. */
  secret: string;
}

export interface NewChannel {
  name: string;
  kind: string;
  config: Record<string, unknown>;
  secret: string;
  isEnabled: boolean;
  onForNewHunts: boolean;
  /** It reaches the browser of this session, and ends with it. */
  sessionId: number | null;
}

/** Resolves to its id. */
export async function createChannel(sql: Sql, userId: number, channel: NewChannel): Promise<number> {
  const { name, kind, config, secret, isEnabled, onForNewHunts, sessionId } = channel;
  const { insertId } = await sql.execute(
    `INSERT INTO channel (user_id, name, kind, config, secret, is_enabled, on_for_new_hunts, session_id, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [userId, name, kind, JSON.stringify(config), secret, isEnabled, onForNewHunts, sessionId],
  );
  return insertId;
}

export async function readChannel(
  channels: Channels,
  userId: number,
  channelId: number,
): Promise<StoredChannel | undefined> {
  const row = await channels.findFirst({ where: { id: channelId, userId, isDeleted: false } });
  return row ? toChannel(row) : undefined;
}

/** Newest first, by the index channel_user. */
export async function listChannels(
  channels: Channels,
  userId: number,
  { before, limit }: PageRequest,
): Promise<StoredChannel[]> {
  const where = { userId, isDeleted: false, ...(before === undefined ? {} : { id: { lt: before } }) };
  const rows = await channels.findMany({ where, orderBy: { id: 'desc' }, take: limit });
  return rows.map(toChannel);
}

/** A channel of somebody else, as who may use it sees it. */
export interface LentChannel
  extends Pick<StoredChannel, 'id' | 'name' | 'kind' | 'isEnabled' | 'createdAt' | 'updatedAt'> {
  lentBy: string;
}

/** What others lend this user, newest first, by the index channel_share_user. */
export async function listLentChannels(
  sql: Sql,
  userId: number,
  { before, limit }: PageRequest,
): Promise<LentChannel[]> {
  const rows = await sql.query<
    Columns<'channel', 'id' | 'name' | 'kind' | 'isEnabled' | 'createdAt' | 'updatedAt'> & { lentBy: string }
  >(
    `SELECT channel.id, channel.name, channel.kind, channel.is_enabled, channel.created_at, channel.updated_at,
       COALESCE(user.display_name, user.name) AS lent_by
     FROM channel_share JOIN channel ON channel.id = channel_share.channel_id JOIN user ON user.id = channel.user_id
     WHERE channel_share.user_id = ? AND channel.is_deleted = 0 ${before === undefined ? '' : 'AND channel.id < ?'}
     ORDER BY channel.id DESC LIMIT ?`,
    [userId, ...(before === undefined ? [] : [before]), limit],
  );
  return rows.map(({ isEnabled, createdAt, updatedAt, ...row }) => ({
    ...row,
    isEnabled: isEnabled === 1,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }));
}

/** False when there is no such channel. */
export async function updateChannel(
  channels: Channels,
  userId: number,
  channelId: number,
  { name, config, isEnabled, onForNewHunts }: UpdateChannel,
): Promise<boolean> {
  const data: Prisma.ChannelUpdateManyMutationInput = { updatedAt: new Date() };
  if (name !== undefined) data.name = name;
  if (config !== undefined) data.config = config as Prisma.InputJsonObject;
  if (isEnabled !== undefined) data.isEnabled = isEnabled;
  if (onForNewHunts !== undefined) data.onForNewHunts = onForNewHunts;
  const { count } = await channels.updateMany({ where: { id: channelId, userId, isDeleted: false }, data });
  return count > 0;
}

/** False when there is no such channel. */
export async function deleteChannel(channels: Channels, userId: number, channelId: number): Promise<boolean> {
  const { count } = await channels.updateMany({
    where: { id: channelId, userId, isDeleted: false },
    data: { isDeleted: true, updatedAt: new Date() },
  });
  return count > 0;
}

/** Which of these channels a user may have their hunts tell by: their own, and those that others let them use. */
export async function findUsableChannels(
  sql: Sql,
  userId: number,
  channelIds: readonly number[],
): Promise<Set<number>> {
  const rows = await sql.query<{ id: number }>(
    `SELECT id FROM channel WHERE id IN (?) AND is_deleted = 0 AND (user_id = ?
       OR EXISTS (SELECT 1 FROM channel_share WHERE channel_share.channel_id = channel.id AND channel_share.user_id = ?))`,
    [channelIds, userId, userId],
  );
  return new Set(rows.map(({ id }) => id));
}

/** How telling by a channel goes. */
export interface ChannelStatus {
  state: ChannelState;
  lastSuccessAt: string | null;
  lastError: string | null;
  lastErrorAt: string | null;
  waiting: number;
  nextAt: string | null;
  givenUp: number;
  sent: number;
}

interface StatusRow {
  id: number;
  state: ChannelState | null;
  lastSuccessAt: Date | null;
  lastError: string | null;
  lastErrorAt: Date | null;
  nextAt: Date | null;
  waiting: number;
  givenUp: number;
  sent: number;
}

export const NEW_STATUS: ChannelStatus = {
  state: 'ok',
  lastSuccessAt: null,
  lastError: null,
  lastErrorAt: null,
  waiting: 0,
  nextAt: null,
  givenUp: 0,
  sent: 0,
};

/** Of each of these channels, by its id. */
export async function readStatus(
  sql: Sql,
  channelIds: readonly number[],
): Promise<(channelId: number) => ChannelStatus> {
  if (channelIds.length === 0) return () => NEW_STATUS;
  const rows = await sql.query<StatusRow>(
    `SELECT c.id, g.state, g.last_success_at AS lastSuccessAt, g.last_error AS lastError, g.last_error_at AS lastErrorAt,
       IF(c.is_enabled = 0, NULL, IF(g.lease_owner IS NULL, g.due_at, UTC_TIMESTAMP(3))) AS nextAt,
       (SELECT COUNT(*) FROM notice n WHERE n.channel_id = c.id AND n.due_at IS NOT NULL)
         + (SELECT COUNT(*) FROM delivery d WHERE d.channel_id = c.id AND d.state = 'pending') AS waiting,
       (SELECT COUNT(*) FROM delivery d WHERE d.channel_id = c.id AND d.state = 'dead') AS givenUp,
       (SELECT COUNT(*) FROM delivery d WHERE d.channel_id = c.id AND d.state = 'sent'
         AND d.sent_at >= UTC_TIMESTAMP(3) - INTERVAL 30 DAY) AS sent
     FROM channel c LEFT JOIN channel_gate g ON g.channel_id = c.id WHERE c.id IN (?)`,
    [channelIds],
  );
  const byId = new Map(rows.map((row) => [row.id, toStatus(row)]));
  return (channelId) => byId.get(channelId) ?? NEW_STATUS;
}

function toStatus({
  state,
  lastSuccessAt,
  lastError,
  lastErrorAt,
  nextAt,
  waiting,
  givenUp,
  sent,
}: StatusRow): ChannelStatus {
  const isMended = lastSuccessAt !== null && lastErrorAt !== null && lastSuccessAt > lastErrorAt && state === 'ok';
  return {
    state: state ?? 'ok',
    lastSuccessAt: toInstant(lastSuccessAt),
    lastError: isMended ? null : lastError,
    lastErrorAt: isMended ? null : toInstant(lastErrorAt),
    waiting,
    nextAt: waiting === 0 ? null : toInstant(nextAt),
    givenUp,
    sent,
  };
}

/** It was changed, or a test was taken: what is known of its trouble no longer counts, and what waits goes out. */
export async function reopenGate(sql: Sql, channelId: number): Promise<void> {
  await sql.execute(
    `UPDATE channel_gate SET state = 'ok', failures = 0, open_at = NULL, is_rung = 1,
       due_at = IF(lease_owner IS NULL OR due_at <= UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), due_at) WHERE channel_id = ?`,
    [channelId],
  );
}

function toChannel(row: ChannelModel): StoredChannel {
  return {
    id: Number(row.id),
    name: row.name,
    kind: row.kind,
    config: row.config as Record<string, unknown>,
    secret: row.secret,
    isEnabled: row.isEnabled,
    onForNewHunts: row.onForNewHunts,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
