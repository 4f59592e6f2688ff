import type { Availability } from '@goodshunter/contracts/crawl';
import type { Told } from './tell-changes.js';

/** An entry of a feed as the shared Item row has it. */
export interface SeenEntry {
  title: string;
  url: string;
  /** Whole seconds since the epoch; null: it has no date. */
  atS: number | null;
}

/** What a task has seen of one listing so far: its TaskItem row, and what the shared Item row says. */
export interface SeenItem {
  itemId: number;
  key: string;
  /** What crawlers of earlier versions call it; null: the same. */
  formerKey: string | null;
  sku: string | null;
  gtin: string | null;
  /** Last known price in minor units; null: none was ever read. */
  price: number | null;
  currency: string | null;
  availability: Availability;
  isMatch: boolean;
  /** Complete looks in a row that did not list it, counted only to {@link MISSES_UNTIL_GONE}. */
  misses: number;
  /** No look is known to have shown it within the last month. */
  isListedLongAgo?: boolean;
  /** It was there when the task looked first. */
  isFromBaseline: boolean;
  /** Prices of its variants, see `CrawledItem.variantPrices`. */
  variantPrices: Readonly<Record<string, number>> | null;
  /** What was told of it lately. */
  told: Told | null;
  /** Digest of the shared row's text, see `digestItem`. */
  itemDigest: string;
  /** Of an entry of a feed: what it may be known by when it is called otherwise. @default null */
  entry?: SeenEntry | null;
  itemPrice: number | null;
  itemCurrency: string | null;
  itemAvailability: Availability;
}

/** A listing that a complete look misses once may be a hiccup of the shop; twice in a row it is gone. */
export const MISSES_UNTIL_GONE = 2;
