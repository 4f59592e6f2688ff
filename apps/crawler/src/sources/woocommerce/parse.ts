import { hash } from 'node:crypto';
import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { currencyExponent } from '@goodshunter/contracts/money';
import { z } from 'zod';
import { CrawlError } from '../../errors.js';
import { isCurrencyCode } from '../../price/currencies.js';
import { cleanLink, cleanText } from '../../text/clean-text.js';
import { readHtmlFragment } from '../../text/html-to-text.js';
import { makeItemKey } from '../item-key.js';
import { type ListingContent, MAX_LISTED } from '../listing-content.js';
import type { ShopAddress } from '../shop-address.js';

const text = z.string().catch('');
const amountText = z.union([z.string(), z.number()]).transform(String);
const pricesSchema = z.object({
  price: amountText.catch(''),
  price_range: z
    .object({ min_amount: amountText.catch(''), max_amount: amountText.catch('') })
    .nullish()
    .catch(undefined),
  currency_code: z.string(),
  currency_minor_unit: z.number().int().min(0).max(8),
});
const productSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  permalink: text,
  sku: text,
  short_description: text,
  description: text,
  prices: pricesSchema.optional().catch(undefined),
  variations: z.array(z.object({ id: z.number().int() })).catch([]),
  images: z.array(z.object({ src: text })).catch([]),
  is_in_stock: z.boolean().optional().catch(undefined),
  is_on_backorder: z.boolean().optional().catch(undefined),
});

/**
 * One page of the Store API's products. `size` counts all of them, also those too broken to read and those beyond MAX_LISTED.
 * @throws {CrawlError} `layout_changed`
 */
export function parseProducts(json: unknown, shop: ShopAddress): ListingContent {
  if (!Array.isArray(json)) throw new CrawlError('layout_changed', 'The shop answers without a list of products.');
  const items = json.slice(0, MAX_LISTED).flatMap((product) => {
    const parsed = productSchema.safeParse(product);
    return parsed.success ? [toItem(parsed.data, shop)] : [];
  });
  if (json.length > 0 && items.length === 0) {
    throw new CrawlError('layout_changed', 'The products of the shop have an unknown form.');
  }
  return { items, size: json.length };
}

function toItem(product: z.infer<typeof productSchema>, { root, shop }: ShopAddress): CrawledItem {
  const price = readPrice(product.prices);
  const variantPrices = price && rangeOf(product, price.amountMinor);
  const imageUrl = cleanLink(product.images[0]?.src, root);
  const description = plain(product.short_description || product.description, 5000);
  const sku = cleanText(product.sku, 100);
  return {
    key: makeItemKey(shop, String(product.id)),
    title: plain(product.name, 500) || String(product.id),
    url: cleanLink(product.permalink, root) ?? `${root}/?p=${product.id}`,
    ...(imageUrl ? { imageUrl } : {}),
    ...(description ? { description } : {}),
    ...(price ? { price } : {}),
    ...(variantPrices ? { variantPrices } : {}),
    availability: availabilityOf(product),
    ...(sku ? { sku } : {}),
  };
}

/** Names and descriptions hold entities and markup. */
function plain(html: string, maxLength: number): string {
  return cleanText(readHtmlFragment(html, maxLength * 2).text, maxLength);
}

function availabilityOf({ is_in_stock, is_on_backorder }: z.infer<typeof productSchema>): CrawledItem['availability'] {
  if (is_in_stock === undefined) return 'unknown';
  if (!is_in_stock) return 'out_of_stock';
  return is_on_backorder === true ? 'backorder' : 'in_stock';
}

/**
 * From where to where the variations cost, and which of them the shop shows: it tells no price of each, and hides those that are sold
 * out where its owner wants that, so that the ends of the range move without a new price.
 */
function rangeOf(
  { prices, variations }: z.infer<typeof productSchema>,
  low: number,
): CrawledItem['variantPrices'] | undefined {
  if (!prices || variations.length === 0) return undefined;
  const high = readAmount(prices.price_range?.max_amount, prices)?.amountMinor ?? low;
  const ids = variations.map(({ id }) => id).sort((a, b) => a - b);
  return {
    'range-low': low,
    'range-high': high,
    'range-of': 1 + parseInt(hash('sha256', ids.join(' ')).slice(0, 8), 16),
  };
}

/**
 * An amount in the shop's own minor units (a setting of its display) in those of the currency; of a range, the least. Zero is what
 * the API gives for a price that is not set, or that no variant in stock has: it is none.
 */
function readPrice(prices: z.infer<typeof pricesSchema> | undefined): CrawledItem['price'] {
  if (!prices) return undefined;
  const { price, price_range: range } = prices;
  return [price, range?.min_amount, range?.max_amount]
    .map((amount) => readAmount(amount, prices))
    .find((amount) => amount !== undefined);
}

function readAmount(
  written: string | undefined,
  { currency_code, currency_minor_unit }: z.infer<typeof pricesSchema>,
): CrawledItem['price'] {
  if (written === undefined || !/^\d{1,15}$/.test(written)) return undefined;
  const currency = isCurrencyCode(currency_code) ? currency_code : null;
  const shift = currencyExponent(currency) - currency_minor_unit;
  const amount = Number(written);
  const amountMinor = shift >= 0 ? amount * 10 ** shift : Math.round(amount / 10 ** -shift);
  return Number.isSafeInteger(amountMinor) && amountMinor > 0 ? { amountMinor, currency } : undefined;
}
