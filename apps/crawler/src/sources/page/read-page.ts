import { CrawlError } from '../../errors.js';
import { decodeText, looksBinary, sniffHtmlEncoding } from '../../fetch/decode-text.js';
import type { DocumentOrigin } from '../document-origin.js';
import { type PageProduct, parsePage } from './parse.js';

/** The product of a page as it came. Pure. @throws {CrawlError} `layout_changed` when it is no page of a product */
export function readPage(body: Uint8Array, { url, contentType, currencyHint }: DocumentOrigin): PageProduct {
  if (looksBinary(body)) {
    throw new CrawlError('layout_changed', 'The address answers with something that is not text.');
  }
  const html = decodeText(body, { contentType, declared: sniffHtmlEncoding(body) });
  const parsed = parsePage(html, url, currencyHint);
  if (parsed.status === 'unrecognized') throw new CrawlError('layout_changed', parsed.reason);
  return parsed.product;
}
