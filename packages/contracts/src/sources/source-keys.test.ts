import { describe, expect, it } from '@jest/globals';
import { crawlRequestSchema } from '../crawl/crawl-messages.js';
import { SOURCE_NAMES } from '../words/source-names.js';
import { API_HOSTS, HOST_DAILY_LIMITS, HOST_MIN_GAPS_MS } from './api-hosts.js';
import { collectCredentials, findMissingKeys, isKeyedSource, SOURCE_KEYS } from './source-keys.js';
import { SOURCE_QUERY_SCHEMAS } from './source-queries.js';

const NONE = collectCredentials({ ebayClientId: '', ebayClientSecret: '', yahooShoppingAppId: '' });

describe('findMissingKeys', () => {
  it('names the variables that are not set', () => {
    expect(findMissingKeys('ebay', NONE)).toEqual(['EBAY_CLIENT_ID', 'EBAY_CLIENT_SECRET']);
    expect(findMissingKeys('yahoo-shopping-jp', NONE)).toEqual(['YAHOO_SHOPPING_APP_ID']);
  });

  it('is content with a whole key, not with half of one', () => {
    const half = collectCredentials({ ebayClientId: 'id', ebayClientSecret: '', yahooShoppingAppId: 'app' });
    expect(findMissingKeys('ebay', half)).toEqual(['EBAY_CLIENT_SECRET']);
    expect(findMissingKeys('yahoo-shopping-jp', half)).toEqual([]);
  });

  it('asks for nothing where no key is needed', () => {
    expect(SOURCE_NAMES.filter((source) => findMissingKeys(source, NONE).length === 0)).toEqual(
      SOURCE_NAMES.filter((source) => !isKeyedSource(source)),
    );
  });
});

describe('keyed sources', () => {
  it('are sources, with a host and a daily limit each', () => {
    for (const source of Object.keys(SOURCE_KEYS)) expect(SOURCE_NAMES).toContain(source);
    for (const host of Object.values(API_HOSTS)) expect(HOST_DAILY_LIMITS[host]).toBeGreaterThan(0);
    for (const host of Object.keys(HOST_MIN_GAPS_MS)) expect(Object.values(API_HOSTS)).toContain(host);
  });

  it('get bounded credentials with a crawl request', () => {
    const request = { source: 'ebay', query: { q: 'x' }, deadlineMs: 1000 };
    expect(crawlRequestSchema.parse({ ...request, credentials: { clientId: 'a' } }).credentials).toEqual({
      clientId: 'a',
    });
    expect(crawlRequestSchema.safeParse({ ...request, credentials: { clientId: 'a'.repeat(501) } }).success).toBe(
      false,
    );
  });
});

describe('the query of ebay', () => {
  const parse = (query: object) => SOURCE_QUERY_SCHEMAS.ebay.safeParse(query);

  it('is a text and a marketplace, with defaults', () => {
    expect(parse({ q: ' leica m3 ' }).data).toEqual({
      q: 'leica m3',
      marketplace: 'EBAY_US',
      buyingOptions: ['fixed_price'],
    });
  });

  it.each([
    {},
    { q: '' },
    { q: 'leica*' },
    { q: 'x'.repeat(101) },
    { q: 'leica', marketplace: 'EBAY_XX' },
    { q: 'leica', category: 'cameras' },
    { q: 'leica', minPrice: 12.5 },
    { q: 'leica', minPrice: 2, maxPrice: 1 },
    { q: 'leica', conditions: [] },
    { q: 'leica', url: 'https://www.ebay.com' },
  ])('refuses %j', (query) => expect(parse(query).success).toBe(false));
});

describe('the query of yahoo-shopping-jp', () => {
  const parse = (query: object) => SOURCE_QUERY_SCHEMAS['yahoo-shopping-jp'].safeParse(query);

  it.each([{ query: 'ライカ' }, { category: '2502' }, { seller: 'shop-a_1' }, { jan: '4901234567894' }])(
    'is any of %j',
    (query) => expect(parse(query).data).toEqual({ ...query, sort: 'price' }),
  );

  it.each([{}, { condition: 'used' }, { query: ' ' }, { jan: '123' }, { query: 'a', minPrice: 2, maxPrice: 1 }])(
    'refuses %j',
    (query) => expect(parse(query).success).toBe(false),
  );
});
