import type { Channel, UpdateChannel } from '@goodshunter/contracts';
import type { ChannelRow, Prisma, PrismaClient, Sql } from '@goodshunter/db';
import type { PageRequest } from './list-tasks.js';

type Channels = PrismaClient['channel'];

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

export async function createChannel(channels: Channels, userId: number, channel: NewChannel): Promise<Channel> {
  const { name, kind, config, secret, isEnabled } = channel;
  return toChannel(await channels.create({ data: { userId, name, kind, config, secret, isEnabled } }));
}

export async function readChannel(
  channels: Channels,
  userId: number,
  channelId: number,
): Promise<ChannelWithSecret | undefined> {
  const row = await channels.findFirst({ where: { id: channelId, userId, isDeleted: false } });
  return row ? { channel: toChannel(row), secret: row.secret } : undefined;
}

/** Newest first, by the index channel_user. */
export async function listChannels(
  channels: Channels,
  userId: number,
  { before, limit }: PageRequest,
): Promise<Channel[]> {
  const where = { userId, isDeleted: false, ...(before === undefined ? {} : { id: { lt: before } }) };
  const rows = await channels.findMany({ where, orderBy: { id: 'desc' }, take: limit });
  return rows.map(toChannel);
}

/** False when there is no such channel. */
export async function updateChannel(
  channels: Channels,
  userId: number,
  channelId: number,
  { name, config, isEnabled }: UpdateChannel,
): Promise<boolean> {
  const data: Prisma.ChannelUpdateManyMutationInput = { updatedAt: new Date() };
  if (name !== undefined) data.name = name;
  if (config !== undefined) data.config = config;
  if (isEnabled !== undefined) data.isEnabled = isEnabled;
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

function toChannel(row: ChannelRow): Channel {
  return {
    id: Number(row.id),
    name: row.name,
    kind: row.kind as Channel['kind'],
    config: row.config as Channel['config'],
    isEnabled: row.isEnabled,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
