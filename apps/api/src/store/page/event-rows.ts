import type { Availability, EventKind, FeedEvent, SourceName } from '@goodshunter/contracts/api';
import type { Columns, Sql } from '@goodshunter/db';
import { readTold } from './read-told.js';

/** For a statement whose `event` is `e`, with {@link EVENT_JOINS}. */
export const EVENT_COLUMNS = `e.id, e.user_id, e.kind, e.task_id, e.token AS run_token, e.item_id, t.name AS task_name, t.source,
  e.old_price, e.new_price, e.currency, e.message, e.created_at, i.id AS known_item_id, i.title, i.url, i.image_url,
  i.price AS item_price, i.currency AS item_currency, i.availability`;
export const EVENT_JOINS = 'LEFT JOIN task t ON t.id = e.task_id LEFT JOIN item i ON i.id = e.item_id';

export interface EventRow
  extends Columns<
    'event',
    'id' | 'userId' | 'kind' | 'taskId' | 'itemId' | 'oldPrice' | 'newPrice' | 'currency' | 'message' | 'createdAt'
  > {
  kind: EventKind;
  runToken: number;
  taskName: string | null;
  source: SourceName | null;
  knownItemId: number | null;
  title: string | null;
  url: string | null;
  imageUrl: string | null;
  itemPrice: number | null;
  itemCurrency: string | null;
  availability: Availability | null;
}

/** Rows as one person's feed shows them. */
export async function toFeedEvents(sql: Sql, userId: number, rows: readonly EventRow[]): Promise<FeedEvent[]> {
  const toldOf = await readTold(sql, userId, rows);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    taskId: row.taskId,
    taskName: row.taskName ?? '',
    source: row.source,
    oldPrice: row.oldPrice,
    newPrice: row.newPrice,
    currency: row.currency,
    message: row.message,
    createdAt: row.createdAt.toISOString(),
    item: row.knownItemId === null ? null : toItem(row, row.knownItemId),
    told: toldOf(row),
  }));
}

function toItem(row: EventRow, id: number): NonNullable<FeedEvent['item']> {
  const url = row.url ?? '';
  return {
    id,
    title: row.title ?? '',
    url,
    imageUrl: row.imageUrl,
    price: row.itemPrice,
    currency: row.itemCurrency,
    availability: row.availability ?? 'unknown',
    hasPicture: row.imageUrl !== null,
    host: hostOf(url),
  };
}

/** The shop as people know it: without `www.`; '' for what is no address. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : '';
}
