import type { News } from '@goodshunter/channels';
import type { Availability, Delivery, Notification } from '@goodshunter/contracts/api';
import type { Columns, Sql, SqlParam } from '@goodshunter/db';
import { eventScope } from '../../access/event-scope.js';
import type { PageRequest } from '../page-request.js';
import { toInstant } from '../task-row.js';

interface DeliveryRow
  extends Columns<
    'delivery',
    'id' | 'messageId' | 'channelId' | 'attempt' | 'answer' | 'notices' | 'content' | 'createdAt' | 'sentAt'
  > {
  state: 'pending' | 'sent' | 'dead';
  content: { entries: { news: News }[]; more: number; held: string | null };
}

const DELIVERY = `d.id, d.message_id AS messageId, d.channel_id AS channelId, d.state, d.attempt, d.answer, d.notices, d.content,
  d.created_at AS createdAt, d.sent_at AS sentAt`;

/** Messages of a channel, newest first. */
export async function listDeliveries(
  sql: Sql,
  userId: number,
  channelId: number,
  { before, limit }: PageRequest,
): Promise<Delivery[]> {
  const rows = await sql.query<DeliveryRow>(
    `SELECT ${DELIVERY} FROM delivery d WHERE d.channel_id = ? AND d.user_id = ?${before === undefined ? '' : ' AND d.id < ?'}
     ORDER BY d.id DESC LIMIT ?`,
    [channelId, userId, ...(before === undefined ? [] : [before]), limit],
  );
  return rows.map(toDelivery);
}

export async function readDelivery(sql: Sql, userId: number, id: number): Promise<Delivery | undefined> {
  const [row] = await sql.query<DeliveryRow>(`SELECT ${DELIVERY} FROM delivery d WHERE d.id = ? AND d.user_id = ?`, [
    id,
    userId,
  ]);
  return row && toDelivery(row);
}

/** Puts a message back in line. False: there is none, or it waits already. */
export async function queueAgain(sql: Sql, userId: number, id: number): Promise<boolean> {
  const { affectedRows } = await sql.execute(
    "UPDATE delivery SET state = 'pending', attempt = 0, created_at = UTC_TIMESTAMP(3) WHERE id = ? AND user_id = ? AND state <> 'pending'",
    [id, userId],
  );
  return affectedRows > 0;
}

function toDelivery({ content, createdAt, sentAt, attempt, state, ...row }: DeliveryRow): Delivery {
  const [first] = content.entries;
  const title = first?.news.item?.title ?? first?.news.events[0]?.message ?? first?.news.taskName ?? '';
  return {
    ...row,
    state: state === 'pending' ? 'waiting' : state === 'dead' ? 'failed' : 'sent',
    attempts: attempt,
    title,
    held: content.held,
    createdAt: createdAt.toISOString(),
    sentAt: toInstant(sentAt),
  };
}

export interface NotificationFilter {
  task?: number | undefined;
  channel?: number | undefined;
  event?: number | undefined;
  /** Only what waits for its hour. */
  held?: boolean | undefined;
}

interface NotificationRow
  extends Columns<
    'notice',
    'id' | 'taskId' | 'itemId' | 'news' | 'channelId' | 'held' | 'ended' | 'dueAt' | 'deliveryId' | 'createdAt'
  > {
  news: News;
  channelName: string | null;
  channelKind: string | null;
  isEnabled: number | null;
  isHeld: number | null;
  deliveryState: 'pending' | 'sent' | 'dead' | null;
  notices: number | null;
  answer: string | null;
  sentAt: Date | null;
  availability: Availability | null;
  hasPicture: number | null;
}

async function findOwnAndLent(sql: Sql, userId: number): Promise<number[]> {
  const rows = await sql.query<{ id: number }>(
    'SELECT id FROM channel WHERE user_id = ? UNION SELECT channel_id FROM channel_share WHERE user_id = ?',
    [userId, userId],
  );
  return rows.map(({ id }) => id);
}

/** What a person is told, newest first, and what became of it. */
export async function listNotifications(
  sql: Sql,
  userId: number,
  { before, limit }: PageRequest,
  { task, channel, event, held }: NotificationFilter,
): Promise<Notification[]> {
  const conditions = ['n.user_id = ?'];
  const params: SqlParam[] = [userId];
  for (const [condition, value] of [
    ['n.id < ?', before],
    ['n.task_id = ?', task],
    ['n.channel_id = ?', channel],
    ['e.id = ?', event],
  ] as const) {
    if (value === undefined) continue;
    conditions.push(condition);
    params.push(value);
  }
  if (held) {
    const channels = await findOwnAndLent(sql, userId);
    if (channels.length === 0) return [];
    conditions.push('n.channel_id IN (?)', 'n.due_at > UTC_TIMESTAMP(3)', 'n.delivery_id IS NULL');
    params.push(channels);
  }
  const rows = await sql.query<NotificationRow>(
    `SELECT n.id, n.task_id AS taskId, n.item_id AS itemId, n.news, n.channel_id AS channelId, c.name AS channelName,
       c.kind AS channelKind, c.is_enabled AS isEnabled, n.held, n.ended, n.due_at AS dueAt, n.due_at > UTC_TIMESTAMP(3) AS isHeld,
       n.delivery_id AS deliveryId, d.state AS deliveryState, d.notices, d.answer, d.sent_at AS sentAt, n.created_at AS createdAt,
       i.availability, i.image_url IS NOT NULL AS hasPicture
     FROM ${
       event === undefined
         ? // What waits is little of all that was ever told: found by its hour, not by going through the rest.
           `notice n${held ? ' FORCE INDEX (notice_wait)' : ''}`
         : 'event e JOIN notice n ON n.task_id = e.task_id AND n.run_token = e.token AND n.item_id = e.item_id'
     } LEFT JOIN delivery d ON d.id = n.delivery_id LEFT JOIN channel c ON c.id = n.channel_id
       LEFT JOIN item i ON i.id = n.item_id
     WHERE ${conditions.join(' AND ')} ORDER BY n.id DESC LIMIT ?`,
    [...params, limit],
  );
  return rows.map(toNotification);
}

const HELD_WORDS: Record<string, string> = { quiet: 'quiet hours', hourly: 'told hourly', daily: 'told daily' };

function toNotification(row: NotificationRow): Notification {
  const { news, held, ended, dueAt, isHeld, isEnabled, answer, availability, hasPicture } = row;
  const base = {
    id: row.id,
    taskId: row.taskId === 0 ? null : row.taskId,
    taskName: news.taskName,
    itemId: row.itemId === 0 ? null : row.itemId,
    itemTitle: news.item?.title ?? null,
    itemNow: availability === null ? null : { availability, hasPicture: hasPicture === 1 },
    kinds: news.events.map(({ kind }) => kind),
    channelId: row.channelId,
    channelName: row.channelName ?? '',
    channelKind: row.channelKind ?? '',
    dueAt: toInstant(dueAt),
    at: toInstant(row.sentAt),
    deliveryId: row.deliveryId,
    createdAt: row.createdAt.toISOString(),
  };
  if (ended === 'expired') return { ...base, state: 'expired', reason: 'It waited too long for its channel.' };
  if (ended === 'hidden') return { ...base, state: 'hidden', reason: 'You hid this listing.' };
  if (ended !== null) return { ...base, state: 'failed', reason: 'The channel was removed.' };
  // Another hunt saw the same change first.
  if (row.deliveryState === 'sent' && row.sentAt !== null && row.sentAt < row.createdAt)
    return { ...base, state: 'merged', reason: 'It was told already, by the message of another hunt.' };
  if (row.deliveryState === 'sent')
    return { ...base, state: (row.notices ?? 1) > 1 ? 'merged' : 'told', reason: answer };
  if (row.deliveryState === 'dead') return { ...base, state: 'failed', reason: answer };
  if (row.deliveryState === 'pending') return { ...base, state: 'waiting', reason: answer };
  if (isEnabled === 0) return { ...base, state: 'waiting', reason: 'The channel is switched off.' };
  if (isHeld) return { ...base, state: 'held', reason: HELD_WORDS[held ?? ''] ?? null };
  return { ...base, state: 'waiting', reason: null };
}

/** An event's own word on why nobody is told of it. */
export async function readUntold(
  sql: Sql,
  userId: number,
  eventId: number,
): Promise<{ untold: string | null; createdAt: Date } | undefined> {
  const scope = await eventScope(sql, userId);
  const [row] = await sql.query<{ untold: string | null; createdAt: Date }>(
    `SELECT untold, created_at AS createdAt FROM event WHERE id = ? AND ${scope.condition}`,
    [eventId, ...scope.params],
  );
  return row;
}
