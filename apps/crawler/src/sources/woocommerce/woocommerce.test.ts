import { describe, expect, it } from '@jest/globals';
import { buildProductsUrl, readWooPlace } from './build-url.js';
import { parseProducts } from './parse.js';

const SHOP = { root: 'https://shop.example', shop: 'shop.example' };
const product = {
  id: 61,
  name: 'Hat &#8211; &quot;Fish &amp; Chips&quot;',
  permalink: 'https://shop.example/product/hat/',
  sku: 'hat-1',
  short_description: '<p>Keeps <b>warm</b>.</p>',
  description: 'long',
  prices: { price: '18000', currency_code: 'USD', currency_minor_unit: 3 },
  images: [{ src: 'https://cdn.example/hat.jpg' }],
  is_in_stock: true,
};
const USD = { currency_code: 'USD', currency_minor_unit: 3 };
const parseOne = (changes: object) => parseProducts([{ ...product, ...changes }], SHOP).items[0];

describe('readWooPlace', () => {
  it.each([
    'https://shop.example',
    'https://shop.example/',
    'https://shop.example/shop/',
    'https://shop.example/product/hat/',
    'https://shop.example/product-category/hats/winter/',
    'https://shop.example/wp-json/wc/store/v1/products?per_page=5',
  ])('finds the shop in %s', (url) => {
    expect(buildProductsUrl(readWooPlace({ url }), undefined, 2).href).toBe(
      'https://shop.example/wp-json/wc/store/v1/products?per_page=100&page=2&orderby=date&order=desc',
    );
  });

  it('keeps a path and encodes what is searched', () => {
    const url = buildProductsUrl(readWooPlace({ url: 'http://127.0.0.1:8084/s/1' }), 'a&b=ü', 1);
    expect(url.pathname).toBe('/s/1/wp-json/wc/store/v1/products');
    expect(url.searchParams.get('search')).toBe('a&b=ü');
  });
});

describe('a product of several variations', () => {
  const of = (ids: number[], low: string, high: string) =>
    parseOne({
      prices: { ...USD, price: low, price_range: { min_amount: low, max_amount: high } },
      variations: ids.map((id) => ({ id, attributes: [] })),
    })?.variantPrices;

  it('says from where to where they cost, and which there are', () => {
    const all = of([1, 2, 3], '18000', '45000');
    expect(all).toMatchObject({ 'range-low': 1800, 'range-high': 4500 });
    expect(of([3, 2, 1], '18000', '45000')).toEqual(all);
    expect(of([2, 3], '30000', '45000')?.['range-of']).not.toBe(all?.['range-of']);
    expect(parseOne({})).not.toHaveProperty('variantPrices');
  });
});

describe('parseProducts', () => {
  it('reads a product as plain data', () => {
    expect(parseOne({})).toEqual({
      key: 'shop.example:61',
      title: 'Hat – "Fish & Chips"',
      url: 'https://shop.example/product/hat/',
      imageUrl: 'https://cdn.example/hat.jpg',
      description: 'Keeps warm.',
      price: { amountMinor: 1800, currency: 'USD' },
      availability: 'in_stock',
      sku: 'hat-1',
    });
  });

  it.each([
    ['1999', 'EUR', 2, 1999],
    ['18005', 'USD', 3, 1801],
    ['20', 'EUR', 0, 2000],
    ['1280000', 'JPY', 2, 12800],
    ['1250', 'KWD', 3, 1250],
    ['125', 'KWD', 2, 1250],
  ])('turns %s %s with %i decimals into %i', (price, currency_code, currency_minor_unit, amountMinor) => {
    expect(parseOne({ prices: { price, currency_code, currency_minor_unit } })?.price).toEqual({
      amountMinor,
      currency: currency_code,
    });
  });

  it.each([
    { price: '0', currency_code: 'USD', currency_minor_unit: 2 },
    { price: '0', price_range: { min_amount: '0', max_amount: '0' }, currency_code: 'USD', currency_minor_unit: 2 },
    { price: '', currency_code: 'USD', currency_minor_unit: 2 },
    { price: '12.50', currency_code: 'USD', currency_minor_unit: 2 },
    { price: '-5', currency_code: 'USD', currency_minor_unit: 2 },
    { price: '5', currency_code: 'USD' },
    null,
  ])('invents no price from %j', (prices) => expect(parseOne({ prices })).not.toHaveProperty('price'));

  it('takes the range where the price itself is not set', () => {
    const prices = { price: '0', price_range: { min_amount: '0', max_amount: '179000' }, ...USD };
    expect(parseOne({ prices })?.price).toEqual({ amountMinor: 17900, currency: 'USD' });
    expect(parseOne({ prices: { ...prices, price: '18000' } })?.price?.amountMinor).toBe(1800);
  });

  it('takes links to http(s) only', () => {
    const item = parseOne({ permalink: 'javascript:alert(1)', images: [{ src: 'data:image/png;base64,x' }] });
    expect(item?.url).toBe('https://shop.example/?p=61');
    expect(item).not.toHaveProperty('imageUrl');
  });

  it('tells stock as far as it is told', () => {
    expect(parseOne({ is_in_stock: false })?.availability).toBe('out_of_stock');
    expect(parseOne({ is_on_backorder: true })?.availability).toBe('backorder');
    expect(parseOne({ is_in_stock: undefined })?.availability).toBe('unknown');
  });

  it.each([null, {}, { code: 'rest_no_route' }, 'text'])('says that %j is no list', (json) => {
    expect(() => parseProducts(json, SHOP)).toThrow(expect.objectContaining({ kind: 'layout_changed' }));
  });
});
