import type { PricePoint } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';

const MOST_POINTS = 2000;
/** More than this of one item is not read; the oldest are left out. */
const MOST_READ = 50_000;

/**
 * The prices of an item since a number of days, oldest first, beginning with the one that held then; thinned to {@link MOST_POINTS}.
 * @param days undefined: all there are
 */
export async function readItemHistory(sql: Sql, itemId: number, days: number | undefined): Promise<PricePoint[]> {
  const since =
    days === undefined
      ? ''
      : `AND observed_at >= COALESCE((SELECT MAX(before_it.observed_at) FROM price_point before_it
           WHERE before_it.item_id = ? AND before_it.observed_at < UTC_TIMESTAMP(3) - INTERVAL ? DAY), '1970-01-01')`;
  const rows = await sql.query<{ price: number; currency: string | null; observedAt: Date }>(
    `SELECT price, currency, observed_at FROM price_point WHERE item_id = ? ${since} ORDER BY observed_at DESC LIMIT ?`,
    [itemId, ...(days === undefined ? [] : [itemId, days]), MOST_READ],
  );
  return thin(rows.reverse(), MOST_POINTS).map(({ price, currency, observedAt }) => ({
    price,
    currency,
    observedAt: observedAt.toISOString(),
  }));
}

/** The lowest and the last point of each stretch, in order: a chart keeps its lows and where it stood. */
export function thin<Point extends { price: number }>(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points];
  const size = Math.ceil(points.length / Math.floor(most / 2));
  const kept: Point[] = [];
  for (let from = 0; from < points.length; from += size) {
    const stretch = points.slice(from, from + size);
    const last = stretch.at(-1);
    const lowest = stretch.reduce((low, point) => (point.price < low.price ? point : low));
    if (lowest !== last) kept.push(lowest);
    if (last) kept.push(last);
  }
  return kept;
}
