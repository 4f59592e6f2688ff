import { currencyExponent } from '@goodshunter/contracts/money';
import type { MarkupElement } from '../../markup/element.js';
import type { CurrencyHints } from '../../price/currencies.js';
import { isForMembers, isFromLabel, isPriceLabel, readAmountLabel } from '../../price/read-amount-label.js';
import { type FoundPrice, normalizePriceText, type PriceKind, scanPrices } from '../../price/scan-prices.js';
import { favourPack } from './favour-pack.js';
import {
  favourEuro,
  favourFirst,
  favourGross,
  favourLower,
  ownFirstOption,
  signatureOf,
  weighRepetition,
} from './favour-places.js';
import { type Cards, cardRowOf, findCards } from './find-cards.js';
import type { OtherName } from './find-other-names.js';
import { createPriceElementFinder, type PriceElement } from './find-price-element.js';
import type { PageFacts } from './page-facts.js';
import { readLabel } from './read-label.js';
import { readTax, textAround } from './read-tax.js';
import { createPlaceScorer, OLD } from './score-place.js';
import { createSpokenRanges } from './spoken-range.js';
import type { ShownAmount, VisiblePrice } from './visible-price.js';

const MAX_STRUCK = 300;

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
        isFrom: kind === 'from' || kind === 'range',
        isPriceLabelled: false,
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
  const own = readTax(source.prices.length > 1 ? textAround(price, source) : source.text);
  const tax = own ?? readTax(label?.text ?? '');
  place.isGross = tax === 'gross';
  place.isNet = tax === 'net';
  place.isOnTerms = ON_TERMS.test(`${source.text} ${label?.text ?? ''}`);
  place.said = labelKind(price, source, label?.kind ?? null);
  place.isPriceLabelled =
    place.said === null &&
    (isPriceLabel(label?.before ?? '', source.element.name === 'dd' || source.element.name === 'td') ||
      isPriceLabel(textBefore(price, source)));
  if (isFromLabel(label?.before ?? '') || /^\s*[-–—]\s*$/.test(label?.text ?? '')) place.isFrom = true;
  if (place.isPriceLabelled && !place.isNet && !place.isOnTerms) place.score += 1.5;
  if (place.said === 'old') place.isCalledOld = true;
  if (place.said === 'discount') savings.push({ value: place.value, order: place.order });
  place.score -= (place.said === null ? 0 : place.said === 'old' ? 3 : 5) + (place.isNet || place.isOnTerms ? 1 : 0);
}

function textBefore({ start }: FoundPrice, { text }: PriceElement): string {
  return start > 1 ? normalizePriceText(text).slice(0, start) : '';
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

const REFURBISHED =
  /refurb|renewed|recondi[tc]ion|reacondicionad|ricondizionat|recondicionad|generalüberholt|wiederaufbereitet|odnowion|восстановл/iu;

/** "459 € neuf" beside one that is not new: what it costs new. */
function isOfNew({ source, price }: VisiblePrice): boolean {
  return /^ ?(?:neuf|neu|new|nuev[oa]|nuov[oa]|nov[oa]|nieuw|now[yae])(?!\p{L})/u.test(
    normalizePriceText(source.text).slice(price.end).toLowerCase(),
  );
}

/** A place in a card of another product. */
const IN_CARD = -6;

/** Gives each place its score: how much it looks like that of the product's price. */
export function scorePlaces(
  places: VisiblePrice[],
  context: {
    headingOrder: number | undefined;
    /** What the page calls its product. */
    name: string;
    url: string;
    cartOrders: readonly number[];
    othersFrom: number;
    isNamedOther: (place: MarkupElement) => OtherName | null;
    /** Amounts that words beside them call savings are added. */
    savings: ShownAmount[];
  },
): void {
  const scorePlace = createPlaceScorer(context);
  const signatures = new Map<VisiblePrice, string>();
  const headed = new Set<VisiblePrice>();
  const amountsAt = new Map<number, number>();
  const isRefurbished = REFURBISHED.test(context.name);
  const isSpokenRange = createSpokenRanges(context.cartOrders.length > 0);
  for (const { order } of places) amountsAt.set(order, (amountsAt.get(order) ?? 0) + 1);
  for (const place of places) {
    if (place.row) {
      place.score = IN_CARD;
      continue;
    }
    place.isBehindOthers = place.element.order >= context.othersFrom;
    const otherName = context.isNamedOther(place.element);
    place.isNamedOther = otherName !== null;
    if (otherName === 'heading') headed.add(place);
    // "$10 Gift Card": what the thing is called.
    const isName = place.element.name === 'h1' && /\p{L}{3}/u.test(place.source.text.slice(place.price.end));
    place.score =
      scorePlace(place.element, place.order) -
      ((amountsAt.get(place.order) ?? 0) > 1 ? 1 : 0) -
      (place.isShort ? 0 : place.isProse ? 3 : 1) -
      (isSpokenRange(place) ? 6 : 0) -
      (place.isMarked ? 0 : 2) -
      (place.kind === 'plain' ? 0 : 0.5) -
      (place.isBehindOthers ? 4 : 0) -
      (place.isNamedOther ? 2.5 : 0) -
      (isName ? 4 : 0) -
      (place.kind === 'old' ? 4 : 0);
    if (place.score > 0 && !place.isStruck) noteLabel(place, context.savings);
    if (isRefurbished && isOfNew(place)) place.score -= 5;
    signatures.set(place, signatureOf(place.element));
  }
  ownFirstOption(places, headed, context.cartOrders);
  weighRepetition(places, signatures);
  favourFirst(places, context.headingOrder);
  favourLower(places);
  favourGross(places);
  favourEuro(places);
  favourPack(places, context.name);
}

/** "Our favourite costs $699 and fits a small kitchen.": it speaks of an amount. */
function isProse(text: string): boolean {
  return text.length > 50 && (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 9;
}
