import { type MarkupElement, textOf } from '../../markup/element.js';
import type { CurrencyHints } from '../../price/currencies.js';
import { type ParsedPrice, parsePrice } from '../../price/parse-price.js';
import { createPlaceFinder } from '../list/place-of-price.js';
import { readCardPrice } from '../list/read-card-price.js';
import { createTextScanner } from '../list/scan-text.js';
import { priceTextOf } from '../page/price-text.js';

const MAX_TEXT = 200;

/** Reads the amount of an element that a person named as the price's. Made once per page. */
export function createOwnPriceReader(hints: CurrencyHints): (element: MarkupElement) => ParsedPrice | undefined {
  const scan = createTextScanner(hints);
  const find = createPlaceFinder(hints);
  const read = (text: string | null | undefined): ParsedPrice | undefined =>
    text ? (parsePrice(text, hints) ?? undefined) : undefined;
  return (element) => {
    const { content, value, 'data-price': data } = element.attributes;
    const price =
      read(content ?? value) ??
      read(priceTextOf(element, MAX_TEXT)) ??
      // Several amounts, of which one is old or a saving.
      readCardPrice([element], '', scan, () => false, find) ??
      read(textOf(element, MAX_TEXT).trim() === '' ? data : undefined);
    return price && price.amountMinor > 0 ? price : undefined;
  };
}
