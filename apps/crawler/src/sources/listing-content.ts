import type { CrawledItem } from '@goodshunter/contracts/crawl';

/** What one page of a shop's own list holds. */
export interface ListingContent {
  items: CrawledItem[];
  /** All products of the page, also those that were left out. */
  size: number;
}

/** Products read from one page. The APIs give 250 or 100 at most: whatever sends more is no shop. */
export const MAX_LISTED = 1000;
