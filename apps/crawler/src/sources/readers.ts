import { readFeed } from './feed/read-feed.js';
import { readLink } from './link/read-link.js';
import { readList } from './list/read-list.js';
import { readPage } from './page/read-page.js';
import { readShopifyProducts } from './shopify/read-products.js';
import type { DocumentReader } from './source.js';
import { readWooProducts } from './woocommerce/read-products.js';

/**
 * How each kind of document is read: pure functions of bytes and plain data, which throw a CrawlError for what they cannot
 * read. They know nothing of where they run.
 */
export const READERS = {
  page: readPage,
  list: readList,
  link: readLink,
  feed: readFeed,
  shopify: readShopifyProducts,
  woocommerce: readWooProducts,
} as const;

export type DocumentKind = keyof typeof READERS;
export type OriginOf<K extends DocumentKind> = Parameters<(typeof READERS)[K]>[1];
export type ContentOf<K extends DocumentKind> = ReturnType<(typeof READERS)[K]>;

export const DOCUMENT_KINDS = Object.keys(READERS) as DocumentKind[];

/** The kind that a reader is of: functions do not pass to threads, their names do. */
export function kindOf(read: DocumentReader<never, unknown>): DocumentKind {
  const kind = DOCUMENT_KINDS.find((name) => READERS[name] === read);
  if (kind === undefined) throw new Error(`${read.name} is none of the readers of documents`);
  return kind;
}
