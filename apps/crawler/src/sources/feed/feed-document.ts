import type { CurrencyHints } from '../../price/currencies.js';
import type { FeedEntry } from './read-entry.js';

export interface FeedLimits {
  /** Entries read; the rest is left out and `isTruncated` says so. @default 1000 */
  maxItems?: number;
  /** @default 100000 */
  maxElements?: number;
  /** The address that the task names, which keys begin with. @default the feed's own */
  feedUrl?: string;
  /** For sales with a beginning and an end. Ms since the epoch. @default now */
  nowMs?: number;
  /** Titles of the feed were found to hold prices as a habit before. @default false */
  hasTitlePrices?: boolean;
}

/** What a feed holds, in any of its forms. */
export interface FeedDocument {
  title: string;
  /** What it says of itself beside its title; '' where nothing. */
  about: string;
  /** In the order of the feed, at most `maxItems` of them. */
  entries: FeedEntry[];
  /** The site it belongs to. */
  home: string;
  hints: CurrencyHints;
  isTruncated: boolean;
}
