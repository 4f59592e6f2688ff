import { readShopAddress, type ShopAddress } from '../shop-address.js';

/** The most that the Store API gives at once. */
export const PAGE_SIZE = 100;

const LISTING_PATH = /\/(wp-json(\/.*)?|shop|product(\/[^/]*)?|product-category\/.*)?\/*$/;

/** The shop a query means, its address given as the API's, the shop page's or a product's. */
export function readWooPlace(query: { url: string }): ShopAddress {
  return readShopAddress(query.url, LISTING_PATH);
}

/** Newest first. @param page from 1 */
export function buildProductsUrl({ root }: ShopAddress, search: string | undefined, page: number): URL {
  const url = new URL(`${root}/wp-json/wc/store/v1/products`);
  url.searchParams.set('per_page', String(PAGE_SIZE));
  url.searchParams.set('page', String(page));
  url.searchParams.set('orderby', 'date');
  url.searchParams.set('order', 'desc');
  if (search !== undefined) url.searchParams.set('search', search);
  return url;
}
