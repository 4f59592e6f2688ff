import { coverage, coverageOf, wordsIn } from './choose-product.js';
import { findScriptData } from './find-script-data.js';
import type { MarkedOffer, MarkedProduct } from './page-facts.js';
import { withoutUndefined } from './read-json-ld.js';

type JsonObject = Record<string, unknown>;

const MAX_NODES = 60_000;
const MAX_FOUND = 40;
const MAX_VARIANTS = 200;
/** Below these are other products. */
const ELSEWHERE =
  /relat|recommend|similar|upsell|cross|also|recent|viewed|bundle|accessor|suggest|carousel|trend|popular|best-?sell|wish|basket|cart(?!esian)|menu|navig|search|review|facet|filter/i;
const NAME = [
  'name',
  'title',
  'item_name',
  'productName',
  'product_name',
  'displayName',
  'productTitle',
  'product_title',
];
/** What is paid now, before what a thing costs otherwise. */
const CURRENT = words('final sale current discounted special offer selling now actual promo effective', [
  '$Price',
  '$_price',
  'price$',
]);
const WHOLE = [
  'price',
  'prices',
  'pricing',
  'priceInfo',
  'price_info',
  'priceData',
  'priceRange',
  'price_range',
  'offers',
  'offer',
  'buyBox',
];
const INNER = [
  ...CURRENT,
  'current',
  'now',
  'sale',
  'final',
  'value',
  'amount',
  'price',
  'raw',
  'minPrice',
  'min',
  'lowest',
];
const CURRENCY = [
  'currency',
  'currencyCode',
  'currency_code',
  'priceCurrency',
  'currencyIso',
  'currencyISO',
  'currencyIsoCode',
];

function words(list: string, shapes: readonly string[]): string[] {
  return list
    .split(' ')
    .flatMap((word) =>
      shapes.map((shape) =>
        shape.replace('$', shape.startsWith('$') ? word : word.charAt(0).toUpperCase() + word.slice(1)),
      ),
    );
}

/** What must be true of what a script names: it is called like the page. */
export interface PageNames {
  title: string;
  heading: string;
}

/**
 * The product that the page's own scripts name like the page itself, with price, currency, stock and variants: what a page knows of itself before
 * scripts draw it. Where those named alike cost different amounts, none of them answers.
 */
export function readScriptProduct(scripts: readonly string[], names: PageNames): MarkedProduct | undefined {
  const found: MarkedProduct[] = [];
  const isOwn = createNameTest(names);
  let nodes = 0;
  const queue: { value: unknown; currency: string | undefined; depth: number }[] = findScriptData(
    scripts.filter(createWordTest(names)),
  ).map((value) => ({ value, currency: undefined, depth: 0 }));
  for (let at = 0; at < queue.length && nodes < MAX_NODES && found.length < MAX_FOUND; at++, nodes++) {
    const { value, currency, depth } = queue[at] ?? { value: null, currency: undefined, depth: 0 };
    if (typeof value !== 'object' || value === null || depth > 40) continue;
    if (Array.isArray(value)) {
      for (const entry of value)
        if (typeof entry === 'object') queue.push({ value: entry, currency, depth: depth + 1 });
      continue;
    }
    const node = value as JsonObject;
    const own = textAt(node, CURRENCY) ?? currency;
    const product = readProduct(node, own, isOwn);
    if (product) found.push(product);
    for (const [key, inner] of Object.entries(node))
      if (typeof inner === 'object' && inner !== null && !ELSEWHERE.test(key))
        queue.push({ value: inner, currency: own, depth: depth + 1 });
  }
  return withoutDoubt(found, scripts, names);
}

/** 225 where "2.25" is written too. */
function mayBeCents(amount: number, scripts: readonly string[]): boolean {
  if (!Number.isInteger(amount) || amount < 100) return false;
  const written = (amount / 100).toFixed(2);
  const pattern = new RegExp(`(?<![\\d.,])${written.replace('.', '[.,]')}(?!\\d)`);
  return scripts.some((script) => pattern.test(script));
}

/** One product, or several that say the same. */
function withoutDoubt(
  found: readonly MarkedProduct[],
  scripts: readonly string[],
  names: PageNames,
): MarkedProduct | undefined {
  if (found.length === 0) return undefined;
  const alike = found.map((product) => coverage(names.heading || names.title, product.name ?? ''));
  const most = Math.max(...alike);
  // "Arc Lamp" rather than "Arc Lamp with bulb".
  const priced = found.filter((_, index) => (alike[index] ?? 0) >= most - 0.05);
  const shortest = Math.min(...priced.map(({ name = '' }) => name.length));
  const own = priced.filter(({ name = '' }) => name.length <= shortest * 1.2);
  const [best] = [...own].sort((a, b) => b.offers.length - a.offers.length);
  if (!best) return undefined;
  const amounts = new Set(best.offers.map(({ price }) => Number(price)));
  const isSure = own.every(({ offers }) =>
    offers.every(({ price }) => price === undefined || amounts.has(Number(price))),
  );
  return isSure && ![...amounts].some((amount) => mayBeCents(amount, scripts)) ? best : undefined;
}

const LEAST_ALIKE = 0.7;

/** Whether a script may name the page's product at all: it holds the longest word of its name. Other scripts are many. */
function createWordTest({ title, heading }: PageNames): (script: string) => boolean {
  const words = (heading || title).match(/[a-z]{4,}/gi) ?? [];
  // Letters beyond these may be written as numbers.
  const [longest] = [...words].sort((a, b) => b.length - a.length);
  if (longest === undefined) return () => true;
  const pattern = new RegExp(longest, 'i');
  // A name may lie across two pieces of a stream.
  return (script) => pattern.test(script) || script.includes('__next_f');
}

/** Whether a name is the page's; each is compared once. */
function createNameTest({ title, heading }: PageNames): (name: string) => boolean {
  const known = new Map<string, boolean>();
  const [inTitle, inHeading] = [wordsIn(title), wordsIn(heading)];
  const isOwn = (name: string): boolean => {
    if (name.length < 3 || name.length > 300) return false;
    const words = wordsIn(name);
    if (Math.max(coverageOf(words, inTitle), coverageOf(words, inHeading)) < LEAST_ALIKE) return false;
    // One word that the page's title has too may be its brand, or its kind of thing.
    return /[\s\-_]/.test(name.trim()) || coverageOf(inHeading, words) >= 0.5;
  };
  return (name) => {
    const answer = known.get(name) ?? isOwn(name);
    known.set(name, answer);
    return answer;
  };
}

function readProduct(
  node: JsonObject,
  currency: string | undefined,
  isOwn: (name: string) => boolean,
): MarkedProduct | undefined {
  const name = textAt(node, NAME);
  if (name === undefined || !isOwn(name)) return undefined;
  const isInCents = hasCents(node);
  const variants = arrayAt(node, ['variants', 'skus', 'variations']);
  const offers = variants.slice(0, MAX_VARIANTS).flatMap((variant) => readOffer(variant, currency, isInCents) ?? []);
  const own = readOffer(node, currency, isInCents);
  if (offers.every(({ price }) => price === undefined)) offers.splice(0, offers.length, ...(own ? [own] : []));
  return offers.some(({ price }) => price !== undefined) ? { rule: 'script', name, offers, isOwn: true } : undefined;
}

/** Shopify's own objects give cents. */
function hasCents(node: JsonObject): boolean {
  return (
    ('handle' in node || 'vendor' in node) &&
    'variants' in node &&
    Number.isInteger(node.price ?? (arrayAt(node, ['variants'])[0] as JsonObject | undefined)?.price)
  );
}

function readOffer(node: JsonObject, around: string | undefined, isInCents: boolean): MarkedOffer | undefined {
  const read = readPrice(node, 0, isInCents);
  const availability = readStock(node);
  const name = textAt(node, ['title', 'name', 'public_title', 'option1']);
  const id = node.id ?? node.variantId ?? node.variant_id;
  if (!read && availability === undefined) return undefined;
  return withoutUndefined({
    price: read && (isInCents ? String(Number(read.price) / 100) : read.price),
    currency: read?.currency ?? textAt(node, CURRENCY) ?? around,
    availability,
    sku: textAt(node, ['sku', 'skuId', 'articleNumber']),
    name,
    url:
      typeof id === 'number' || typeof id === 'string'
        ? `?variant=${encodeURIComponent(String(id).slice(0, 60))}`
        : undefined,
  });
}

interface ReadPrice {
  price: string;
  currency: string | undefined;
}

/** @param isKnown how whole numbers count is known */
function readPrice(node: JsonObject, depth: number, isKnown: boolean): ReadPrice | undefined {
  for (const key of depth === 0 ? [...CURRENT, ...WHOLE] : INNER) {
    const value = node[key];
    const currency = textAt(node, CURRENCY);
    if (typeof value === 'number' && value > 0 && (isKnown || isAmount(value, node, key)))
      return { price: String(value), currency };
    if (
      typeof value === 'string' &&
      /\d/.test(value) &&
      value.length < 40 &&
      (isKnown || isAmount(Number(value), node, key))
    )
      return { price: value, currency };
    const inner = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner) && depth < 3) {
      const read = readCents(inner as JsonObject) ?? readPrice(inner as JsonObject, depth + 1, isKnown);
      if (read) return { ...read, currency: read.currency ?? currency };
    }
  }
  return undefined;
}

/** `{"centAmount": 1999, "currencyCode": "EUR", "fractionDigits": 2}` */
function readCents(node: JsonObject): ReadPrice | undefined {
  const cents = node.centAmount ?? node.amountInCents ?? node.cents;
  if (typeof cents !== 'number' || cents <= 0) return undefined;
  const digits = typeof node.fractionDigits === 'number' ? node.fractionDigits : 2;
  return { price: (cents / 10 ** digits).toFixed(digits), currency: textAt(node, CURRENCY) };
}

/** A large whole number may count cents: only what is written out with its sign, or with decimals, tells. */
function isAmount(value: number, node: JsonObject, key: string): boolean {
  if (!Number.isInteger(value) || value < 1000) return true;
  return (
    Object.entries(node).some(
      ([other, text]) =>
        other !== key &&
        typeof text === 'string' &&
        text.length < 40 &&
        /\p{Sc}/u.test(text) &&
        text.replace(/[^\d]/g, '').startsWith(String(value)),
    ) || ['JPY', 'KRW', 'VND', 'CLP', 'ISK', 'IDR', 'HUF'].includes(textAt(node, CURRENCY) ?? '')
  );
}

function readStock(node: JsonObject): string | undefined {
  for (const [key, value] of Object.entries(node)) {
    if (/^(?:availability|availabilityStatus|stock_?status|inventoryStatus|stock)$/i.test(key)) {
      if (typeof value === 'string' && value !== '') return value;
      if (typeof value === 'object' && value !== null) {
        const inner = readStock(value as JsonObject);
        if (inner !== undefined) return inner;
      }
    }
    if (typeof value !== 'boolean') continue;
    if (/^(?:in_?stock|is_?in_?stock|available|is_?available|orderable|is_?purchasable|availableForSale)$/i.test(key))
      return value ? 'InStock' : 'OutOfStock';
    if (value && /^(?:sold_?out|is_?sold_?out|out_?of_?stock|is_?out_?of_?stock)$/i.test(key)) return 'OutOfStock';
  }
  return undefined;
}

function textAt(node: JsonObject, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = node[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return undefined;
}

function arrayAt(node: JsonObject, keys: readonly string[]): JsonObject[] {
  for (const key of keys) {
    const value = node[key];
    if (Array.isArray(value))
      return value.filter((entry): entry is JsonObject => typeof entry === 'object' && entry !== null);
  }
  return [];
}
