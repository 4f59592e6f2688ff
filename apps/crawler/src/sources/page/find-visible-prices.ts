import type { MarkupElement } from '../../markup/element.js';
import { type CurrencyHints, currencyExponent } from '../../price/currencies.js';
import { scanPrices } from '../../price/scan-prices.js';
import type { PageFacts } from './page-facts.js';
import { priceTextOf } from './price-text.js';
import { type PlaceContext, scorePlace } from './score-place.js';

/** An amount people see on the page, and how much its place looks like that of the price. */
export interface VisiblePrice {
  amountMinor: number;
  currency: string | null;
  /** The amount in whole units, to compare with other readings. */
  value: number;
  score: number;
  isMarked: boolean;
  order: number;
}

const MAX_TEXT_LENGTH = 90;
const PRICE_CLASS =
  /pri[cx]|prezzo|precio|preis|preco|preço|cena|ceny|tsena|prijs|\bpris|hinta|hind\b|kaina|\bar\b|fiyat|amount|betrag|montant|bedrag|cost|kwota/i;

/** All amounts shown on a page with a score; several for the same amount when it is shown more than once. */
export function findVisiblePrices(facts: PageFacts, hints: CurrencyHints, context: PlaceContext): VisiblePrice[] {
  const found: VisiblePrice[] = [];
  const seen = new Set<MarkupElement>();
  for (const { element } of facts.numbers) {
    const place = findPriceElement(element, hints, seen);
    if (!place) continue;
    const bySignature = scorePlace(place.element, place.text, context);
    for (const price of place.prices) {
      const isUsable = price.kind === 'plain' || price.kind === 'from';
      found.push({
        amountMinor: price.amountMinor,
        currency: price.currency,
        value: price.amountMinor / 10 ** currencyExponent(price.currency),
        score: isUsable
          ? bySignature -
            (price.isMarked ? 0 : 2) -
            (price.kind === 'from' ? 0.5 : 0) -
            (place.prices.length > 1 ? 1 : 0)
          : Number.NEGATIVE_INFINITY,
        isMarked: price.isMarked,
        order: place.element.order,
      });
    }
  }
  return found.filter((price) => price.score > Number.NEGATIVE_INFINITY);
}

/** Amounts that are struck through: what it cost before. */
export function findStruckValues(facts: PageFacts, hints: CurrencyHints): Set<number> {
  const values = new Set<number>();
  for (const { text } of facts.struck.slice(0, 300)) {
    for (const price of scanPrices(text, hints)) values.add(price.amountMinor / 10 ** currencyExponent(price.currency));
  }
  return values;
}

/** The smallest element around a number whose text is a price: its sign may stand beside it in another element. */
function findPriceElement(start: MarkupElement, hints: CurrencyHints, seen: Set<MarkupElement>) {
  let element: MarkupElement | null = start;
  let bare: { element: MarkupElement; text: string; prices: ReturnType<typeof scanPrices> } | null = null;
  for (let level = 0; level < 4 && element && element.name !== 'body'; level++, element = element.parent) {
    if (seen.has(element)) return null;
    const text = priceTextOf(element, MAX_TEXT_LENGTH);
    if (text === '') break;
    const prices = scanPrices(text, hints);
    const marked = prices.filter((price) => price.isMarked);
    if (marked.length > 0) {
      seen.add(element);
      // A sign that stands alone beside raised cents is found one level up, with more of the number.
      const parentText = element.parent ? priceTextOf(element.parent, 40) : '';
      const wider =
        parentText === '' || level > 0 ? [] : scanPrices(parentText, hints).filter((price) => price.isMarked);
      const [only] = wider;
      const own = marked[0];
      if (
        element.parent &&
        wider.length === 1 &&
        marked.length === 1 &&
        only &&
        own &&
        only.amountMinor !== own.amountMinor &&
        Math.floor(only.amountMinor / 100) === Math.floor(own.amountMinor / 100)
      ) {
        seen.add(element.parent);
        return { element: element.parent, text: parentText, prices: wider };
      }
      return { element, text, prices: marked };
    }
    if (!bare && prices.length === 1 && text.length < 20 && isPriceClass(element)) bare = { element, text, prices };
  }
  if (bare) seen.add(bare.element);
  return bare;
}

function isPriceClass(element: MarkupElement): boolean {
  const { attributes, parent } = element;
  return PRICE_CLASS.test(
    `${attributes.class ?? ''} ${attributes.id ?? ''} ${attributes.itemprop ?? ''} ${parent?.attributes.class ?? ''}`,
  );
}
