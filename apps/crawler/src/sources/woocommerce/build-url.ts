import { readShopAddress, type ShopAddress } from '../shop-address.js';

/** The most that the Store API gives at once. */
export const PAGE_SIZE = 100;

const LISTING_PATH = /\/(wp-json(\/.*)?|shop|product(\/[^/]*)?|product-category\/.*)?\/*$/;

export interface WooPlace extends ShopAddress {
  /** The API's route stands in the query: WordPress without pretty addresses. */
  isRouteInQuery: boolean;
}

/** The shop a query means, its address given as the API's, the shop page's or a product's. */
export function readWooPlace(query: { url: string }): WooPlace {
  return {
    ...readShopAddress(query.url, LISTING_PATH),
    isRouteInQuery: new URL(query.url).searchParams.has('rest_route'),
  };
}

const ROUTE = '/wc/store/v1/products';

/** Newest first. @param page from 1 */
export function buildProductsUrl(
  { root, isRouteInQuery }: Pick<WooPlace, 'root'> & Partial<WooPlace>,
  search: string | undefined,
  page: number,
): URL {
  const url = new URL(isRouteInQuery ? `${root}/` : `${root}/wp-json${ROUTE}`);
  if (isRouteInQuery) url.searchParams.set('rest_route', ROUTE);
  url.searchParams.set('per_page', String(PAGE_SIZE));
  url.searchParams.set('page', String(page));
  url.searchParams.set('orderby', 'date');
  url.searchParams.set('order', 'desc');
  if (search !== undefined) url.searchParams.set('search', search);
  return url;
}
