import { currencyExponent } from '@goodshunter/contracts/money';
import type { MarkupElement } from '../../markup/element.js';
import type { CurrencyHints } from '../../price/currencies.js';
import { isForMembers, readAmountLabel } from '../../price/read-amount-label.js';
import { type FoundPrice, normalizePriceText, type PriceKind, scanPrices } from '../../price/scan-prices.js';
import { type CardRow, type Cards, cardRowOf, findCards } from './find-cards.js';
import { createPriceElementFinder, type PriceElement } from './find-price-element.js';
import type { PageFacts } from './page-facts.js';
import { readLabel } from './read-label.js';
import { createPlaceScorer, OLD } from './score-place.js';

/** An amount people see on the page, and how much its place looks like that of the price. */
export interface VisiblePrice {
  element: MarkupElement;
  amountMinor: number;
  currency: string | null;
  /** The amount in whole units, to compare with other readings. */
  value: number;
  score: number;
  isMarked: boolean;
  /** It stands by itself or with few words. */
  isShort: boolean;
  /** A sentence speaks of it. */
  isProse: boolean;
  order: number;
  kind: PriceKind;
  /** Struck through. */
  isStruck: boolean;
  /** The names of its place say that it no longer holds. */
  isCalledOld: boolean;
  /** What the words beside it make of it; null when nothing. */
  said: PriceKind | null;
  /** It says that it leaves out tax, or that it holds it. */
  isNet: boolean;
  /** Only for those who pay in one way, by transfer, in cash, or who order it again and again. */
  isOnTerms: boolean;
  isGross: boolean;
  /** The row of cards that it stands in: it is another product's. */
  row: CardRow | undefined;
  /** Behind a heading such as "You may also like". */
  isBehindOthers: boolean;
  /** In a part of the page whose own heading names something else. */
  isNamedOther: boolean;
  /** The element that shows it, and its amount as found there. */
  source: PriceElement;
  price: FoundPrice;
}

/** An amount that a text calls a saving, and where it stands. */
export interface ShownAmount {
  value: number;
  order: number;
}

const MAX_STRUCK = 300;

/** "Without tax", which a shop shows beside what people pay. */
const NET =
  /\+ ?(?:kdv|vat|tax|gst|mwst|ust|tva|iva|dph|moms|mva|btw|ндс)(?!\p{L})|(?:kdv|vat|mwst|gst|dph) (?:hari[cç]|excluded|exkl)|(?:ex(?:cl)?\.?|excluding|without|before|ohne|zzgl\.?|plus|hors|sin|senza|bez|brez|utan|uten|ekskl\.?|exkl\.?|без) ?(?:vat|tax|gst|mwst|ust|tva|iva|dph|ddv|pdv|moms|mva|btw|ндс)|(?<!\p{L})netto|nettó|(?<!\p{L})net(?: price)?(?!\p{L})|\bht\b|h\.t\.|alv 0|税抜|税別|未税/iu;
const GROSS =
  /(?:inc(?:l)?\.?|including|with|inkl\.?|mit|avec|con|s|incluido|inclusa|toutes taxes|в т\.?ч\.?) ?(?:vat|tax|gst|mwst|ust|tva|iva|dph|ddv|pdv|moms|mva|btw|ндс)|(?<!\p{L})brutto|(?:kdv|vat|mwst|gst) (?:dahil|included)|bruttó|\bttc\b|税込|含税/iu;

const ON_TERMS =
  /(?<!\p{L})(?:pix|boleto|havale|eft|vorkasse|überweisung|bank transfer|wire transfer|virement|transferencia|bonifico|przelew(?:em)?|e-?check|cheque|in cash|auto-?(?:replenish|ship|delivery)|subscri(?:be|ption)|im (?:spar-?)?abo|abonnement|cash discount|crypto|bitcoin)(?!\p{L})|카드 ?혜택|카드 ?할인|銀行振込/iu;

export interface FoundPlaces {
  places: VisiblePrice[];
  savings: ShownAmount[];
  cards: Cards;
}

interface Start {
  element: MarkupElement;
  place: PriceElement;
  isStruck: boolean;
}

/** All amounts shown on a page with their places, scored apart; several for the same amount when it is shown more than once. */
export function findVisiblePrices(
  facts: PageFacts,
  hints: CurrencyHints,
  heading: MarkupElement | undefined,
): FoundPlaces {
  const savings: ShownAmount[] = [];
  const starts: Start[] = [];
  const findPriceElement = createPriceElementFinder(hints);
  for (const { element } of facts.numbers) {
    const place = findPriceElement(element);
    if (place) starts.push({ element, place, isStruck: false });
  }
  for (const { element, text } of facts.struck.slice(0, MAX_STRUCK)) {
    const prices = scanPrices(text, hints);
    if (prices.length > 0) starts.push({ element, place: { element, text, prices }, isStruck: true });
  }
  const cards = findCards(
    starts.map(({ place }) => place.element),
    heading,
    facts.url,
  );
  const places: VisiblePrice[] = [];
  for (const { element, place, isStruck } of starts) {
    const row = cardRowOf(place.element, cards);
    const isCalledOld = OLD.test(`${element.attributes.class ?? ''} ${place.element.attributes.class ?? ''}`);
    for (const price of place.prices) {
      const value = price.amountMinor / 10 ** currencyExponent(price.currency);
      if (price.kind === 'discount') savings.push({ value, order: place.element.order });
      const kind = price.kind === 'range' && price !== place.prices[0] ? 'other' : price.kind;
      if (!isAnswer(kind)) continue;
      places.push({
        element,
        amountMinor: price.amountMinor,
        currency: price.currency,
        value,
        score: 0,
        isMarked: price.isMarked,
        isShort: place.text.length <= 25,
        isProse: isProse(place.text),
        order: place.element.order,
        kind,
        isStruck,
        said: null,
        isCalledOld: isCalledOld || kind === 'old',
        isNet: false,
        isOnTerms: false,
        isGross: false,
        source: place,
        price,
        row,
        isBehindOthers: false,
        isNamedOther: false,
      });
    }
  }
  return { places, savings, cards };
}

/** Kinds that may be what a person pays, and old ones, which show what replaces them. */
function isAnswer(kind: PriceKind): boolean {
  return kind === 'plain' || kind === 'from' || kind === 'range' || kind === 'old';
}

/** Reads the words beside an amount that may be the price: what it is, and whether tax is in it. */
function noteLabel(place: VisiblePrice, savings: ShownAmount[]): void {
  const { source, price } = place;
  const label = readLabel(source.element);
  // What the amount's own text says counts before what stands beside it, which may be its neighbour's.
  const own = taxOf(source.prices.length > 1 ? textAround(price, source) : source.text);
  const tax = own ?? taxOf(label?.text ?? '');
  place.isGross = tax === 'gross';
  place.isNet = tax === 'net';
  place.isOnTerms = ON_TERMS.test(`${source.text} ${label?.text ?? ''}`);
  place.said = labelKind(price, source, label?.kind ?? null);
  if (place.said === 'old') place.isCalledOld = true;
  if (place.said === 'discount') savings.push({ value: place.value, order: place.order });
  place.score -= (place.said === null ? 0 : place.said === 'old' ? 3 : 5) + (place.isNet || place.isOnTerms ? 1 : 0);
}

/** The words of one of several amounts in a text: "48,00 zł brutto (39,02 zł netto)", "48,000円（税込52,800円）". */
function textAround(price: FoundPrice, { text, prices }: PriceElement): string {
  const plain = normalizePriceText(text);
  const index = prices.indexOf(price);
  const before = plain.slice(prices[index - 1]?.end ?? 0, price.start);
  const after = plain.slice(price.end, prices[index + 1]?.start ?? plain.length);
  return `${before.split(PARTS).at(-1)} | ${after.split(PARTS)[0]}`;
}

const PARTS = /[(（/|]/;

/** Whether words say that tax is in an amount; null where they say neither, or both. */
function taxOf(words: string): 'net' | 'gross' | null {
  const isGross = GROSS.test(words);
  if (isGross === NET.test(words)) return null;
  return isGross ? 'gross' : 'net';
}

/** What the words beside the element say of the one amount in it, those in the element before the amount first. */
function labelKind(price: FoundPrice, { prices, text }: PriceElement, label: PriceKind | null): PriceKind | null {
  const plain = normalizePriceText(text);
  const own = price.start > 1 ? readAmountLabel(plain.slice(0, price.start)) : null;
  // "3 used from $45.00": what begins there is what the words before say.
  if (price.kind === 'range' || price.kind === 'from') return own;
  if (price.kind !== 'plain') return null;
  if (own === null && isForMembers(plain.slice(price.end))) return 'other';
  return own ?? (prices.length === 1 && text.length < 40 ? label : null);
}

/** A place in a card of another product. */
const IN_CARD = -6;

/** Gives each place its score: how much it looks like that of the product's price. */
export function scorePlaces(
  places: VisiblePrice[],
  context: {
    headingOrder: number | undefined;
    url: string;
    cartOrders: readonly number[];
    othersFrom: number;
    isNamedOther: (place: MarkupElement) => boolean;
    /** Amounts that words beside them call savings are added. */
    savings: ShownAmount[];
  },
): void {
  const scorePlace = createPlaceScorer(context);
  const signatures = new Map<VisiblePrice, string>();
  const amountsAt = new Map<number, number>();
  for (const { order } of places) amountsAt.set(order, (amountsAt.get(order) ?? 0) + 1);
  for (const place of places) {
    if (place.row) {
      place.score = IN_CARD;
      continue;
    }
    place.isBehindOthers = place.element.order >= context.othersFrom;
    place.isNamedOther = context.isNamedOther(place.element);
    // "$10 Gift Card": what the thing is called.
    const isName = place.element.name === 'h1' && /\p{L}{3}/u.test(place.source.text.slice(place.price.end));
    place.score =
      scorePlace(place.element, place.order) -
      ((amountsAt.get(place.order) ?? 0) > 1 ? 1 : 0) -
      (place.isShort ? 0 : place.isProse ? 3 : 1) -
      (place.isMarked ? 0 : 2) -
      (place.kind === 'plain' ? 0 : 0.5) -
      (place.isBehindOthers ? 4 : 0) -
      (place.isNamedOther ? 2.5 : 0) -
      (isName ? 4 : 0) -
      (place.kind === 'old' ? 4 : 0);
    if (place.score > 0 && !place.isStruck) noteLabel(place, context.savings);
    signatures.set(place, signatureOf(place.element));
  }
  weighRepetition(places, signatures);
  favourFirst(places, context.headingOrder);
  favourLower(places);
  favourGross(places);
}

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
function favourGross(places: VisiblePrice[]): void {
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

/** "Our favourite costs $699 and fits a small kitchen.": it speaks of an amount. */
function isProse(text: string): boolean {
  return text.length > 50 && (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 9;
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
function weighRepetition(places: VisiblePrice[], signatures: ReadonlyMap<VisiblePrice, string>): void {
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
function favourFirst(places: VisiblePrice[], headingOrder: number | undefined): void {
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
function favourLower(places: VisiblePrice[]): void {
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
