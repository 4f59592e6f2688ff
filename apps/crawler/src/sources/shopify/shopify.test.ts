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
    { id: 3, title: 'L', price: '30.00', compare_at_price: '30.00', available: true, sku: 'L-3' },
    { id: 1, title: 'S', price: '10.00', available: false, sku: 'L-1' },
    { id: 2, title: 'M', price: '20.00', available: true, sku: 'L-2', barcode: '4006381333931' },
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

  it('takes the variant that a product address names, for that product', () => {
    expect(readShopifyPlace({ url: 'https://shop.example/products/f%C3%A9z?variant=12' })).toMatchObject({
      shop: 'shop.example',
      variant: '12',
      handle: 'féz',
    });
    expect(readShopifyPlace({ url: 'https://shop.example/products/fez' })).toMatchObject({
      variant: undefined,
      handle: undefined,
    });
    expect(readShopifyPlace({ url: 'https://shop.example/?variant=12' })).toMatchObject({ variant: undefined });
    expect(readShopifyPlace({ url: 'https://shop.example/products/fez?variant=12', variant: 'M' }).variant).toBe('M');
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
      variantPrices: { 1: 1000, 2: 2000, 3: 3000 },
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
    ['19.99', null, 1999],
  ])('reads %s %s as %i minor units', (price, currency, amountMinor) => {
    expect(parseOne({ variants: [{ price, available: true }] }, currency)?.price).toEqual({ amountMinor, currency });
  });

  it.each(['', '0.00', '0', 'ask', '-1.00', '1.005', '1e9', null, undefined, {}])(
    'invents no price from %j',
    (price) => {
      expect(parseOne({ variants: [{ price, available: true }] })).not.toHaveProperty('price');
    },
  );

  it('takes a variant whose price is not set for no price of the product', () => {
    const variants = [
      { id: 1, title: 'S', price: '0.00', available: true },
      { id: 2, title: 'M', price: '25.00', available: true },
    ];
    expect(parseOne({ variants })?.price).toEqual({ amountMinor: 2500, currency: 'EUR' });
    expect(parseOne({ variants })?.variantPrices).toEqual({ 'range-low': 2500, 'range-high': 2500, 'range-of': 1 });
    expect(parseOne({ variants: [{ ...variants[1], title: 'Default Title' }] })).not.toHaveProperty('variantPrices');
  });

  it.each([
    ['1', 'S', 1000, 'out_of_stock'],
    ['L-3', 'L', 3000, 'in_stock'],
    [' m ', 'M', 2000, 'in_stock'],
  ])('tells of the variant %j alone', (variant, name, amountMinor, availability) => {
    const [item] = parseProducts({ products: [product] }, { ...SHOP, variant }, 'EUR').items;
    expect(item).toMatchObject({
      key: `shop.example:7/${variant.trim().toLowerCase()}`,
      title: `Lamp "Moon" – ${name}`,
      price: { amountMinor },
      availability,
    });
    expect(item?.url).toMatch(/\/products\/lamp-moon\?variant=\d$/);
    expect(item).not.toHaveProperty('variantPrices');
  });

  it('keeps one key for a size that comes in several colours, whichever can be had', () => {
    const colours = (isRedThere: boolean) => [
      { id: 1, title: 'Red / M', option1: 'Red', option2: 'M', price: '9.00', available: isRedThere },
      { id: 2, title: 'Blue / M', option1: 'Blue', option2: 'M', price: '8.00', available: false },
      { id: 3, title: 'Blue / L', option1: 'Blue', option2: 'L', price: '7.00', available: true },
    ];
    const ofSize = (isRedThere: boolean) =>
      parseProducts({ products: [{ ...product, variants: colours(isRedThere) }] }, { ...SHOP, variant: 'm' }, 'EUR')
        .items;
    expect(ofSize(true)).toMatchObject([
      { key: 'shop.example:7/m', availability: 'in_stock', price: { amountMinor: 900 } },
    ]);
    expect(ofSize(false)).toMatchObject([{ key: 'shop.example:7/m', availability: 'out_of_stock' }]);
  });

  it('leaves out products that do not come in the variant, and says so where one product is asked for', () => {
    const listing = { products: [product, { ...product, id: 8, handle: 'fez', variants: [] }] };
    expect(parseProducts(listing, { ...SHOP, variant: 'L' }, 'EUR').items).toHaveLength(1);
    expect(parseProducts(listing, { ...SHOP, variant: 'L', handle: 'lamp-moon' }, 'EUR').items).toHaveLength(1);
    expect(() => parseProducts(listing, { ...SHOP, variant: 'XL', handle: 'lamp-moon' }, 'EUR')).toThrow(
      'The product has no variant "XL". It has: L, S, M.',
    );
    expect(parseProducts(listing, { ...SHOP, variant: 'L', handle: 'other' }, 'EUR')).toEqual({ items: [], size: 2 });
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
