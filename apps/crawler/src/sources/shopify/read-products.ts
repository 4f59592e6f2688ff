import { decodeText } from '../../fetch/decode-text.js';
import type { ListingContent } from '../listing-content.js';
import { parseJson } from '../parse-json.js';
import { type ProductChoice, parseProducts } from './parse.js';

export interface ShopifyOrigin {
  shop: ProductChoice;
  /** The shop's own; null when it names none. */
  currency: string | null;
  contentType?: string | undefined;
}

/** One page of `/products.json` as it came. Pure. @throws {CrawlError} `layout_changed` */
export function readShopifyProducts(body: Uint8Array, { shop, currency, contentType }: ShopifyOrigin): ListingContent {
  return parseProducts(parseJson(decodeText(body, { contentType })), shop, currency);
}
