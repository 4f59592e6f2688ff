import type { RequestListener } from 'node:http';
import { latch, waitFor } from '@goodshunter/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { serve } from '../support/serve.js';
import { startCrawler } from '../support/start-crawler.js';
import { shopifyShop, startShop } from '../support/start-shop.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const setUp: typeof startShop = async (listener, options) => {
  const started = await startShop(listener, options);
  closers.push(started.close);
  return started;
};

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
    // The shop never ends its answer.
    const failure = await failing((_request, response) => void response.write('<rss>'), { deadlineMs: 200 });
    expect(failure.kind).toBe('timeout');
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
    const begun = performance.now();
    const answer = await crawler.crawl({ source: 'shopify', query: { url: shop.url } });
    expect(answer).toMatchObject({ status: 'ok', complete: true });
    expect(times).toHaveLength(3);
    // From the beginning on: what the shop notes is late by as much as the machine is busy, and never early. 2 ms for timers.
    times.forEach((time, index) => {
      expect(time - begun).toBeGreaterThan(index * 298);
    });
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
    const request = { source: 'feed' as const, query: { url: shop.url }, deadlineMs: 100_000 };
    const first = crawler.post(request);
    await waitFor(() => shop.asked.length === 2);
    // The first has no answer before the door opens, so this one did not wait for it.
    const second = await crawler.post(request);
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
    const request = { source: 'feed' as const, query: { url: slow.url }, deadlineMs: 100_000 };
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

describe('an older scheduler', () => {
  it('is answered in its own words, a newer one in ours', async () => {
    const item = { key: 'a', title: 'A lens', url: 'https://shop.example/a', availability: 'preorder' as const };
    const feed = {
      name: 'feed' as const,
      crawl: async () => ({ items: [item], complete: true, mayHaveMissed: false, notModified: false }),
    };
    const { shop, crawler } = await setUp((_request, response) => void response.end(), { sources: { feed } });
    const request = { source: 'feed' as const, query: { url: `${shop.url}/feed` } };
    expect(await crawler.crawl(request)).toMatchObject({ items: [{ availability: 'unknown' }] });
    expect(await crawler.crawl({ ...request, version: 2 })).toMatchObject({ items: [{ availability: 'preorder' }] });
    expect((await crawler.post({})).headers.get('x-crawl-version')).toBe('2');
  });
});

describe('a crawler with a secret', () => {
  it('crawls for who shows it, and for nobody else; health needs none', async () => {
    const { shop, crawler } = await setUp((_request, response) => void response.end('<rss></rss>'), {
      secret: 'open sesame',
    });
    const body = JSON.stringify({ source: 'feed', query: { url: `${shop.url}/feed` }, deadlineMs: 1000 });
    const ask = (headers: Record<string, string>) =>
      fetch(`${crawler.url}/crawl`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    expect((await ask({})).status).toBe(401);
    expect((await ask({ authorization: 'Bearer open' })).status).toBe(401);
    expect((await ask({ authorization: 'Bearer open sesame' })).status).toBe(200);
    expect((await fetch(`${crawler.url}/healthz`)).status).toBe(200);
  });
});
