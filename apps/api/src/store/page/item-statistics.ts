import type { ItemStatistics } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';

const DAY_MS = 86_400_000;
const WINDOW_MS = 90 * DAY_MS;
/** Below this a past says nothing of what is usual. */
const FEWEST_DAYS = 14;
/** More points than this are not read; only extremes are of all time then. */
const MOST_READ = 50_000;

interface Point {
  price: number;
  observedAt: Date;
}
interface Extremes {
  points: number;
  since: Date | null;
  lowest: Point | undefined;
  highest: Point | undefined;
}
/** How long a price held, in ms. */
interface Held {
  price: number;
  ms: number;
}

/**
 * An item's past in its present currency: extremes of all time, and the median and quartiles of the last 90 days by the time that each
 * price held. One read of the points: windows and sorted subqueries over them cost the database four times what it costs to send them.
 */
export async function readItemStatistics(
  sql: Sql,
  itemId: number,
  now: { price: number | null; currency: string | null },
): Promise<ItemStatistics> {
  const [points, [clock]] = await Promise.all([
    sql.query<Point>(
      'SELECT price, observed_at FROM price_point WHERE item_id = ? AND currency <=> ? ORDER BY observed_at DESC LIMIT ?',
      [itemId, now.currency, MOST_READ],
    ),
    sql.query<{ at: Date }>('SELECT UTC_TIMESTAMP(3) AS at'),
  ]);
  const at = clock?.at.getTime() ?? 0;
  const held = sumHeld(points, at);
  const past = points.length < MOST_READ ? findExtremes(points) : await readExtremes(sql, itemId, now.currency);
  const days = past.since === null ? 0 : Math.floor((at - past.since.getTime()) / DAY_MS);
  const isEnough = days >= FEWEST_DAYS;
  const quantile = (share: number) => (isEnough ? weightedQuantile(held, share) : null);
  const typical = quantile(0.5);
  const [typicalLow, typicalHigh] = [quantile(0.25), quantile(0.75)];
  const [lowest, highest] = [toPriceAt(past.lowest), toPriceAt(past.highest)];
  return {
    lowest,
    highest,
    typical,
    typicalLow,
    typicalHigh,
    place: isEnough && now.price !== null ? shareAbove(held, now.price) : null,
    points: past.points,
    since: past.since?.toISOString() ?? null,
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

/** Of points, newest first. Of equal ones the newest counts. */
function findExtremes(points: readonly Point[]): Extremes {
  let [lowest, highest] = [points[0], points[0]];
  for (const point of points) {
    if (lowest && point.price < lowest.price) lowest = point;
    if (highest && point.price > highest.price) highest = point;
  }
  return { points: points.length, since: points.at(-1)?.observedAt ?? null, lowest, highest };
}

async function readExtremes(sql: Sql, itemId: number, currency: string | null): Promise<Extremes> {
  const end = async (order: 'ASC' | 'DESC') =>
    (
      await sql.query<Point>(
        `SELECT price, observed_at FROM price_point WHERE item_id = ? AND currency <=> ?
         ORDER BY price ${order}, observed_at DESC LIMIT 1`,
        [itemId, currency],
      )
    )[0];
  const [[all], lowest, highest] = await Promise.all([
    sql.query<Pick<Extremes, 'points' | 'since'>>(
      'SELECT COUNT(*) AS points, MIN(observed_at) AS since FROM price_point WHERE item_id = ? AND currency <=> ?',
      [itemId, currency],
    ),
    end('ASC'),
    end('DESC'),
  ]);
  return { points: all?.points ?? 0, since: all?.since ?? null, lowest, highest };
}

/** How long each price held within the window, cheapest first. The newest holds until now, the oldest began before the window. */
function sumHeld(points: readonly Point[], now: number): Held[] {
  const msOf = new Map<number, number>();
  let until = now;
  for (const { price, observedAt } of points) {
    const from = Math.max(observedAt.getTime(), now - WINDOW_MS);
    if (until > from) msOf.set(price, (msOf.get(price) ?? 0) + until - from);
    until = Math.min(until, from);
    if (until <= now - WINDOW_MS) break;
  }
  return [...msOf].map(([price, ms]) => ({ price, ms })).sort((a, b) => a.price - b.price);
}

/** The lowest price at or below which this share of the time was spent. */
function weightedQuantile(held: readonly Held[], share: number): number | null {
  const total = held.reduce((sum, { ms }) => sum + ms, 0);
  let spent = 0;
  for (const { price, ms } of held) {
    spent += ms;
    if (spent >= total * share) return price;
  }
  return null;
}

function shareAbove(held: readonly Held[], price: number): number | null {
  const total = held.reduce((sum, { ms }) => sum + ms, 0);
  if (total === 0) return null;
  const above = held.reduce((sum, row) => sum + (row.price > price ? row.ms : 0), 0);
  return Math.round((above / total) * 1000) / 10;
}

function toPriceAt(point: Point | undefined): ItemStatistics['lowest'] {
  return point === undefined ? null : { price: point.price, at: point.observedAt.toISOString() };
}
