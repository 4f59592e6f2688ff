import type { CrawlRequestInput, CrawlResponse } from '@goodshunter/contracts/crawl';
import {
  EBAY_SEARCH_PATH,
  EBAY_TOKEN_PATH,
  type EbayApiDouble,
  type EbaySummary,
  ebaySummary,
  startEbayApi,
} from '@goodshunter/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { serve } from '../support/serve.js';
import { startCrawler, type TestCrawler } from '../support/start-crawler.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Rig {
  api: EbayApiDouble;
  crawler: TestCrawler;
  crawl(request?: Partial<CrawlRequestInput>): Promise<CrawlResponse>;
}

async function startEbay(listings: readonly EbaySummary[], maxPages = 5): Promise<Rig> {
  const api = await startEbayApi(listings);
  const crawler = await startCrawler({ allowHosts: [api.host], ebayApiUrl: `${api.url}/`, maxPages });
  closers.push(api.close, crawler.close);
  return {
    api,
    crawler,
    crawl: (request) => crawler.crawl({ source: 'ebay', query: { q: 'leica' }, credentials: api.key, ...request }),
  };
}

/** The newest first: the highest number. */
const listings = (count: number) => Array.from({ length: count }, (_, index) => ebaySummary(count - index, '12.50'));
const paths = ({ api }: Rig) => api.calls.map(({ path }) => path);

describe('ebay', () => {
  it('reads a search to its end with one token, and asks for no robots.txt', async () => {
    const rig = await startEbay(listings(450));
    const answer = await rig.crawl({ query: { q: 'leica', marketplace: 'EBAY_DE' } });
    if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
    expect(answer).toMatchObject({ complete: true, mayHaveMissed: false, notModified: false, requests: 4 });
    expect(answer.validators).toEqual({});
    expect(answer.items).toHaveLength(450);
    expect(answer.items[0]).toMatchObject({
      key: 'EBAY_DE:450',
      url: 'https://www.ebay.com/itm/450',
      price: { amountMinor: 1250, currency: 'USD' },
      availability: 'in_stock',
    });
    expect(paths(rig)).toEqual([EBAY_TOKEN_PATH, EBAY_SEARCH_PATH, EBAY_SEARCH_PATH, EBAY_SEARCH_PATH]);
    expect(rig.api.calls.map(({ query }) => query.get('offset'))).toEqual([null, '0', '200', '400']);
    expect(rig.api.calls[1]?.headers['x-ebay-c-marketplace-id']).toBe('EBAY_DE');
  });

  it('writes what is searched so that any server reads it', async () => {
    const rig = await startEbay([ebaySummary(1, '5.00', { title: 'Leica & M3 + lens 100%' })]);
    const answer = await rig.crawl({ query: { q: 'leica & m3 + 100%' } });
    expect(answer).toMatchObject({ status: 'ok', items: [{ key: 'EBAY_US:1' }] });
    expect(rig.api.calls[1]?.rawQuery).toContain('q=leica%20%26%20m3%20%2B%20100%25&');
  });

  it('stops where known items begin', async () => {
    const rig = await startEbay(listings(900));
    const answer = await rig.crawl({ knownKeys: ['EBAY_US:701', 'EBAY_US:700'] });
    expect(answer).toMatchObject({ status: 'ok', complete: false, mayHaveMissed: false, requests: 2 });
  });

  it.each([
    ['pages', 2, {}, 400],
    // One of them went for the token.
    ['requests', 9, { maxRequests: 3 }, 400],
    ['requests, of which there is one', 9, { maxRequests: 1 }, 200],
  ])('says that some may have been missed when it runs out of %s', async (_name, maxPages, limits, count) => {
    const { crawl } = await startEbay(listings(900), maxPages);
    const answer = await crawl(limits);
    if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
    expect(answer).toMatchObject({ complete: false, mayHaveMissed: true });
    expect(answer.items).toHaveLength(count);
  });

  it('shows auctions by their bid when they are asked for, and only then', async () => {
    const auction = ebaySummary(2, '0', {
      buyingOptions: ['AUCTION'],
      price: undefined,
      currentBidPrice: { value: '16.15', currency: 'EUR' },
      bidCount: 3,
    });
    const { crawl } = await startEbay([auction, ebaySummary(1, '99.00'), ebaySummary(3, '', { price: undefined })]);
    const fixed = await crawl();
    if (fixed.status !== 'ok') throw new Error(JSON.stringify(fixed));
    expect(fixed.items.map(({ key }) => key)).toEqual(['EBAY_US:1', 'EBAY_US:3']);
    expect(fixed.items[1]).not.toHaveProperty('price');
    const auctions = await crawl({ query: { q: 'leica', buyingOptions: ['auction'] } });
    expect(auctions).toMatchObject({ items: [{ key: 'EBAY_US:2', price: { amountMinor: 1615, currency: 'EUR' } }] });
  });

  it('finds nothing where there is nothing', async () => {
    const { crawl } = await startEbay([]);
    expect(await crawl()).toMatchObject({ status: 'ok', items: [], complete: true, mayHaveMissed: false });
  });

  it('remembers the token of a key, and gives no key the token of another', async () => {
    const rig = await startEbay(listings(1));
    for (const requests of [2, 1]) expect(await rig.crawl()).toMatchObject({ status: 'ok', requests });
    const stranger = { ...rig.api.key, clientSecret: 'guessed' };
    expect(await rig.crawl({ credentials: stranger })).toMatchObject({
      status: 'failed',
      failure: { kind: 'blocked' },
    });
    expect(paths(rig).filter((path) => path === EBAY_TOKEN_PATH)).toHaveLength(2);
  });

  it('renews a token that was taken back, once', async () => {
    const rig = await startEbay(listings(1));
    await rig.crawl();
    rig.api.expireTokens();
    expect(await rig.crawl()).toMatchObject({ status: 'ok', requests: 3, items: [{ key: 'EBAY_US:1' }] });
    expect(paths(rig).slice(2)).toEqual([EBAY_SEARCH_PATH, EBAY_TOKEN_PATH, EBAY_SEARCH_PATH]);
  });

  it('gives up when a fresh token is refused too', async () => {
    const rig = await startEbay(listings(1));
    await rig.crawl();
    rig.api.expireTokens();
    const refusal = { status: 401, body: { errors: [{ errorId: 1001, message: 'Invalid access token' }] } };
    for (let i = 0; i < 2; i++) rig.api.answerNext(EBAY_SEARCH_PATH, refusal);
    expect(await rig.crawl()).toMatchObject({
      status: 'failed',
      requests: 3,
      failure: {
        kind: 'blocked',
        httpStatus: 401,
        message: 'eBay refuses the key (EBAY_CLIENT_ID, EBAY_CLIENT_SECRET): Invalid access token',
      },
    });
    expect(await rig.crawl()).toMatchObject({ status: 'ok' });
  });

  it('says which key is refused, without it', async () => {
    const { api, crawl } = await startEbay(listings(1));
    const answer = await crawl({ credentials: { ...api.key, clientSecret: 'mistyped-secret' } });
    expect(answer).toMatchObject({
      requests: 1,
      failure: {
        kind: 'blocked',
        message: 'eBay refuses the key (EBAY_CLIENT_ID, EBAY_CLIENT_SECRET): invalid_client',
      },
    });
    expect(JSON.stringify(answer)).not.toContain('mistyped');
  });

  const ebayError = (errorId: number, message: string) => ({ errors: [{ errorId, domain: 'API_BROWSE', message }] });
  it.each([
    [
      'a used up budget',
      { status: 429, headers: { 'retry-after': '120' }, body: ebayError(2001, 'Too many requests.') },
      {
        kind: 'rate_limited',
        httpStatus: 429,
        retryAfterMs: 120_000,
        message: 'eBay takes no more calls for now: Too many requests.',
      },
    ],
    [
      'a bad query',
      { status: 400, body: ebayError(12_023, 'This search is too large.') },
      {
        kind: 'invalid_query',
        httpStatus: 400,
        message: 'eBay refuses the query: This search is too large.',
      },
    ],
    [
      'a marketplace that is closed',
      { status: 409, body: ebayError(12_019, 'It is not supported.') },
      { kind: 'invalid_query' },
    ],
    ['missing rights', { status: 403, body: ebayError(1100, 'Insufficient permissions') }, { kind: 'blocked' }],
    ['an error of its own', { status: 500, body: ebayError(12_000, 'There was a problem.') }, { kind: 'server_error' }],
    [
      'maintenance',
      { status: 503, headers: { 'retry-after': '60' }, body: 'busy' },
      { kind: 'rate_limited', retryAfterMs: 60_000 },
    ],
    ['another path', { status: 404, body: '' }, { kind: 'layout_changed' }],
    ['a page', { body: '<html>Sorry</html>' }, { kind: 'layout_changed' }],
    ['half an answer', { body: '{"total":1,"itemSummaries":[{' }, { kind: 'layout_changed' }],
    ['something else', { body: { ok: true } }, { kind: 'layout_changed' }],
  ])('fails by name on %s', async (_name, planned, failure) => {
    const { api, crawl } = await startEbay(listings(1));
    api.answerNext(EBAY_SEARCH_PATH, planned);
    expect(await crawl()).toMatchObject({ status: 'failed', failure, requests: 2 });
  });

  it.each([
    [
      'a used up budget',
      { status: 429, headers: { 'retry-after': '30' } },
      { kind: 'rate_limited', retryAfterMs: 30_000 },
    ],
    ['a page', { body: '<html>' }, { kind: 'layout_changed' }],
    ['no token', { body: { expires_in: 7200 } }, { kind: 'layout_changed' }],
    [
      'a token that is no header',
      { body: { access_token: 'a\r\nx: y', expires_in: 7200 } },
      { kind: 'layout_changed' },
    ],
    ['an error', { status: 500, body: '' }, { kind: 'server_error' }],
  ])('fails by name when instead of a token it gets %s', async (_name, planned, failure) => {
    const { api, crawl } = await startEbay(listings(1));
    api.answerNext(EBAY_TOKEN_PATH, planned);
    expect(await crawl()).toMatchObject({ status: 'failed', failure, requests: 1 });
  });

  it('carries neither key nor token anywhere else', async () => {
    const elsewhere = await serve((_request, response) => void response.end('{}'));
    const { api, crawler, crawl } = await startEbay(listings(1));
    closers.push(elsewhere.close);
    const moved = { status: 302, headers: { location: `${elsewhere.url}/here` } };
    api.answerNext(EBAY_TOKEN_PATH, moved);
    expect(await crawl()).toMatchObject({ status: 'failed', failure: { kind: 'layout_changed', httpStatus: 302 } });
    api.answerNext(EBAY_SEARCH_PATH, moved);
    expect(await crawl()).toMatchObject({ status: 'failed', failure: { kind: 'layout_changed', httpStatus: 302 } });
    expect(elsewhere.asked).toEqual([]);
    const answer = await crawl();
    const written = JSON.stringify([answer, crawler.lines()]);
    expect(crawler.lines().length).toBeGreaterThan(2);
    const basic = Buffer.from(`${api.key.clientId}:${api.key.clientSecret}`).toString('base64');
    for (const secret of [api.key.clientId, api.key.clientSecret, basic, 'test-token']) {
      expect(written).not.toContain(secret);
    }
  });
});
