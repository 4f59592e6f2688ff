import { currencyExponent } from '@goodshunter/contracts/money';
import { type CurrencyHints, normalizeCurrencyCode } from '../../price/currencies.js';
import { type ParsedPrice, parsePrice } from '../../price/parse-price.js';
import { toMinorUnits } from '../../price/to-minor-units.js';
import { calibrate } from './calibrate.js';
import type { EvidenceKind } from './evidence-kind.js';
import type { MarkedOffer, MarkedProduct } from './page-facts.js';
import type { VisiblePrice } from './visible-price.js';

export interface ChosenPrice {
  price: ParsedPrice;
  /** `json-ld`, `microdata`, `rdfa`, `meta` or `visible`; `+visible` when the page shows what its markup says. */
  rule: string;
  /** 0 to 1. */
  confidence: number;
  /** It is shown only where other things are: below "You may also like", in a part that names something else. */
  isElsewhere?: boolean;
}

/** A reading below this is no price: a wrong one is a false alarm. */
export const CONFIDENCE_FLOOR = 0.68;

const RULE_WEIGHTS: Readonly<Record<MarkedProduct['rule'], number>> = {
  'json-ld': 8,
  microdata: 8,
  rdfa: 7,
  meta: 7,
  script: 6,
};
const RULE_ORDER = ['json-ld', 'microdata', 'rdfa', 'script', 'meta'];
/** Best score a visible place can add. */
const MAX_VISIBLE = 10;
const MIN_VISIBLE_ALONE = 4.5;

interface Reading {
  price: ParsedPrice;
  rules: string[];
  markup: number;
  visible: number;
  times: number;
  /** Shown in a place that may be the product's. */
  isOwnPlace: boolean;
}

/** An amount of the page that may be its price. */
export interface RankedPrice {
  price: ParsedPrice;
  /** 0 to 1; all of a page together at most 1. */
  confidence: number;
}

export interface PriceEvidence {
  /** The product of the page, as each kind of markup describes it. */
  products: readonly MarkedProduct[];
  visible: readonly VisiblePrice[];
  replaced: { old: ReadonlySet<number>; current: ReadonlySet<number> };
  /** Amounts that the page's scripts call a price. Read only where the rest leaves doubt: scripts are long. */
  readState: () => ReadonlySet<number>;
  hints: CurrencyHints;
  /** Its own markup says that it is out and names no price, and nothing buys it: what is shown is another's, or what it was. */
  isOutWithoutPrice?: boolean;
}

/** A lead at which nothing that scripts say would change the answer. */
const CLEAR_LEAD = 4;

/** The likeliest amount of a page, however unlikely, and how clear it is. */
export interface WeighedPrice {
  price: ParsedPrice;
  rule: string;
  kind: EvidenceKind;
  /** How clear its lead is by the weights of the rules, 0 to 1; what that is worth is another question (`calibrate.ts`). */
  certainty: number;
}

/** Weighs what markup says against what is shown; null where nothing is likely enough. */
export function choosePrice(evidence: PriceEvidence, onWeighed?: (weighed: WeighedPrice) => void): ChosenPrice | null {
  const weighed = weighPrices(evidence);
  if (!weighed) return null;
  onWeighed?.(weighed);
  const confidence = calibrate(weighed.kind, weighed.certainty);
  if (confidence < CONFIDENCE_FLOOR) return null;
  const { price, rule, kind } = weighed;
  return { price, rule, confidence, ...(kind === 'elsewhere' ? { isElsewhere: true } : {}) };
}

/** Each amount gathers the weight of the rules that name it. */
function weighPrices(evidence: PriceEvidence): WeighedPrice | null {
  if (evidence.isOutWithoutPrice) return null;
  const readings = gatherReadings(evidence);
  let ranked = rankReadings(readings, evidence, new Set());
  const [first, runnerUp] = ranked;
  if (!first) return null;
  const isClear = first.reading.markup > 0 && first.score - (runnerUp?.score ?? 0) >= CLEAR_LEAD;
  if (!isClear) ranked = rankReadings(readings, evidence, evidence.readState());
  const [best = first, second] = ranked;
  const { reading, score } = best;
  const margin = score - (second?.score ?? Math.min(0, score - 6));
  const hasMarkup = ranked.some((other) => other.reading.markup > 0);
  const certainty =
    reading.markup > 0
      ? confidenceOf(score - 4, margin + 1)
      : confidenceOf(score - MIN_VISIBLE_ALONE + Math.min(2.5, margin / 2) - (hasMarkup ? 2 : 0), margin);
  const shownToo = reading.rules.length > 0 && reading.visible > 0 ? '+visible' : '';
  const rule = reading.rules.length > 0 ? `${reading.rules.join('+')}${shownToo}` : 'visible';
  return { price: reading.price, rule, kind: kindOf(reading), certainty };
}

function kindOf({ markup, visible, isOwnPlace, rules }: Reading): EvidenceKind {
  // Shown only where another thing's price would be: of what is read there, little is the product's.
  if (markup <= 0) return isOwnPlace ? 'sight' : 'elsewhere';
  if (visible > 0) return 'both';
  return rules.every((rule) => rule === 'script') ? 'script' : 'markup';
}

const MAX_RANKED = 8;

/** The likeliest amounts of a page, the chosen one first; the others share what it leaves of certainty by their weight. */
export function rankPrices(evidence: PriceEvidence, chosen: ChosenPrice | null): RankedPrice[] {
  const ranked = rankReadings(gatherReadings(evidence), evidence, new Set());
  const isChosen = ({ price }: Reading) =>
    price.amountMinor === chosen?.price.amountMinor && price.currency === chosen.price.currency;
  const others = ranked.filter(({ reading, score }) => !isChosen(reading) && score > -4).slice(0, MAX_RANKED);
  const weights = others.map(({ score }) => Math.exp(Math.min(score, 20)));
  const sum = weights.reduce((total, weight) => total + weight, 1);
  const left = 1 - (chosen?.confidence ?? 0.5);
  const rest = others.map(({ reading: { price } }, index) => ({
    price,
    confidence: Math.round(((left * (weights[index] ?? 0)) / sum) * 1000) / 1000,
  }));
  const first = chosen ? [{ price: chosen.price, confidence: chosen.confidence }] : [];
  return [...first, ...rest].slice(0, MAX_RANKED);
}

/** All amounts that markup names or the page shows, by their value in whole units. */
function gatherReadings({ products, visible, hints }: PriceEvidence): Map<number, Reading> {
  const readings = new Map<number, Reading>();
  const readingOf = (value: number, price: ParsedPrice): Reading => {
    const known = readings.get(value);
    if (known) {
      known.price = known.price.currency === null ? price : known.price;
      return known;
    }
    const fresh = { price, rules: [], markup: 0, visible: Number.NEGATIVE_INFINITY, times: 0, isOwnPlace: false };
    readings.set(value, fresh);
    return fresh;
  };
  const others = otherVariants(products, hints);
  for (const { rule, offers, isOwn, isVariant } of products) {
    for (const [index, offer] of offers.entries()) {
      const price = readOfferPrice(offer, hints);
      if (!price || isConverted(price, visible)) continue;
      // Tags that know nothing of variants speak of the one that the page opens with.
      if (!isVariant && others.has(unitsOf(price))) continue;
      const reading = readingOf(unitsOf(price), price);
      if (reading.rules.includes(rule)) continue;
      const weight =
        RULE_WEIGHTS[rule] -
        (isOwn === false ? 4 : 0) -
        (index > 0 ? 0.5 : 0) -
        (offer.isLowest ? 0.25 : 0) +
        (isVariant ? 3 : 0);
      reading.rules.push(rule);
      reading.markup = reading.markup === 0 ? weight : reading.markup + 1.5;
    }
  }
  for (const { value, amountMinor, currency, score, ...place } of visible) {
    const reading = readingOf(value, { amountMinor, currency });
    // Scripts show the variant that the address names; before them another one stands here.
    const placed = others.has(value) && reading.markup === 0 ? score - 6 : score;
    reading.visible = Math.max(reading.visible, Math.min(MAX_VISIBLE, placed));
    if (!place.row && !place.isNamedOther && !place.isBehindOthers) reading.isOwnPlace = true;
    reading.times++;
  }
  return readings;
}

/** What other variants cost than the one that is asked for. */
function otherVariants(products: readonly MarkedProduct[], hints: CurrencyHints): Set<number> {
  const values = new Set<number>();
  for (const { otherOffers = [] } of products) {
    for (const offer of otherOffers) {
      const price = readOfferPrice(offer, hints);
      if (price) values.add(unitsOf(price));
    }
  }
  for (const { isVariant, offers } of products) {
    if (!isVariant) continue;
    for (const offer of offers) {
      const price = readOfferPrice(offer, hints);
      if (price) values.delete(unitsOf(price));
    }
  }
  return values;
}

/**
 * The page shows the amount in another currency only, and something else in the markup's: the shop converted one and not the
 * other.
 */
function isConverted({ amountMinor, currency }: ParsedPrice, visible: readonly VisiblePrice[]): boolean {
  if (currency === null) return false;
  const same = visible.filter((place) => place.amountMinor === amountMinor && place.isMarked);
  if (same.length === 0 || same.some((place) => place.currency === currency || place.currency === null)) return false;
  return visible.some((place) => place.currency === currency && place.isMarked && place.score > 4);
}

function rankReadings(
  readings: ReadonlyMap<number, Reading>,
  { replaced }: PriceEvidence,
  state: ReadonlySet<number>,
): { reading: Reading; score: number }[] {
  let bestVisible = 0;
  for (const { visible, isOwnPlace } of readings.values()) if (isOwnPlace) bestVisible = Math.max(bestVisible, visible);
  const scoreOf = (value: number, { markup, visible, times }: Reading): number => {
    // Markup that the page does not show is doubtful where it clearly shows something else.
    const isUnseen = visible === Number.NEGATIVE_INFINITY;
    const unseen = bestVisible > 5 ? -2 : 0;
    // To be shown in a bad place only is no worse than not to be shown.
    const shown = isUnseen
      ? unseen
      : Math.max(visible, markup > 0 ? unseen : visible) + Math.min(1, (times - 1) * 0.25);
    return (
      markup +
      shown +
      (state.has(value) ? 1.5 : 0) -
      (replaced.old.has(value) ? 7 : 0) +
      (replaced.current.has(value) ? 2 : 0)
    );
  };
  const order = ({ rules }: Reading) => RULE_ORDER.indexOf(rules[0] ?? '');
  return [...readings]
    .map(([value, reading]) => ({ reading, score: scoreOf(value, reading) }))
    .sort((a, b) => b.score - a.score || order(a.reading) - order(b.reading));
}

function confidenceOf(excess: number, margin: number): number {
  const strength = 1 / (1 + Math.exp(-0.6 * (excess + 0.5)));
  const clarity = 1 / (1 + Math.exp(-1.2 * (margin + 0.5)));
  return Math.round(strength * clarity * 1000) / 1000;
}

function unitsOf(price: ParsedPrice): number {
  return price.amountMinor / 10 ** currencyExponent(price.currency);
}

/** An offer's price: a machine's decimal, else as people write it. Zero is how shops write "not set". */
export function readOfferPrice(offer: MarkedOffer, hints: CurrencyHints): ParsedPrice | null {
  if (offer.price === undefined || offer.price.length > 60) return null;
  const text = offer.price.trim();
  const currency = offer.currency === undefined ? null : normalizeCurrencyCode(offer.currency);
  if (/^\d+(?:\.\d+)?$/.test(text)) {
    const known = currency ?? hints.currencyHint ?? null;
    const amountMinor = toMinorUnits(text, known) ?? roundedMinorUnits(text, known);
    return amountMinor ? { amountMinor, currency: known } : null;
  }
  const repeated = /^(.{3,25}?)\s+\1$/.exec(text);
  return parsePrice(repeated?.[1] ?? text, { ...hints, currencyHint: currency ?? hints.currencyHint });
}

/** 33.600000000000001 and 12.3456789 are sums of floats, not prices with many decimals. */
function roundedMinorUnits(text: string, currency: string | null): number | null {
  const fraction = text.split('.')[1] ?? '';
  if (fraction.length < 4) return null;
  return toMinorUnits(Number(text).toFixed(currencyExponent(currency)), currency);
}
