import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { serve, type TestShop } from '../support/serve.js';
import { startCrawler, type TestCrawler } from '../support/start-crawler.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function setUp(
  listener: RequestListener,
  { isListed = false, allowHosts = [] as string[] } = {},
): Promise<{ shop: TestShop; crawler: TestCrawler }> {
  const shop = await serve(listener, { hasRobots: true });
  closers.push(shop.close);
  const crawler = await startCrawler({
    allowHosts: [shop.host, ...allowHosts],
    robotsOverrideHosts: isListed ? [shop.host] : [],
  });
  closers.push(crawler.close);
  return { shop, crawler };
}

const forbidding: RequestListener = (request, response) => {
  if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /');
  else if (request.url === '/moved') response.writeHead(302, { location: '/private/feed' }).end();
  else response.end('<rss><channel><item><title>x</title></item></channel></rss>');
};

describe('a task that ignores robots.txt', () => {
  it('reads a host that the operator lists without asking for the file', async () => {
    const { shop, crawler } = await setUp(forbidding, { isListed: true });
    const url = `${shop.url}/moved`;
    const answer = await crawler.crawl({ source: 'feed', query: { url, ignoreRobots: true } });
    expect(answer).toMatchObject({ status: 'ok', requests: 2 });
    expect(shop.asked).toEqual(['/moved', '/private/feed']);
  });

  it('obeys it for tasks that do not ask', async () => {
    const { shop, crawler } = await setUp(forbidding, { isListed: true });
    for (const query of [{ url: `${shop.url}/feed` }, { url: `${shop.url}/feed`, ignoreRobots: false }]) {
      const answer = await crawler.crawl({ source: 'feed', query });
      expect(answer).toMatchObject({ status: 'failed', failure: { kind: 'robots' } });
    }
    expect(shop.asked).toEqual(['/robots.txt']);
  });

  it.each(['feed', 'page', 'shopify', 'woocommerce'] as const)(
    'sends nothing to a host that the operator does not list: %s',
    async (source) => {
      const { shop, crawler } = await setUp(forbidding);
      const answer = await crawler.crawl({ source, query: { url: shop.url, ignoreRobots: true } });
      expect(answer).toMatchObject({
        status: 'failed',
        requests: 0,
        failure: { kind: 'invalid_query', message: expect.stringMatching(/^query\.ignoreRobots: /) },
      });
      expect(shop.asked).toEqual([]);
    },
  );

  it('asks the robots.txt of another host that it is redirected to', async () => {
    const other = await serve(forbidding, { hasRobots: true });
    const { shop, crawler } = await setUp(
      (_request, response) => response.writeHead(302, { location: `${other.url}/feed` }).end(),
      { isListed: true, allowHosts: [other.host] },
    );
    try {
      const answer = await crawler.crawl({ source: 'feed', query: { url: shop.url, ignoreRobots: true } });
      expect(answer).toMatchObject({ status: 'failed', failure: { kind: 'robots' } });
      expect(other.asked).toEqual(['/robots.txt']);
    } finally {
      await other.close();
    }
  });
});
