import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { cleanAddress } from '@goodshunter/contracts/sources';
import { CrawlError } from '../../errors.js';
import { decodeText, looksBinary, sniffHtmlEncoding } from '../../fetch/decode-text.js';
import type { DocumentOrigin } from '../document-origin.js';
import { makeItemKey } from '../item-key.js';
import { MAX_LISTED } from '../listing-content.js';
import { type ListCard, type ListResult, parseList } from './parse-list.js';
import type { RegionSignature } from './region-signature.js';

export interface ListOrigin extends DocumentOrigin {
  /** How the list was built when it was last read. */
  signature?: RegionSignature | undefined;
}

/** One page of a list, as items. */
export interface ListPageContent extends Omit<ListResult, 'cards'> {
  items: CrawledItem[];
}

/** The list of a page as it came. Pure. @throws {CrawlError} `layout_changed` when it is no text */
export function readList(body: Uint8Array, { url, contentType, currencyHint, signature }: ListOrigin): ListPageContent {
  if (looksBinary(body)) {
    throw new CrawlError('layout_changed', 'The address answers with something that is not text.');
  }
  const html = decodeText(body, { contentType, declared: sniffHtmlEncoding(body) });
  const { cards, ...rest } = parseList(html, url, { currencyHint, signature });
  const items = new Map<string, CrawledItem>();
  for (const card of cards.slice(0, MAX_LISTED)) {
    const item = toItem(card, url);
    if (!items.has(item.key)) items.set(item.key, item);
  }
  return { ...rest, items: [...items.values()] };
}

/**
 * Known by its address without tracking, else by what the page names it by, else by its title; all of them as the page's own site says
 * it: a list of another site that links here rewrites nothing of this one's.
 */
function toItem({ title, url, id, price, imageUrl, availability }: ListCard, pageUrl: string): CrawledItem {
  const page = new URL(pageUrl);
  const address = url === undefined ? undefined : cleanAddress(new URL(url));
  const key = address
    ? makeItemKey(page.host, (address.host === page.host ? '' : address.host) + address.pathname + address.search)
    : makeItemKey(page.host, `${page.pathname}#${id ?? title}`);
  return {
    key,
    title,
    url: address?.href ?? pageUrl,
    ...(imageUrl ? { imageUrl } : {}),
    ...(price ? { price } : {}),
    availability,
  };
}
