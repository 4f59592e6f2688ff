import { describe, expect, it } from '@jest/globals';
import { type PageProduct, parsePage } from './parse.js';

const PAGE_URL = 'https://shop.example/p/lamp';

function read(body: string, options: { url?: string; head?: string; lang?: string; hint?: string } = {}): PageProduct {
  const html = `<!doctype html><html lang="${options.lang ?? 'en'}"><head><title>Lamp – Shop</title>${options.head ?? ''}</head><body>${body}</body></html>`;
  const result = parsePage(html, options.url ?? PAGE_URL, { currencyHint: options.hint });
  if (result.status !== 'ok') throw new Error(result.reason);
  return result.product;
}
const ld = (data: unknown) =>
  `<script type="application/ld+json">${typeof data === 'string' ? data : JSON.stringify(data)}</script>`;

describe('parsePage', () => {
  it('reads JSON-LD: title, price, stock, ids, picture', () => {
    const product = read(
      '<h1>Lamp</h1>' +
        ld({
          '@context': 'https://schema.org',
          '@graph': [
            { '@type': 'WebSite', name: 'Shop' },
            {
              '@type': ['Product'],
              name: 'Lamp &amp; shade',
              sku: 'L-1',
              gtin13: '4006381333931',
              image: ['/lamp.jpg'],
              description: '<p>Bright</p>',
              offers: {
                '@type': 'Offer',
                price: 19.9,
                priceCurrency: 'EUR',
                availability: 'http://schema.org/InStock',
              },
            },
          ],
        }),
    );
    expect(product).toEqual({
      title: 'Lamp & shade',
      url: PAGE_URL,
      imageUrl: 'https://shop.example/lamp.jpg',
      description: 'Bright',
      price: { amountMinor: 1990, currency: 'EUR' },
      availability: 'in_stock',
      sku: 'L-1',
      gtin: '4006381333931',
      priceRule: 'json-ld',
      confidence: expect.any(Number),
    });
  });

  it('takes the product of the page among several', () => {
    const other = { '@type': 'Product', name: 'Chair', url: '/p/chair', offers: { price: '5', priceCurrency: 'EUR' } };
    const own = { '@type': 'Product', name: 'Lamp', url: '/p/lamp', offers: { price: '7', priceCurrency: 'EUR' } };
    expect(read(`<h1>Lamp</h1>${ld([other, own])}`).price).toEqual({ amountMinor: 700, currency: 'EUR' });
  });

  it('takes the lowest price of an aggregate offer', () => {
    const product = read(
      `<h1>Lamp</h1>${ld({ '@type': 'Product', name: 'Lamp', offers: { '@type': 'AggregateOffer', lowPrice: '10.00', highPrice: '30.00', priceCurrency: 'KWD' } })}`,
    );
    expect(product.price).toEqual({ amountMinor: 10000, currency: 'KWD' });
  });

  it.each([
    ['raw line breaks', '{"@type":"Product","name":"La\nmp","offers":{"price":"3.50","priceCurrency":"USD"}}'],
    ['a comma too many', '{"@type":"Product","name":"Lamp","offers":{"price":"3.50","priceCurrency":"USD",},}'],
    [
      'comments around it',
      '<!-- {"@type":"Product","name":"Lamp","offers":{"price":"3.50","priceCurrency":"USD"}} -->',
    ],
    ['a quote in the text', '{"@type":"Product","name":"19" Lamp","offers":{"price":"3.50","priceCurrency":"USD"}}'],
  ])('reads JSON-LD with %s', (_name, json) => {
    expect(read(`<h1>Lamp</h1>${ld(json)}`).price).toEqual({ amountMinor: 350, currency: 'USD' });
  });

  it('reads microdata', () => {
    const product =
      read(`<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Lamp</h1><div itemprop="offers" itemscope itemtype="http://schema.org/Offer">
      <meta itemprop="priceCurrency" content="GBP"><span itemprop="price" content="12.50">£12.50</span><link itemprop="availability" href="http://schema.org/OutOfStock"></div></div>`);
    expect(product).toMatchObject({
      title: 'Lamp',
      price: { amountMinor: 1250, currency: 'GBP' },
      availability: 'out_of_stock',
      priceRule: 'microdata+visible',
    });
  });

  it('reads RDFa', () => {
    const product = read(
      '<div vocab="http://schema.org/" typeof="Product"><h1 property="name">Lamp</h1><div property="offers" typeof="Offer"><span property="priceCurrency" content="PLN"></span><span property="price" content="99"></span></div></div>',
    );
    expect(product).toMatchObject({ price: { amountMinor: 9900, currency: 'PLN' }, priceRule: 'rdfa' });
  });

  it('reads product meta tags', () => {
    const product = read('<h1>Lamp</h1>', {
      head: '<meta property="product:price:amount" content="1.299,00"><meta property="product:price:currency" content="EUR"><meta property="og:image" content="//cdn.example/a.jpg">',
    });
    expect(product).toMatchObject({
      price: { amountMinor: 129900, currency: 'EUR' },
      imageUrl: 'https://cdn.example/a.jpg',
      priceRule: 'meta',
    });
  });

  it('reads the visible price where there is no markup, and not the old, the shipping or a neighbour’s', () => {
    const product = read(
      `<h1>Lamp</h1><div class="product-price"><del>149,00 €</del> <span class="price">99,<sup>50</sup> €</span></div><p class="shipping">Versand 4,95 €</p><button>In den Warenkorb</button>
      <div class="related"><a href="/p/2"><span class="price">12,00 €</span></a></div>`,
      { lang: 'de' },
    );
    expect(product).toMatchObject({ price: { amountMinor: 9950, currency: 'EUR' }, priceRule: 'visible' });
  });

  it('believes what is shown when markup still holds the struck-through price', () => {
    const product = read(
      `<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Lamp</h1><div class="price-box"><del><span itemprop="price" content="200">200 €</span></del><meta itemprop="priceCurrency" content="EUR">
      <span class="price current-price">120 €</span></div><button>Add to cart</button></div>`,
    );
    expect(product).toMatchObject({ price: { amountMinor: 12000, currency: 'EUR' }, priceRule: 'visible' });
  });

  it('joins raised cents and takes the price that a shown discount leads to', () => {
    const product = read(
      '<h1>Lamp</h1><p><span class="x1">$ 219.99</span> <em>-50%</em> <span class="x2">$ 110<sup>00</sup></span></p><button>Add to cart</button>',
    );
    expect(product.price).toEqual({ amountMinor: 11000, currency: 'USD' });
  });

  it('takes the current bid, not the start price that markup still names', () => {
    const product = read(
      `<h1>Lamp</h1>${ld({ '@type': 'Product', name: 'Lamp', offers: { price: 150, priceCurrency: 'USD' } })}
      <div><span class="price">$200</span><span><span>2 bids</span></span></div><span>Starting price $150</span>`,
      { head: '<meta property="og:price:amount" content="200"><meta property="og:price:currency" content="USD">' },
    );
    expect(product.price).toEqual({ amountMinor: 20000, currency: 'USD' });
  });

  it('does not read digits of neighbouring elements as one number', () => {
    const product = read(
      '<h1>Lamp M-212</h1><div class="prices"><b>M-212</b><div class="price">150.00 €</div></div><button>Kaufen</button>',
    );
    expect(product.price).toEqual({ amountMinor: 15000, currency: 'EUR' });
  });

  it.each([
    ['In stock', '', 'in_stock'],
    ['Ausverkauft', '', 'out_of_stock'],
    ['Sold out.', '<button>Add to cart</button>', 'in_stock'],
    ['Sold out.', '<button disabled>Add to cart</button>', 'out_of_stock'],
    // Nothing says that it is out, and its price is clear.
    ['Ships worldwide', '', 'in_stock'],
  ])('reads the stock from %j near the heading (%s)', (text, button, expected) => {
    expect(read(`<h1>Lamp</h1><p class="price">5 €</p><p>${text}</p>${button}`).availability).toBe(expected);
  });

  it('answers no price when several amounts are equally likely', () => {
    expect(read('<h1>Lamp</h1><ul><li>10 €</li><li>20 €</li><li>30 €</li></ul>')).toMatchObject({
      priceRule: 'none',
      confidence: 0,
    });
  });

  it('resolves a dollar by the country of the site, else by the task', () => {
    const body = '<h1>Lamp</h1><span class="price">$25.00</span><button>Add to cart</button>';
    expect(read(body, { url: 'https://shop.example.com.au/p' }).price?.currency).toBe('AUD');
    expect(read(body, { hint: 'CAD' }).price?.currency).toBe('CAD');
    expect(read(body, { url: 'https://laden.de/p' }).price?.currency).toBeNull();
  });

  it.each([
    ['nothing', ''],
    [
      'a page that sells nothing',
      '<html><head><title>About us</title></head><body><h1>About us</h1><p>Since 1990.</p></body></html>',
    ],
    ['JSON', '{"price": 3}'],
  ])('does not recognise %s', (_name, html) => {
    expect(parsePage(html, PAGE_URL).status).toBe('unrecognized');
  });

  it('keeps a product that shows no price', () => {
    expect(
      read(`<h1>Lamp</h1>${ld({ '@type': 'Product', name: 'Lamp', offers: { availability: 'SoldOut', price: 0 } })}`),
    ).toMatchObject({ availability: 'out_of_stock', priceRule: 'none' });
  });
});
