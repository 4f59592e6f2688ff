import { parseLenientJson } from '../parse-lenient-json.js';
import type { MarkedOffer, MarkedProduct } from './page-facts.js';

type JsonObject = Record<string, unknown>;

const PRODUCT_TYPES =
  /(?:^|[/#:])(?:Product|ProductModel|ProductGroup|IndividualProduct|SomeProducts|Vehicle|Car|Motorcycle|Book|Movie|SoftwareApplication|Apartment|House|Accommodation|Course|Event|Offer|AggregateOffer)$/i;
const OFFER_TYPES = /(?:^|[/#:])(?:Offer|AggregateOffer)$/i;
/** Links from a product to others that are not it. */
const ELSEWHERE = new Set([
  'isrelatedto',
  'issimilarto',
  'isaccessoryorsparepartfor',
  'isconsumablefor',
  'itemlistelement',
  'review',
  'reviews',
  'hasmerchantreturnpolicy',
  'shippingdetails',
  'itemoffered',
  'breadcrumb',
]);
const MAX_NODES = 20_000;
const MAX_PRODUCTS = 50;

/** Products of all JSON-LD scripts of a page, in order. Broken scripts are mended where it is plain how, else skipped. */
export function readJsonLd(scripts: readonly string[]): MarkedProduct[] {
  const products: MarkedProduct[] = [];
  for (const script of scripts.slice(0, 50)) {
    const data = parseLenientJson(script);
    if (data === undefined) continue;
    collectProducts(data, products);
  }
  return products;
}

function collectProducts(data: unknown, products: MarkedProduct[]): void {
  const byId = new Map<string, JsonObject>();
  const queue: unknown[] = [data];
  const found: JsonObject[] = [];
  for (let index = 0; index < queue.length && index < MAX_NODES; index++) {
    const node = queue[index];
    if (Array.isArray(node)) {
      for (const element of node) if (queue.length < MAX_NODES) queue.push(element);
      continue;
    }
    if (!isObject(node)) continue;
    const id = node['@id'];
    if (typeof id === 'string' && Object.keys(node).length > 1 && !byId.has(id)) byId.set(id, node);
    if (isProduct(node)) {
      found.push(node);
      continue;
    }
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'object' && value !== null && !ELSEWHERE.has(key.toLowerCase()) && queue.length < MAX_NODES)
        queue.push(value);
    }
  }
  for (const node of found) if (products.length < MAX_PRODUCTS) products.push(readProduct(node, byId));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typesOf(node: JsonObject): string[] {
  const type = node['@type'] ?? node.type;
  return (Array.isArray(type) ? type : [type]).filter((name): name is string => typeof name === 'string');
}

function isProduct(node: JsonObject): boolean {
  return (
    typesOf(node).some((type) => PRODUCT_TYPES.test(type)) &&
    (node.offers !== undefined || node.name !== undefined || node.price !== undefined)
  );
}

function readProduct(node: JsonObject, byId: Map<string, JsonObject>): MarkedProduct {
  const isOffer = typesOf(node).some((type) => OFFER_TYPES.test(type));
  const offers: MarkedOffer[] = [];
  readOffers(isOffer ? node : node.offers, byId, offers, 0);
  if (offers.length === 0) readOffers(node.hasVariant, byId, offers, 0);
  const gtin = ['gtin13', 'gtin', 'gtin14', 'gtin12', 'gtin8', 'isbn', 'ean']
    .map((key) => textOf(node[key]))
    .find(Boolean);
  return withoutUndefined({
    rule: 'json-ld' as const,
    name: textOf(node.name),
    url: textOf(node.url) ?? textOf(node['@id']),
    image: imageOf(node.image),
    description: textOf(node.description),
    sku: textOf(node.sku) ?? textOf(node.productID) ?? textOf(node.mpn),
    gtin,
    offers,
  });
}

/** What a product or variant says of all offers below it. */
type Around = Pick<MarkedOffer, 'name' | 'url' | 'sku' | 'isUsed'>;

function readOffers(
  value: unknown,
  byId: Map<string, JsonObject>,
  offers: MarkedOffer[],
  depth: number,
  around: Around = {},
): void {
  if (depth > 5 || offers.length >= 200) return;
  if (Array.isArray(value)) {
    for (const entry of value) readOffers(entry, byId, offers, depth + 1, around);
    return;
  }
  if (!isObject(value)) return;
  const id = value['@id'];
  const node = typeof id === 'string' && Object.keys(value).length === 1 ? (byId.get(id) ?? value) : value;
  // What members pay, and what ten of them cost each.
  if (node.validForMemberTier !== undefined || isForSeveral(node.eligibleQuantity)) return;
  const specification = pickSpecification(node.priceSpecification);
  const price =
    textOf(node.price) ?? textOf(specification?.price) ?? textOf(node.lowPrice) ?? textOf(specification?.minPrice);
  const condition = textOf(node.itemCondition);
  const own: Around = withoutUndefined({
    name: textOf(node.name) ?? nameOf(node.itemOffered) ?? around.name,
    url: textOf(node.url) ?? around.url,
    sku: textOf(node.sku) ?? textOf(node.productID) ?? around.sku,
    isUsed: condition === undefined ? around.isUsed : USED.test(condition) ? true : undefined,
  });
  const nested = node.offers ?? (price === undefined ? node.itemOffered : undefined);
  if (nested !== undefined && (price === undefined || node.price === undefined)) {
    const count = offers.length;
    readOffers(nested, byId, offers, depth + 1, own);
    if (price !== undefined && offers.slice(count).some((offer) => offer.price !== undefined)) {
      offers.push(...lowestFirst(offers.splice(count)));
      return;
    }
    offers.length = price === undefined ? offers.length : count;
  }
  const availability = textOf(node.availability);
  if (price === undefined && availability === undefined) return;
  offers.push(
    withoutUndefined({
      price,
      isLowest:
        node.price === undefined && node.lowPrice !== undefined && textOf(node.lowPrice) !== textOf(node.highPrice)
          ? true
          : undefined,
      currency: textOf(node.priceCurrency) ?? textOf(specification?.priceCurrency) ?? textOf(node.pricecurrency),
      availability,
      ...own,
    }),
  );
}

const USED = /used|refurbished|damaged|open-?box|pre-?owned/i;

function nameOf(value: unknown): string | undefined {
  return isObject(value) ? textOf(value.name) : undefined;
}

/** The offers of an aggregate: its price is the lowest of those that can be had. */
function lowestFirst(offers: MarkedOffer[]): MarkedOffer[] {
  const isSame = new Set(offers.map(({ price }) => price)).size < 2;
  const sorted = offers
    .map((offer) => ({ offer, value: Number(offer.price ?? Number.NaN) }))
    .sort((a, b) => (Number.isNaN(a.value) ? 1 : Number.isNaN(b.value) ? -1 : a.value - b.value));
  return sorted.map(({ offer }, index) => (index === 0 && !isSame ? { ...offer, isLowest: true } : offer));
}

/** The price to pay among specifications; list prices and prices per unit are others. */
function pickSpecification(value: unknown): JsonObject | undefined {
  const all = (Array.isArray(value) ? value : [value]).filter(isObject);
  const isOther = (node: JsonObject) =>
    /list|strike|msrp|srp|regular/i.test(textOf(node.priceType) ?? '') ||
    node.referenceQuantity !== undefined ||
    node.validForMemberTier !== undefined ||
    node.billingDuration !== undefined;
  return all.find((node) => !isOther(node));
}

function isForSeveral(quantity: unknown): boolean {
  return isObject(quantity) && Number(textOf(quantity.minValue) ?? 0) > 1;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) return value.length > 0 ? textOf(value[0]) : undefined;
  if (isObject(value)) return typeof value['@value'] === 'string' ? value['@value'] : undefined;
  return undefined;
}

function imageOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return imageOf(value[0]);
  if (isObject(value)) return textOf(value.url) ?? textOf(value.contentUrl);
  return textOf(value);
}

/** Leaves absent keys out, as `exactOptionalPropertyTypes` wants. */
export function withoutUndefined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
