import type { Logger } from '@goodshunter/logger';
import { type ManualClock, manualClock } from '@goodshunter/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createApp } from './app.js';
import { createShopStreet, type ShopStreet } from './shop-street.js';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

let clock: ManualClock;
let agent: ReturnType<typeof request.agent>;

beforeEach(() => {
  clock = manualClock();
  agent = visit(createShopStreet({ seed: 3, clock }));
});

/** One address, though supertest listens anew for each request. */
function visit(street: ShopStreet) {
  return request.agent(createApp({ street, clock, log: silent })).set('Host', 'shop.test');
}

const control = async (action: string, body: object = {}) => {
  const answer = await agent.post(`/control/${action}`).send(body);
  expect(answer.status).toBeLessThan(300);
  return answer.body;
};

describe('the inbox', () => {
  it('shows what is posted to it, newest first, as text', async () => {
    await agent
      .get('/inbox')
      .set('Accept', 'text/html')
      .expect(200, /Nothing has arrived yet/);
    const event = { kind: 'price_drop', newPrice: 12_345, currency: 'EUR', item: { title: '<b>Lens</b>' } };
    await agent
      .post('/inbox/mine')
      .set('webhook-id', 'msg_1')
      .send({ type: 'item.event', data: { events: [event] } })
      .expect(204);
    await agent.post('/inbox').set('Content-Type', 'text/plain').send('plain').expect(204);
    const { text } = await agent.get('/inbox').set('Accept', 'text/html').expect(200);
    expect(text).toContain('price_drop: &lt;b&gt;Lens&lt;/b&gt;, 123.45 EUR');
    expect(text.indexOf('plain')).toBeLessThan(text.indexOf('Lens'));
    const { body } = await agent.get('/inbox').set('Accept', 'application/json');
    expect(body.messages).toMatchObject([
      { body: 'plain', id: null },
      { id: 'msg_1', path: '/inbox/mine' },
    ]);
  });
});

describe('the Shopify list', () => {
  it('pages without gaps or repeats and ends with an empty page', async () => {
    const ids: number[] = [];
    for (let page = 1; ; page += 1) {
      const { body } = await agent
        .get(`/products.json?limit=10&page=${page}`)
        .expect(200)
        .expect('Content-Type', /application\/json/);
      if (body.products.length === 0) break;
      ids.push(...body.products.map(({ id }: { id: number }) => id));
    }
    expect(ids).toHaveLength(36);
    expect(new Set(ids).size).toBe(36);
  });

  it('writes a listing as the real one does, and names no currency', async () => {
    const { id, handle } = await control('add', { title: 'Kestrel R2', priceMinor: 12_950, collection: 'lenses' });
    await control('price', { id, priceMinor: 9905 });
    await control('sell', { handle });
    const { body, text } = await agent.get('/products.json?limit=1');
    expect(body.products[0]).toMatchObject({ id, handle, title: 'Kestrel R2', product_type: expect.any(String) });
    expect(body.products[0].variants).toEqual([
      expect.objectContaining({ price: '99.05', compare_at_price: '129.50', available: false, product_id: id }),
    ]);
    expect(text).not.toContain('EUR');
    const { body: meta } = await agent.get('/meta.json');
    expect(meta.currency).toBe('EUR');
  });

  it('answers by collection, and 404 where there is none of that name', async () => {
    const { body } = await agent.get('/collections/lenses/products.json?limit=250');
    expect(body.products.length).toBeGreaterThan(0);
    for (const product of body.products) expect(product.tags).toContain('lenses');
    await agent.get('/collections/hats/products.json').expect(404);
  });
});

describe('the Store API', () => {
  it('gives prices as strings in minor units and names with entities', async () => {
    await control('add', { title: 'Halden & Sons – “Solar”', priceMinor: 9905 });
    const { body, headers } = await agent.get('/wp-json/wc/store/v1/products?per_page=1&page=1').expect(200);
    expect(body[0].name).toBe('Halden &amp; Sons &#8211; &#8220;Solar&#8221;');
    expect(body[0].prices).toMatchObject({ price: '9905', currency_code: 'EUR', currency_minor_unit: 2 });
    expect(headers['x-wp-total']).toBe('37');
    expect(headers['x-wp-totalpages']).toBe('37');
  });

  it('searches, and refuses more than 100 per page', async () => {
    await control('add', { title: 'A zither among cameras' });
    const { body } = await agent.get('/wp-json/wc/store/v1/products?search=ZITHER');
    expect(body).toHaveLength(1);
    await agent.get('/wp-json/wc/store/v1/products?per_page=101').expect(400);
  });
});

describe('feed, pages and pictures', () => {
  it('lists what is for sale as RSS', async () => {
    const { handle } = await control('add', { title: 'Halden & Sons <R2>' });
    const before = await agent.get('/feed.xml').expect('Content-Type', /application\/rss\+xml/);
    expect(before.text).toContain('<title>Halden &amp; Sons &lt;R2&gt;</title>');
    expect(before.text).toContain(`/products/${handle}</link>`);
    await control('sell', { handle });
    const after = await agent.get('/feed.xml');
    expect(after.text).not.toContain(handle);
  });

  it('says the same price in JSON-LD and to people, and cannot be broken out of by a title', async () => {
    const { handle } = await control('add', { title: '</script><b>R2', priceMinor: 129_050 });
    const { text } = await agent.get(`/products/${handle}`).expect(200);
    const markup = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(text)?.[1] ?? '');
    expect(markup).toMatchObject({
      name: '</script><b>R2',
      offers: { price: '1290.50', priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
    });
    expect(text).toContain('€1,290.50');
    expect(text).not.toContain('<b>R2');
    await control('remove', { handle });
    await agent.get(`/products/${handle}`).expect(404);
  });

  it('draws a picture for every listing of its window', async () => {
    const { text } = await agent.get('/').expect(200);
    const pictures = [...text.matchAll(/src="http:\/\/[^/]+(\/pictures\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(pictures).toHaveLength(36);
    for (const path of pictures.slice(0, 12)) {
      const { body } = await agent
        .get(path)
        .expect(200)
        .expect('Content-Type', /image\/svg\+xml/);
      expect(String(body)).toMatch(/^<svg [\s\S]*<\/svg>$/);
    }
  });

  it('offers its pictures as shops do, by pixels', async () => {
    const { body } = await agent.get('/products.json?limit=1');
    const { pathname } = new URL(body.products[0].images[0].src);
    const picture = await agent.get(pathname).buffer(true).expect(200).expect('Content-Type', 'image/webp');
    expect(
      Buffer.from(picture.body as Buffer)
        .subarray(8, 12)
        .toString(),
    ).toBe('WEBP');
  });

  it('answers robots.txt and health', async () => {
    const { text } = await agent.get('/robots.txt').expect(200);
    expect(text).toMatch(/^User-agent: \*\nDisallow: \/control\//);
    await agent.get('/healthz').expect(200, { status: 'ok' });
  });
});

describe('conditional requests', () => {
  it.each(['/products.json', '/wp-json/wc/store/v1/products', '/feed.xml'])(
    '%s answers 304 until something changes',
    async (path) => {
      clock.advance(2000);
      const first = await agent.get(path).expect(200);
      const { etag = '', 'last-modified': lastModified = '' } = first.headers;
      await agent.get(path).set('If-None-Match', etag).expect(304);
      await agent.get(path).set('If-Modified-Since', lastModified).expect(304);
      await control('add');
      const changed = await agent.get(path).set('If-None-Match', etag).expect(200);
      expect(changed.headers.etag).not.toBe(etag);
      await agent.get(path).set('If-Modified-Since', lastModified).expect(200);
    },
  );

  it('gives no Last-Modified in the second of a change, where a later change could hide', async () => {
    await control('add');
    const { headers } = await agent.get('/products.json');
    expect(headers['last-modified']).toBeUndefined();
  });
});

describe('the living stock', () => {
  it('changes by itself, and not while frozen', async () => {
    const look = async () => (await agent.get('/products.json?limit=250')).headers.etag;
    const first = await look();
    clock.advance(15_000);
    const second = await look();
    expect(second).not.toBe(first);
    await control('freeze');
    clock.advance(600_000);
    expect(await look()).toBe(second);
    await control('freeze', { frozen: false });
    await control('speed', { speed: 60 });
    clock.advance(1000);
    expect(await look()).not.toBe(second);
  });
});

describe('faults', () => {
  it('spoils exactly the next n requests, in order', async () => {
    await control('fail', { kind: '429', times: 2, retryAfterSeconds: 7 });
    await control('fail', { kind: 'challenge' });
    await agent.get('/robots.txt').expect(200);
    await agent.get('/products.json').expect(429).expect('Retry-After', '7');
    await agent.get('/feed.xml').expect(429);
    await agent.get('/products.json').expect(403).expect('cf-mitigated', 'challenge');
    await agent.get('/products.json').expect(200);
  });

  it('spoils only the path that was named', async () => {
    await control('fail', { kind: '503', pathPrefix: '/feed' });
    await agent.get('/products.json').expect(200);
    await agent.get('/feed.xml').expect(503);
    await agent.get('/feed.xml').expect(200);
  });

  it('sends garbage that is no JSON, and answers late when slow', async () => {
    await control('fail', { kind: 'garbage' });
    const { body } = await agent
      .get('/products.json')
      .buffer(true)
      .parse((res, done) => {
        let text = '';
        res.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        res.on('end', () => done(null, text));
      });
    expect(() => JSON.parse(body)).toThrow(SyntaxError);
    await control('fail', { kind: 'slow', delayMs: 80 });
    const startedAt = performance.now();
    await agent.get('/products.json').expect(200);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(75);
  });

  it('forgets planned faults on reset', async () => {
    await control('fail', { kind: '503', times: 100 });
    expect(await control('reset')).toMatchObject({ faultsLeft: 0, listingCount: 36 });
    await agent.get('/products.json').expect(200);
  });
});

describe('the other shops of the street', () => {
  it('are independent, keep to their address and never share an id', async () => {
    const main = await agent.get('/products.json?limit=250');
    const first = await agent.get('/s/1/products.json?limit=250').expect(200);
    const second = await agent.get('/s/2/products.json?limit=250').expect(200);
    const ids = [main, first, second].flatMap(({ body }) => body.products.map(({ id }: { id: number }) => id));
    expect(new Set(ids).size).toBe(3 * 36);
    expect(first.body.products[0].images[0].src).toMatch(/\/s\/1\/pictures\//);
    await control('add', { shop: 2, title: 'Only in the second' });
    expect((await agent.get('/s/2/products.json')).text).toContain('Only in the second');
    expect((await agent.get('/s/1/products.json')).text).not.toContain('Only in the second');
    await agent.get(`/s/1/products/${first.body.products[0].handle}`).expect(200);
  });

  it('open the same in every process, whatever was visited before', async () => {
    const other = visit(createShopStreet({ seed: 3, clock }));
    await other.get('/s/9/products.json');
    const here = await agent.get('/s/5/feed.xml');
    const there = await other.get('/s/5/feed.xml');
    expect(there.text).toBe(here.text);
  });

  it('close when 2,000 others were visited since, and open anew', async () => {
    const street = createShopStreet({ seed: 3, clock, size: 2 });
    street.visit(1).stock.add({ handle: 'mine' });
    for (let number = 2; number <= 2000; number += 1) street.visit(number);
    expect(street.visit(1).stock.find('mine').handle).toBe('mine');
    for (let number = 2001; number <= 4000; number += 1) street.visit(number);
    expect(() => street.visit(1).stock.find('mine')).toThrow(expect.objectContaining({ code: 'LISTING_NOT_FOUND' }));
  });

  it.each(['/s/x/products.json', '/s/-1/products.json', '/s/99999999/feed.xml', '/s/3/nothing', '/nothing'])(
    'answers 404 to %s',
    async (path) => {
      await agent.get(path).expect(404);
    },
  );
});

describe('what the controls refuse', () => {
  it.each([
    ['price', { priceMinor: 5 }, 400],
    ['price', { id: 1001, priceMinor: -1 }, 400],
    ['price', { id: 4, priceMinor: 5 }, 404],
    ['add', { colour: 'red' }, 400],
    ['fail', { kind: 'earthquake' }, 400],
  ])('%s %j is answered %i', async (action, body, status) => {
    const answer = await agent.post(`/control/${action}`).send(body).expect(status);
    expect(answer.body.code).toEqual(expect.any(String));
  });

  it('takes broken JSON for what it is', async () => {
    await agent.post('/control/add').type('json').send('{"title":').expect(400);
  });
});
