import { dollarsNamedIn, isDollar } from '../../price/dollars.js';
import type { FeedEntry } from './read-entry.js';

/**
 * Gives prices that titles state by a bare `$` the currency that the feed names elsewhere: the entry's own text, else the one in which all other
 * prices are, else what the feed says of itself. Where nothing does, or it says several, they stay open: a guess would be told as a price.
 */
export function settleDollars(entries: readonly FeedEntry[], about: string): void {
  const open = entries.filter(({ item: { price, title } }) => price?.currency === null && title.includes('$'));
  if (open.length === 0) return;
  const named = new Set(entries.flatMap(({ item: { price } }) => price?.currency ?? []));
  const [other] = named;
  const ofFeed = named.size === 0 ? dollarsNamedIn(about).byPrices : named.size === 1 ? other : undefined;
  for (const { item } of open) {
    const own = dollarsNamedIn(`${item.title}. ${item.description ?? ''}`).byPrices;
    const currency = own ?? ofFeed;
    if (item.price && currency !== undefined && isDollar(currency) && hasCents(currency))
      item.price = { ...item.price, currency };
  }
}

/** An open amount counts hundredths, which not all have. */
function hasCents(currency: string): boolean {
  return currency !== 'CLP';
}
