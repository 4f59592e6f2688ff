import {
  type Audience,
  audienceOf,
  DEFAULT_RULES,
  isMergingChannel,
  judge,
  needsPast,
  type Past,
  type TellRules,
  type Untold,
  worthOf,
} from '@goodshunter/channels';
import type { Rhythm } from '@goodshunter/contracts/api';
import { type Columns, parseJson, type Sql } from '@goodshunter/db';
import type { ClaimedTask } from '../tasks/read-claimed-task.js';
import type { NewEvent } from './insert-events.js';
import { readPricePoints } from './read-price-points.js';
import { RHYTHM_COLUMNS, type RhythmRow, toRhythm } from './rhythm-row.js';

/** A channel that a hunt tells by. */
export interface ToldChannel {
  id: number;
  userId: number;
  /** Who is told: whose hunt it is, or with whom it is shared; a channel may be another's. */
  personId: number;
  audience: Audience;
  /** What waits becomes one message. */
  isMerging: boolean;
  isMuted: boolean;
  rhythm: Rhythm | null;
}

export interface TellingPlan {
  channels: ToldChannel[];
  /** Why a channel is not told of an event; null: it is. */
  verdict(event: NewEvent, channel: Pick<ToldChannel, 'audience' | 'isMuted' | 'personId'>): Untold | null;
}

interface ChannelRow extends Columns<'channel', 'id' | 'userId' | 'kind' | 'config'>, RhythmRow {
  personId: number;
  rules: unknown;
  isMuted: number | null;
}

/** Whom a run's events are for, and what of them they want to hear: read where the events are stored, decided by `judge`. */
export async function planTelling(
  sql: Sql,
  task: ClaimedTask,
  events: readonly NewEvent[],
  createdAt: Date,
): Promise<TellingPlan> {
  const rows = [...(await readChannels(sql, task)), ...(await readSharedChannels(sql, task))];
  const rules: TellRules = { ...DEFAULT_RULES, ...parseJson<Partial<TellRules>>(rows[0]?.rules) };
  const pasts = rows.length > 0 && needsPast(rules) ? await readPasts(sql, task, events, createdAt) : undefined;
  const hidden = await readHidden(sql, rows, events);
  const channels = rows.map(({ id, userId, personId, kind, config, isMuted, ...row }) => ({
    id,
    userId,
    personId,
    audience: audienceOf(kind),
    isMerging: isMergingChannel(kind, parseJson(config)),
    isMuted: isMuted === 1,
    rhythm: toRhythm(row),
  }));
  return {
    channels,
    verdict: (event, { audience, isMuted, personId }) =>
      judge(event, {
        rules,
        audience,
        isMuted,
        isHidden: hidden.has(markKey(personId, event.itemId)),
        past: pasts?.get(event.itemId),
      }),
  };
}

const markKey = (personId: number, itemId: number) => `${personId} ${itemId}`;

/** Which of these listings somebody who may be told hid, by {@link markKey}. */
async function readHidden(
  sql: Sql,
  rows: readonly ChannelRow[],
  events: readonly NewEvent[],
): Promise<ReadonlySet<string>> {
  const itemIds = [...new Set(events.map(({ itemId }) => itemId).filter((itemId) => itemId !== 0))];
  if (rows.length === 0 || itemIds.length === 0) return new Set();
  const marks = await sql.query<{ personId: number; itemId: number }>(
    'SELECT user_id AS personId, item_id AS itemId FROM item_mark WHERE user_id IN (?) AND item_id IN (?) AND is_hidden = 1',
    [[...new Set(rows.map(({ personId }) => personId))], itemIds],
  );
  return new Set(marks.map(({ personId, itemId }) => markKey(personId, itemId)));
}

const COLUMNS = `c.id, c.user_id AS userId, c.kind, c.config, t.rules, ${RHYTHM_COLUMNS}`;
const IS_USABLE = `c.is_enabled = 1 AND c.is_deleted = 0`;
/** A channel of somebody's own, or one that its owner lets them use. */
const MAY_USE = `(c.user_id = ? OR EXISTS (SELECT 1 FROM channel_share s WHERE s.channel_id = c.id AND s.user_id = ?))`;

/** The channels of a hunt's owner. */
async function readChannels(sql: Sql, { id, userId, notify }: ClaimedTask): Promise<ChannelRow[]> {
  if (notify !== null && notify.length === 0) return [];
  return sql.query<ChannelRow>(
    `SELECT ${COLUMNS}, t.user_id AS personId, t.muted_until > UTC_TIMESTAMP(3) AS isMuted
     FROM channel c JOIN task t ON t.id = ? LEFT JOIN rhythm r ON r.user_id = c.user_id
     WHERE ${IS_USABLE} AND ${notify === null ? 'c.user_id = ? AND c.on_for_new_hunts = 1' : `c.id IN (?) AND ${MAY_USE}`}`,
    notify === null ? [id, userId] : [id, notify, userId, userId],
  );
}

/** Those of people with whom the hunt is shared, who want to hear of it, and who may come in. */
async function readSharedChannels(sql: Sql, { id, userId }: ClaimedTask): Promise<ChannelRow[]> {
  const shares = await sql.query<{ userId: number; notify: unknown; isMuted: number | null }>(
    `SELECT s.user_id AS userId, s.notify, s.muted_until > UTC_TIMESTAMP(3) AS isMuted
     FROM task_share s JOIN user u ON u.id = s.user_id AND u.is_disabled = 0
     WHERE s.task_id = ? AND s.notify IS NOT NULL`,
    [id],
  );
  const found: ChannelRow[] = [];
  for (const share of shares) {
    const ids = parseJson<number[]>(share.notify) ?? [];
    if (ids.length === 0 || share.userId === userId) continue;
    const rows = await sql.query<ChannelRow>(
      `SELECT ${COLUMNS}, t.user_id AS personId, NULL AS isMuted
       FROM channel c JOIN task t ON t.id = ? LEFT JOIN rhythm r ON r.user_id = c.user_id
       WHERE ${IS_USABLE} AND c.id IN (?) AND ${MAY_USE}`,
      [id, ids, share.userId, share.userId],
    );
    found.push(...rows.map((row) => ({ ...row, personId: share.userId, isMuted: share.isMuted })));
  }
  return found;
}

async function readPasts(
  sql: Sql,
  task: ClaimedTask,
  events: readonly NewEvent[],
  createdAt: Date,
): Promise<Map<number, Past>> {
  const ids = [...new Set(events.map(({ itemId }) => itemId).filter((itemId) => itemId !== 0))];
  if (ids.length === 0) return new Map();
  const points = await readPricePoints(sql, ids);
  const told = await sql.query<{ itemId: number; ageS: number }>(
    `SELECT item_id AS itemId, TIMESTAMPDIFF(SECOND, MAX(created_at), UTC_TIMESTAMP(3)) AS ageS FROM notice
     WHERE task_id = ? AND item_id IN (?) GROUP BY item_id`,
    [task.id, ids],
  );
  const ages = new Map(told.map(({ itemId, ageS }) => [itemId, ageS]));
  const pasts = new Map<number, Past>();
  for (const { itemId, currency } of events) {
    const worth = worthOf(points.get(itemId) ?? [], currency, createdAt);
    const ageS = ages.get(itemId);
    pasts.set(itemId, {
      typical: worth?.typical ?? null,
      lowest: worth?.lowest ?? null,
      days: worth?.days ?? 0,
      toldHoursAgo: ageS === undefined ? null : ageS / 3600,
    });
  }
  return pasts;
}
