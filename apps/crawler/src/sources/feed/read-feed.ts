import { CrawlError } from '../../errors.js';
import { decodeText, looksBinary } from '../../fetch/decode-text.js';
import type { DocumentOrigin } from '../document-origin.js';
import { type FeedItem, parseFeed } from './parse.js';
import { sniffXmlEncoding } from './sniff-xml-encoding.js';

export interface FeedOrigin extends DocumentOrigin {
  /** As the task names it: keys begin with it. */
  feedUrl: string;
  /** Ms since the epoch. */
  nowMs: number;
  /** As an earlier look found. @default false */
  hasTitlePrices?: boolean;
}

export interface FeedContent {
  items: FeedItem[];
  /** There are more entries than are read. */
  isTruncated: boolean;
  /** Titles hold prices as a habit; to be told again. */
  hasTitlePrices: boolean;
}

/** The entries of a feed as it came. Pure. @throws {CrawlError} `layout_changed` when it is no feed, `server_error` when its generator says so */
export function readFeed(
  body: Uint8Array,
  { url, contentType, currencyHint, feedUrl, nowMs, hasTitlePrices = false }: FeedOrigin,
): FeedContent {
  if (looksBinary(body)) {
    throw new CrawlError('layout_changed', 'The address answers with something that is not text.');
  }
  const xml = decodeText(body, { contentType, declared: sniffXmlEncoding(body) });
  const feed = parseFeed(xml, url, currencyHint, { feedUrl, nowMs, hasTitlePrices });
  if (feed.status !== 'ok') {
    throw new CrawlError(feed.status === 'broken' ? 'server_error' : 'layout_changed', feed.reason);
  }
  const { items, isTruncated } = feed;
  return { items, isTruncated, hasTitlePrices: feed.hasTitlePrices };
}
