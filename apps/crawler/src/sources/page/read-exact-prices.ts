import { currencyExponent } from '@goodshunter/contracts/money';
import type { CurrencyHints } from '../../price/currencies.js';
import { readOfferPrice } from './choose-price.js';
import type { MarkedOffer, MarkedProduct } from './page-facts.js';
import { isOfAddress } from './select-offers.js';

/** What the variant that address or task name costs by its own offers, in whole units; empty where none is named, or none has an exact price. */
export function readExactPrices(
  products: readonly MarkedProduct[],
  url: string,
  hints: CurrencyHints,
): ReadonlySet<number> {
  const values = new Set<number>();
  for (const { offers, isVariant, isOwn } of products) {
    if (isOwn === false) continue;
    const isAsked = (offer: MarkedOffer) => isVariant === true || (offers.length === 1 && isOfAddress(offer, url));
    for (const offer of offers) {
      const price = offer.isLowest || !isAsked(offer) ? null : readOfferPrice(offer, hints);
      if (price) values.add(price.amountMinor / 10 ** currencyExponent(price.currency));
    }
  }
  return values;
}
