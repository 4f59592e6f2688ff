import { CrawlError } from '../../errors.js';
import { decodeText, looksBinary, sniffHtmlEncoding } from '../../fetch/decode-text.js';
import type { DocumentOrigin } from '../document-origin.js';
import type { PageVerdict } from './judge-page.js';
import { type PageChoices, type PageProduct, type PageQuestion, parsePage } from './parse.js';

/** A page's origin, and what is asked of it. */
export type PageOrigin = DocumentOrigin & PageQuestion;

/** What a page is about, and the product where it is read as one: pages of lists and of what is gone may name one too. */
export interface PageReading extends PageChoices {
  verdict: PageVerdict;
  product: PageProduct | null;
  /** Why there is no product though the page may be about one. */
  reason?: string;
}

/** A page as it came. Pure. @throws {CrawlError} `layout_changed` when it is no text */
export function readPage(body: Uint8Array, { url, contentType, ...question }: PageOrigin): PageReading {
  if (looksBinary(body)) {
    throw new CrawlError('layout_changed', 'The address answers with something that is not text.');
  }
  const html = decodeText(body, { contentType, declared: sniffHtmlEncoding(body) });
  const result = parsePage(html, url, question);
  if (result.status !== 'ok') return { verdict: result.verdict, product: null, reason: result.reason };
  const { status: _ok, ...reading } = result;
  return reading;
}
