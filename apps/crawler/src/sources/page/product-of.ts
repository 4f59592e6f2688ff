import { CrawlError } from '../../errors.js';
import type { PageKind } from './judge-page.js';
import type { PageProduct } from './parse.js';
import type { PageReading } from './read-page.js';

/** How a look at a page that is no product's fails. A list has no price of its own: the product that was there is gone or moved. */
const FAILURES = {
  gone: 'gone',
  blocked: 'blocked',
  login: 'blocked',
  consent: 'blocked',
  error: 'layout_changed',
  category: 'layout_changed',
  empty: 'layout_changed',
  other: 'layout_changed',
} as const satisfies Record<Exclude<PageKind, 'product'>, string>;

/** The product of a page that is about one. @throws {CrawlError} `gone`, `blocked` or `layout_changed` for other pages, with the reason */
export function productOf({ verdict, product, reason }: PageReading): PageProduct {
  if (verdict.kind !== 'product') throw new CrawlError(FAILURES[verdict.kind], verdict.why);
  if (product === null) throw new CrawlError('layout_changed', reason ?? 'The page has no title and no product.');
  return product;
}
