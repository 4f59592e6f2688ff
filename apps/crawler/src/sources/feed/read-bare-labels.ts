import type { FeedEntry } from './read-entry.js';
import { readBareSoldLabel } from './sold-label.js';

/** So many entries with a price, and this share of all, make a feed one of things for sale. */
const LEAST_PRICED = 2;
const MARKET = 0.5;

/**
 * In a feed of things for sale a bare word at the end of a title is a label ("Leica M6 verkauft"); in one of news a sentence ends so: there the
 * entry says what it would be called without, and whoever knew it by that title knows better. What the entry says of its stock elsewhere
 * counts before it.
 */
export function readBareLabels(entries: readonly FeedEntry[]): void {
  const priced = entries.filter(({ item }) => item.price !== undefined).length;
  const isMarket = priced >= LEAST_PRICED && priced >= entries.length * MARKET;
  for (const entry of entries) {
    if (entry.item.availability !== 'unknown') continue;
    const sold = readBareSoldLabel(entry.plainTitle);
    if (!sold) continue;
    if (isMarket) {
      entry.item.availability = 'out_of_stock';
      entry.plainTitle = sold.rest;
    } else entry.item.unlabelledTitle = sold.rest;
  }
}
