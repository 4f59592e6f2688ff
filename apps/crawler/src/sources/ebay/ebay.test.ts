import { SOURCE_QUERY_SCHEMAS } from '@goodshunter/contracts/sources';
import { describe, expect, it } from '@jest/globals';
import { buildSearchUrl } from './build-url.js';
import { parseErrors, parseSearch } from './parse.js';

const NOW_MS = Date.parse('2026-05-01T00:00:00Z');
const summary = {
  itemId: 'v1|334691749565|543843548440',
  legacyItemId: '334691749565',
  title: '  Leica M3 \u202e "double stroke"\u0007 ',
  itemGroupHref: 'https://api.ebay.com/buy/browse/v1/item/get_items_by_item_group?item_group_id=334691749565',
  itemGroupType: 'SELLER_DEFINED_VARIATIONS',
  image: { imageUrl: 'https://i.ebayimg.com/thumbs/images/g/XTEAA/s-l225.jpg' },
  price: { value: '189.99', currency: 'USD' },
  buyingOptions: ['FIXED_PRICE', 'BEST_OFFER'],
  condition: 'For parts or not working',
  shortDescription: 'The shutter sticks.',
  itemWebUrl: 'https://www.ebay.com/itm/334691749565?var=543843548440&hash=item4ded1f&amdata=enc%3AAQAG',
  itemCreationDate: '2026-04-30T10:00:00.000Z',
};
const page = (items: unknown[], more: object = {}) => ({
  total: items.length,
  limit: 200,
  offset: 0,
  itemSummaries: items,
  ...more,
});
const parseOne = (change: object) => parseSearch(page([{ ...summary, ...change }]), 'EBAY_US', NOW_MS).items[0];
const failure = (json: unknown) => {
  try {
    parseSearch(json, 'EBAY_US', NOW_MS);
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('buildSearchUrl', () => {
  const build = (query: object, pageNumber = 1) =>
    buildSearchUrl('https://api.ebay.com', SOURCE_QUERY_SCHEMAS.ebay.parse(query), pageNumber);

  it('asks for the newest fixed prices, a page at a time', () => {
    const url = build({ q: 'leica m3 & lens' }, 3);
    expect(url.origin + url.pathname).toBe('https://api.ebay.com/buy/browse/v1/item_summary/search');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      q: 'leica m3 & lens',
      filter: 'buyingOptions:{FIXED_PRICE}',
      fieldgroups: 'MATCHING_ITEMS,EXTENDED',
      sort: 'newlyListed',
      limit: '200',
      offset: '400',
    });
  });

  it.each([
    [{ minPrice: 1050, maxPrice: 5000 }, 'price:[10.50..50.00],priceCurrency:USD'],
    [{ minPrice: 5, marketplace: 'EBAY_DE' }, 'price:[0.05..],priceCurrency:EUR'],
    [{ maxPrice: 100, marketplace: 'EBAY_GB' }, 'price:[..1.00],priceCurrency:GBP'],
    [{ conditions: ['for_parts', 'new'] }, 'conditionIds:{7000|1000|1500|1750}'],
  ])('makes a filter of %j', (query, expected) => {
    expect(build({ q: 'a', ...query }).searchParams.get('filter')).toBe(`buyingOptions:{FIXED_PRICE},${expected}`);
  });

  it('names category and buying options', () => {
    const { searchParams } = build({ q: 'a', category: '15230', buyingOptions: ['auction', 'best_offer'] });
    expect(searchParams.get('category_ids')).toBe('15230');
    expect(searchParams.get('filter')).toBe('buyingOptions:{AUCTION|BEST_OFFER}');
  });
});

describe('parseSearch', () => {
  it('reads a listing as plain data, by its listing and not by the variation that is shown', () => {
    expect(parseOne({})).toEqual({
      key: 'EBAY_US:334691749565',
      title: 'Leica M3 "double stroke"',
      url: 'https://www.ebay.com/itm/334691749565',
      imageUrl: 'https://i.ebayimg.com/thumbs/images/g/XTEAA/s-l225.jpg',
      description: 'For parts or not working The shutter sticks.',
      price: { amountMinor: 18_999, currency: 'USD' },
      availability: 'in_stock',
      publishedAt: '2026-04-30T10:00:00.000Z',
    });
  });

  it.each([
    ['v1|110|0', undefined, 'EBAY_US:110'],
    ['v1|110|7', '111', 'EBAY_US:111'],
    ['other', undefined, 'EBAY_US:other'],
  ])('makes of the item id %s (listing %s) the key %s', (itemId, legacyItemId, key) => {
    expect(parseOne({ itemId, legacyItemId })?.key).toBe(key);
  });

  it.each([
    [['FIXED_PRICE'], 100_00],
    [['AUCTION', 'FIXED_PRICE'], 100_00],
    [['BEST_OFFER'], 100_00],
    [['AUCTION'], 16_15],
    [['AUCTION', 'BEST_OFFER'], 16_15],
    [undefined, 100_00],
  ])('takes of the buying options %j the amount %i', (buyingOptions, amountMinor) => {
    const prices = {
      price: { value: '100.00', currency: 'EUR' },
      currentBidPrice: { value: '16.15', currency: 'EUR' },
    };
    expect(parseOne({ ...prices, buyingOptions })?.price).toEqual({ amountMinor, currency: 'EUR' });
  });

  it('takes the price of an auction that shows its bid as the price', () => {
    expect(parseOne({ buyingOptions: ['AUCTION'] })?.price).toEqual({ amountMinor: 18_999, currency: 'USD' });
  });

  it('takes the amount the seller asks for, not its value today in another currency', () => {
    const price = { value: '171.33', currency: 'EUR', convertedFromValue: '189.99', convertedFromCurrency: 'USD' };
    expect(parseOne({ price })?.price).toEqual({ amountMinor: 18_999, currency: 'USD' });
  });

  it.each([
    [{ value: '12800', currency: 'JPY' }, 12_800],
    [{ value: '12800.0', currency: 'JPY' }, 12_800],
    [{ value: '1.250', currency: 'KWD' }, 1250],
  ])('reads %j in minor units', (price, amountMinor) => {
    expect(parseOne({ price })?.price).toEqual({ amountMinor, currency: price.currency });
  });

  it.each([
    undefined,
    null,
    {},
    { value: '', currency: 'USD' },
    { value: '0.00', currency: 'USD' },
    { value: '12.505', currency: 'USD' },
    { value: '12.50', currency: 'dollars' },
    { value: '12.50' },
    '12.50',
  ])('invents no price from %j', (price) => expect(parseOne({ price })).not.toHaveProperty('price'));

  it('knows that an ended listing cannot be bought', () => {
    expect(parseOne({ itemEndDate: '2026-04-30T23:59:59.000Z' })?.availability).toBe('out_of_stock');
    expect(parseOne({ itemEndDate: '2026-05-30T23:59:59.000Z' })?.availability).toBe('in_stock');
  });

  it('takes links to http(s) only', () => {
    const item = parseOne({ itemWebUrl: 'javascript:alert(1)', image: { imageUrl: 'data:image/png;base64,x' } });
    expect(item?.url).toBe('https://www.ebay.com/itm/334691749565');
    expect(item).not.toHaveProperty('imageUrl');
  });

  it('tells the last page by the missing next one', () => {
    expect(parseSearch(page([summary]), 'EBAY_US', NOW_MS)).toMatchObject({ isLast: true, isCutOff: false });
    expect(
      parseSearch(page([summary], { total: 900, next: 'https://api.ebay.com/x' }), 'EBAY_US', NOW_MS),
    ).toMatchObject({
      isLast: false,
    });
    expect(parseSearch({ total: 0 }, 'EBAY_US', NOW_MS)).toEqual({ items: [], isLast: true, isCutOff: false });
  });

  it('tells that eBay gives no more than its first 10,000', () => {
    expect(parseSearch(page([summary], { total: 10_001 }), 'EBAY_US', NOW_MS)).toMatchObject({
      isLast: true,
      isCutOff: true,
    });
  });

  it('skips listings it cannot read, unless it can read none', () => {
    expect(parseSearch(page([summary, null, { itemId: 7 }]), 'EBAY_US', NOW_MS).items).toHaveLength(1);
    expect(failure(page([1, { title: 'x' }]))).toMatchObject({ kind: 'layout_changed' });
  });

  it('refuses an answer to another question: a filter that was left out', () => {
    const warnings = [{ errorId: 12_009, message: "The 'category_ids' query parameter is invalid." }];
    expect(failure(page([summary], { warnings }))).toMatchObject({
      kind: 'invalid_query',
      message: "eBay refuses the query: The 'category_ids' query parameter is invalid.",
    });
    const harmless = [{ errorId: 12_015, message: 'The postal code was ignored.' }];
    expect(parseSearch(page([summary], { warnings: harmless }), 'EBAY_US', NOW_MS).items).toHaveLength(1);
  });

  it.each([null, [], {}, { itemSummaries: [] }, 'text'])('says that %j is no list', (json) => {
    expect(failure(json)).toMatchObject({ kind: 'layout_changed' });
  });
});

describe('parseErrors', () => {
  it.each([
    [{ errors: [{ errorId: 1001, message: 'Invalid access token' }] }, 'Invalid access token'],
    [{ errors: [] }, ''],
    [{}, ''],
    [null, ''],
  ])('reads %j', (json, expected) => expect(parseErrors(json)).toBe(expected));
});
