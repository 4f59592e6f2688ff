import { SOURCE_QUERY_SCHEMAS } from '@goodshunter/contracts/sources';
import { describe, expect, it } from '@jest/globals';
import { buildSearchUrl, LAST_PAGE } from './build-url.js';
import { parseError, parseItemSearch } from './parse.js';

const hit = {
  index: 1,
  name: 'ライカ M3 &amp; ケース\u0007',
  description: 'フィルムカメラ<br>動作確認済み<script>x()</script>',
  headLine: '【保証付き】',
  inStock: true,
  url: 'https://store.shopping.yahoo.co.jp/camera-a/m3-1.html',
  code: 'camera-a_m3-1',
  condition: 'used',
  image: { small: 'https://item-shopping.c.yimg.jp/i/c/x', medium: 'https://item-shopping.c.yimg.jp/i/g/x' },
  price: 128_000,
  premiumPrice: 120_000,
  premiumPriceStatus: true,
  janCode: '4901234567894',
};
const answer = (hits: unknown[], total = hits.length) => ({
  totalResultsAvailable: total,
  totalResultsReturned: hits.length,
  firstResultsPosition: 1,
  hits,
});
const parseOne = (change: object) => parseItemSearch(answer([{ ...hit, ...change }]), 1).items[0];

describe('buildSearchUrl', () => {
  const build = (query: object, page = 1) =>
    buildSearchUrl('https://shopping.yahooapis.jp', SOURCE_QUERY_SCHEMAS['yahoo-shopping-jp'].parse(query), page);

  it('asks for the cheapest, a page at a time, and holds no key', () => {
    const url = build({ query: 'ライカ M3' }, 3);
    expect(url.origin + url.pathname).toBe('https://shopping.yahooapis.jp/ShoppingWebService/V3/itemSearch');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      query: 'ライカ M3',
      sort: '+price',
      results: '50',
      start: '101',
    });
    expect(url.search).toContain('sort=%2Bprice');
  });

  it('names whatever narrows the search', () => {
    const query = {
      category: '2502',
      seller: 'camera-a',
      jan: '4901234567894',
      minPrice: 1000,
      maxPrice: 200_000,
      condition: 'used',
      inStock: true,
      sort: 'relevance',
    };
    expect(Object.fromEntries(build(query).searchParams)).toEqual({
      genre_category_id: '2502',
      seller_id: 'camera-a',
      jan_code: '4901234567894',
      price_from: '1000',
      price_to: '200000',
      condition: 'used',
      in_stock: 'true',
      sort: '-score',
      results: '50',
      start: '1',
    });
  });

  it('stays within what the API gives', () => {
    const { searchParams } = build({ query: 'a' }, LAST_PAGE);
    expect(Number(searchParams.get('start')) + Number(searchParams.get('results'))).toBeLessThanOrEqual(1000);
  });
});

describe('parseItemSearch', () => {
  it('reads an item as plain data', () => {
    expect(parseOne({})).toEqual({
      key: 'camera-a_m3-1',
      title: 'ライカ M3 & ケース',
      url: 'https://store.shopping.yahoo.co.jp/camera-a/m3-1.html',
      imageUrl: 'https://item-shopping.c.yimg.jp/i/g/x',
      description: '【保証付き】 フィルムカメラ 動作確認済み',
      price: { amountMinor: 128_000, currency: 'JPY' },
      availability: 'in_stock',
      gtin: '4901234567894',
    });
  });

  it('counts yen, which have no smaller unit', () => {
    expect(parseOne({ price: 980 })?.price).toEqual({ amountMinor: 980, currency: 'JPY' });
    expect(parseOne({ price: '12800' })?.price).toEqual({ amountMinor: 12_800, currency: 'JPY' });
  });

  it.each([undefined, null, '', 0, -1, 12.5, '1,280', {}])('invents no price from %j', (price) =>
    expect(parseOne({ price })).not.toHaveProperty('price'),
  );

  it('tells stock as far as it is told', () => {
    expect(parseOne({ inStock: false })?.availability).toBe('out_of_stock');
    expect(parseOne({ inStock: undefined })?.availability).toBe('unknown');
  });

  it('leaves out what is no JAN code and no link', () => {
    const item = parseOne({ janCode: '123', image: null, url: 'javascript:alert(1)' });
    expect(item).not.toHaveProperty('gtin');
    expect(item).not.toHaveProperty('imageUrl');
    expect(item?.url).toBe('https://shopping.yahoo.co.jp/');
  });

  it('tells the last page by the number of results', () => {
    const full = Array.from({ length: 50 }, () => hit);
    expect(parseItemSearch(answer(full, 51), 1)).toMatchObject({ isLast: false });
    expect(parseItemSearch(answer([hit], 51), 2)).toMatchObject({ isLast: true, isCutOff: false });
    expect(parseItemSearch(answer([], 0), 1)).toEqual({ items: [], isLast: true, isCutOff: false });
  });

  it('says when there is more than the API gives', () => {
    expect(parseItemSearch(answer([hit], 5000), LAST_PAGE)).toMatchObject({ isLast: true, isCutOff: true });
    expect(parseItemSearch(answer([], 5000), 2)).toMatchObject({ isLast: true, isCutOff: true });
  });

  it('skips items it cannot read, unless it can read none', () => {
    expect(parseItemSearch(answer([hit, null, { code: 7 }]), 1).items).toHaveLength(1);
    expect(() => parseItemSearch(answer([1, 2]), 1)).toThrow(expect.objectContaining({ kind: 'layout_changed' }));
  });

  it.each([null, [], {}, { hits: [] }, { Error: { Message: 'x' } }, 'text'])('says that %j is no list', (json) => {
    expect(() => parseItemSearch(json, 1)).toThrow(expect.objectContaining({ kind: 'layout_changed' }));
  });
});

describe('parseError', () => {
  it.each([
    [{ Error: { Message: 'Your Request was Forbidden' } }, 'Your Request was Forbidden'],
    [{ Error: {} }, ''],
    [null, ''],
  ])('reads %j', (json, expected) => expect(parseError(json)).toBe(expected));
});
