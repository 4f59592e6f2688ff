import { CrawlError } from '../../errors.js';
import { decodeText, looksBinary, sniffHtmlEncoding } from '../../fetch/decode-text.js';
import type { DocumentOrigin } from '../document-origin.js';
import type { PageVerdict } from './judge-page.js';
import type { PriceCandidate } from './list-candidates.js';
import { type PageProduct, type PageQuestion, parsePage } from './parse.js';

/** A page's origin, and what is asked of it. */
export type PageOrigin = DocumentOrigin & PageQuestion;

/** What a page is about, and the product where it is read as one: pages of lists and of what is gone may name one too. */
export interface PageReading {
  verdict: PageVerdict;
  product: PageProduct | null;
  /** Amounts that may be the price, where they were asked for. */
  candidates?: PriceCandidate[];
  /** Why there is no product though the page may be about one. */
  reason?: string;
}

/** A page as it came. Pure. @throws {CrawlError} `layout_changed` when it is no text */
export function readPage(
  body: Uint8Array,
  { url, contentType, currencyHint, variant, wantsCandidates, pricePlace }: PageOrigin,
): PageReading {
  if (looksBinary(body)) {
    throw new CrawlError('layout_changed', 'The address answers with something that is not text.');
  }
  const html = decodeText(body, { contentType, declared: sniffHtmlEncoding(body) });
  const result = parsePage(html, url, { currencyHint, variant, wantsCandidates, pricePlace });
  return result.status === 'ok'
    ? {
        verdict: result.verdict,
        product: result.product,
        ...(result.candidates ? { candidates: result.candidates } : {}),
      }
    : { verdict: result.verdict, product: null, reason: result.reason };
}
