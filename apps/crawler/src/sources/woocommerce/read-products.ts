import { decodeText } from '../../fetch/decode-text.js';
import type { ListingContent } from '../listing-content.js';
import { parseJson } from '../parse-json.js';
import type { ShopAddress } from '../shop-address.js';
import { parseProducts } from './parse.js';

export interface WooOrigin {
  shop: ShopAddress;
  contentType?: string | undefined;
}

/** One page of the Store API's products as it came. Pure. @throws {CrawlError} `layout_changed` */
export function readWooProducts(body: Uint8Array, { shop, contentType }: WooOrigin): ListingContent {
  return parseProducts(parseJson(decodeText(body, { contentType })), shop);
}
