import { type CrawledItem, MAX_ITEM_KEY_LENGTH } from '@goodshunter/contracts/crawl';
import { z } from 'zod';
import { CrawlError } from '../../errors.js';
import { toMinorUnits } from '../../price/to-minor-units.js';
import { cleanLink, cleanText } from '../../text/clean-text.js';
import { readHtmlFragment } from '../../text/html-to-text.js';
import { LAST_PAGE, PAGE_SIZE } from './build-url.js';

const text = z.string().catch('');
const hitSchema = z.object({
  /** `store_item`: unique over all stores. */
  code: z
    .string()
    .max(MAX_ITEM_KEY_LENGTH)
    .regex(/^[\x21-\x7e]+$/),
  name: z.string(),
  url: text,
  headLine: text,
  description: text,
  /** What it costs now, in yen, with tax and any sale; what members pay is `premiumPrice`. */
  price: z.union([z.number(), z.string()]).optional().catch(undefined),
  inStock: z.boolean().optional().catch(undefined),
  image: z.object({ medium: text }).optional().catch(undefined),
  janCode: text,
});
const pageSchema = z.object({ totalResultsAvailable: z.number().int().nonnegative(), hits: z.array(z.unknown()) });

export interface YahooPage {
  items: CrawledItem[];
  isLast: boolean;
  isCutOff: boolean;
}

/** One page of `itemSearch`. @param page from 1 @throws {CrawlError} `layout_changed` */
export function parseItemSearch(json: unknown, page: number): YahooPage {
  const parsed = pageSchema.safeParse(json);
  if (!parsed.success) {
    throw new CrawlError('layout_changed', 'Yahoo! Shopping answers without a list of items.', { cause: parsed.error });
  }
  const { hits, totalResultsAvailable } = parsed.data;
  const items = hits.flatMap((hit) => {
    const read = hitSchema.safeParse(hit);
    return read.success ? [toItem(read.data)] : [];
  });
  if (hits.length > 0 && items.length === 0) {
    throw new CrawlError('layout_changed', 'The items of Yahoo! Shopping have an unknown form.');
  }
  const isEnd = page * PAGE_SIZE >= totalResultsAvailable;
  const isLast = isEnd || hits.length === 0 || page >= LAST_PAGE;
  return { items, isLast, isCutOff: isLast && !isEnd };
}

/** Why Yahoo! refuses a call, in its words; '' when it does not say. */
export function parseError(json: unknown): string {
  const error = z.object({ Error: z.object({ Message: z.string() }) }).safeParse(json);
  return error.success ? error.data.Error.Message : '';
}

function toItem(hit: z.infer<typeof hitSchema>): CrawledItem {
  const amountMinor = hit.price === undefined ? null : toMinorUnits(String(hit.price), 'JPY');
  const description = plain(`${hit.headLine} ${hit.description}`, 5000);
  const imageUrl = cleanLink(hit.image?.medium, 'https://item-shopping.c.yimg.jp');
  return {
    key: hit.code,
    title: plain(hit.name, 500) || hit.code,
    url: cleanLink(hit.url, 'https://store.shopping.yahoo.co.jp') ?? 'https://shopping.yahoo.co.jp/',
    ...(imageUrl ? { imageUrl } : {}),
    ...(description ? { description } : {}),
    ...(amountMinor ? { price: { amountMinor, currency: 'JPY' } } : {}),
    availability: hit.inStock === undefined ? 'unknown' : hit.inStock ? 'in_stock' : 'out_of_stock',
    ...(/^(\d{8}|\d{13})$/.test(hit.janCode) ? { gtin: hit.janCode } : {}),
  };
}

/** Stores write markup and entities into every field. */
function plain(html: string, maxLength: number): string {
  return cleanText(readHtmlFragment(html, maxLength * 2).text, maxLength);
}
