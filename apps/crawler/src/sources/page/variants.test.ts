import { describe, expect, it } from '@jest/globals';
import { type PageQuestion, parsePage } from './parse.js';

const ld = (data: unknown) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
const inStock = 'https://schema.org/InStock';
const out = 'https://schema.org/OutOfStock';

function read(url: string, body: string, question: PageQuestion = {}) {
  const result = parsePage(
    `<html lang="en"><head><title>Trail Boot – Shop</title></head><body><h1>Trail Boot</h1>${body}</body></html>`,
    url,
    question,
  );
  if (result.status !== 'ok') throw new Error(result.reason);
  return result.product;
}

const offer = (price: number, more: object = {}) => ({
  '@type': 'Offer',
  price,
  priceCurrency: 'EUR',
  availability: inStock,
  ...more,
});
const product = (offers: unknown, more: object = {}) => ld({ '@type': 'Product', name: 'Trail Boot', offers, ...more });
const variant = (name: string, offers: unknown, more: object = {}) => ({ '@type': 'Product', name, offers, ...more });
const group = (...variants: unknown[]) => ld({ '@type': 'ProductGroup', name: 'Trail Boot', hasVariant: variants });

it('takes no amount of a link to another variant', () => {
  const sizes = '<a href="?size=43">43-inch €319.50</a> <a href="?size=55">55-inch €429.50</a>';
  const result = parsePage(
    `<html><head><title>Panel 55-inch</title></head><body><main><h1>Panel 55-inch</h1><div>${sizes}</div><button>Add to cart</button></main></body></html>`,
    'https://shop.example/panel?size=55',
  );
  expect(result).toMatchObject({ status: 'ok' });
  if (result.status === 'ok') expect(result.product.price?.amountMinor ?? null).not.toBe(31950);
});

describe('a variant that the address names', () => {
  it.each([
    [
      '?variant=',
      'https://shop.example/p/boot?variant=402',
      [offer(90, { url: '/p/boot?variant=401' }), offer(110, { url: '/p/boot?variant=402' })],
    ],
    [
      '?variant= of a shop at two addresses',
      'https://shop.example/de/p/boot?variant=402',
      [
        offer(90, { url: 'https://boots.example/p/boot?variant=401' }),
        offer(110, { url: 'https://boots.example/p/boot?variant=402' }),
      ],
    ],
    [
      'an sku in the query',
      'https://shop.example/p/boot?sku=TB-42',
      [offer(90, { sku: 'TB-41' }), offer(110, { sku: 'TB-42' })],
    ],
    [
      'a path',
      'https://shop.example/p/boot/42',
      [offer(90, { url: '/p/boot/41' }), offer(110, { url: 'https://shop.example/p/boot/42' })],
    ],
    [
      'an anchor',
      'https://shop.example/p/boot#/size-42',
      [offer(90, { url: '/p/boot#/size-41' }), offer(110, { url: '/p/boot#/size-42' })],
    ],
    [
      'one parameter among those of campaigns',
      'https://shop.example/p/boot?utm_source=a&size=42&gclid=1',
      [offer(90, { url: '/p/boot?size=41' }), offer(110, { url: '/p/boot?size=42' })],
    ],
  ])('is known by %s', (_name, url, offers) => {
    const body = `<span class="price">90,00 €</span><button>Add to cart</button>${product(offers)}`;
    expect(read(url, body)).toMatchObject({ price: { amountMinor: 11_000, currency: 'EUR' } });
  });

  it.each([
    [
      'by its address',
      variant('Trail Boot L', offer(55), { url: '/p/boot?size=l' }),
      variant('Trail Boot M', offer(50), { url: '/p/boot?size=m' }),
    ],
    ['by its name', variant('Trail Boot L', offer(55)), variant('Trail Boot M', offer(50))],
    [
      'by its sku',
      variant('Trail Boot large', offer(55), { sku: 'L' }),
      variant('Trail Boot medium', offer(50), { sku: 'M' }),
    ],
  ])('of a group is known %s', (_name, large, medium) => {
    expect(read('https://shop.example/p/boot?size=l', group(medium, large)).price?.amountMinor).toBe(5500);
  });

  it('has its own stock, whatever the button of the first one says', () => {
    const body = `<button>Add to cart</button>${product([offer(90, { url: '/p/boot?v=1' }), offer(90, { url: '/p/boot?v=2', availability: out })])}`;
    expect(read('https://shop.example/p/boot?v=2', body).availability).toBe('out_of_stock');
    expect(read('https://shop.example/p/boot?v=1', body).availability).toBe('in_stock');
  });

  it('is not invented where the address names none', () => {
    const body = `<span class="price">90,00 €</span>${product([offer(90, { url: '/p/boot?v=1', availability: out }), offer(110, { url: '/p/boot?v=2' })])}`;
    expect(read('https://shop.example/p/boot?utm_medium=mail', body)).toMatchObject({
      price: { amountMinor: 9000 },
      availability: 'in_stock',
    });
  });
});

describe('a variant that the task names', () => {
  const body = group(
    variant('Trail Boot 30 ml', offer(20, { availability: out }), { sku: 'S30' }),
    variant('Trail Boot 100 ml', offer(50), { sku: 'S100' }),
  );

  it.each(['30 ml', 'S30', 's30', 'Trail Boot 30 ml'])('is found as %j', (name) => {
    expect(read('https://shop.example/p/boot', body, { variant: name })).toMatchObject({
      price: { amountMinor: 2000 },
      availability: 'out_of_stock',
    });
  });

  it('that the page does not name is no other one', () => {
    expect(() => read('https://shop.example/p/boot', body, { variant: '500 ml' })).toThrow('"500 ml"');
  });
});

describe('used and new offers', () => {
  const used = (condition: string) => offer(40, { itemCondition: `https://schema.org/${condition}` });
  const fresh = offer(70, { itemCondition: 'https://schema.org/NewCondition' });

  it.each([
    'UsedCondition',
    'RefurbishedCondition',
    'DamagedCondition',
    'http://schema.org/UsedCondition',
    'refurbished',
  ])('new answers beside %s', (condition) => {
    expect(read('https://shop.example/p/boot', product([used(condition), fresh])).price?.amountMinor).toBe(7000);
    const aggregate = {
      '@type': 'AggregateOffer',
      lowPrice: 40,
      highPrice: 70,
      priceCurrency: 'EUR',
      offers: [used(condition), fresh],
    };
    expect(read('https://shop.example/p/boot', product(aggregate)).price?.amountMinor).toBe(7000);
  });

  it('the used one answers where it is the only one', () => {
    expect(read('https://shop.example/p/boot', product([used('UsedCondition')])).price?.amountMinor).toBe(4000);
  });

  it('microdata tells them apart too', () => {
    const item = (price: number, condition: string) =>
      `<div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><link itemprop="itemCondition" href="http://schema.org/${condition}"><meta itemprop="price" content="${price}"><meta itemprop="priceCurrency" content="EUR"></div>`;
    const body = `<div itemscope itemtype="http://schema.org/Product"><span itemprop="name">Trail Boot</span>${item(40, 'UsedCondition')}${item(70, 'NewCondition')}</div>`;
    expect(read('https://shop.example/p/boot', body).price?.amountMinor).toBe(7000);
  });
});

describe('where prices begin, beside the exact price of the variant that is asked for', () => {
  const sizes = group(
    variant('Trail Boot 40', offer(99, { url: '/boot?variant=40' })),
    variant('Trail Boot 41', offer(109, { url: '/boot?variant=41' })),
  );
  it.each([['From €80.00'], ['ab 80,00 €'], ['Dès 80,00 €'], ['€80.00 – €109.00']])(
    'says nothing of it: %s',
    (text) => {
      const body = `${sizes}<p class="price">${text}</p><button>Add to cart</button>`;
      expect(read('https://shop.example/boot?variant=41', body).price).toEqual({ amountMinor: 10900, currency: 'EUR' });
      expect(read('https://shop.example/boot', body, { variant: 'Trail Boot 41' }).price?.amountMinor).toBe(10900);
    },
  );

  it('is no reason against it where the one offer is of the address', () => {
    const body = `${product(offer(99, { url: '/boot?variant=40' }))}<p class="price">from €80.00</p><button>Add to cart</button>`;
    expect(read('https://shop.example/boot?variant=40', body).price?.amountMinor).toBe(9900);
  });

  it('counts as before where no variant is asked for', () => {
    const body = `${sizes}<p class="price">From €99.00</p><button>Add to cart</button>`;
    expect(read('https://shop.example/boot', body).price?.amountMinor).toBe(9900);
  });
});
