import { currencyExponent } from '@goodshunter/contracts/money';
import { EBAY_MARKETPLACES, type SourceQuery } from '@goodshunter/contracts/sources';

/** The most that the Browse API gives at once; offsets must be multiples of it. */
export const PAGE_SIZE = 200;

/** What people call a condition, as the ids that sellers choose from. */
const CONDITION_IDS: Readonly<Record<NonNullable<SourceQuery<'ebay'>['conditions']>[number], readonly number[]>> = {
  new: [1000, 1500, 1750],
  refurbished: [2000, 2010, 2020, 2030, 2500],
  used: [2750, 2990, 3000, 3010, 4000, 5000, 6000],
  for_parts: [7000],
};

/** `item_summary/search` of the Browse API, newest first. @param page from 1 */
export function buildSearchUrl(apiUrl: string, query: SourceQuery<'ebay'>, page: number): URL {
  const url = new URL(`${apiUrl}/buy/browse/v1/item_summary/search`);
  url.searchParams.set('q', query.q);
  if (query.category !== undefined) url.searchParams.set('category_ids', query.category);
  url.searchParams.set('filter', buildFilter(query));
  // The short description, by which words can be excluded.
  url.searchParams.set('fieldgroups', 'MATCHING_ITEMS,EXTENDED');
  url.searchParams.set('sort', 'newlyListed');
  url.searchParams.set('limit', String(PAGE_SIZE));
  url.searchParams.set('offset', String((page - 1) * PAGE_SIZE));
  return url;
}

/** Only numbers and names of ours come into it, so that nothing needs escaping. */
function buildFilter({ marketplace, minPrice, maxPrice, conditions, buyingOptions }: SourceQuery<'ebay'>): string {
  const filters = [`buyingOptions:{${buyingOptions.map((option) => option.toUpperCase()).join('|')}}`];
  if (minPrice !== undefined || maxPrice !== undefined) {
    const currency = EBAY_MARKETPLACES[marketplace];
    const major = (minor: number | undefined) =>
      minor === undefined ? '' : toDecimal(minor, currencyExponent(currency));
    filters.push(`price:[${major(minPrice)}..${major(maxPrice)}]`, `priceCurrency:${currency}`);
  }
  if (conditions) {
    filters.push(`conditionIds:{${conditions.flatMap((condition) => CONDITION_IDS[condition]).join('|')}}`);
  }
  return filters.join(',');
}

function toDecimal(minor: number, exponent: number): string {
  const digits = String(minor).padStart(exponent + 1, '0');
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
