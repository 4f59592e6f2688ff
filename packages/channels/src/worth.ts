import type { Worth } from './news.js';

export interface PriceAt {
  price: number;
  currency: string | null;
  at: Date;
}

const DAY_MS = 86_400_000;
const WINDOW_DAYS = 90;

/**
 * A listing against its own past: points in order of time, each price holding until the next one. The median is weighted by how long
 * each price held within the last 90 days. Undefined: there is no price in this currency yet.
 */
export function worthOf(points: readonly PriceAt[], currency: string | null, now: Date): Worth | undefined {
  const own = points.filter((point) => point.currency === currency && point.at.getTime() < now.getTime());
  const [first] = own;
  if (first === undefined) return undefined;
  const from = now.getTime() - WINDOW_DAYS * DAY_MS;
  let lowest = first;
  const held: { price: number; ms: number }[] = [];
  for (const [index, point] of own.entries()) {
    if (point.price <= lowest.price) lowest = point;
    const until = own[index + 1]?.at.getTime() ?? now.getTime();
    const ms = until - Math.max(from, point.at.getTime());
    if (ms > 0) held.push({ price: point.price, ms });
  }
  return {
    currency,
    lowest: lowest.price,
    lowestAt: lowest.at.toISOString(),
    typical: weightedMedian(held),
    points: own.length,
    days: Math.floor((now.getTime() - first.at.getTime()) / DAY_MS),
  };
}

function weightedMedian(held: { price: number; ms: number }[]): number | null {
  const total = held.reduce((sum, { ms }) => sum + ms, 0);
  let passed = 0;
  for (const { price, ms } of held.sort((one, other) => one.price - other.price)) {
    passed += ms;
    if (passed * 2 >= total) return price;
  }
  return null;
}
