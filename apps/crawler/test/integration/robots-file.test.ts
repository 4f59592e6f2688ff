import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { serve, type TestShop } from '../support/serve.js';
import { startCrawler } from '../support/start-crawler.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const FORBIDDING = 'User-agent: *\nDisallow: /private';
const FEED = '<rss><channel><item><title>x</title></item></channel></rss>';

async function shopOf(listener: RequestListener): Promise<TestShop> {
  const shop = await serve(
    (request, response) => {
      if (request.url === '/private') response.end(FEED);
      else listener(request, response);
    },
    { hasRobots: true },
  );
  closers.push(shop.close);
  return shop;
}

async function look(shop: TestShop, others: readonly TestShop[] = []) {
  const crawler = await startCrawler({ allowHosts: [shop, ...others].map(({ host }) => host) });
  closers.push(crawler.close);
  return crawler.crawl({ source: 'feed', query: { url: `${shop.url}/private` } });
}

/** `/robots.txt`, then `/1`, `/2` and so on, the last of which is the file. */
const afterRedirects =
  (count: number): RequestListener =>
  (request, response) => {
    const hop = Number(/^\/(\d+)$/.exec(request.url ?? '')?.[1] ?? 0);
    if (hop < count) response.writeHead(302, { location: `/${hop + 1}` }).end();
    else response.end(FORBIDDING);
  };

describe('a robots.txt', () => {
  it.each([
    [5, { status: 'failed', failure: { kind: 'robots' } }],
    [6, { status: 'ok' }],
  ])('behind %i redirects', async (count, expected) => {
    const shop = await shopOf(afterRedirects(count));
    expect(await look(shop)).toMatchObject(expected);
  });

  it('of another host holds for the one that redirects to it', async () => {
    const other = await shopOf((_request, response) => response.end(FORBIDDING));
    const shop = await shopOf((_request, response) =>
      response.writeHead(301, { location: `${other.url}/robots.txt` }).end(),
    );
    expect(await look(shop, [other])).toMatchObject({ status: 'failed', failure: { kind: 'robots' } });
    expect([shop.asked, other.asked]).toEqual([['/robots.txt'], ['/robots.txt']]);
  });

  it.each<[string, RequestListener]>([
    ['larger than is read', (_request, response) => response.end(`${FORBIDDING}\n${'# more\n'.repeat(1_000_000)}`)],
    [
      'larger than is read, compressed',
      (_request, response) =>
        response.setHeader('content-encoding', 'gzip').end(gzipSync(`${FORBIDDING}\n${'# more\n'.repeat(1_000_000)}`)),
    ],
  ])('%s counts up to there', async (_name, listener) => {
    expect(await look(await shopOf(listener))).toMatchObject({ status: 'failed', failure: { kind: 'robots' } });
  });

  it('that the server breaks off lets nothing pass', async () => {
    const shop = await shopOf((_request, response) => response.destroy());
    expect(await look(shop)).toMatchObject({ status: 'failed', failure: { kind: 'network' } });
    expect(shop.asked).not.toContain('/private');
  });
});
