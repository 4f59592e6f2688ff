import { describe, expect, it } from '@jest/globals';
import { buildProductsUrl, readShopifyPlace } from './build-url.js';
import { parseCurrency, parseProducts } from './parse.js';

const SHOP = { root: 'https://shop.example', shop: 'shop.example' };
const product = {
  id: 7,
  title: '  Lamp \u202e"Moon"\u0007 ',
  handle: 'lamp-moon',
  body_html: '<p>Fish &amp; <b>chips</b></p><script>x()</script>',
  published_at: '2025-09-03T11:55:41+01:00',
  variants: [
    { price: '30.00', compare_at_price: '30.00', available: true, sku: 'L-3' },
    { price: '10.00', available: false, sku: 'L-1' },
    { price: '20.00', available: true, sku: 'L-2', barcode: '4006381333931' },
  ],
  images: [{ src: '//cdn.example/a.png' }],
};
const parseOne = (changes: object, currency: string | null = 'EUR') =>
  parseProducts({ products: [{ ...product, ...changes }] }, SHOP, currency).items[0];

describe('readShopifyPlace', () => {
  it.each([
    ['https://shop.example', 'https://shop.example/products.json?limit=250&page=1'],
    ['https://shop.example/', 'https://shop.example/products.json?limit=250&page=1'],
    ['https://shop.example/products.json?limit=3', 'https://shop.example/products.json?limit=250&page=1'],
    ['https://shop.example/s/1/', 'https://shop.example/s/1/products.json?limit=250&page=1'],
    [
      'https://shop.example/en-gb/collections/hats',
      'https://shop.example/en-gb/collections/hats/products.json?limit=250&page=1',
    ],
    [
      'https://shop.example/collections/hats/products/fez',
      'https://shop.example/collections/hats/products.json?limit=250&page=1',
    ],
    ['https://shop.example/products/fez?variant=1#x', 'https://shop.example/products.json?limit=250&page=1'],
    ['http://127.0.0.1:8084/s/2', 'http://127.0.0.1:8084/s/2/products.json?limit=250&page=1'],
  ])('makes of %s the address %s', (url, expected) => {
    expect(buildProductsUrl(readShopifyPlace({ url }), 1).href).toBe(expected);
  });

  it('prefers the collection the query names', () => {
    const place = readShopifyPlace({ url: 'https://shop.example/collections/hats', collection: 'shoes' });
    expect(buildProductsUrl(place, 3).href).toBe(
      'https://shop.example/collections/shoes/products.json?limit=250&page=3',
    );
  });
});

describe('parseProducts', () => {
  it('takes the cheapest variant that can be bought, and cleans what it shows', () => {
    expect(parseOne({})).toEqual({
      key: 'shop.example:7',
      title: 'Lamp "Moon"',
      url: 'https://shop.example/products/lamp-moon',
      imageUrl: 'https://cdn.example/a.png',
      description: 'Fish & chips',
      price: { amountMinor: 2000, currency: 'EUR' },
      availability: 'in_stock',
      sku: 'L-2',
      gtin: '4006381333931',
      publishedAt: '2025-09-03T10:55:41.000Z',
    });
  });

  it('takes the cheapest of all when none can be bought', () => {
    const variants = product.variants.map((variant) => ({ ...variant, available: false }));
    expect(parseOne({ variants })).toMatchObject({ price: { amountMinor: 1000 }, availability: 'out_of_stock' });
  });

  it.each([
    ['12800', 'JPY', 12800],
    ['12800.00', 'JPY', 12800],
    ['1.250', 'KWD', 1250],
    ['0.00', 'EUR', 0],
    ['19.99', null, 1999],
  ])('reads %s %s as %i minor units', (price, currency, amountMinor) => {
    expect(parseOne({ variants: [{ price, available: true }] }, currency)?.price).toEqual({ amountMinor, currency });
  });

  it.each(['', 'ask', '-1.00', '1.005', '1e9', null, undefined, {}])('invents no price from %j', (price) => {
    expect(parseOne({ variants: [{ price, available: true }] })).not.toHaveProperty('price');
  });

  it('does not know the availability that nobody states', () => {
    expect(parseOne({ variants: [{ price: '1.00' }] })?.availability).toBe('unknown');
    expect(parseOne({ variants: [] })?.availability).toBe('unknown');
  });

  it('skips products it cannot read, unless it can read none', () => {
    const parsed = parseProducts({ products: [product, null, { id: {} }] }, SHOP, null);
    expect(parsed.items).toHaveLength(1);
    expect(parsed.size).toBe(3);
    expect(parseProducts({ products: [] }, SHOP, null)).toEqual({ items: [], size: 0 });
    expect(() => parseProducts({ products: [1, 2] }, SHOP, null)).toThrow('unknown form');
  });

  it.each([null, [], {}, { products: {} }, 'text'])('says that %j is no list', (json) => {
    expect(() => parseProducts(json, SHOP, null)).toThrow(expect.objectContaining({ kind: 'layout_changed' }));
  });
});

describe('parseCurrency', () => {
  it.each([
    [{ currency: 'GBP' }, 'GBP'],
    [{ currency: 'pounds' }, null],
    [{}, null],
    [null, null],
  ])('reads %j', (json, expected) => expect(parseCurrency(json)).toBe(expected));
});
