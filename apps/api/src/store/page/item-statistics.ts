import type { ItemStatistics } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';

const WINDOW_DAYS = 90;
/** Below this a past says nothing of what is usual. */
const FEWEST_DAYS = 14;

interface ExtremesRow {
  points: number;
  since: Date | null;
  days: number | null;
  lowest: number | null;
  lowestAt: Date | null;
  highest: number | null;
  highestAt: Date | null;
}
interface HeldRow {
  price: number;
  seconds: number;
}

/**
 * An item's past in its present currency: extremes of all time, and the median and quartiles of the last 90 days by the time that each
 * price held. Sums are made by the database, one row per price comes back; 10,000 points take some ten milliseconds.
 */
export async function readItemStatistics(
  sql: Sql,
  itemId: number,
  now: { price: number | null; currency: string | null },
): Promise<ItemStatistics> {
  const [[extremes], held] = await Promise.all([
    readExtremes(sql, itemId, now.currency),
    readHeld(sql, itemId, now.currency),
  ]);
  const days = extremes?.days ?? 0;
  const isEnough = days >= FEWEST_DAYS;
  const quantile = (share: number) => (isEnough ? weightedQuantile(held, share) : null);
  const typical = quantile(0.5);
  const [typicalLow, typicalHigh] = [quantile(0.25), quantile(0.75)];
  const lowest = toPriceAt(extremes?.lowest, extremes?.lowestAt);
  const highest = toPriceAt(extremes?.highest, extremes?.highestAt);
  return {
    lowest,
    highest,
    typical,
    typicalLow,
    typicalHigh,
    place: isEnough && now.price !== null ? shareAbove(held, now.price) : null,
    points: extremes?.points ?? 0,
    since: extremes?.since?.toISOString() ?? null,
    days,
    verdict:
      now.price === null || typicalLow === null || typicalHigh === null || lowest === null || highest === null
        ? null
        : judge(now.price, { lowest: lowest.price, typicalLow, typicalHigh, highest: highest.price }),
  };
}

function judge(
  price: number,
  past: { lowest: number; typicalLow: number; typicalHigh: number; highest: number },
): NonNullable<ItemStatistics['verdict']> {
  // A price that never changed is what it always was.
  if (past.lowest === past.highest) return 'typical';
  if (price <= past.lowest) return 'lowest';
  if (price >= past.highest) return 'highest';
  if (price < past.typicalLow) return 'low';
  return price > past.typicalHigh ? 'high' : 'typical';
}

function readExtremes(sql: Sql, itemId: number, currency: string | null): Promise<ExtremesRow[]> {
  return sql.query<ExtremesRow>(
    `SELECT COUNT(*) AS points, MIN(observed_at) AS since, TIMESTAMPDIFF(DAY, MIN(observed_at), UTC_TIMESTAMP(3)) AS days,
       MIN(price) AS lowest, MAX(price) AS highest,
       (SELECT observed_at FROM price_point WHERE item_id = ? AND currency <=> ? ORDER BY price, observed_at DESC LIMIT 1) AS lowest_at,
       (SELECT observed_at FROM price_point WHERE item_id = ? AND currency <=> ? ORDER BY price DESC, observed_at DESC LIMIT 1) AS highest_at
     FROM price_point WHERE item_id = ? AND currency <=> ?`,
    [itemId, currency, itemId, currency, itemId, currency],
  );
}

/** How long each price held within the window, cheapest first; the last one holds until now. */
function readHeld(sql: Sql, itemId: number, currency: string | null): Promise<HeldRow[]> {
  return sql.query<HeldRow>(
    `SELECT price, CAST(SUM(seconds) AS SIGNED) AS seconds FROM (
       SELECT price, TIMESTAMPDIFF(SECOND, GREATEST(observed_at, UTC_TIMESTAMP(3) - INTERVAL ? DAY),
         COALESCE(LEAD(observed_at) OVER (ORDER BY observed_at), UTC_TIMESTAMP(3))) AS seconds
       FROM price_point WHERE item_id = ? AND currency <=> ?) AS held
     WHERE seconds > 0 GROUP BY price ORDER BY price`,
    [WINDOW_DAYS, itemId, currency],
  );
}

/** The lowest price at or below which this share of the time was spent. */
function weightedQuantile(held: readonly HeldRow[], share: number): number | null {
  const total = held.reduce((sum, { seconds }) => sum + seconds, 0);
  let spent = 0;
  for (const { price, seconds } of held) {
    spent += seconds;
    if (spent >= total * share) return price;
  }
  return null;
}

function shareAbove(held: readonly HeldRow[], price: number): number | null {
  const total = held.reduce((sum, { seconds }) => sum + seconds, 0);
  if (total === 0) return null;
  const above = held.reduce((sum, row) => sum + (row.price > price ? row.seconds : 0), 0);
  return Math.round((above / total) * 1000) / 10;
}

function toPriceAt(price: number | null | undefined, at: Date | null | undefined): ItemStatistics['lowest'] {
  return price == null || at == null ? null : { price, at: at.toISOString() };
}
