import type { FeedEntry } from './read-entry.js';
import { readBareSoldLabel } from './sold-label.js';

/** So many entries with a price, and this share of all, make a feed one of things for sale. */
const LEAST_PRICED = 2;
const MARKET = 0.5;

/**
 * In a feed of things for sale a bare word at the end of a title is a label ("Leica M6 verkauft"); in one of news a sentence ends so. What the entry
 * says of its stock elsewhere counts before it.
 */
export function readBareLabels(entries: readonly FeedEntry[]): void {
  const priced = entries.filter(({ item }) => item.price !== undefined).length;
  if (priced < LEAST_PRICED || priced < entries.length * MARKET) return;
  for (const entry of entries) {
    if (entry.item.availability !== 'unknown') continue;
    const sold = readBareSoldLabel(entry.plainTitle);
    if (!sold) continue;
    entry.item.availability = 'out_of_stock';
    entry.plainTitle = sold.rest;
  }
}
