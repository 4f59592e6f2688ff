import { type CurrencyHints, isCurrencyCode, normalizeCurrencyCode } from '../../price/currencies.js';
import { currencyOfPlace } from '../../price/currency-of-place.js';
import type { ListDocument } from './list-document.js';

const IN_SCRIPTS =
  /["'](?:price_?currency|currency_?(?:code|iso)?|currencyIsoCode|iso_?code|active)["']?\s*[:,]\s*["']([A-Z]{3})["']|Shopify\.currency\s*=\s*\{\s*"active"\s*:\s*"([A-Z]{3})"/gi;
/** Parts of those names as they are spelled: most scripts hold none, which is found out at once. */
const NAMES_ANY = ['urrency', 'URRENCY', 'so_code', 'soCode', 'socode', 'SO_CODE', '"active"', "'active'"];
const METAS = ['og:price:currency', 'product:price:currency', 'pricecurrency', 'currency'];
const MAX_MATCHES = 300;

/**
 * What says in which currency a page's prices are: its markup, its scripts, its address and language, the task. A bare `$` of a page
 * that says nothing is a US dollar on `.com`.
 */
export function findCurrency(document: ListDocument, currencyHint: string | undefined): CurrencyHints {
  const place = currencyOfPlace(document.url, document.language);
  const hints: CurrencyHints = { ...place };
  const expected =
    namedBy(METAS.map((key) => document.metas.get(key))) ?? namedBy([mostNamed(document)]) ?? currencyHint;
  if (expected) hints.currencyHint = expected;
  else if (!place.siteCurrency && !place.localeCurrency && new URL(document.url).hostname.endsWith('.com'))
    hints.localeCurrency = 'USD';
  return hints;
}

/** The first of some texts that is a currency. */
function namedBy(texts: readonly (string | undefined)[]): string | undefined {
  const codes = texts.map((text) => (text === undefined ? null : normalizeCurrencyCode(text)));
  return codes.find((code) => code !== null && isCurrencyCode(code)) ?? undefined;
}

function mostNamed({ jsonLd, scripts }: ListDocument): string | undefined {
  const counts = new Map<string, number>();
  let matches = 0;
  for (const text of [...jsonLd, ...scripts]) {
    if (!NAMES_ANY.some((word) => text.includes(word))) continue;
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
