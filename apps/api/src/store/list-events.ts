import type { FeedEvent } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';
import { readEventReader } from '../access/event-scope.js';
import { Conditions, type Part } from './conditions.js';
import { EVENT_COLUMNS, EVENT_JOINS, type EventRow, toFeedEvents } from './page/event-rows.js';
import { idAfterAllBefore, idBeforeAllSince } from './page/find-id-at.js';
import { type EventIdFilter, selectEventIds } from './page/select-event-ids.js';
import type { PageRequest } from './page-request.js';

export interface EventFilter extends Omit<EventIdFilter, 'fromId' | 'before'> {
  source?: string | undefined;
  /** All of them in the title, any case. */
  words?: string | undefined;
  /** Of the event's new price, else the item's, in minor units. */
  minPrice?: number | undefined;
  maxPrice?: number | undefined;
  currency?: string | undefined;
}

/** A page of events; `nextBefore` is where the next one begins, undefined at the end. */
export interface EventPage {
  events: FeedEvent[];
  nextBefore: number | undefined;
}

/**
 * What an item's words and price decide no index knows: so many events are looked at for one page, which may be short. A few first, as
 * most filters find enough among them.
 */
const WINDOWS = [500, 1500, 3000];

/** Events of the tasks that a user may read, newest first, each with its item. */
export async function listEvents(
  sql: Sql,
  userId: number,
  { before, limit }: PageRequest,
  filter: EventFilter,
): Promise<EventPage> {
  const reader = await readEventReader(sql, userId);
  const narrowed = await narrowByDays(sql, filter);
  const outer = itemConditions(filter);
  if (outer.conditions.length === 0) {
    const found = await readEvents(sql, selectEventIds(reader, narrowBefore(narrowed, before), { limit: limit + 1 }));
    const rows = found.slice(0, limit);
    const nextBefore = found.length > limit ? rows.at(-1)?.id : undefined;
    return { events: await toFeedEvents(sql, userId, rows), nextBefore };
  }
  const rows: EventRow[] = [];
  let end = before;
  for (const window of WINDOWS) {
    const inWindow = narrowBefore(narrowed, end);
    const ids = selectEventIds(reader, inWindow, { limit: window });
    rows.push(...(await readEvents(sql, selectFitting(ids, outer, limit + 1 - rows.length))));
    if (rows.length > limit) {
      const events = await toFeedEvents(sql, userId, rows.slice(0, limit));
      return { events, nextBefore: events.at(-1)?.id };
    }
    const last = selectEventIds(reader, inWindow, { limit: 1, offset: window - 1 });
    end = (await sql.query<{ eventId: number }>(last.text, last.params))[0]?.eventId;
    // There is nothing older.
    if (end === undefined) break;
  }
  return { events: await toFeedEvents(sql, userId, rows), nextBefore: end };
}

/** Of some ids, in order, those whose item fits. */
function selectFitting(ids: Part, outer: Conditions, limit: number, order: 'ASC' | 'DESC' = 'DESC'): Part {
  return {
    text: `SELECT e.id AS event_id FROM (${ids.text}) ids JOIN event e ON e.id = ids.event_id ${EVENT_JOINS}
      WHERE ${outer.text} ORDER BY e.id ${order} LIMIT ?`,
    params: [...ids.params, ...outer.params, limit],
  };
}

async function readEvents(sql: Sql, ids: Part, order: 'ASC' | 'DESC' = 'DESC'): Promise<EventRow[]> {
  return sql.query<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM (${ids.text}) found JOIN event e ON e.id = found.event_id ${EVENT_JOINS} ORDER BY e.id ${order}`,
    ids.params,
  );
}

const narrowBefore = (filter: EventIdFilter, before: number | undefined): EventIdFilter => ({
  ...filter,
  before: before === undefined ? filter.before : Math.min(before, filter.before ?? before),
});

/** No index knows the times of a person's events; ids rise with them. */
async function narrowByDays(sql: Sql, filter: EventFilter): Promise<EventIdFilter> {
  const { taskId, task, itemId, kind, from, to } = filter;
  const [fromId, before] = await Promise.all([
    from && idBeforeAllSince(sql, 'event', from),
    to && idAfterAllBefore(sql, 'event', to),
  ]);
  return { taskId, task, itemId, kind, from, to, fromId, before };
}

function itemConditions({ source, words, minPrice, maxPrice, currency }: EventFilter): Conditions {
  const all = new Conditions();
  if (source !== undefined) all.add('t.source = ?', source);
  for (const word of words?.split(/\s+/u).filter(Boolean) ?? []) {
    all.add('i.title LIKE ?', `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  }
  if (minPrice !== undefined) all.add('COALESCE(e.new_price, i.price) >= ?', minPrice);
  if (maxPrice !== undefined) all.add('COALESCE(e.new_price, i.price) <= ?', maxPrice);
  if (currency !== undefined) all.add('COALESCE(e.currency, i.currency) = ?', currency);
  return all;
}

/** Longer than any transaction that writes events: what was committed late has an older id than what was read before. */
const LATE_SECONDS = 30;
const LATE_ROWS = 2000;
const ALL = Number.MAX_SAFE_INTEGER;

/** The id behind which everything is read again that may have become visible after `after` was. */
async function findReplayFloor(sql: Sql, after: number): Promise<number> {
  const [row] = await sql.query<{ floor: number | null }>(
    `SELECT MAX(w.id) AS floor FROM (SELECT id, created_at FROM event WHERE id <= ? ORDER BY id DESC LIMIT ?) w
     WHERE w.created_at < (SELECT created_at FROM event WHERE id <= ? ORDER BY id DESC LIMIT 1) - INTERVAL ? SECOND`,
    [after, LATE_ROWS, after, LATE_SECONDS],
  );
  return row?.floor ?? Math.max(0, after - LATE_ROWS);
}

/** Events that came after one, oldest first, and those just before it that may have been committed later: some come twice. */
export async function listEventsAfter(
  sql: Sql,
  userId: number,
  after: number,
  limit: number,
  filter: EventFilter,
): Promise<FeedEvent[]> {
  const [reader, floor, narrowed] = await Promise.all([
    readEventReader(sql, userId),
    findReplayFloor(sql, after),
    narrowByDays(sql, filter),
  ]);
  const fromId = Math.max(floor + 1, narrowed.fromId ?? 0);
  const outer = itemConditions(filter);
  const isPlain = outer.conditions.length === 0;
  // Whoever asks what came after something asks for little; all of it is looked at.
  const ids = selectEventIds(reader, { ...narrowed, fromId }, { limit: isPlain ? limit : ALL, order: 'ASC' });
  const rows = await readEvents(sql, isPlain ? ids : selectFitting(ids, outer, limit, 'ASC'), 'ASC');
  return toFeedEvents(sql, userId, rows);
}
