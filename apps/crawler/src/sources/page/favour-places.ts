import type { MarkupElement } from '../../markup/element.js';
import type { VisiblePrice } from './visible-price.js';

const MOST_TAX = 1.3;
const NEAR_NET = 20;

/** Whether one amount is another with its tax: it is higher by no more than a tax, near, and no old price. */
export function isGrossOf(gross: VisiblePrice, net: VisiblePrice): boolean {
  return (
    !gross.isNet &&
    !gross.isStruck &&
    gross.said === null &&
    gross.value > net.value * 1.02 &&
    gross.value < net.value * MOST_TAX &&
    gross.currency === net.currency &&
    Math.abs(gross.order - net.order) <= NEAR_NET
  );
}

/** With and without tax side by side: people pay the one with it. */
export function favourGross(places: VisiblePrice[]): void {
  // One of two amounts of a text holds the tax: the other does not.
  for (const gross of places) {
    if (!gross.isGross || gross.source.prices.length < 2) continue;
    for (const other of places) if (other.source === gross.source && isGrossOf(gross, other)) other.isNet = true;
  }
  for (const net of places) {
    if (!net.isNet || net.score <= 0) continue;
    const gross = places.filter((other) => isGrossOf(other, net));
    if (gross.length === 0) continue;
    net.score -= 3;
    const [said] = gross.filter(({ isGross }) => isGross);
    if (said) said.score += 1.5;
  }
}

/** How an element is built into its surroundings: the cards of a product list share it. */
export function signatureOf(element: MarkupElement): string {
  const parts: string[] = [];
  let current: MarkupElement | null = element;
  for (let level = 0; level < 4 && current; level++, current = current.parent)
    parts.push(`${current.name}.${current.attributes.class ?? ''}`);
  return parts.join('<');
}

/** Three amounts in places built alike are a list of products, not the price of one. */
export function weighRepetition(places: VisiblePrice[], signatures: ReadonlyMap<VisiblePrice, string>): void {
  const valuesBySignature = new Map<string, Set<number>>();
  for (const place of places) {
    if (place.isStruck || place.row || place.said === 'other') continue;
    const signature = signatures.get(place) ?? '';
    const values = valuesBySignature.get(signature);
    if (values) values.add(place.value);
    else valuesBySignature.set(signature, new Set([place.value]));
  }
  for (const place of places)
    if ((valuesBySignature.get(signatures.get(place) ?? '')?.size ?? 0) >= 3) place.score -= 2.5;
}

/** Readers go from the heading down: the first price after it, else the last one closely before, is most often the product's. */
export function favourFirst(places: VisiblePrice[], headingOrder: number | undefined): void {
  if (headingOrder === undefined) return;
  let first: VisiblePrice | undefined;
  let before: VisiblePrice | undefined;
  for (const place of places) {
    if (!place.isMarked || place.isStruck || place.score <= 0 || place.isBehindOthers) continue;
    if (place.order >= headingOrder) {
      if (!first || place.order < first.order) first = place;
    } else if (place.order > headingOrder - 100 && (!before || place.order > before.order)) before = place;
  }
  const isFar = first === undefined || first.order > headingOrder + 300;
  const favourite = isFar ? (before ?? first) : first;
  if (favourite) favourite.score += 1.5;
}

/** Nothing stands in its element but the amount. */
function isBare({ source, price }: VisiblePrice): boolean {
  return source.text.trim().length <= price.end - price.start;
}

/** Of two prices side by side that nothing else tells apart, the lower is the one to pay, unless it leaves out tax. */
export function favourLower(places: VisiblePrice[]): void {
  const shown = places.filter(({ isStruck }) => !isStruck);
  for (const [index, place] of shown.entries()) {
    const next = shown[index + 1];
    if (!next || place.score <= 3 || next.score <= 3 || Math.abs(next.order - place.order) > 8) continue;
    const [high, low] = place.value > next.value ? [place, next] : [next, place];
    const isSale = low.value < high.value * 0.98 && low.value > high.value * 0.25;
    // The first of two has been favoured for being first.
    const isTwin =
      low.source.element.parent === high.source.element.parent && low.order > high.order && isBare(low) && isBare(high);
    if (isSale && !low.isNet && !low.isOnTerms && Math.abs(high.score - low.score) <= 1.5) low.score += isTwin ? 2 : 1;
  }
}

/** What a euro was worth in the currencies that it replaced last, whose amounts shops still show. */
const REPLACED_BY_EURO: ReadonlyMap<string | null, number> = new Map([
  ['BGN', 1.95583],
  ['HRK', 7.5345],
]);

/** The same amount in a currency that is no more: people pay the one in euro. */
export function favourEuro(places: readonly VisiblePrice[]): void {
  for (const place of places) {
    const rate = REPLACED_BY_EURO.get(place.currency);
    if (rate === undefined) continue;
    const isTwin = ({ currency, value }: VisiblePrice) =>
      currency === 'EUR' && Math.abs(place.value / rate - value) <= 0.02 + value * 0.002;
    if (places.some(isTwin)) place.score -= 5;
  }
}

const BEFORE_BUTTON = 6;

/**
 * Where all prices stand in parts with headings of their own, each with its button ("Lifetime license", "Family ticket"), they are ways to have the
 * page's product, and the first one is its price.
 */
export function ownFirstOption(
  places: readonly VisiblePrice[],
  headed: ReadonlySet<VisiblePrice>,
  cartOrders: readonly number[],
): void {
  if (headed.size === 0 || places.some((place) => place.score > 3 && !place.isNamedOther && isOwn(place))) return;
  const isBeforeButton = ({ order }: VisiblePrice) =>
    cartOrders.some((cart) => cart > order && cart - order <= BEFORE_BUTTON);
  const options = [...headed].filter((place) => place.isMarked && isOwn(place) && isBeforeButton(place));
  const [first, second] = options.sort((a, b) => a.order - b.order);
  if (!first || !second) return;
  first.isNamedOther = false;
  first.score += 2.5;
}

function isOwn({ row, isStruck, isBehindOthers, said }: VisiblePrice): boolean {
  return !row && !isStruck && !isBehindOthers && said === null;
}
