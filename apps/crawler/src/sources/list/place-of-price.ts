import type { MarkupElement } from '../../markup/element.js';
import type { CurrencyHints } from '../../price/currencies.js';
import { priceTextOf } from '../../price/price-text.js';
import { type FoundPrice, normalizePriceText, scanPrices } from '../../price/scan-prices.js';
import { isBarePrice } from './list-document.js';
import { MAY_BE_PRICED } from './scan-text.js';

/** The smallest element around a number whose text is a price, and the amounts that the number is a part of. */
export interface PricePlace {
  element: MarkupElement;
  /** Its text, spaces made plain. */
  text: string;
  prices: readonly FoundPrice[];
}

const MAX_TEXT_LENGTH = 70;
const MAX_LEVELS = 3;
/** Longest text around a whole number that may hold its cents. */
const MAX_WITH_CENTS = 24;

/** Finds where prices stand within cards. Made once per page: equal texts are read once. */
export function createPlaceFinder(
  hints: CurrencyHints,
): (number: MarkupElement, card: MarkupElement) => PricePlace | undefined {
  const known = new Map<string, readonly FoundPrice[]>();
  const scan = (text: string, isNamed = false): readonly FoundPrice[] => {
    let prices = known.get(text);
    if (!prices) {
      prices = text !== '' && (isNamed || MAY_BE_PRICED.test(text)) ? scanPrices(text, hints) : [];
      known.set(text, prices);
    }
    return prices;
  };
  return (number, card) => {
    let current: MarkupElement | null = number;
    for (let level = 0; level < MAX_LEVELS && current; level++, current = current.parent) {
      const text = priceTextOf(current, MAX_TEXT_LENGTH) ?? '';
      const found = scan(text, isBarePrice(current, text));
      const marked = found.filter(({ isMarked }) => isMarked);
      const [only] = found;
      if (only && level === 0 && found.length === 1 && isBarePrice(current, text))
        return { element: current, text, prices: [{ ...only, currency: only.currency ?? hints.currencyHint ?? null }] };
      const prices = level === 0 ? marked : marked.filter((price) => isPartOf(number, text, price));
      if (prices.length > 0)
        return withCents({ element: current, text, prices }, card) ?? { element: current, text, prices };
      // A number among words needs no sign from elsewhere.
      if (current === card || text === '' || hasWords(current)) break;
    }
    return undefined;
  };

  /** "€ 19" with raised cents beside it: the element around both holds the whole amount. */
  function withCents({ element, prices }: PricePlace, card: MarkupElement): PricePlace | undefined {
    const [own, ...others] = prices;
    if (!element.parent || element === card || !own || others.length > 0 || own.amountMinor % 100 !== 0)
      return undefined;
    const text = priceTextOf(element.parent, MAX_WITH_CENTS) ?? '';
    const wider = scan(text).filter(({ isMarked }) => isMarked);
    const [whole] = wider;
    const isWhole =
      whole !== undefined &&
      wider.length === 1 &&
      whole.amountMinor !== own.amountMinor &&
      Math.floor(whole.amountMinor / 100) === own.amountMinor / 100;
    return isWhole ? { element: element.parent, text, prices: wider } : undefined;
  }
}

/** Another number's price is not this one's: its own digits are in it. */
function isPartOf({ children }: MarkupElement, text: string, { start, end }: FoundPrice): boolean {
  const digits = digitsOf(normalizePriceText(text).slice(start, end));
  return children.some(
    (child) => typeof child === 'string' && /\d/.test(digitsOf(child)) && digits.includes(digitsOf(child)),
  );
}

const digitsOf = (text: string): string => normalizePriceText(text).replace(/\D+/g, '');

function hasWords({ children }: MarkupElement): boolean {
  return children.some((child) => typeof child === 'string' && (child.match(/\p{L}/gu)?.length ?? 0) > 4);
}
