import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { cleanAddress, type ListRegion } from '@goodshunter/contracts/sources';
import { CrawlError } from '../../errors.js';
import { decodeText, looksBinary, sniffHtmlEncoding } from '../../fetch/decode-text.js';
import type { DocumentOrigin } from '../document-origin.js';
import { makeItemKey } from '../item-key.js';
import { MAX_LISTED } from '../listing-content.js';
import { ownPart } from '../own/own-key.js';
import type { ListCard } from './list-card.js';
import { type ListHints, type ListResult, parseList } from './parse-list.js';

/** A page's origin, and what is known of its list. */
export type ListOrigin = DocumentOrigin &
  ListHints & {
    /** The list that a person chose among several: a part of what its items are known by. */
    region?: ListRegion | undefined;
  };

/** One page of a list, as items. */
export interface ListPageContent extends Omit<ListResult, 'cards'> {
  items: CrawledItem[];
}

/** The list of a page as it came. Pure. @throws {CrawlError} `layout_changed` when it is no text */
export function readList(body: Uint8Array, { url, contentType, ...hints }: ListOrigin): ListPageContent {
  if (looksBinary(body)) {
    throw new CrawlError('layout_changed', 'The address answers with something that is not text.');
  }
  const html = decodeText(body, { contentType, declared: sniffHtmlEncoding(body) });
  const { cards, ...rest } = parseList(html, url, hints);
  const rule = ownPart('own', hints.selectors) + ownPart('region', hints.region);
  const items = new Map<string, CrawledItem>();
  for (const card of cards.slice(0, MAX_LISTED)) {
    const item = toItem(card, url, rule);
    if (!items.has(item.key)) items.set(item.key, item);
  }
  return { ...rest, items: [...items.values()] };
}

/** A title once had none of these, and what it names must stay known by it. */
const UNSEEN = /\p{Cf}+/gu;

/**
 * Known by its address without tracking, else by what the page names it by, else by its title; all of them as the page's own site says
 * it: a list of another site that links here rewrites nothing of this one's.
 */
function toItem(card: ListCard, pageUrl: string, rule: string): CrawledItem {
  const { title, url, id, price, imageUrl, availability } = card;
  const page = new URL(pageUrl);
  const address = url === undefined ? undefined : cleanAddress(new URL(url));
  const key = address
    ? makeItemKey(
        page.host,
        (address.host === page.host ? '' : address.host) + address.pathname + address.search + rule,
      )
    : makeItemKey(page.host, `${page.pathname}#${id ?? title.replace(UNSEEN, '')}${rule}`);
  return {
    key,
    title,
    url: address?.href ?? pageUrl,
    ...(imageUrl ? { imageUrl } : {}),
    ...(price ? { price } : {}),
    availability,
  };
}
