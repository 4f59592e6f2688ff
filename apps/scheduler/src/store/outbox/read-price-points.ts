import type { PriceAt } from '@goodshunter/channels';
import type { Sql } from '@goodshunter/db';

/** Prices of one listing beyond these, the oldest ones, are left out. */
const MOST_POINTS = 2000;

/** What these listings cost, oldest first, by the index price_point_item_time. */
export async function readPricePoints(sql: Sql, itemIds: readonly number[]): Promise<Map<number, PriceAt[]>> {
  const found = new Map<number, PriceAt[]>();
  if (itemIds.length === 0) return found;
  const parts = itemIds.map(
    () =>
      '(SELECT item_id AS itemId, price, currency, observed_at AS at FROM price_point WHERE item_id = ? ORDER BY observed_at DESC LIMIT ?)',
  );
  const rows = await sql.query<PriceAt & { itemId: number }>(
    parts.join(' UNION ALL '),
    itemIds.flatMap((itemId) => [itemId, MOST_POINTS]),
  );
  for (const { itemId, ...point } of rows) {
    const points = found.get(itemId);
    if (points) points.push(point);
    else found.set(itemId, [point]);
  }
  for (const points of found.values()) points.sort((one, other) => one.at.getTime() - other.at.getTime());
  return found;
}
