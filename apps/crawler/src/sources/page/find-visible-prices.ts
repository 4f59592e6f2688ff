import type { MarkupElement } from '../../markup/element.js';
import { type CurrencyHints, currencyExponent } from '../../price/currencies.js';
import { scanPrices } from '../../price/scan-prices.js';
import { createPriceElementFinder } from './find-price-element.js';
import type { PageFacts } from './page-facts.js';
import { priceTextOf } from './price-text.js';
import { createPlaceScorer, OLD, type PlaceContext } from './score-place.js';

/** An amount people see on the page, and how much its place looks like that of the price. */
export interface VisiblePrice {
  amountMinor: number;
  currency: string | null;
  /** The amount in whole units, to compare with other readings. */
  value: number;
  score: number;
  isMarked: boolean;
  order: number;
  /** The names of its place say that it no longer holds. */
  isCalledOld: boolean;
  /** It says that it leaves out tax. */
  isNet: boolean;
}

/** An amount that a text calls a saving, and where it stands. */
export interface ShownAmount {
  value: number;
  order: number;
}

const MAX_TEXT_LENGTH = 90;

/** "Without tax", which a shop shows beside what people pay. */
const NET =
  /(?:ex(?:cl)?\.?|without|before|ohne|zzgl\.?|hors|sin|senza|bez|brez|utan|uten|ekskl\.?|exkl\.?|без) ?(?:vat|tax|mwst|ust|tva|iva|dph|ddv|pdv|moms|mva|btw|ндс)|netto|nettó|\bht\b|alv 0/i;

/** All amounts shown on a page with a score; several for the same amount when it is shown more than once. */
export function findVisiblePrices(
  facts: PageFacts,
  hints: CurrencyHints,
  context: PlaceContext,
): { prices: VisiblePrice[]; savings: ShownAmount[] } {
  const savings: ShownAmount[] = [];
  const scorePlace = createPlaceScorer(context);
  const found: (VisiblePrice & { signature: string })[] = [];
  const findPriceElement = createPriceElementFinder(hints);
  for (const { element } of facts.numbers) {
    const place = findPriceElement(element);
    if (!place) continue;
    const score = scorePlace(element, place.text) - (place.prices.length > 1 ? 1 : 0);
    const isCalledOld = OLD.test(`${element.attributes.class ?? ''} ${place.element.attributes.class ?? ''}`);
    const around = score > 0 && place.element.parent ? priceTextOf(place.element.parent, MAX_TEXT_LENGTH) : '';
    const isNet = around !== '' && NET.test(around);
    for (const price of place.prices) {
      const isLowEnd = price.kind === 'range' && price === place.prices[0];
      const value = price.amountMinor / 10 ** currencyExponent(price.currency);
      if (price.kind === 'discount') savings.push({ value, order: place.element.order });
      if (price.kind !== 'plain' && price.kind !== 'from' && !isLowEnd) continue;
      found.push({
        amountMinor: price.amountMinor,
        currency: price.currency,
        value,
        score: score - (price.isMarked ? 0 : 2) - (price.kind === 'plain' ? 0 : 0.5),
        isMarked: price.isMarked,
        order: place.element.order,
        isCalledOld,
        isNet,
        signature: signatureOf(place.element),
      });
    }
  }
  weighRepetition(found);
  favourFirst(found, context.headingOrder);
  favourLower(found);
  return { prices: found, savings };
}

/** How an element is built into its surroundings: the cards of a product list share it. */
function signatureOf(element: MarkupElement): string {
  const parts: string[] = [];
  let current: MarkupElement | null = element;
  for (let level = 0; level < 4 && current; level++, current = current.parent)
    parts.push(`${current.name}.${current.attributes.class ?? ''}`);
  return parts.join('<');
}

/** Three amounts in places built alike are a list of products, not the price of one. */
function weighRepetition(found: (VisiblePrice & { signature: string })[]): void {
  const valuesBySignature = new Map<string, Set<number>>();
  for (const { signature, value } of found) {
    const values = valuesBySignature.get(signature);
    if (values) values.add(value);
    else valuesBySignature.set(signature, new Set([value]));
  }
  for (const price of found) if ((valuesBySignature.get(price.signature)?.size ?? 0) >= 3) price.score -= 2.5;
}

/** Readers go from the heading down: the first price after it, else the last one closely before, is most often the product's. */
function favourFirst(found: VisiblePrice[], headingOrder: number | undefined): void {
  if (headingOrder === undefined) return;
  let first: VisiblePrice | undefined;
  let before: VisiblePrice | undefined;
  for (const price of found) {
    if (!price.isMarked || price.score <= 0) continue;
    if (price.order >= headingOrder) {
      if (!first || price.order < first.order) first = price;
    } else if (price.order > headingOrder - 100 && (!before || price.order > before.order)) before = price;
  }
  const isFar = first === undefined || first.order > headingOrder + 300;
  const favourite = isFar ? (before ?? first) : first;
  if (favourite) favourite.score += 1.5;
}

/** Of two prices side by side that nothing else tells apart, the lower is the one to pay, unless it leaves out tax. */
function favourLower(found: VisiblePrice[]): void {
  for (const [index, price] of found.entries()) {
    const next = found[index + 1];
    if (!next || price.score <= 3 || next.score <= 3 || Math.abs(next.order - price.order) > 8) continue;
    const [high, low] = price.value > next.value ? [price, next] : [next, price];
    const isSale = low.value < high.value * 0.98 && low.value > high.value * 0.25;
    if (isSale && !low.isNet && Math.abs(high.score - low.score) <= 1.5) low.score += 1;
  }
}

/** Amounts that are struck through: what it cost before. */
export function findStruckValues(facts: PageFacts, hints: CurrencyHints): Set<number> {
  const values = new Set<number>();
  for (const { text } of facts.struck.slice(0, 300)) {
    for (const price of scanPrices(text, hints)) values.add(price.amountMinor / 10 ** currencyExponent(price.currency));
  }
  return values;
}
