import type { SourceQuery } from '@goodshunter/contracts/sources';

/** Items of one page. */
export const PAGE_SIZE = 50;
/** Items before this one, and one page, are all that the API gives of a search. */
const MAX_REACHABLE = 1000;
/** The last page there is. */
export const LAST_PAGE = Math.floor((MAX_REACHABLE - 1) / PAGE_SIZE);

/** `itemSearch` of the Shopping Web Service v3, without the key. There is no order by date. @param page from 1 */
export function buildSearchUrl(apiUrl: string, query: SourceQuery<'yahoo-shopping-jp'>, page: number): URL {
  const url = new URL(`${apiUrl}/ShoppingWebService/V3/itemSearch`);
  const values: Record<string, string | number | boolean | undefined> = {
    query: query.query,
    genre_category_id: query.category,
    seller_id: query.seller,
    jan_code: query.jan,
    price_from: query.minPrice,
    price_to: query.maxPrice,
    condition: query.condition,
    in_stock: query.inStock,
    sort: query.sort === 'price' ? '+price' : '-score',
    results: PAGE_SIZE,
    start: (page - 1) * PAGE_SIZE + 1,
  };
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}
