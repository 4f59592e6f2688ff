import { type MarkupElement, textOf, walkElements } from '../../markup/element.js';
import type { CurrencyHints } from '../../price/currencies.js';
import { type ParsedPrice, parsePrice } from '../../price/parse-price.js';
import { priceTextOf } from '../../price/price-text.js';
import { FLAG, flagsOf } from './element-flags.js';
import { createPlaceFinder } from './place-of-price.js';
import { createNamesJudge, type NumberPlace, readCardPrice } from './read-card-price.js';
import { createTextScanner } from './scan-text.js';

const MAX_TEXT = 200;
const MAX_NUMBERS = 100;

/** Reads the amount of an element that a person named as the price's. Made once per page. */
export function createOwnPriceReader(hints: CurrencyHints): (element: MarkupElement) => ParsedPrice | undefined {
  const scan = createTextScanner(hints);
  const find = createPlaceFinder(hints);
  const judge = createNamesJudge();
  const read = (text: string | null | undefined): ParsedPrice | undefined =>
    text ? (parsePrice(text, hints) ?? undefined) : undefined;
  return (element) => {
    const { content, value, 'data-price': data } = element.attributes;
    const price =
      read(content ?? value) ??
      read(priceTextOf(element, MAX_TEXT)) ??
      // Several amounts, of which one is old or a saving.
      readCardPrice(numbersIn(element), '', scan, () => false, find, judge) ??
      read(textOf(element, MAX_TEXT).trim() === '' ? data : undefined);
    return price && price.amountMinor > 0 ? price : undefined;
  };
}

function numbersIn(root: MarkupElement): NumberPlace[] {
  const found: NumberPlace[] = [];
  walkElements(root, (element) => {
    if ((flagsOf(element) & (FLAG.code | FLAG.field | FLAG.hidden)) !== 0 || found.length >= MAX_NUMBERS) return false;
    if (element.children.some((child) => typeof child === 'string' && /\p{Nd}/u.test(child)))
      found.push({ element, root });
    return undefined;
  });
  return found;
}
