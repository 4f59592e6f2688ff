import { z } from 'zod';
import { toMinorUnits } from '../../price/to-minor-units.js';

const optionalText = z.string().nullish().catch(undefined);

/** One size, colour or the like of a product, as `/products.json` gives it. */
export const variantSchema = z.object({
  id: z
    .union([z.number().int(), z.string().min(1).max(40)])
    .transform(String)
    .optional()
    .catch(undefined),
  title: z.string().catch(''),
  option1: optionalText,
  option2: optionalText,
  option3: optionalText,
  price: z.union([z.string(), z.number()]).transform(String).catch(''),
  available: z.boolean().optional().catch(undefined),
  sku: z.string().nullish().catch(undefined),
  barcode: z.string().nullish().catch(undefined),
});
export type ShopifyVariant = z.infer<typeof variantSchema>;

/** What is remembered of a product's variants from one look to the next. */
const MAX_REMEMBERED = 60;

/** Its price in minor units; null where none is set: shops hide prices by setting them to zero. */
function priceOf({ price }: ShopifyVariant, currency: string | null): number | null {
  return toMinorUnits(price, currency) || null;
}

/**
 * Whose price a product is told with: the cheapest that can be had; when none can, the cheapest. One without a price never speaks for
 * the others. `compare_at_price` is an old price, often the same.
 */
export function chooseVariant(
  variants: readonly ShopifyVariant[],
  currency: string | null,
): ShopifyVariant | undefined {
  const priced = variants.filter((variant) => priceOf(variant, currency) !== null);
  const buyable = priced.filter(({ available }) => available !== false);
  let cheapest: { variant: ShopifyVariant; amount: number } | undefined;
  for (const variant of buyable.length > 0 ? buyable : priced) {
    const amount = priceOf(variant, currency) ?? 0;
    if (!cheapest || amount < cheapest.amount) cheapest = { variant, amount };
  }
  return cheapest?.variant ?? variants[0];
}

/**
 * The variants that are asked for by number, whole name (`Red / M`), sku or one option (`M`: in red and in blue); letters' case and
 * spaces do not matter. None: there is no such.
 */
export function findVariants(variants: readonly ShopifyVariant[], asked: string): ShopifyVariant[] {
  const wanted = foldName(asked);
  const ways: ((variant: ShopifyVariant) => (string | null | undefined)[])[] = [
    ({ id }) => [id],
    ({ title }) => [title],
    ({ sku }) => [sku],
    ({ option1, option2, option3 }) => [option1, option2, option3],
  ];
  for (const namesOf of ways) {
    const found = variants.filter((variant) => namesOf(variant).some((name) => foldName(name ?? '') === wanted));
    if (found.length > 0) return found;
  }
  return [];
}

/** Spellings of one name as one. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
}

/** What Shopify calls the one variant of a product that comes in no sizes. */
const NO_SIZES = 'Default Title';

/**
 * The prices of variants where they differ, by variant: which is the cheapest changes as sizes sell out or are taken away, and no price has
 * changed then. Where all cost the same, that amount and how many there are. Undefined: the product comes in one size.
 */
export function variantPricesOf(
  variants: readonly ShopifyVariant[],
  currency: string | null,
): Record<string, number> | undefined {
  const prices = new Map<string, number>();
  for (const variant of variants) {
    const amount = priceOf(variant, currency);
    if (amount !== null && variant.id !== undefined && prices.size < MAX_REMEMBERED) prices.set(variant.id, amount);
  }
  const [amount, ...others] = new Set(prices.values());
  if (amount === undefined || (variants.length === 1 && variants[0]?.title === NO_SIZES)) return undefined;
  if (others.length > 0) return Object.fromEntries(prices);
  return { 'range-low': amount, 'range-high': amount, 'range-of': prices.size };
}
