import { hash } from 'node:crypto';
import type { CurrencyHints } from '../../price/currencies.js';
import type { ParsedPrice } from '../../price/parse-price.js';
import { readOfferPrice } from './choose-price.js';
import type { MarkedOffer, MarkedProduct } from './page-facts.js';

/** What is remembered of a product's variants from one look to the next. */
const MAX_REMEMBERED = 60;
const MAX_NAME = 40;

/**
 * The prices of variants by variant, as `CrawledItem.variantPrices` wants them: the price that a page is told with is
 * that of another size when one sells out or is taken away, and no price has changed then; where all cost the same, that and how many there
 * are. Undefined where a variant was asked for, or the price told is none of theirs.
 */
export function variantPricesOf(
  products: readonly MarkedProduct[],
  price: ParsedPrice,
  hints: CurrencyHints,
): Record<string, number> | undefined {
  if (products.some(({ isVariant }) => isVariant)) return undefined;
  for (const { offers, isOwn } of products) {
    if (isOwn === false || offers.length === 0) continue;
    const prices = readPrices(offers, hints);
    const amounts = new Set(prices.values());
    if (!amounts.has(price.amountMinor)) continue;
    if (amounts.size > 1) return Object.fromEntries(prices);
    return { 'range-low': price.amountMinor, 'range-high': price.amountMinor, 'range-of': prices.size };
  }
  return undefined;
}

function readPrices(offers: readonly MarkedOffer[], hints: CurrencyHints): Map<string, number> {
  const prices = new Map<string, number>();
  for (const offer of offers) {
    const name = nameOf(offer);
    const price = name === undefined ? null : readOfferPrice(offer, hints);
    if (name !== undefined && price && !prices.has(name) && prices.size < MAX_REMEMBERED)
      prices.set(name, price.amountMinor);
  }
  return prices;
}

function nameOf({ sku, url, name }: MarkedOffer): string | undefined {
  const own = sku ?? name ?? url;
  if (own === undefined) return undefined;
  return own.length <= MAX_NAME ? own : hash('sha256', own).slice(0, MAX_NAME);
}
