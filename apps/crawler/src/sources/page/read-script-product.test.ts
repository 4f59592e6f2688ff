import { describe, expect, it } from '@jest/globals';
import { type PageQuestion, parsePage } from './parse.js';

const shell = (script: string, body = '<div id="root"></div>') =>
  `<html lang="en"><head><title>Birch Stool High – Shop</title></head><body>${body}${script}</body></html>`;
function read(script: string, body?: string, url = 'https://shop.example/p/birch-stool', question: PageQuestion = {}) {
  const result = parsePage(shell(script, body), url, question);
  return result.status === 'ok' ? result.product : undefined;
}
const told = (script: string, body?: string) => {
  const product = read(script, body);
  return product?.price
    ? `${product.price.amountMinor} ${product.price.currency} ${product.availability} ${product.priceRule}`
    : null;
};
const json = (data: unknown, type = 'application/json') => `<script type="${type}">${JSON.stringify(data)}</script>`;
const stool = (more: object) => ({ name: 'Birch Stool High', ...more });

describe('a price that only the scripts of a page name', () => {
  it.each([
    [
      '__NEXT_DATA__',
      json({ props: { pageProps: { product: stool({ price: 79.5, currency: 'EUR', inStock: true }) } } }),
    ],
    [
      'an assigned state',
      `<script>window.__INITIAL_STATE__ = ${JSON.stringify({ pdp: stool({ prices: { regular: 99, sale: { value: 79.5, currencyCode: 'EUR' } }, availability: 'IN_STOCK' }) })}; (function(){var a={b:1}})()</script>`,
    ],
    [
      'a text that holds JSON',
      `<script>window.state = JSON.parse(${JSON.stringify(JSON.stringify({ p: stool({ price: '€79.50', available: true }) }))})</script>`,
    ],
    [
      'pieces of a stream',
      `<script>self.__next_f.push([1,${JSON.stringify(`4:${JSON.stringify(['$', stool({ salePrice: 79.5, price: 99, currency: 'EUR' })]).slice(0, 30)}`)}])</script><script>self.__next_f.push([1,${JSON.stringify(JSON.stringify(['$', stool({ salePrice: 79.5, price: 99, currency: 'EUR' })]).slice(30))}])</script>`,
    ],
    [
      'cents that say so',
      json({ product: stool({ price: { centAmount: 7950, currencyCode: 'EUR', fractionDigits: 2 } }) }),
    ],
    [
      'a shop that counts in cents',
      `<script>var meta = ${JSON.stringify({ product: { title: 'Birch Stool High', handle: 'birch-stool', currency: 'EUR', variants: [{ id: 1, price: 7950, available: true }] } })};</script>`,
    ],
    [
      'what is measured of visits',
      `<script>dataLayer.push(${JSON.stringify({ ecommerce: { currency: 'EUR', items: [{ item_name: 'Birch Stool High', price: 79.5 }] } })});</script>`,
    ],
  ])('%s', (_name, script) => {
    expect(told(script)).toMatch(/^7950 EUR (?:in_stock|unknown) script$/);
  });

  it('has its own stock where they say it', () => {
    const of = (more: object) => read(json(stool({ price: 79.5, currency: 'EUR', ...more })))?.availability;
    expect(of({ inStock: true })).toBe('in_stock');
    expect(of({ availability: { status: 'x', inStock: false } })).toBe('out_of_stock');
    expect(of({ soldOut: true })).toBe('out_of_stock');
    expect(of({})).toBe('in_stock');
  });

  it.each([
    ['another product', json({ product: { name: 'Oak Bench', price: 79.5, currency: 'EUR' } })],
    ['a product of the same kind', json({ product: { name: 'Birch Stool Low with Cushion', price: 79.5 } })],
    ['recommendations', json({ recommendations: [stool({ price: 79.5, currency: 'EUR' })] })],
    ['two amounts', json([stool({ price: 79.5, currency: 'EUR' }), { x: stool({ price: 66.25, currency: 'USD' }) }])],
    ['zero', json({ product: stool({ price: 0, currency: 'EUR' }) })],
    ['a large whole number that may count cents', json({ product: stool({ price: 7950, currency: 'EUR' }) })],
    ['a whole number whose cents are written elsewhere', json({ product: stool({ price: 795, label: '7.95' }) })],
    ['code', '<script>var product = {name: "Birch Stool High", price: 79.5};</script>'],
    ['what does not end', '<script>var a = {"name":"Birch Stool High","price":79.5</script>'],
  ])('is none where it is of %s', (_name, script) => {
    expect(told(script)).toBeNull();
  });

  it('says nothing where the page does, or where the price is to be asked for', () => {
    const script = json({ product: stool({ price: 79.5, currency: 'EUR' }) });
    const of = (body: string) => told(script, `<h1>Birch Stool High</h1>${body}`);
    expect(of('<span class="price">€89.00</span><button>Add to cart</button>')).toBe('8900 EUR in_stock visible');
    expect(of('<p>Price on request</p>')).toBeNull();
    expect(of('<p>Oops, an error occurred</p>')).toBeNull();
  });
});

it('knows the variant of the address by what scripts hold', () => {
  const variants = [
    { id: 41, title: 'Natural', price: 7950, available: true },
    { id: 42, title: 'Black', price: 8950, available: false },
  ];
  const script = json({ title: 'Birch Stool High', handle: 'birch-stool', currency: 'EUR', variants });
  const body = '<h1>Birch Stool High</h1><span class="price">€79.50</span><button>Add to cart</button>';
  const product = (url: string, question?: PageQuestion) =>
    read(script, body, `https://shop.example/p/${url}`, question);
  expect(product('a?variant=42')).toMatchObject({ price: { amountMinor: 8950 }, availability: 'out_of_stock' });
  expect(product('a?variant=41')).toMatchObject({ price: { amountMinor: 7950 }, availability: 'in_stock' });
  expect(product('a', { variant: 'black' })).toMatchObject({
    price: { amountMinor: 8950 },
    availability: 'out_of_stock',
  });
});
