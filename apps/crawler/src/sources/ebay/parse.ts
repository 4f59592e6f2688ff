import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { z } from 'zod';
import { CrawlError } from '../../errors.js';
import { isCurrencyCode } from '../../price/currencies.js';
import { toMinorUnits } from '../../price/to-minor-units.js';
import { cleanLink, cleanText } from '../../text/clean-text.js';
import { toInstant } from '../../text/to-instant.js';
import { makeItemKey } from '../item-key.js';

const text = z.string().catch('');
const optionalText = z.string().optional().catch(undefined);
const amountSchema = z
  .object({
    value: z.string(),
    currency: z.string(),
    convertedFromValue: optionalText,
    convertedFromCurrency: optionalText,
  })
  .optional()
  .catch(undefined);
const imageSchema = z.object({ imageUrl: optionalText }).optional().catch(undefined);

const summarySchema = z.object({
  /** `v1|<listing>|<variation, or 0>` */
  itemId: z.string().regex(/^[\x21-\x7e]{1,150}$/),
  legacyItemId: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .optional()
    .catch(undefined),
  title: z.string(),
  itemWebUrl: text,
  image: imageSchema,
  thumbnailImages: z.array(imageSchema).catch([]),
  price: amountSchema,
  currentBidPrice: amountSchema,
  buyingOptions: z.array(z.string()).catch([]),
  condition: text,
  shortDescription: text,
  itemCreationDate: optionalText,
  itemEndDate: optionalText,
});

const pageSchema = z.object({
  total: z.number().int().nonnegative(),
  /** Absent on the last page. */
  next: optionalText,
  /** Absent where nothing was found. */
  itemSummaries: z.array(z.unknown()).default([]),
  warnings: z.array(z.object({ errorId: z.number(), message: text })).catch([]),
});

/** Warnings by which eBay says that it left out a filter or the order: what it gives then is not what was asked for. */
const IGNORED_PARTS: ReadonlySet<number> = new Set([12002, 12008, 12009, 12012]);

/** The most of a search that the Browse API gives, over all pages. */
const MAX_REACHABLE = 10_000;

export interface EbayPage {
  items: CrawledItem[];
  isLast: boolean;
  isCutOff: boolean;
}

/**
 * One page of `item_summary/search`.
 * @throws {CrawlError} `layout_changed`; `invalid_query` when eBay left out a part of the query
 */
export function parseSearch(json: unknown, marketplace: string, nowMs: number): EbayPage {
  const page = pageSchema.safeParse(json);
  if (!page.success)
    throw new CrawlError('layout_changed', 'eBay answers without a list of items.', { cause: page.error });
  const { total, next, itemSummaries, warnings } = page.data;
  const ignored = warnings.find(({ errorId }) => IGNORED_PARTS.has(errorId));
  if (ignored) throw new CrawlError('invalid_query', `eBay refuses the query: ${cleanText(ignored.message, 200)}`);
  const items = itemSummaries.flatMap((summary) => {
    const parsed = summarySchema.safeParse(summary);
    return parsed.success ? [toItem(parsed.data, marketplace, nowMs)] : [];
  });
  if (itemSummaries.length > 0 && items.length === 0) {
    throw new CrawlError('layout_changed', 'The items of eBay have an unknown form.');
  }
  const isLast = next === undefined || itemSummaries.length === 0;
  return { items, isLast, isCutOff: isLast && total > MAX_REACHABLE };
}

/** Why eBay refuses a call, in its words; '' when it does not say. */
export function parseErrors(json: unknown): string {
  const errors = z.object({ errors: z.array(z.object({ message: z.string() })).min(1) }).safeParse(json);
  return errors.success ? (errors.data.errors[0]?.message ?? '') : '';
}

type Summary = z.infer<typeof summarySchema>;

function toItem(summary: Summary, marketplace: string, nowMs: number): CrawledItem {
  // Not the item id: of a listing with variations it names the one that happens to be shown.
  const listing = summary.legacyItemId ?? /^v1\|([^|]+)\|/.exec(summary.itemId)?.[1] ?? summary.itemId;
  const price = readPrice(summary);
  const imageUrl = cleanLink(summary.image?.imageUrl ?? summary.thumbnailImages[0]?.imageUrl, 'https://i.ebayimg.com');
  const description = cleanText(`${summary.condition}\n${summary.shortDescription}`, 5000);
  const publishedAt = toInstant(summary.itemCreationDate);
  return {
    // Sites show different prices for one listing.
    key: makeItemKey(marketplace, listing),
    title: cleanText(summary.title, 500) || listing,
    url: readLink(summary.itemWebUrl) ?? `https://www.ebay.com/itm/${encodeURIComponent(listing)}`,
    ...(imageUrl ? { imageUrl } : {}),
    ...(description ? { description } : {}),
    ...(price ? { price } : {}),
    availability: Date.parse(summary.itemEndDate ?? '') <= nowMs ? 'out_of_stock' : 'in_stock',
    ...(publishedAt ? { publishedAt } : {}),
  };
}

/** The price to buy at, else the highest bid. */
function readPrice({ price, currentBidPrice, buyingOptions }: Summary): CrawledItem['price'] {
  const isAuctionOnly = buyingOptions.includes('AUCTION') && !buyingOptions.includes('FIXED_PRICE');
  const amount = isAuctionOnly ? (currentBidPrice ?? price) : price;
  if (!amount) return undefined;
  // The seller's own amount: a converted one moves with the exchange rate, and each move would look like a new price.
  const { value, currency, convertedFromValue, convertedFromCurrency } = amount;
  const isConverted = convertedFromValue !== undefined && convertedFromCurrency !== undefined;
  const code = isConverted ? convertedFromCurrency : currency;
  if (!isCurrencyCode(code)) return undefined;
  const amountMinor = toMinorUnits(isConverted ? convertedFromValue : value, code);
  return amountMinor ? { amountMinor, currency: code } : undefined;
}

/** Without what follows the path: it names the search, and differs each time. */
function readLink(link: string): string | undefined {
  const address = cleanLink(link, 'https://www.ebay.com');
  if (address === undefined) return undefined;
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}
