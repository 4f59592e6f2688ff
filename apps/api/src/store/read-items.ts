import type { Availability, Item, PricePoint, SourceName } from '@goodshunter/contracts/api';
import type { Columns, Sql } from '@goodshunter/db';
import { taskScope } from '../access/task-scope.js';
import { toInstant } from './task-row.js';

/** Most points of a history that are answered, the newest ones. */
const MAX_PRICE_POINTS = 1000;

export const ITEM_COLUMNS = `i.id, i.source, i.source_key, i.title, i.url, i.image_url, i.description, i.price, i.currency,
  i.availability, i.sku, i.gtin, i.published_at, i.first_seen_at`;

export interface ItemRow
  extends Columns<
    'item',
    | 'id'
    | 'source'
    | 'sourceKey'
    | 'title'
    | 'url'
    | 'imageUrl'
    | 'description'
    | 'price'
    | 'currency'
    | 'availability'
    | 'sku'
    | 'gtin'
    | 'publishedAt'
    | 'firstSeenAt'
  > {
  source: SourceName;
  availability: Availability;
}

/** An item that a task which this user may read has seen, or that is in the user's timeline; undefined otherwise. */
export async function readItem(sql: Sql, userId: number, itemId: number): Promise<Item | undefined> {
  const scope = taskScope(userId, 'read', 't');
  const [row] = await sql.query<ItemRow>(
    `SELECT ${ITEM_COLUMNS} FROM item i WHERE i.id = ? AND (
       EXISTS (SELECT 1 FROM task_item ti JOIN task t ON t.id = ti.task_id WHERE ti.item_id = i.id AND ${scope.condition})
       OR EXISTS (SELECT 1 FROM event e WHERE e.item_id = i.id AND e.user_id = ?))`,
    [itemId, ...scope.params, userId],
  );
  return row && toItem(row);
}

/** The newest points of an item's history, oldest first, by the index price_point_item_time. */
export async function readPriceHistory(sql: Sql, itemId: number): Promise<PricePoint[]> {
  const rows = await sql.query<{ price: number; currency: string | null; observedAt: Date }>(
    'SELECT price, currency, observed_at FROM price_point WHERE item_id = ? ORDER BY observed_at DESC LIMIT ?',
    [itemId, MAX_PRICE_POINTS],
  );
  return rows
    .map((row) => ({ price: row.price, currency: row.currency, observedAt: row.observedAt.toISOString() }))
    .reverse();
}

export function toItem(row: ItemRow): Item {
  return {
    id: row.id,
    source: row.source,
    key: row.sourceKey,
    title: row.title,
    url: row.url,
    imageUrl: row.imageUrl,
    description: row.description,
    price: row.price,
    currency: row.currency,
    availability: row.availability,
    sku: row.sku,
    gtin: row.gtin,
    publishedAt: toInstant(row.publishedAt),
    firstSeenAt: row.firstSeenAt.toISOString(),
  };
}
