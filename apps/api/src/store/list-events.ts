import type { EventKind, FeedEvent } from '@goodshunter/contracts/api';
import type { Sql, SqlParam } from '@goodshunter/db';
import { eventScope } from '../access/event-scope.js';
import type { PageRequest } from './list-tasks.js';
import { EVENT_COLUMNS, EVENT_JOINS, type EventRow, toFeedEvents } from './page/event-rows.js';
import { idAfterAllBefore, idBeforeAllSince } from './page/find-id-at.js';

export interface EventFilter {
  taskId?: number | undefined;
  task?: readonly number[] | undefined;
  itemId?: number | undefined;
  kind?: readonly EventKind[] | undefined;
  source?: string | undefined;
  /** All of them in the title, any case. */
  words?: string | undefined;
  /** Of the event's new price, else the item's, in minor units. */
  minPrice?: number | undefined;
  maxPrice?: number | undefined;
  currency?: string | undefined;
  /** Inclusive. */
  from?: Date | undefined;
  /** Exclusive. */
  to?: Date | undefined;
}

/** A page of events; `nextBefore` is where the next one begins, undefined at the end. */
export interface EventPage {
  events: FeedEvent[];
  nextBefore: number | undefined;
}

/** What an item's words and price decide no index knows: so many events are looked at for one page, which may be short. */
const WINDOW = 5000;

/** Events of the tasks that a user may read, newest first, by event_timeline (or event_task, event_item), each with its item. */
export async function listEvents(
  sql: Sql,
  userId: number,
  { before, limit }: PageRequest,
  filter: EventFilter,
): Promise<EventPage> {
  const inner = await indexedConditions(sql, userId, filter);
  if (before !== undefined) inner.add('e.id < ?', before);
  const outer = itemConditions(filter);
  const window = outer.conditions.length === 0 ? limit + 1 : WINDOW;
  const found = await sql.query<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM (
       SELECT e.id AS event_id FROM event e
       WHERE ${inner.conditions.join(' AND ')} ORDER BY e.id DESC LIMIT ?
     ) w JOIN event e ON e.id = w.event_id ${EVENT_JOINS}
     ${outer.conditions.length === 0 ? '' : `WHERE ${outer.conditions.join(' AND ')}`} ORDER BY e.id DESC LIMIT ?`,
    [...inner.params, window, ...outer.params, limit + 1],
  );
  const rows = found.slice(0, limit);
  const events = await toFeedEvents(sql, userId, rows);
  if (found.length > limit) return { events, nextBefore: rows.at(-1)?.id };
  return { events, nextBefore: outer.conditions.length === 0 ? undefined : await endOfWindow(sql, inner, window) };
}

/** Where the window of a rare filter ended; undefined when there is nothing older. */
async function endOfWindow(sql: Sql, inner: Conditions, window: number): Promise<number | undefined> {
  const [row] = await sql.query<{ id: number }>(
    `SELECT e.id FROM event e WHERE ${inner.conditions.join(' AND ')} ORDER BY e.id DESC LIMIT 1 OFFSET ?`,
    [...inner.params, window - 1],
  );
  return row?.id;
}

class Conditions {
  readonly conditions: string[] = [];
  readonly params: SqlParam[] = [];

  add(condition: string, ...values: SqlParam[]): void {
    this.conditions.push(condition);
    this.params.push(...values);
  }
}

async function indexedConditions(sql: Sql, userId: number, filter: EventFilter): Promise<Conditions> {
  const scope = await eventScope(sql, userId, 'e');
  const all = new Conditions();
  all.add(scope.condition, ...scope.params);
  if (filter.taskId !== undefined) all.add('e.task_id = ?', filter.taskId);
  if (filter.task !== undefined) all.add('e.task_id IN (?)', [...filter.task]);
  if (filter.itemId !== undefined) all.add('e.item_id = ?', filter.itemId);
  if (filter.kind !== undefined && filter.kind.length > 0) all.add('e.kind IN (?)', [...filter.kind]);
  if (filter.from !== undefined) {
    all.add('e.id >= ? AND e.created_at >= ?', await idBeforeAllSince(sql, 'event', filter.from), filter.from);
  }
  if (filter.to !== undefined) {
    all.add('e.id < ? AND e.created_at < ?', await idAfterAllBefore(sql, 'event', filter.to), filter.to);
  }
  return all;
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

/** The id behind which everything is read again that may have become visible after `after` was. */
export async function findReplayFloor(sql: Sql, after: number): Promise<number> {
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
  const inner = await indexedConditions(sql, userId, filter);
  const outer = itemConditions(filter);
  inner.add('e.id > ?', await findReplayFloor(sql, after));
  const rows = await sql.query<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM event e ${EVENT_JOINS}
     WHERE ${[...inner.conditions, ...outer.conditions].join(' AND ')} ORDER BY e.id LIMIT ?`,
    [...inner.params, ...outer.params, limit],
  );
  return toFeedEvents(sql, userId, rows);
}
