import { type MarkupElement, textOf } from '../../markup/element.js';
import type { MarkedProduct, PageFacts } from './page-facts.js';
import type { ProductBlock } from './product-block.js';
import { withoutUndefined } from './read-json-ld.js';

/** Where scripts of shops find the amount that they will show; Magento says which of several it is. */
export const PRICE_ATTRIBUTES = ['data-price-amount', 'data-product-price', 'data-price'] as const;
export const BESIDE_PRICE = ['data-price-type', 'data-currency'] as const;
const AMOUNT = /^\s*(?:\p{Sc}|[A-Z]{3})?\s?\d{1,9}(?:[.,]\d{1,4})?\s?(?:\p{Sc}|[A-Z]{3})?\s*$/u;

/**
 * The one amount that attributes in the product's part name and no text shows: for scripts to draw. Null where they name several, or where an
 * element shows its own. Whole numbers of four digits and more may count cents.
 */
export function readAttributePrice(
  { pricedElements }: PageFacts,
  block: ProductBlock,
  heading: MarkupElement | undefined,
): MarkedProduct | null {
  const from = heading?.order ?? block.start;
  const found = pricedElements.filter(
    (element) => element.order >= from && element.order <= block.end && !/\d/.test(textOf(element, 100)),
  );
  const last = found.filter(({ attributes }) => /final/i.test(attributes['data-price-type'] ?? ''));
  const amounts = new Map<string, MarkupElement>();
  for (const element of last.length > 0 ? last : found) {
    const amount = PRICE_ATTRIBUTES.map((name) => element.attributes[name]).find(
      (value) => value !== undefined && AMOUNT.test(value) && Number(value.replace(/[^\d.]/g, '')) > 0,
    );
    if (amount !== undefined) amounts.set(amount.trim(), element);
  }
  const [only] = amounts;
  if (amounts.size !== 1 || !only || /^\d{4,}$/.test(only[0])) return null;
  const currency = only[1].attributes['data-currency'];
  return { rule: 'script', isOwn: true, offers: [withoutUndefined({ price: only[0], currency })] };
}
