import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { createMatcher, type Hunt } from '@goodshunter/matcher';
import { inSlices } from '@goodshunter/waiting';
import type { Matches } from '../diff/diff-listing.js';

/** Reads the texts of a whole listing, in slices; the answer then costs nothing. It knows these very items only. */
export async function matchListing(hunt: Hunt, items: readonly CrawledItem[]): Promise<Matches> {
  const matcher = createMatcher(hunt);
  if (!matcher.hasWords) return (_item, price) => matcher.fitsPrice(price);
  const fitting = new Set<CrawledItem>();
  await inSlices(items, (item) => {
    if (matcher.fitsText(item)) fitting.add(item);
  });
  return (item, price) => fitting.has(item) && matcher.fitsPrice(price);
}
