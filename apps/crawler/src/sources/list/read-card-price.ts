import { currencyExponent } from '@goodshunter/contracts/money';
import type { MarkupElement } from '../../markup/element.js';
import type { ParsedPrice } from '../../price/parse-price.js';
import { readAmountLabel } from '../../price/read-amount-label.js';
import { type FoundPrice, normalizePriceText } from '../../price/scan-prices.js';
import type { ListDocument } from './document-facts.js';
import { FLAG } from './element-flags.js';
import type { createPlaceFinder } from './place-of-price.js';
import { MAY_BE_PRICED, type ScanText } from './scan-text.js';

interface Candidate extends ParsedPrice {
  value: number;
  isMarked: boolean;
  isOld: boolean;
  isCurrent: boolean;
  isStruck: boolean;
  isFrom: boolean;
  /** It stands in a sentence, or behind words for something else: worth little beside others. */
  isTold: boolean;
  element: MarkupElement;
}

const STRUCK = new Set(['del', 's', 'strike']);
const OLD =
  /(?<![a-z])old|(?:^|[\s_-])was(?![a-z])|regular|rrp|msrp|list[-_]?pri|strike|stroke|before|origin|crossed|previ|compare|uvp|statt|barr[eé]|antes|anterior|retail|market[-_]?price|cut-|through|reference|full[-_]?price/i;
const CURRENT =
  /current|sale|final|special|(?:^|[\s_-])now|actual|our[-_]?pri|discounted|reduced|promo|aktu|sell|offer/i;
/** Amounts that are not what the thing costs. */
const OTHER =
  /saving|you[-_]?save|coupon|voucher|instal|month|financ|credit|klarna|afterpay|per[-_]?unit|unit[-_]?price|price[-_]?(?:per|unit)|unit[-_]?reference|estimat|grundpreis|base-?price|subtotal|bonus|cashback|warranty|deposit|member|(?:^|[-_])vip(?:$|[-_])|subscri|shipping[-_]?(?:cost|price)|delivery[-_]?(?:cost|price)/i;
/** The same, unless the name speaks of a price as well: "price-and-shipping" holds the price, after all. */
const BESIDE =
  /shipping|deliver|versand|livraison|postage|discount|review|rating|reward|points|loyalty|quantity|badge|filter|bid-?count/i;
const PRICE_NAME = /pri[cx]|preis|prijs|precio|prezzo|cena|(?:^|[-_])pris/i;
const SKIPPED = FLAG.code | FLAG.field | FLAG.hidden;
const MAX_VISITED = 3000;
const DIGIT = /[\d٠-٩۰-۹０-９]/;
const MAX_CANDIDATES = 12;
const NOT_THE_PRICE = new Set(['discount', 'instalment', 'unit', 'shipping', 'other']);
/** Longest text around an amount that is not a sentence. */
const MAX_SENTENCE = 45;

/** An element with a number in its own text, and the element of its card that holds it. */
export interface NumberPlace {
  element: MarkupElement;
  root: MarkupElement;
}

/** Where numbers stand from one element up to another, as far as they are shown. */
export function findNumbers({ nodes, ends, flags }: ListDocument, from: number, to: number): NumberPlace[] {
  const found: NumberPlace[] = [];
  let root = nodes[from];
  let visited = 0;
  for (let order = from; order < to; order++) {
    const element = nodes[order];
    if (!element || !root || ++visited > MAX_VISITED) break;
    if (order >= (ends[root.order] ?? to)) root = element;
    const own = flags[order] ?? 0;
    if ((own & SKIPPED) !== 0) order = (ends[order] ?? order + 1) - 1;
    else if ((own & FLAG.digits) !== 0) found.push({ element, root });
  }
  return found;
}

/** What a card says its thing costs; undefined where it says none, or nothing that is sure. */
export function readCardPrice(
  numbers: readonly NumberPlace[],
  title: string,
  scan: ScanText,
  hasSignNear: (element: MarkupElement) => boolean,
  find: ReturnType<typeof createPlaceFinder>,
  judge: JudgeNames,
): ParsedPrice | undefined {
  const candidates: Candidate[] = [];
  for (const { element, root } of numbers) {
    if (candidates.length >= MAX_CANDIDATES) break;
    for (const child of element.children) {
      if (typeof child !== 'string' || child.length > 200 || !DIGIT.test(child)) continue;
      // A sign of money stands in the text itself, or beside it.
      if (!MAY_BE_PRICED.test(child) && !hasSignNear(element)) continue;
      // A model number in the name is no price.
      const text = child.trim();
      if (text.length > 8 && title.includes(text) && scan(child).length === 0) continue;
      addFrom(element, root);
    }
  }
  return choose(candidates, numbers);

  function addFrom(element: MarkupElement, root: MarkupElement): void {
    const place = find(element, root);
    if (!place) return;
    const { prices } = place;
    const isStruck = isCrossed(element, root);
    const isToldHere = element.children.some(
      (child) => typeof child === 'string' && child.trim().length > MAX_SENTENCE,
    );
    const names = judge(namesBetween(element, place.element, root));
    if (names.isOther) return;
    const [low] = prices;
    for (const price of prices) {
      if (price.kind === 'range' && price !== low) continue;
      const label = price.start < 3 ? null : readAmountLabel(normalizePriceText(place.text).slice(0, price.start));
      if (NOT_THE_PRICE.has(price.kind) || price.amountMinor === 0) continue;
      candidates.push({
        amountMinor: price.amountMinor,
        currency: price.currency,
        value: price.amountMinor / 10 ** currencyExponent(price.currency),
        isMarked: price.isMarked,
        isOld: price.kind === 'old' || label === 'old' || names.isOld,
        isCurrent: names.isCurrent,
        isStruck: isStruck || isCrossed(place.element, root),
        isFrom: price.kind === 'from',
        isTold: isToldHere || NOT_THE_PRICE.has(label ?? '') || isWithoutTax(place.text, price),
        element: place.element,
      });
    }
  }
}

/** "Ex Tax: $66.67", "28,51 excl. btw": what nobody pays in the end. Words of the amount before or behind are that one's. */
function isWithoutTax(text: string, { start, end }: FoundPrice): boolean {
  const plain = normalizePriceText(text);
  const before = /[^\d]{0,25}$/.exec(plain.slice(0, start))?.[0] ?? '';
  const after = /^[^\d]{0,25}/.exec(plain.slice(end))?.[0] ?? '';
  return WITHOUT_TAX.test(after) || (WITHOUT_TAX.test(before) && !/^[^\p{L}]{0,3}$/u.test(before));
}
const WITHOUT_TAX =
  /(?<!\p{L})(?:ex(?:cl?|kl)?\.?|excluding|before|ohne|zzgl\.?|hors|sans|sin|senza|sem|uden|utan|без) ?(?:tax(?:es)?|vat|gst|btw|mwst|ust|tva|taxes?|iva|moms|dph|ндс)(?!\p{L})|(?<!\p{L})(?:net(?:to)?(?: price| ?preis)?|h\.?t\.?)(?!\p{L})|税抜|税別/iu;

function choose(all: readonly Candidate[], numbers: readonly NumberPlace[]): ParsedPrice | undefined {
  const untold = all.filter(({ isTold }) => !isTold);
  if (untold.length > 0 && untold.length < all.length) return choose(untold, numbers);
  const marked = all.filter(({ isMarked }) => isMarked);
  const struck = all.filter(({ isStruck }) => isStruck);
  const shown = (marked.length > 0 ? marked : all).filter(({ isStruck }) => !isStruck);
  // What is struck out is said once more to those who listen.
  const others = shown.filter(({ value }) => struck.every((old) => old.value !== value));
  const candidates = others.length > 0 ? others : shown;
  if (candidates.length === 0) return undefined;
  const holding = candidates.filter(({ isOld }) => !isOld);
  let pool = holding.length > 0 ? holding : candidates;
  // A template's names may lie: what is called old is no old price where it is the lower one.
  if (holding.length > 0 && holding.length < candidates.length && struck.length === 0) {
    const [old] = candidates.filter(({ isOld }) => isOld);
    const [first] = holding;
    if (old && first && old.value < first.value && holding.length === 1) pool = [old];
  }
  // A name around all of them tells none from the others.
  const current = pool.every(({ isCurrent }) => isCurrent) ? undefined : pool.find(({ isCurrent }) => isCurrent);
  const [first, second] = pool;
  let best = current ?? first;
  // Side by side and unnamed: what is crossed out by style stands before, and is higher.
  if (
    !current &&
    first &&
    second &&
    struck.length === 0 &&
    second.value < first.value &&
    (second.value > first.value * 0.2 || saysOff(numbers, first.value, second.value))
  ) {
    const areSiblings = first.element.parent === second.element.parent && first.element !== second.element;
    if (areSiblings && !second.isFrom) best = second;
  }
  return best ? { amountMinor: best.amountMinor, currency: best.currency } : undefined;
}

/** Whether a card says in per cent how much less it costs now: "-83%", "83 % off". Shares are rounded, one way or the other. */
function saysOff(numbers: readonly NumberPlace[], before: number, now: number): boolean {
  const off = 100 * (1 - now / before);
  return numbers.some(({ element }) =>
    element.children.some((child) => {
      const share = typeof child === 'string' ? SHARE_OFF.exec(child)?.[1] : undefined;
      return share !== undefined && Math.abs(off - Number(share)) <= 1;
    }),
  );
}
const SHARE_OFF = /^\D{0,20}(\d{1,2}) ?%/;

function isCrossed(element: MarkupElement, root: MarkupElement): boolean {
  for (let current: MarkupElement | null = element; current; current = current.parent) {
    const { style, class: className } = current.attributes;
    if (
      STRUCK.has(current.name) ||
      (style !== undefined && THROUGH.test(style)) ||
      (className !== undefined && THROUGH.test(className))
    )
      return true;
    if (current === root) return false;
  }
  return false;
}
const THROUGH = /line-?through/i;

/** What names around a price say of it. */
interface NamesVerdict {
  /** It is no price of the thing. */
  isOther: boolean;
  isOld: boolean;
  isCurrent: boolean;
}

export type JudgeNames = (names: string) => NamesVerdict;

const MAX_KNOWN = 2000;

/** Made once per page: the names around prices are the same in most cards. */
export function createNamesJudge(): JudgeNames {
  const known = new Map<string, NamesVerdict>();
  return (words) => {
    let verdict = known.get(words);
    if (!verdict) {
      const isOld = OLD.test(words);
      const isOther = words
        .split(/\s+/)
        .some((name) => OTHER.test(name) || (BESIDE.test(name) && !PRICE_NAME.test(name)));
      verdict = { isOther, isOld, isCurrent: !isOld && CURRENT.test(words) };
      if (known.size < MAX_KNOWN) known.set(words, verdict);
    }
    return verdict;
  };
}

/** Class, id and itemprop names from the number to what is around its price, within the card. */
function namesBetween(element: MarkupElement, place: MarkupElement, root: MarkupElement): string {
  let names = '';
  let isLast = false;
  for (let current: MarkupElement | null = element; current; current = current.parent) {
    if (current === root && current !== element) break;
    const { class: className = '', id = '', itemprop = '' } = current.attributes;
    if (className.length < 120) {
      if (className !== '') names += ` ${className}`;
      if (id !== '') names += ` ${id}`;
      if (itemprop !== '') names += ` ${itemprop}`;
    }
    if (isLast || current === root) break;
    isLast = current === place;
  }
  return names;
}
