import type { CurrencyHints } from '../../price/currencies.js';
import type { ParsedPrice } from '../../price/parse-price.js';
import { scanPrices } from '../../price/scan-prices.js';
import type { FeedItem } from './read-entry.js';

/** From this share on, feeds state prices in titles as a habit: at their edges, or anywhere in them. */
const EDGE_HABIT = 0.5;
const ANYWHERE_HABIT = 0.8;

/**
 * Gives items the price their title states, in feeds where this is the habit: half of the titles open or close with
 * exactly one amount that has a currency sign, or four in five hold exactly one anywhere. A single headline with an
 * amount is news, not a price.
 */
export function addTitlePrices(items: FeedItem[], hints: CurrencyHints): void {
  const anywhere = items.map((item) => (item.price ? null : readTitlePrice(item.title, hints)));
  const isHabit = (prices: readonly unknown[], share: number) => {
    const count = prices.filter(Boolean).length;
    return count >= 2 && count >= items.length * share;
  };
  const edges = anywhere.map((price) => (price?.isAtEdge ? price : null));
  const chosen = isHabit(anywhere, ANYWHERE_HABIT) ? anywhere : isHabit(edges, EDGE_HABIT) ? edges : [];
  for (const [index, price] of chosen.entries()) {
    const item = items[index];
    if (item && price) item.price = { amountMinor: price.amountMinor, currency: price.currency };
  }
}

/** The one amount of a title, and whether it stands at its beginning or end. */
function readTitlePrice(title: string, hints: CurrencyHints): (ParsedPrice & { isAtEdge: boolean }) | null {
  const marked = scanPrices(title, hints).filter((price) => price.isMarked);
  const [price] = marked;
  if (marked.length !== 1 || !price || price.kind !== 'plain') return null;
  const before = title.slice(0, price.start).trim();
  const after = title.slice(price.end).trim();
  const opens = /^[[(]?$/.test(before);
  // After a closing price only remarks: "Camera - $450 (Berlin)", "Flat - $2995 / 2br - 900ft".
  const closes = /^(?:[\])]*|[\])]* ?[[(/|,–—-].*)$/u.test(after) && /[-–—|:,([]$/.test(before);
  // "$5 million" and "$3 off" are no prices.
  if (/^(?:million|billion|thousand|bn|mio|mrd|off|k\b|m\b|per |a |an )/i.test(after)) return null;
  return { amountMinor: price.amountMinor, currency: price.currency, isAtEdge: opens || closes || after === '' };
}
