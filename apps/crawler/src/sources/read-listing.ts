import type { CrawledItem } from '@goodshunter/contracts';
import type { ShopAnswer } from '../fetch/shop-session.js';
import { NOT_MODIFIED, type SourceContext, type SourceResult } from './source.js';

export interface ListingPage {
  items: CrawledItem[];
  /** Nothing comes after this page. */
  isLast: boolean;
}

export interface ListingReader {
  buildUrl(page: number): URL;
  /** @throws {CrawlError} `layout_changed` when it is no such listing. */
  read(answer: Extract<ShopAnswer, { status: 'ok' }>): ListingPage | Promise<ListingPage>;
}

const ACCEPT_JSON = 'application/json';

/**
 * Reads a paged JSON listing, newest first: until its end, until a page ends among known items, or until pages, requests
 * or time run out. Items that slid to the next page while it was read count once.
 */
export async function readListing({ buildUrl, read }: ListingReader, context: SourceContext): Promise<SourceResult> {
  const { session, knownKeys, maxPages } = context;
  const items = new Map<string, CrawledItem>();
  const result = (complete: boolean, mayHaveMissed: boolean): SourceResult => ({
    items: [...items.values()],
    complete,
    mayHaveMissed,
    notModified: false,
  });
  for (let page = 1; ; page++) {
    const answer = await session.get(buildUrl(page), { accept: ACCEPT_JSON, isConditional: page === 1 });
    if (answer.status === 'not_modified') return NOT_MODIFIED;
    const { items: found, isLast } = await read(answer);
    for (const item of found) if (!items.has(item.key)) items.set(item.key, item);
    if (isLast) return result(true, false);
    // The last one, not any: an old listing that was bumped to the top says nothing about what follows it.
    const oldest = found.at(-1);
    if (oldest && knownKeys.has(oldest.key)) return result(false, false);
    if (page >= maxPages || !session.canRequest(buildUrl(page + 1))) return result(false, true);
  }
}
