import type { CrawledItem } from '@goodshunter/contracts';
import { z } from 'zod';
import { CrawlError } from '../../errors.js';
import { toMinorUnits } from '../../price/to-minor-units.js';
import { cleanLink, cleanText } from '../../text/clean-text.js';
import { readHtmlFragment } from '../../text/html-to-text.js';
import { toInstant } from '../../text/to-instant.js';
import { makeItemKey } from '../item-key.js';
import { type ListingContent, MAX_LISTED } from '../listing-content.js';
import type { ShopAddress } from '../shop-address.js';

const text = z.string().catch('');
const variantSchema = z.object({
  price: z.union([z.string(), z.number()]).transform(String).catch(''),
  available: z.boolean().optional().catch(undefined),
  sku: z.string().nullish().catch(undefined),
  barcode: z.string().nullish().catch(undefined),
});
const productSchema = z.object({
  id: z.union([z.number().int(), z.string().min(1).max(100)]).transform(String),
  title: text,
  handle: z.string().min(1),
  body_html: text,
  published_at: z.string().optional().catch(undefined),
  variants: z.array(variantSchema).catch([]),
  images: z.array(z.object({ src: text })).catch([]),
});
const listingSchema = z.object({ products: z.array(z.unknown()) });

type Variant = z.infer<typeof variantSchema>;

/**
 * One page of `/products.json`. `size` counts all its products, also those too broken to read and those beyond MAX_LISTED. The API names no
 * currency: the amount is taken as one of `currency`, null meaning two decimals of an unknown one.
 * @throws {CrawlError} `layout_changed`
 */
export function parseProducts(json: unknown, shop: ShopAddress, currency: string | null): ListingContent {
  const listing = listingSchema.safeParse(json);
  if (!listing.success) {
    throw new CrawlError('layout_changed', 'The shop answers without a list of products.', { cause: listing.error });
  }
  const { products } = listing.data;
  const items = products.slice(0, MAX_LISTED).flatMap((product) => {
    const parsed = productSchema.safeParse(product);
    return parsed.success ? [toItem(parsed.data, shop, currency)] : [];
  });
  if (products.length > 0 && items.length === 0) {
    throw new CrawlError('layout_changed', 'The products of the shop have an unknown form.');
  }
  return { items, size: products.length };
}

function toItem(
  product: z.infer<typeof productSchema>,
  { root, shop }: ShopAddress,
  currency: string | null,
): CrawledItem {
  const { variants, handle } = product;
  const chosen = chooseVariant(variants, currency);
  const amountMinor = chosen && toMinorUnits(chosen.price, currency);
  const imageUrl = cleanLink(product.images[0]?.src, root);
  const description = cleanText(readHtmlFragment(product.body_html, 10_000).text, 5000);
  const publishedAt = toInstant(product.published_at);
  const sku = cleanText(chosen?.sku ?? '', 100);
  const gtin = /^\d{8,14}$/.exec(chosen?.barcode ?? '')?.[0];
  return {
    key: makeItemKey(shop, product.id),
    title: cleanText(product.title, 500) || cleanText(handle, 500),
    url: cleanLink(`${root}/products/${encodeURIComponent(handle)}`, root) ?? root,
    ...(imageUrl ? { imageUrl } : {}),
    ...(description ? { description } : {}),
    ...(amountMinor == null ? {} : { price: { amountMinor, currency } }),
    availability: availabilityOf(variants),
    ...(sku ? { sku } : {}),
    ...(gtin ? { gtin } : {}),
    ...(publishedAt ? { publishedAt } : {}),
  };
}

/** The cheapest one that can be bought; when none can, the cheapest. `compare_at_price` is an old price, often the same. */
function chooseVariant(variants: readonly Variant[], currency: string | null): Variant | undefined {
  const buyable = variants.filter(({ available }) => available !== false);
  let cheapest: { variant: Variant; amount: number } | undefined;
  for (const variant of buyable.length > 0 ? buyable : variants) {
    const amount = toMinorUnits(variant.price, currency);
    if (amount !== null && (!cheapest || amount < cheapest.amount)) cheapest = { variant, amount };
  }
  return cheapest?.variant ?? variants[0];
}

function availabilityOf(variants: readonly Variant[]): CrawledItem['availability'] {
  if (variants.some(({ available }) => available === true)) return 'in_stock';
  if (variants.length > 0 && variants.every(({ available }) => available === false)) return 'out_of_stock';
  return 'unknown';
}

/** The currency that `/meta.json` or `/cart.js` names. */
export function parseCurrency(json: unknown): string | null {
  const parsed = z.object({ currency: z.string().regex(/^[A-Z]{3}$/) }).safeParse(json);
  return parsed.success ? parsed.data.currency : null;
}
