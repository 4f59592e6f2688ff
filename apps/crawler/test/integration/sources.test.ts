import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { shopifyShop, useShops } from '../support/start-shop.js';

const setUp = useShops();

describe('shopify', () => {
  it('reads a shop to its end, with the currency the shop names', async () => {
    const { shop, crawler } = await setUp(shopifyShop(300, 'GBP'));
    const answer = await crawler.crawl({ source: 'shopify', query: { url: shop.url } });
    if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
    expect(answer).toMatchObject({ complete: true, mayHaveMissed: false, notModified: false, requests: 4 });
    expect(answer.items).toHaveLength(300);
    expect(answer.items[0]).toMatchObject({
      key: `${shop.host}:300`,
      url: `${shop.url}/products/item-300`,
      price: { amountMinor: 1250, currency: 'GBP' },
    });
    expect(shop.asked).toEqual([
      '/robots.txt',
      '/products.json?limit=250&page=1',
      '/meta.json',
      '/products.json?limit=250&page=2',
    ]);
  });

  it('remembers robots.txt and currency, and takes a shop without currency as it is', async () => {
    const { shop, crawler } = await setUp(shopifyShop(1));
    for (const requests of [4, 1]) {
      const answer = await crawler.crawl({ source: 'shopify', query: { url: shop.url } });
      expect(answer).toMatchObject({
        status: 'ok',
        requests,
        items: [{ price: { amountMinor: 1250, currency: null } }],
      });
    }
  });

  it('fails rather than lose the currency when it cannot be asked for', async () => {
    const { shop, crawler } = await setUp((request, response) => {
      if (request.url === '/meta.json') response.writeHead(500).end();
      else shopifyShop(1)(request, response);
    });
    const answer = await crawler.crawl({ source: 'shopify', query: { url: shop.url } });
    expect(answer).toMatchObject({ status: 'failed', failure: { kind: 'server_error', httpStatus: 500 } });
  });

  it('stops where known items begin', async () => {
    const { shop, crawler } = await setUp(shopifyShop(900));
    const answer = await crawler.crawl({
      source: 'shopify',
      query: { url: shop.url },
      knownKeys: [`${shop.host}:651`, `${shop.host}:650`],
    });
    expect(answer).toMatchObject({ status: 'ok', complete: false, mayHaveMissed: false });
    expect(shop.asked.filter((path) => path.startsWith('/products.json'))).toHaveLength(1);
  });

  it.each([
    ['pages', { maxPages: 2 }, {}],
    ['requests', { maxPages: 9 }, { maxRequests: 5 }],
  ])('says that some may have been missed when %s run out', async (_name, options, limits) => {
    const { shop, crawler } = await setUp(shopifyShop(900), options);
    const answer = await crawler.crawl({ source: 'shopify', query: { url: shop.url }, ...limits });
    if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
    expect(answer).toMatchObject({ complete: false, mayHaveMissed: true });
    expect(answer.items).toHaveLength(500);
  });

  it('sends validators back and forth, and says when nothing changed', async () => {
    const { shop, crawler } = await setUp((request, response) => {
      if (request.headers['if-none-match'] === '"v1"') return void response.writeHead(304, { etag: '"v1"' }).end();
      response.setHeader('etag', '"v1"').setHeader('last-modified', 'Fri, 02 Jan 2026 03:04:05 GMT');
      return shopifyShop(1)(request, response);
    });
    const first = await crawler.crawl({ source: 'shopify', query: { url: shop.url } });
    if (first.status !== 'ok') throw new Error(JSON.stringify(first));
    const listing = `${shop.url}/products.json?limit=250&page=1`;
    const validators = { [listing]: { etag: '"v1"', lastModified: 'Fri, 02 Jan 2026 03:04:05 GMT' } };
    expect(first.validators).toEqual(validators);
    const second = await crawler.crawl({ source: 'shopify', query: { url: shop.url }, validators: first.validators });
    expect(second).toMatchObject({
      status: 'ok',
      notModified: true,
      items: [],
      complete: false,
      requests: 1,
      validators,
    });
  });
});

describe('woocommerce', () => {
  it('reads as many pages as the shop says there are', async () => {
    const { shop, crawler } = await setUp((request, response) => {
      const page = Number(new URL(request.url ?? '', 'http://shop').searchParams.get('page'));
      const product = {
        id: page,
        name: `Hat &amp; ${page}`,
        prices: { price: '500', currency_code: 'EUR', currency_minor_unit: 2 },
      };
      response.setHeader('x-wp-totalpages', '3').end(JSON.stringify([product]));
    });
    const answer = await crawler.crawl({ source: 'woocommerce', query: { url: shop.url, search: 'hat' } });
    expect(answer).toMatchObject({
      status: 'ok',
      complete: true,
      items: [{ title: 'Hat & 1' }, {}, { key: `${shop.host}:3` }],
    });
    expect(shop.asked[1]).toBe('/wp-json/wc/store/v1/products?per_page=100&page=1&orderby=date&order=desc&search=hat');
  });
});

describe('feed', () => {
  const rss = (ids: number[]) =>
    `<?xml version="1.0" encoding="windows-1252"?><rss><channel><title>F</title>${ids
      .map((id) => `<item><title>Caf\u00e9 ${id}</title><guid>urn:${id}</guid><link>/i/${id}</link></item>`)
      .join('')}</channel></rss>`;

  it('reads a feed in its own encoding, never as the whole of a listing', async () => {
    const { shop, crawler } = await setUp(
      (_request, response) => void response.end(Buffer.from(rss([2, 1]), 'latin1')),
    );
    const answer = await crawler.crawl({ source: 'feed', query: { url: `${shop.url}/feed.xml` } });
    expect(answer).toMatchObject({ status: 'ok', complete: false, mayHaveMissed: false });
    expect(answer).toMatchObject({ items: [{ title: 'Café 2', url: `${shop.url}/i/2` }, { title: 'Café 1' }] });
  });

  it('says that some may have been missed when nothing it knew is left', async () => {
    const { shop, crawler } = await setUp((_request, response) => void response.end(rss([9, 8])));
    const look = (knownKeys: string[]) => crawler.crawl({ source: 'feed', query: { url: shop.url }, knownKeys });
    const first = await look([]);
    if (first.status !== 'ok') throw new Error(JSON.stringify(first));
    expect(await look(['something:else'])).toMatchObject({ mayHaveMissed: true });
    expect(await look(first.items.map(({ key }) => key))).toMatchObject({ mayHaveMissed: false });
    expect(await look(['urn:8'])).toMatchObject({ mayHaveMissed: false });
  });

  it('names entries as whoever asks knows them', async () => {
    const { shop, crawler } = await setUp((_request, response) => void response.end(rss([2, 1])));
    const keysOf = async (more: { version?: number; knownKeys?: string[] }) => {
      const answer = await crawler.crawl({ source: 'feed', query: { url: shop.url }, ...more });
      if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
      return answer.items.map(({ key }) => key);
    };
    const named = await keysOf({ version: 2 });
    expect(named).toEqual([
      expect.stringMatching(`^${shop.host}/[0-9a-f]{20}:urn:2$`),
      expect.stringMatching(`^${shop.host}/[0-9a-f]{20}:urn:1$`),
    ]);
    expect(await keysOf({})).toEqual(['urn:2', 'urn:1']);
    expect(await keysOf({ knownKeys: ['urn:1'] })).toEqual(['urn:2', 'urn:1']);
    // A scheduler of the version before that finds its rows renamed by one of this version.
    expect(await keysOf({ knownKeys: [named[1] ?? ''] })).toEqual(named);
  });

  it('is read from a gzip file that is served as such', async () => {
    const { shop, crawler } = await setUp((_request, response) => {
      response.setHeader('content-type', 'application/x-gzip').end(gzipSync(rss([2, 1]).replace(/é/g, 'e')));
    });
    const answer = await crawler.crawl({ source: 'feed', query: { url: `${shop.url}/feed.xml.gz` } });
    expect(answer).toMatchObject({ status: 'ok', items: [{ title: 'Cafe 2' }, { title: 'Cafe 1' }] });
  });

  it('fails as its generator does', async () => {
    const { shop, crawler } = await setUp(
      (_request, response) =>
        void response.end(
          '<rss><channel><item><title>Bridge returned error 403! (19700)</title></item></channel></rss>',
        ),
    );
    const answer = await crawler.crawl({ source: 'feed', query: { url: shop.url } });
    expect(answer).toMatchObject({ status: 'failed', failure: { kind: 'server_error' } });
  });

  it.each([
    ['a page', '<!doctype html><html><body>no feed</body></html>'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 1, 2])],
    ['nothing', ''],
  ])('is layout_changed when it is %s', async (_name, body) => {
    const { shop, crawler } = await setUp((_request, response) => void response.end(body));
    const answer = await crawler.crawl({ source: 'feed', query: { url: shop.url } });
    expect(answer).toMatchObject({ status: 'failed', failure: { kind: 'layout_changed' } });
  });
});

describe('page', () => {
  const html = (title: string) =>
    `<!doctype html><html><head><title>${title}</title><script type="application/ld+json">${JSON.stringify({
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: title,
      offers: { '@type': 'Offer', price: '12.34', priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
    })}</script></head><body><h1>${title}</h1><p>12,34 €</p></body></html>`;

  it('reads a product in the encoding the page names, under the address that was asked for', async () => {
    const body = Buffer.from(
      html('Gr\u00fcne L\u00f6ffel').replace('<title>', '<meta charset="iso-8859-1"><title>'),
      'latin1',
    );
    const { shop, crawler } = await setUp((request, response) => {
      if (request.url === '/p?id=1') response.writeHead(301, { location: '/spoons' }).end();
      else response.setHeader('etag', '"p"').end(body);
    });
    const answer = await crawler.crawl({ source: 'page', query: { url: `${shop.url}/p?id=1#reviews` } });
    expect(answer).toMatchObject({
      status: 'ok',
      complete: true,
      items: [
        {
          key: `${shop.host}:/p?id=1`,
          title: 'Grüne Löffel',
          url: `${shop.url}/spoons`,
          price: { amountMinor: 1234, currency: 'EUR' },
          availability: 'in_stock',
          confidence: expect.any(Number),
        },
      ],
    });
  });

  it.each([
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1])],
    ['a page without anything for sale', '<!doctype html><title>Imprint</title><h1>Imprint</h1><p>Call us.</p>'],
    ['nothing', ''],
  ])('is layout_changed when it is %s', async (_name, body) => {
    const { shop, crawler } = await setUp(
      (_request, response) => void response.setHeader('content-type', 'text/html').end(body),
    );
    const answer = await crawler.crawl({ source: 'page', query: { url: shop.url } });
    expect(answer).toMatchObject({ status: 'failed', failure: { kind: 'layout_changed' } });
  });

  it('says so when a browser is asked for and none is installed', async () => {
    const { shop, crawler } = await setUp((_request, response) => void response.end(html('Lamp')));
    const answer = await crawler.crawl({ source: 'page', query: { url: shop.url, render: 'browser' } });
    expect(answer).toMatchObject({
      failure: { kind: 'invalid_query', message: expect.stringContaining('no browser is installed') },
    });
  });

  it('tells of one variant, under a key of its own, and says so when the page does not name it', async () => {
    const offers = [
      { '@type': 'Offer', sku: 'S', name: 'Small', price: '10.00', priceCurrency: 'EUR', availability: 'OutOfStock' },
      { '@type': 'Offer', sku: 'L', name: 'Large', price: '20.00', priceCurrency: 'EUR', availability: 'InStock' },
    ];
    const page = `<!doctype html><html><head><title>Shirt</title><script type="application/ld+json">${JSON.stringify({
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: 'Shirt',
      offers,
    })}</script></head><body><h1>Shirt</h1><button>Add to cart</button></body></html>`;
    const { shop, crawler } = await setUp((_request, response) => void response.end(page));
    const look = (variant: string) =>
      crawler.crawl({ source: 'page', query: { url: `${shop.url}/shirt`, variant }, version: 2 });
    expect(await look('Large')).toMatchObject({
      items: [{ key: `${shop.host}:/shirt#variant=large`, price: { amountMinor: 2000 }, availability: 'in_stock' }],
    });
    expect(await look('S')).toMatchObject({
      items: [{ key: `${shop.host}:/shirt#variant=s`, availability: 'out_of_stock' }],
    });
    expect(await look('XXL')).toMatchObject({
      failure: { kind: 'layout_changed', message: expect.stringContaining('"XXL"') },
    });
  });

  it('is gone where the shop leads elsewhere, which older askers call not found', async () => {
    const { shop, crawler } = await setUp((request, response) => {
      if (request.url === '/p') response.writeHead(302, { location: '/other' }).end();
      else response.end(html('Wool blanket'));
    });
    const look = (more: object) =>
      crawler.crawl({
        source: 'page',
        query: { url: `${shop.url}/p` },
        knownProduct: { title: 'Kettle Arc', url: `${shop.url}/p` },
        ...more,
      });
    expect(await look({ version: 2 })).toMatchObject({
      failure: { kind: 'gone', message: `The shop took this product away: it leads to ${shop.url}/other` },
    });
    expect(await look({})).toMatchObject({ failure: { kind: 'not_found' } });
  });
});

describe('keys of items', () => {
  const keysOf = async (
    crawler: Awaited<ReturnType<typeof setUp>>['crawler'],
    query: object,
    source: 'shopify' | 'page' | 'feed' | 'list',
  ) => {
    const answer = await crawler.crawl({ source, query: { ...query }, version: 2 });
    if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
    return answer.items.flatMap(({ key }) => key);
  };

  it('begin with who said it, whatever else the page, shop, feed or list names', async () => {
    const victim = await setUp(shopifyShop(1, 'EUR'));
    const own = victim.shop.host;
    const there = `${victim.shop.url}/p`;
    const [shopKey = ''] = await keysOf(victim.crawler, { url: victim.shop.url }, 'shopify');
    expect(shopKey).toBe(`${own}:1`);
    const attacker = await setUp((request, response) => {
      if (request.url?.startsWith('/products.json')) {
        const product = { id: `${own}:1`, title: 'Lamp', handle: '/../../p', variants: [{ price: '1.00' }] };
        response.end(JSON.stringify({ products: [product, { ...product, id: 1 }] }));
      } else if (request.url === '/feed') {
        response.end(
          `<rss><channel><title>F</title><link>${victim.shop.url}</link><item><title>A</title><guid>${there}</guid></item><item><title>B</title><guid>${shopKey}</guid></item><item><title>C</title><link>${there}</link></item></channel></rss>`,
        );
      } else if (request.url === '/list') {
        const card = (n: number) =>
          `<li class="card"><a href="${there}/${n}"><img src="/${n}.jpg"><h3>Lamp number ${n}</h3></a><span class="price">${n}.00 EUR</span></li>`;
        response.end(`<!doctype html><title>Lamps</title><h1>Lamps</h1><ul>${[1, 2, 3, 4, 5].map(card).join('')}</ul>`);
      } else {
        response.end(
          `<!doctype html><title>Lamp</title><link rel="canonical" href="${there}"><script type="application/ld+json">${JSON.stringify(
            {
              '@context': 'https://schema.org',
              '@type': 'Product',
              '@id': there,
              url: there,
              productID: shopKey,
              name: 'Lamp',
              offers: { price: '1', priceCurrency: 'EUR' },
            },
          )}</script><h1>Lamp</h1><button>Add to cart</button>`,
        );
      }
    });
    const { crawler, shop } = attacker;
    const keys = [
      ...(await keysOf(crawler, { url: shop.url }, 'shopify')),
      ...(await keysOf(crawler, { url: `${shop.url}/feed` }, 'feed')),
      ...(await keysOf(crawler, { url: `${shop.url}/p` }, 'page')),
      ...(await keysOf(crawler, { url: `${shop.url}/list` }, 'list')),
    ];
    expect(keys).toHaveLength(10);
    for (const key of keys) expect(key.startsWith(`${shop.host}:`) || key.startsWith(`${shop.host}/`)).toBe(true);
  });
});
