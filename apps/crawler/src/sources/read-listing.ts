import type { CrawledItem } from '@goodshunter/contracts/crawl';
import type { ShopAnswer } from '../fetch/shop-session.js';
import { NOT_MODIFIED, type SourceContext, type SourceResult } from './source.js';

export interface ListingPage {
  items: CrawledItem[];
  /** Nothing comes after this page. */
  isLast: boolean;
  /** Of a last page: there is more, but it cannot be asked for. @default false */
  isCutOff?: boolean;
}

export interface PageReader {
  buildUrl(page: number): URL;
  /** Fetches one page and reads it; undefined when the first has not changed. @throws {CrawlError} */
  readPage(url: URL, page: number): Promise<ListingPage | undefined>;
  /** Whether nothing new comes after an item that is known. @default true */
  isNewestFirst?: boolean;
}

/**
 * Reads a paged listing: until its end, until a page ends among known items (if it is newest first), or until pages,
 * requests or time run out. Items that slid to the next page while it was read count once.
 */
export async function readPages(reader: PageReader, context: SourceContext): Promise<SourceResult> {
  const { buildUrl, readPage, isNewestFirst = true } = reader;
  const { session, knownKeys, maxPages } = context;
  const items = new Map<string, CrawledItem>();
  const result = (complete: boolean, mayHaveMissed: boolean): SourceResult => ({
    items: [...items.values()],
    complete,
    mayHaveMissed,
    notModified: false,
  });
  for (let page = 1; ; page++) {
    const read = await readPage(buildUrl(page), page);
    if (read === undefined) return NOT_MODIFIED;
    const { items: found, isLast, isCutOff = false } = read;
    for (const item of found) if (!items.has(item.key)) items.set(item.key, item);
    if (isLast && !isCutOff) return result(true, false);
    // The last one, not any: an old listing that was bumped to the top says nothing about what follows it.
    const oldest = found.at(-1);
    if (isNewestFirst && oldest && knownKeys.has(oldest.key)) return result(false, false);
    if (isLast || page >= maxPages || !session.canRequest(buildUrl(page + 1))) return result(false, true);
  }
}

export interface ListingReader {
  buildUrl(page: number): URL;
  /** @throws {CrawlError} `layout_changed` when it is no such listing. */
  read(answer: Extract<ShopAnswer, { status: 'ok' }>): ListingPage | Promise<ListingPage>;
}

const ACCEPT_JSON = 'application/json';

/** Reads a shop's own paged JSON, newest first. The first page is asked for only if it has changed. */
export function readListing({ buildUrl, read }: ListingReader, context: SourceContext): Promise<SourceResult> {
  return readPages(
    {
      buildUrl,
      async readPage(url, page) {
        const answer = await context.session.get(url, { accept: ACCEPT_JSON, isConditional: page === 1 });
        return answer.status === 'not_modified' ? undefined : read(answer);
      },
    },
    context,
  );
}
