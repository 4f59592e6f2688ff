import { isCurrencyCode } from '../../price/currencies.js';

/** A field whose name ends in a word for price, with a number; each match begins at a letter, which keeps it linear. */
const PRICE_FIELD =
  /(?:[pP](?:ri(?:ce|x)|reis|recio|rezzo)|[aA]mount)[a-zA-Z_-]{0,20}["']?\s{0,3}[:=]\s{0,3}["']?(\d{1,9}(?:\.\d{1,4})?)["']?\s{0,3}[,;}\]\n]/g;
const MAX_MATCHES = 500;

/** Amounts that the page's own scripts (data layers, embedded state) call a price. They confirm, they never decide. */
export function readStateValues(scripts: readonly string[]): Set<number> {
  const values = new Set<number>();
  for (const script of scripts) {
    for (const match of script.matchAll(PRICE_FIELD)) {
      if (values.size >= MAX_MATCHES) return values;
      values.add(Number(match[1]));
    }
  }
  return values;
}

const CURRENCY_FIELD = /[cC]urrency(?:[_-]?[cC]ode|[iI]so|Id)?\\?["']?\s{0,3}[:=]\s{0,3}\\?["']([A-Z]{3})\\?["']/g;
const MAX_CURRENCIES = 50;

/** The currency that the page's own scripts name most often: it settles what a dollar sign means where nothing else does. */
export function readStateCurrency(scripts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  let read = 0;
  for (const script of scripts) {
    for (const [, code = ''] of script.matchAll(CURRENCY_FIELD)) {
      if (++read > MAX_CURRENCIES) break;
      if (isCurrencyCode(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  // A list of all the currencies of a shop says nothing.
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : undefined;
}
