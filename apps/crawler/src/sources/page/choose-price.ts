import { type CurrencyHints, currencyExponent, normalizeCurrencyCode } from '../../price/currencies.js';
import { type ParsedPrice, parsePrice } from '../../price/parse-price.js';
import { toMinorUnits } from '../../price/to-minor-units.js';
import type { VisiblePrice } from './find-visible-prices.js';
import type { MarkedOffer, MarkedProduct } from './page-facts.js';

export interface ChosenPrice {
  price: ParsedPrice;
  /** `json-ld`, `microdata`, `rdfa`, `meta` or `visible`; `+visible` when the page shows what its markup says. */
  rule: string;
  /** 0 to 1. */
  confidence: number;
}

/** A reading below this is no price: a wrong one is a false alarm. */
export const CONFIDENCE_FLOOR = 0.5;

const RULE_WEIGHTS: Readonly<Record<MarkedProduct['rule'], number>> = { 'json-ld': 8, microdata: 8, rdfa: 7, meta: 7 };
const RULE_ORDER = ['json-ld', 'microdata', 'rdfa', 'meta'];
/** Best score a visible place can add. */
const MAX_VISIBLE = 10;
const MIN_VISIBLE_ALONE = 4.5;

interface Reading {
  price: ParsedPrice;
  rules: string[];
  markup: number;
  visible: number;
  times: number;
}

/** Weighs what markup says against what is shown: each amount gathers the weight of the rules that name it. */
export function choosePrice(
  products: readonly MarkedProduct[],
  visible: readonly VisiblePrice[],
  replaced: { old: ReadonlySet<number>; current: ReadonlySet<number> },
  stateValues: ReadonlySet<number>,
  hints: CurrencyHints,
): ChosenPrice | null {
  const readings = new Map<number, Reading>();
  const reading = (value: number, price: ParsedPrice): Reading => {
    const known = readings.get(value);
    if (known) {
      known.price = { ...known.price, currency: known.price.currency ?? price.currency };
      return known;
    }
    const fresh = { price, rules: [], markup: 0, visible: Number.NEGATIVE_INFINITY, times: 0 };
    readings.set(value, fresh);
    return fresh;
  };
  for (const product of products) {
    for (const [index, offer] of product.offers.entries()) {
      const price = readOfferPrice(offer, hints);
      if (!price) continue;
      const entry = reading(unitsOf(price), price);
      if (entry.rules.includes(product.rule)) continue;
      const weight =
        RULE_WEIGHTS[product.rule] -
        (product.isOwn === false ? 4 : 0) -
        (index > 0 ? 0.5 : 0) -
        (offer.isLowest ? 0.25 : 0);
      entry.rules.push(product.rule);
      entry.markup = entry.markup === 0 ? weight : entry.markup + 1.5;
    }
  }
  const hasMarkup = readings.size > 0;
  for (const place of visible) {
    const known = readings.get(place.value);
    const entry = known ?? reading(place.value, { amountMinor: place.amountMinor, currency: place.currency });
    entry.visible = Math.max(entry.visible, Math.min(MAX_VISIBLE, place.score));
    entry.times++;
  }
  const bestVisible = Math.max(0, ...[...readings.values()].map((entry) => entry.visible));
  const ranked = [...readings.entries()]
    .map(([value, entry]) => ({ entry, score: scoreOf(value, entry) }))
    .sort(
      (a, b) =>
        b.score - a.score || RULE_ORDER.indexOf(a.entry.rules[0] ?? '') - RULE_ORDER.indexOf(b.entry.rules[0] ?? ''),
    );
  const [best, second] = ranked;
  if (!best) return null;

  function scoreOf(value: number, entry: Reading): number {
    const shown =
      entry.visible === Number.NEGATIVE_INFINITY
        ? entry.markup > 0 && bestVisible > 5
          ? -2
          : 0
        : entry.visible + Math.min(1, (entry.times - 1) * 0.25);
    return (
      entry.markup +
      shown +
      (stateValues.has(value) ? 1.5 : 0) -
      (replaced.old.has(value) ? 7 : 0) +
      (replaced.current.has(value) ? 2 : 0)
    );
  }

  const { entry, score } = best;
  const margin = score - (second?.score ?? Math.min(0, score - 6));
  const confidence =
    entry.markup > 0
      ? confidenceOf(score - 4, margin + 1)
      : confidenceOf(score - MIN_VISIBLE_ALONE + Math.min(2.5, margin / 2) - (hasMarkup ? 2 : 0), margin);
  if (confidence < CONFIDENCE_FLOOR) return null;
  const shownToo = entry.rules.length > 0 && entry.visible > 0 ? '+visible' : '';
  const rule = entry.rules.length > 0 ? `${entry.rules.join('+')}${shownToo}` : 'visible';
  return { price: entry.price, rule, confidence };
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
