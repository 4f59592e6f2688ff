import type { RequestListener } from 'node:http';
import { latch, waitFor } from '@goodshunter/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { serve, type TestShop } from '../support/serve.js';
import { startCrawler, type TestCrawler } from '../support/start-crawler.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function setUp(
  listener: RequestListener,
  options: Omit<NonNullable<Parameters<typeof startCrawler>[0]>, 'allowHosts'> & { hasRobots?: boolean } = {},
): Promise<{ shop: TestShop; crawler: TestCrawler }> {
  const shop = await serve(listener, options);
  const crawler = await startCrawler({ ...options, allowHosts: [shop.host] });
  closers.push(shop.close, crawler.close);
  return { shop, crawler };
}

/** A Shopify shop of `count` products, the newest having the highest id. */
function shopifyShop(count: number, currency?: string): RequestListener {
  return (request, response) => {
    const url = new URL(request.url ?? '', 'http://shop');
    if (url.pathname === '/meta.json' && currency) return void response.end(JSON.stringify({ currency }));
    if (url.pathname !== '/products.json') return void response.writeHead(404).end();
    const page = Number(url.searchParams.get('page'));
    const products = Array.from({ length: count }, (_, index) => count - index)
      .slice((page - 1) * 250, page * 250)
      .map((id) => ({
        id,
        title: `Item ${id}`,
        handle: `item-${id}`,
        variants: [{ price: '12.50', available: true }],
      }));
    return void response.setHeader('content-type', 'application/json').end(JSON.stringify({ products }));
  };
}

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
});

describe('failures have a kind', () => {
  const failing = async (listener: RequestListener, request: object = {}, options: object = {}) => {
    const { shop, crawler } = await setUp(listener, options);
    const answer = await crawler.crawl({ source: 'feed', query: { url: `${shop.url}/feed` }, ...request });
    if (answer.status !== 'failed') throw new Error('the crawl succeeded');
    return answer.failure;
  };

  it.each([
    [404, {}, { kind: 'not_found', httpStatus: 404 }],
    [410, {}, { kind: 'not_found' }],
    [401, {}, { kind: 'blocked' }],
    [403, {}, { kind: 'blocked', httpStatus: 403 }],
    [403, { 'cf-mitigated': 'challenge' }, { kind: 'blocked' }],
    [451, {}, { kind: 'blocked' }],
    [429, { 'retry-after': '7' }, { kind: 'rate_limited', retryAfterMs: 7000, httpStatus: 429 }],
    [503, { 'retry-after': '30' }, { kind: 'rate_limited', retryAfterMs: 30_000 }],
    [503, {}, { kind: 'server_error', httpStatus: 503 }],
    [500, {}, { kind: 'server_error' }],
    [400, {}, { kind: 'layout_changed' }],
  ])('%i %j', async (status, headers, expected) => {
    expect(
      await failing(
        (_request, response) => void response.writeHead(status, headers as Record<string, string>).end('no'),
      ),
    ).toMatchObject(expected);
  });

  it('timeout, at the deadline of the whole crawl', async () => {
    const startedAt = performance.now();
    const failure = await failing((_request, response) => void response.write('<rss>'), { deadlineMs: 200 });
    expect(failure.kind).toBe('timeout');
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it('too_large', async () => {
    const listener: RequestListener = (_request, response) => void response.end('x'.repeat(5000));
    expect((await failing(listener, {}, { maxBytes: 1000 })).kind).toBe('too_large');
  });

  it('network', async () => {
    expect((await failing((request) => void request.socket.destroy())).kind).toBe('network');
  });

  it('forbidden_address, also behind a redirect', async () => {
    const canary = await serve((_request, response) => void response.end('secret'), { hasRobots: true });
    closers.push(canary.close);
    const failure = await failing((_request, response) => void response.writeHead(302, { location: canary.url }).end());
    expect(failure.kind).toBe('forbidden_address');
    const crawler = await startCrawler();
    closers.push(crawler.close);
    const direct = await crawler.crawl({ source: 'page', query: { url: canary.url } });
    expect(direct).toMatchObject({ status: 'failed', failure: { kind: 'forbidden_address' }, requests: 0 });
    expect(canary.asked).toEqual([]);
  });

  it('invalid_query, naming the field', async () => {
    expect(await failing(() => {}, { query: { url: 'ftp://x' } })).toMatchObject({
      kind: 'invalid_query',
      message: expect.stringMatching(/^query\.url: /),
    });
  });
});

describe('manners', () => {
  const withRobots =
    (robots: string, status = 200): RequestListener =>
    (request, response) => {
      if (request.url === '/robots.txt') response.writeHead(status).end(robots);
      else if (request.url === '/moved') response.writeHead(302, { location: '/private/feed' }).end();
      else response.end('<rss><channel><item><title>x</title></item></channel></rss>');
    };

  it.each([
    ['a disallowed address', '/private/feed', 'User-agent: GoodsHunter\nDisallow: /private', 200, 'robots'],
    ['a redirect to a disallowed address', '/moved', 'User-agent: *\nDisallow: /private', 200, 'robots'],
    ['a robots.txt that is broken', '/feed', '', 500, 'server_error'],
  ])('does not fetch %s', async (_name, path, robots, status, kind) => {
    const { shop, crawler } = await setUp(withRobots(robots, status), { hasRobots: true });
    const answer = await crawler.crawl({ source: 'feed', query: { url: shop.url + path } });
    expect(answer).toMatchObject({ status: 'failed', failure: { kind } });
    expect(shop.asked).not.toContain('/private/feed');
    expect(shop.asked).not.toContain('/feed');
  });

  it('reads what robots.txt allows, and asks for it once', async () => {
    const { shop, crawler } = await setUp(withRobots('User-agent: *\nDisallow: /private'), { hasRobots: true });
    for (let i = 0; i < 3; i++) await crawler.crawl({ source: 'feed', query: { url: `${shop.url}/feed` } });
    expect(shop.asked).toEqual(['/robots.txt', '/feed', '/feed', '/feed']);
  });

  it('says who it is and whom to ask', async () => {
    let agent: string | undefined;
    const { shop, crawler } = await setUp((request, response) => {
      agent = request.headers['user-agent'];
      response.end();
    });
    await crawler.crawl({ source: 'feed', query: { url: shop.url } });
    expect(agent).toBe('GoodsHunter/0.1 (+https://example.com/contact)');
  });

  it('waits as long as robots.txt asks between two requests', async () => {
    const times: number[] = [];
    const { shop, crawler } = await setUp(
      (request, response) => {
        if (request.url === '/robots.txt') return void response.end('User-agent: *\nCrawl-delay: 0.3');
        times.push(performance.now());
        return shopifyShop(251, 'EUR')(request, response);
      },
      { hasRobots: true, isPaced: true },
    );
    const answer = await crawler.crawl({ source: 'shopify', query: { url: shop.url } });
    expect(answer).toMatchObject({ status: 'ok', complete: true });
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps).toHaveLength(2);
    for (const gap of gaps) expect(gap).toBeGreaterThan(250);
  });
});

describe('the service', () => {
  it('answers 503 at once when it is full, and works again when it has room', async () => {
    const door = latch();
    const { shop, crawler } = await setUp(
      async (_request, response) => {
        await door.opened;
        response.end('<rss><channel></channel></rss>');
      },
      { slots: 1 },
    );
    const request = { source: 'feed' as const, query: { url: shop.url }, deadlineMs: 5000 };
    const first = crawler.post(request);
    await waitFor(() => shop.asked.length === 2);
    const startedAt = performance.now();
    const second = await crawler.post(request);
    expect(performance.now() - startedAt).toBeLessThan(500);
    expect(second.status).toBe(503);
    expect(second.headers.get('retry-after')).toBe('1');
    expect(await second.json()).toMatchObject({ status: 503, code: 'FULL' });
    door.open();
    expect((await first).status).toBe(200);
    expect((await crawler.post(request)).status).toBe(200);
  });

  it('keeps room for other hosts when one is slow', async () => {
    const door = latch();
    const slow = await serve(async (_request, response) => {
      await door.opened;
      response.end('<rss><channel></channel></rss>');
    });
    const shop = await serve((_request, response) => void response.end('<rss><channel></channel></rss>'));
    const crawler = await startCrawler({ allowHosts: [slow.host, shop.host], slots: 2, isPaced: true });
    closers.push(slow.close, shop.close, crawler.close);
    const request = { source: 'feed' as const, query: { url: slow.url }, deadlineMs: 5000 };
    const first = crawler.post(request);
    await waitFor(() => slow.asked.length === 2);
    const second = await crawler.post(request);
    expect([second.status, await second.json()]).toEqual([503, expect.objectContaining({ code: 'HOST_BUSY' })]);
    expect((await crawler.crawl({ source: 'feed', query: { url: shop.url } })).status).toBe('ok');
    door.open();
    expect((await first).status).toBe(200);
  });

  it('gives a crawl up when nobody waits for it any more', async () => {
    let isClosed = false;
    const { shop, crawler } = await setUp((request) => void request.on('close', () => (isClosed = true)), { slots: 1 });
    const controller = new AbortController();
    const asked = crawler.post(
      { source: 'feed', query: { url: shop.url }, deadlineMs: 60_000 },
      { signal: controller.signal },
    );
    await waitFor(() => shop.asked.length === 2);
    controller.abort();
    await expect(asked).rejects.toThrow('aborted');
    await waitFor(() => isClosed && crawler.slots.busy === 0, { what: 'the crawl to end' });
    await waitFor(() => crawler.lines().some(({ msg }) => msg === 'crawl given up'));
  });

  it.each([
    ['broken JSON', '{"source":', 400, 'INVALID_BODY'],
    ['no JSON object', '[]', 400, 'INVALID_REQUEST'],
    ['an unknown source', { source: 'ebuy', query: {}, deadlineMs: 1000 }, 400, 'INVALID_REQUEST'],
    ['no deadline', { source: 'feed', query: {} }, 400, 'INVALID_REQUEST'],
    ['a body without end', 'x'.repeat(2_000_000), 413, 'BODY_TOO_LARGE'],
  ])('answers %s with problem details', async (_name, body, status, code) => {
    const crawler = await startCrawler();
    closers.push(crawler.close);
    const answer = await crawler.post(body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ code, status });
  });

  it('is healthy until it drains', async () => {
    const crawler = await startCrawler();
    closers.push(crawler.close);
    const healthz = await fetch(`${crawler.url}/healthz`);
    expect([healthz.status, await healthz.json()]).toEqual([200, { status: 'ok' }]);
    crawler.draining.begin();
    expect((await fetch(`${crawler.url}/healthz`)).status).toBe(503);
    expect((await fetch(`${crawler.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${crawler.url}/livez`)).status).toBe(200);
    const refused = await crawler.post({ source: 'feed', query: { url: 'https://shop.example/' }, deadlineMs: 1000 });
    expect([refused.status, await refused.json()]).toEqual([503, expect.objectContaining({ code: 'DRAINING' })]);
  });

  it('logs each crawl with its correlation id, and counts it without ids or addresses', async () => {
    const { shop, crawler } = await setUp((_request, response) => void response.end('<rss><channel></channel></rss>'));
    await crawler.crawl({ source: 'feed', query: { url: `${shop.url}/feed` }, correlationId: 'c-42' });
    const line = await waitFor(() => crawler.lines().find(({ msg }) => msg === 'crawl finished'));
    expect(line).toMatchObject({ correlationId: 'c-42', source: 'feed', outcome: 'ok', requests: 2, items: 0 });
    const metrics = await (await fetch(`${crawler.url}/metrics`)).text();
    expect(metrics).toContain('goodshunter_crawls_total{source="feed",engine="http",outcome="ok"} 1');
    expect(metrics).toContain('goodshunter_crawl_slots 4');
    expect(metrics).toContain('goodshunter_crawl_slots_busy 0');
    expect(metrics).toContain('goodshunter_fetch_requests_total{status_class="2xx"} 1');
    expect(metrics).not.toContain(shop.host);
  });
});
