import { type CurrencyHints, isCurrencyCode, normalizeCurrencyCode } from '../../price/currencies.js';
import { currencyOfPlace } from '../../price/currency-of-place.js';
import type { ListDocument } from './list-document.js';

const IN_SCRIPTS =
  /["'](?:price_?currency|currency_?(?:code|iso)?|currencyIsoCode|iso_?code|active)["']?\s*[:,]\s*["']([A-Z]{3})["']|Shopify\.currency\s*=\s*\{\s*"active"\s*:\s*"([A-Z]{3})"/gi;
const METAS = ['og:price:currency', 'product:price:currency', 'pricecurrency', 'currency'];
const MAX_MATCHES = 300;

/**
 * What says in which currency a page's prices are: its markup, its scripts, its address and language, the task. A bare `$` of a page
 * that says nothing is a US dollar on `.com`.
 */
export function findCurrency(document: ListDocument, currencyHint: string | undefined): CurrencyHints {
  const place = currencyOfPlace(document.url, document.language);
  const named = METAS.map((key) => document.metas.get(key))
    .concat(mostNamed(document))
    .map((code) => (code === undefined ? null : normalizeCurrencyCode(code)))
    .find((code) => code !== null && isCurrencyCode(code));
  const hints: CurrencyHints = { ...place };
  const expected = named ?? currencyHint;
  if (expected) hints.currencyHint = expected;
  else if (!place.siteCurrency && !place.localeCurrency && new URL(document.url).hostname.endsWith('.com'))
    hints.localeCurrency = 'USD';
  return hints;
}

function mostNamed({ jsonLd, scripts }: ListDocument): string | undefined {
  const counts = new Map<string, number>();
  let matches = 0;
  for (const text of [...jsonLd, ...scripts]) {
    for (const match of text.matchAll(IN_SCRIPTS)) {
      const code = (match[1] ?? match[2] ?? '').toUpperCase();
      if (isCurrencyCode(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
      if (++matches >= MAX_MATCHES) break;
    }
    if (matches >= MAX_MATCHES) break;
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  // Lists of all currencies a shop offers name each as often.
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : undefined;
}
