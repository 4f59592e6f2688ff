import type { Availability, EventKind, FeedEvent, SourceName } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';
import { readTold } from './read-told.js';

/** For a statement whose `event` is `e`, with {@link EVENT_JOINS}. */
export const EVENT_COLUMNS = `e.id, e.user_id, e.kind, e.task_id, e.token AS run_token, e.item_id, t.name AS task_name, t.source,
  e.old_price, e.new_price, e.currency, e.message, e.created_at, i.id AS known_item_id, i.title, i.url, i.image_url,
  i.price AS item_price, i.currency AS item_currency, i.availability`;
export const EVENT_JOINS = 'LEFT JOIN task t ON t.id = e.task_id LEFT JOIN item i ON i.id = e.item_id';

export interface EventRow {
  id: number;
  user_id: number;
  kind: EventKind;
  task_id: number;
  run_token: number;
  item_id: number;
  task_name: string | null;
  source: SourceName | null;
  old_price: number | null;
  new_price: number | null;
  currency: string | null;
  message: string | null;
  created_at: Date;
  known_item_id: number | null;
  title: string | null;
  url: string | null;
  image_url: string | null;
  item_price: number | null;
  item_currency: string | null;
  availability: Availability | null;
}

/** Rows as one person's feed shows them. */
export async function toFeedEvents(sql: Sql, userId: number, rows: readonly EventRow[]): Promise<FeedEvent[]> {
  const toldOf = await readTold(sql, userId, rows);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    taskId: row.task_id,
    taskName: row.task_name ?? '',
    source: row.source,
    oldPrice: row.old_price,
    newPrice: row.new_price,
    currency: row.currency,
    message: row.message,
    createdAt: row.created_at.toISOString(),
    item: row.known_item_id === null ? null : toItem(row, row.known_item_id),
    told: toldOf(row),
  }));
}

function toItem(row: EventRow, id: number): NonNullable<FeedEvent['item']> {
  const url = row.url ?? '';
  return {
    id,
    title: row.title ?? '',
    url,
    imageUrl: row.image_url,
    price: row.item_price,
    currency: row.item_currency,
    availability: row.availability ?? 'unknown',
    hasPicture: row.image_url !== null,
    host: hostOf(url),
  };
}

/** The shop as people know it: without `www.`; '' for what is no address. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : '';
}
