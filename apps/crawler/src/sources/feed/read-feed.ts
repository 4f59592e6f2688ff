import { CrawlError } from '../../errors.js';
import { decodeText, looksBinary } from '../../fetch/decode-text.js';
import type { DocumentOrigin } from '../document-origin.js';
import { type FeedItem, parseFeed } from './parse.js';
import { sniffXmlEncoding } from './sniff-xml-encoding.js';

export interface FeedContent {
  items: FeedItem[];
  /** There are more entries than are read. */
  isTruncated: boolean;
}

/** The entries of a feed as it came. Pure. @throws {CrawlError} `layout_changed` when it is no feed */
export function readFeed(body: Uint8Array, { url, contentType, currencyHint }: DocumentOrigin): FeedContent {
  if (looksBinary(body)) {
    throw new CrawlError('layout_changed', 'The address answers with something that is not text.');
  }
  const xml = decodeText(body, { contentType, declared: sniffXmlEncoding(body) });
  const feed = parseFeed(xml, url, currencyHint);
  if (feed.status === 'unrecognized') throw new CrawlError('layout_changed', feed.reason);
  return { items: feed.items, isTruncated: feed.isTruncated };
}
