import { measureJson } from '../measure-json.js';
import type { MarkedOffer, MarkedProduct, PageFacts } from './page-facts.js';
import { withoutUndefined } from './read-json-ld.js';

/** Where WooCommerce keeps all variations of a product that a person may choose: an attribute of the form that buys it. */
export const VARIATIONS = 'data-product_variations';
const LIMITS = { values: 50_000, depth: 20 };
const MAX_VARIATIONS = 200;
const MAX_FORMS = 3;

/**
 * The product of a WooCommerce page with one offer for each of its variations: chosen by `?attribute_pa_size=m` in the address, by
 * number, sku or name. Null where the page has none, or leaves them to later requests.
 */
export function readVariations({ variationForms }: PageFacts, name: string): MarkedProduct | null {
  for (const form of variationForms.slice(0, MAX_FORMS)) {
    const offers = readForm(form.attributes[VARIATIONS] ?? '');
    // A form of another product names another number in its own card; the page's own comes first.
    if (offers.length > 0) return { rule: 'script', name, offers, isOwn: true };
  }
  return null;
}

/** The shop has too many variations to name them with the page: each is asked for when a person chooses it. */
export function namesVariationsLater({ variationForms }: PageFacts): boolean {
  return variationForms[0]?.attributes[VARIATIONS] === 'false';
}

/** Whether an address chooses a variation, as WooCommerce writes it: `?attribute_pa_size=m`. */
export function choosesVariation(url: string): boolean {
  return /[?&]attribute_[^=&#]{1,100}=[^&#]/.test(url);
}

function readForm(text: string): MarkedOffer[] {
  if (!text.startsWith('[')) return [];
  const { values, depth } = measureJson(text, LIMITS);
  if (values > LIMITS.values || depth > LIMITS.depth) return [];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.slice(0, MAX_VARIATIONS).flatMap(readVariation) : [];
  } catch {
    return [];
  }
}

function readVariation(value: unknown): MarkedOffer[] {
  if (typeof value !== 'object' || value === null) return [];
  const { attributes, display_price, is_in_stock, availability_html, variation_id, sku } = value as Record<
    string,
    unknown
  >;
  if (typeof attributes !== 'object' || attributes === null) return [];
  const pairs = Object.entries(attributes).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '',
  );
  const query = new URLSearchParams(pairs);
  if (typeof variation_id === 'number') query.set('variation_id', String(variation_id));
  const price = typeof display_price === 'number' || typeof display_price === 'string' ? String(display_price) : '';
  return [
    withoutUndefined({
      price: Number(price) > 0 ? price : undefined,
      availability: stateOf(is_in_stock, availability_html),
      url: `?${query}`,
      sku: typeof sku === 'string' && sku !== '' ? sku : undefined,
      name: pairs.map(([, chosen]) => chosen.replace(/[-_]+/g, ' ')).join(' '),
    }),
  ];
}

function stateOf(isInStock: unknown, html: unknown): string | undefined {
  if (typeof isInStock !== 'boolean') return undefined;
  if (!isInStock) return 'OutOfStock';
  return typeof html === 'string' && /backorder/i.test(html) ? 'BackOrder' : 'InStock';
}
