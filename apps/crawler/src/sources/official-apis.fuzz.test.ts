import { type CrawledItem, crawledItemSchema } from '@goodshunter/contracts/crawl';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CrawlError } from '../errors.js';
import { parseErrors, parseSearch } from './ebay/parse.js';
import { parseError, parseItemSearch } from './yahoo-shopping-jp/parse.js';

const RUNS = { numRuns: 500, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: false };

const word = fc.oneof(
  fc.constantFrom(
    'v1|1|0',
    'shop_1',
    '12.50',
    '0',
    '1e9',
    '-3',
    'USD',
    'JPY',
    'AUCTION',
    'FIXED_PRICE',
    '\u202e',
    '<b>&#xd800;',
  ),
  fc.constantFrom(
    'https://a.example/1',
    'javascript:x',
    '+275760-09-13T00:00:00.000Z',
    '2026-01-01',
    '4901234567894',
    '\ud800',
  ),
  fc.fullUnicodeString({ maxLength: 300 }),
);
const amount = fc.record(
  { value: word, currency: word, convertedFromValue: word, convertedFromCurrency: word },
  { requiredKeys: [] },
);
const value = fc.oneof(
  { arbitrary: word, weight: 4 },
  { arbitrary: amount, weight: 2 },
  { arbitrary: fc.jsonValue(), weight: 1 },
);
const EBAY_FIELDS = [
  'legacyItemId',
  'title',
  'itemWebUrl',
  'price',
  'currentBidPrice',
  'condition',
  'shortDescription',
  'itemCreationDate',
  'itemEndDate',
  'image',
  'thumbnailImages',
  'buyingOptions',
] as const;
const YAHOO_FIELDS = ['name', 'url', 'headLine', 'description', 'price', 'inStock', 'image', 'janCode'] as const;

/** Objects with an id that can be read and any values in the other fields. */
const entries = (id: string, fields: readonly string[]) =>
  fc.array(
    fc.tuple(fc.constantFrom('v1|1|0', 'shop_1'), fc.array(fc.tuple(fc.constantFrom(...fields), value))).map(
      ([name, pairs]): Record<string, unknown> => ({
        [id]: name,
        title: 'a',
        name: 'a',
        ...Object.fromEntries(pairs),
      }),
    ),
    { maxLength: 5 },
  );

/** Either items that a crawl can answer, or a failure by name. */
function check(read: () => CrawledItem[]): void {
  try {
    for (const item of read()) {
      expect(crawledItemSchema.safeParse(item)).toMatchObject({ success: true });
      expect(item.url).toMatch(/^https?:\/\//);
      expect(`${item.key}${item.title}${item.description ?? ''}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      if (item.price) expect(item.price.amountMinor).toBeGreaterThan(0);
    }
  } catch (error) {
    if (!(error instanceof CrawlError)) throw error;
    expect(error.kind).toMatch(/^(layout_changed|invalid_query)$/);
  }
}

describe('answers of official APIs', () => {
  it('of any form are items or a named failure', async () => {
    await fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        check(() => parseSearch(json, 'EBAY_US', 0).items);
        check(() => parseItemSearch(json, 1).items);
        expect(typeof parseErrors(json)).toBe('string');
        expect(typeof parseError(json)).toBe('string');
      }),
      RUNS,
    );
  });

  it('of eBay give bounded plain data whatever its fields hold', async () => {
    await fc.assert(
      fc.property(entries('itemId', EBAY_FIELDS), (itemSummaries) => {
        check(() => parseSearch({ total: itemSummaries.length, itemSummaries }, 'EBAY_US', 0).items);
      }),
      RUNS,
    );
  });

  it('of Yahoo! Shopping give bounded plain data whatever their fields hold', async () => {
    await fc.assert(
      fc.property(entries('code', YAHOO_FIELDS), (hits) => {
        check(() => parseItemSearch({ totalResultsAvailable: hits.length, hits }, 1).items);
      }),
      RUNS,
    );
  });
});
