import { readShopAddress, type ShopAddress } from '../shop-address.js';

/** The most that Shopify gives at once. */
export const PAGE_SIZE = 250;

const LISTING_PATH = /(\/collections\/[^/]+)?(\/products(\.json|\/[^/]*)?)?\/*$/;

export interface ShopifyPlace extends ShopAddress {
  collection: string | undefined;
}

/** The shop and collection a query means; a collection in the URL counts where the query names none. */
export function readShopifyPlace(query: { url: string; collection?: string | undefined }): ShopifyPlace {
  const inUrl = /\/collections\/([^/]+)/.exec(new URL(query.url).pathname)?.[1];
  return { ...readShopAddress(query.url, LISTING_PATH), collection: query.collection ?? inUrl };
}

/** @param page from 1 */
export function buildProductsUrl({ root, collection }: ShopifyPlace, page: number): URL {
  const path = collection === undefined ? '' : `/collections/${collection}`;
  return new URL(`${root}${path}/products.json?limit=${PAGE_SIZE}&page=${page}`);
}
