import { placeholders, type Sql, type SqlValue } from '@goodshunter/db';
import type { TaskItemChange } from '../../diff/listing-diff.js';

const ROWS_PER_STATEMENT = 500;
const COLUMNS =
  'task_id, item_id, price, currency, availability, is_match, misses, variant_prices, told, first_seen_at, changed_at';
const COLUMN_COUNT = 11;

/** Writes what a task has seen. The caller holds the task's row locked. @param itemIds of those that were not seen before, by key */
export async function writeTaskItems(
  sql: Sql,
  taskId: number,
  changes: readonly TaskItemChange[],
  itemIds: ReadonlyMap<string, number>,
  observedAt: Date,
): Promise<void> {
  for (let from = 0; from < changes.length; from += ROWS_PER_STATEMENT) {
    const page = changes.slice(from, from + ROWS_PER_STATEMENT);
    await sql.later(
      `INSERT INTO task_item (${COLUMNS}) VALUES ${placeholders(page.length, COLUMN_COUNT)}
       ON DUPLICATE KEY UPDATE price = VALUES(price), currency = VALUES(currency), availability = VALUES(availability),
         is_match = VALUES(is_match), misses = VALUES(misses), variant_prices = VALUES(variant_prices), told = VALUES(told),
         listed_at = IF(VALUES(misses) = 0, VALUES(changed_at), listed_at), changed_at = VALUES(changed_at)`,
      page.flatMap((change) => toRow(taskId, change, itemIds, observedAt)),
    );
  }
}

function toRow(
  taskId: number,
  change: TaskItemChange,
  itemIds: ReadonlyMap<string, number>,
  observedAt: Date,
): SqlValue[] {
  const itemId = change.itemId ?? itemIds.get(change.key);
  if (itemId === undefined) throw new TypeError('an item of this run was not written');
  const { price, currency, availability, isMatch, misses, variantPrices, told } = change;
  const seen = [price, currency, availability, isMatch ? 1 : 0, misses, toJson(variantPrices), toJson(told)];
  return [taskId, itemId, ...seen, observedAt, observedAt];
}

function toJson(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** Notes that a look showed these. */
export async function noteListed(
  sql: Sql,
  taskId: number,
  itemIds: readonly number[],
  observedAt: Date,
): Promise<void> {
  for (let from = 0; from < itemIds.length; from += ROWS_PER_STATEMENT) {
    const page = itemIds.slice(from, from + ROWS_PER_STATEMENT);
    await sql.later('UPDATE task_item SET listed_at = ? WHERE task_id = ? AND item_id IN (?)', [
      observedAt,
      taskId,
      page,
    ]);
  }
}
