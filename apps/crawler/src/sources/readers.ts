import { readFeed } from './feed/read-feed.js';
import { readLink } from './link/read-link.js';
import { readList } from './list/read-list.js';
import { readPage } from './page/read-page.js';
import { readShopifyProducts } from './shopify/read-products.js';
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

/** Reads a document and takes its body over: the bytes may be gone afterwards. @throws {CrawlError} */
export type ParseDocument = <K extends DocumentKind>(
  kind: K,
  body: Uint8Array,
  origin: OriginOf<K>,
) => Promise<ContentOf<K>>;
