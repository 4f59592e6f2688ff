import { readShopAddress, type ShopAddress } from '../shop-address.js';

/** The most that Shopify gives at once. */
export const PAGE_SIZE = 250;

const LISTING_PATH = /(\/collections\/[^/]+)?(\/products(\.json|\/[^/]*)?)?\/*$/;

export interface ShopifyPlace extends ShopAddress {
  collection: string | undefined;
  /** Only this variant, by its number or name. */
  variant: string | undefined;
  /** Only the product of this handle: named by an address that asks for one of its variants. */
  handle: string | undefined;
}

interface ShopifyQuery {
  url: string;
  collection?: string | undefined;
  variant?: string | undefined;
}

/** The shop, collection and variant a query means; what the URL names counts where the query names none. */
export function readShopifyPlace(query: ShopifyQuery): ShopifyPlace {
  const { pathname, searchParams } = new URL(query.url);
  const product = /\/products\/([^/]+)\/*$/.exec(pathname)?.[1];
  const inUrl = product === undefined ? undefined : searchParams.get('variant')?.trim().slice(0, 100) || undefined;
  const variant = query.variant ?? inUrl;
  return {
    ...readShopAddress(query.url, LISTING_PATH),
    collection: query.collection ?? /\/collections\/([^/]+)/.exec(pathname)?.[1],
    variant,
    handle: variant === undefined || product === undefined ? undefined : decodeHandle(product),
  };
}

function decodeHandle(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** @param page from 1 */
export function buildProductsUrl({ root, collection }: ShopifyPlace, page: number): URL {
  const path = collection === undefined ? '' : `/collections/${collection}`;
  return new URL(`${root}${path}/products.json?limit=${PAGE_SIZE}&page=${page}`);
}
