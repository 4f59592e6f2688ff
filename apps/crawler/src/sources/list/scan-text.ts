import type { CurrencyHints } from '../../price/currencies.js';
import { type FoundPrice, scanPrices } from '../../price/scan-prices.js';

/** The amounts that stand in a text beside a sign of money. */
export type ScanText = (text: string) => readonly FoundPrice[];

/** Quick: whether a text with a digit may hold an amount with its sign at all. */
export const MAY_BE_PRICED =
  /[^\x20-\x7e\u00c0-\u024f]|\$|,-|[\d٠-٩۰-۹][\s\u00a0.]{0,2}\p{L}{1,4}\.?(?!\p{L})|(?<!\p{L})\p{L}{1,4}[.$:]?[\s\u00a0]{0,2}\d/u;
const NONE: readonly FoundPrice[] = [];
const MAX_KNOWN = 5000;

/** Made once per page: equal texts are read once. */
export function createTextScanner(hints: CurrencyHints): ScanText {
  const known = new Map<string, readonly FoundPrice[]>();
  return (text) => {
    if (!/[\d٠-٩۰-۹０-９]/.test(text) || !MAY_BE_PRICED.test(text)) return NONE;
    let prices = known.get(text);
    if (!prices) {
      prices = scanPrices(text, hints).filter(({ isMarked }) => isMarked);
      if (known.size < MAX_KNOWN) known.set(text, prices);
    }
    return prices;
  };
}
