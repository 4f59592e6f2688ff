import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { z } from 'zod';
import { CrawlError } from '../../errors.js';
import { toMinorUnits } from '../../price/to-minor-units.js';
import { cleanLink, cleanText } from '../../text/clean-text.js';
import { readHtmlFragment } from '../../text/html-to-text.js';
import { toInstant } from '../../text/to-instant.js';
import { makeItemKey } from '../item-key.js';
import { type ListingContent, MAX_LISTED } from '../listing-content.js';
import type { ShopAddress } from '../shop-address.js';
import {
  chooseVariant,
  findVariants,
  foldName,
  type ShopifyVariant,
  variantPricesOf,
  variantSchema,
} from './variants.js';

const text = z.string().catch('');
const productSchema = z.object({
  // A text that named a path or a port could pass for another shop's product.
  id: z.union([z.number().int(), z.string().regex(/^[\w.-]{1,100}$/)]).transform(String),
  title: text,
  handle: z.string().min(1),
  body_html: text,
  published_at: z.string().optional().catch(undefined),
  variants: z.array(variantSchema).catch([]),
  images: z.array(z.object({ src: text })).catch([]),
});
const listingSchema = z.object({ products: z.array(z.unknown()) });

type Product = z.infer<typeof productSchema>;

/** Which of a shop's products are meant: all, or one variant of each, or one variant of one. */
export interface ProductChoice extends ShopAddress {
  variant?: string | undefined;
  handle?: string | undefined;
}

/**
 * One page of `/products.json`. `size` counts all its products, also those too broken to read and those beyond MAX_LISTED. The API names no
 * currency: the amount is taken as one of `currency`, null meaning two decimals of an unknown one.
 * @throws {CrawlError} `layout_changed`; `not_found` when the product that is asked for has no such variant
 */
export function parseProducts(json: unknown, shop: ProductChoice, currency: string | null): ListingContent {
  const listing = listingSchema.safeParse(json);
  if (!listing.success) {
    throw new CrawlError('layout_changed', 'The shop answers without a list of products.', { cause: listing.error });
  }
  const { products } = listing.data;
  const readable = products.slice(0, MAX_LISTED).flatMap((product) => {
    const parsed = productSchema.safeParse(product);
    return parsed.success ? [parsed.data] : [];
  });
  if (products.length > 0 && readable.length === 0) {
    throw new CrawlError('layout_changed', 'The products of the shop have an unknown form.');
  }
  const items = readable
    .filter(({ handle }) => shop.handle === undefined || handle === shop.handle)
    .flatMap((product) => toItem(product, shop, currency) ?? []);
  return { items, size: products.length };
}

function toItem(product: Product, shop: ProductChoice, currency: string | null): CrawledItem | undefined {
  const { id, title, handle, variants } = product;
  const name = cleanText(title, 400) || cleanText(handle, 400);
  const page = `${shop.root}/products/${encodeURIComponent(handle)}`;
  if (shop.variant === undefined) {
    const variantPrices = variantPricesOf(variants, currency);
    const item = describeItem(product, shop, currency, { key: id, title: name, url: page, variants });
    return { ...item, ...(variantPrices ? { variantPrices } : {}) };
  }
  const asked = findVariants(variants, shop.variant);
  const [first] = asked;
  if (first) {
    // By what was asked for: which of several can be had must not make it another item.
    const key = `${id}/${encodeURIComponent(foldName(shop.variant))}`;
    const variantTitle = asked.length === 1 ? first.title || shop.variant : shop.variant;
    const url = first.id === undefined ? page : `${page}?variant=${encodeURIComponent(first.id)}`;
    const told = { key, title: cleanText(`${name} – ${variantTitle}`, 500), url, variants: asked };
    return describeItem(product, shop, currency, told);
  }
  // Of a whole shop some products come in that size and others do not.
  if (shop.handle === undefined) return undefined;
  const names = variants.map((variant) => cleanText(variant.title, 50)).filter((known) => known !== '');
  throw new CrawlError(
    'not_found',
    `The product has no variant "${shop.variant}". It has: ${names.slice(0, 10).join(', ') || 'none'}.`,
  );
}

interface ToldProduct {
  /** The shop's own. */
  key: string;
  title: string;
  url: string;
  /** Those that may be had. */
  variants: readonly ShopifyVariant[];
}

function describeItem(
  product: Product,
  { root, shop }: ShopAddress,
  currency: string | null,
  { key, title, url, variants }: ToldProduct,
): CrawledItem {
  const chosen = chooseVariant(variants, currency);
  const amountMinor = chosen && toMinorUnits(chosen.price, currency);
  const imageUrl = cleanLink(product.images[0]?.src, root);
  const description = cleanText(readHtmlFragment(product.body_html, 10_000).text, 5000);
  const publishedAt = toInstant(product.published_at);
  const sku = cleanText(chosen?.sku ?? '', 100);
  const gtin = /^\d{8,14}$/.exec(chosen?.barcode ?? '')?.[0];
  return {
    key: makeItemKey(shop, key),
    title,
    url: cleanLink(url, root) ?? root,
    ...(imageUrl ? { imageUrl } : {}),
    ...(description ? { description } : {}),
    // Zero is not set: shops hide prices that way.
    ...(amountMinor ? { price: { amountMinor, currency } } : {}),
    availability: availabilityOf(variants),
    ...(sku ? { sku } : {}),
    ...(gtin ? { gtin } : {}),
    ...(publishedAt ? { publishedAt } : {}),
  };
}

function availabilityOf(variants: readonly ShopifyVariant[]): CrawledItem['availability'] {
  if (variants.some(({ available }) => available === true)) return 'in_stock';
  if (variants.length > 0 && variants.every(({ available }) => available === false)) return 'out_of_stock';
  return 'unknown';
}

/** The currency that `/meta.json` or `/cart.js` names. */
export function parseCurrency(json: unknown): string | null {
  const parsed = z.object({ currency: z.string().regex(/^[A-Z]{3}$/) }).safeParse(json);
  return parsed.success ? parsed.data.currency : null;
}
