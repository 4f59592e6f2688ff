import type { CrawlRequestInput, CrawlResponse } from '@goodshunter/contracts/crawl';
import {
  startYahooShoppingApi,
  YAHOO_SEARCH_PATH,
  type YahooHit,
  type YahooShoppingApiDouble,
  yahooHit,
} from '@goodshunter/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startCrawler, type TestCrawler } from '../support/start-crawler.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Rig {
  api: YahooShoppingApiDouble;
  crawler: TestCrawler;
  crawl(request?: Partial<CrawlRequestInput>): Promise<CrawlResponse>;
}

async function startYahoo(items: readonly YahooHit[], maxPages = 5): Promise<Rig> {
  const api = await startYahooShoppingApi(items);
  const crawler = await startCrawler({ allowHosts: [api.host], yahooShoppingApiUrl: api.url, maxPages });
  closers.push(api.close, crawler.close);
  const asked = { source: 'yahoo-shopping-jp' as const, query: { query: 'ライカ' }, credentials: { appId: api.appId } };
  return { api, crawler, crawl: (request) => crawler.crawl({ ...asked, ...request }) };
}

const hits = (count: number) => Array.from({ length: count }, (_, index) => yahooHit(index + 1, 1000 + index));
const paths = ({ api }: Rig) => api.calls.map(({ path }) => path);

describe('yahoo-shopping-jp', () => {
  it('reads a search to its end, the cheapest first', async () => {
    const rig = await startYahoo(hits(120).reverse());
    const answer = await rig.crawl();
    if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
    expect(answer).toMatchObject({ complete: true, mayHaveMissed: false, requests: 3, validators: {} });
    expect(answer.items).toHaveLength(120);
    expect(answer.items[0]).toMatchObject({
      key: 'camera-a_m3-1',
      price: { amountMinor: 1000, currency: 'JPY' },
      availability: 'in_stock',
    });
    expect(rig.api.calls.map(({ query }) => query.get('start'))).toEqual(['1', '51', '101']);
    expect(new Set(paths(rig))).toEqual(new Set([YAHOO_SEARCH_PATH]));
  });

  it('does not stop at known items, which say nothing about the rest', async () => {
    const { crawl } = await startYahoo(hits(120));
    const answer = await crawl({ knownKeys: hits(120).map(({ code }) => code) });
    expect(answer).toMatchObject({ status: 'ok', complete: true, requests: 3 });
  });

  it.each([
    ['pages', 2, {}],
    ['requests', 9, { maxRequests: 2 }],
  ])('says that some may have been missed when it runs out of %s', async (_name, maxPages, limits) => {
    const { crawl } = await startYahoo(hits(120), maxPages);
    const answer = await crawl(limits);
    if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
    expect(answer).toMatchObject({ complete: false, mayHaveMissed: true });
    expect(answer.items).toHaveLength(100);
  });

  it('says that some may have been missed when the API goes no further', async () => {
    const { api, crawl } = await startYahoo(hits(1100), 100);
    const answer = await crawl({ maxRequests: 100 });
    if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
    expect(answer).toMatchObject({ complete: false, mayHaveMissed: true });
    expect(answer.items).toHaveLength(950);
    expect(api.calls.at(-1)?.query.get('start')).toBe('901');
  });

  it('writes what is searched so that any server reads it', async () => {
    const { api, crawl } = await startYahoo(hits(1));
    expect(await crawl({ query: { query: 'ライカ M3' } })).toMatchObject({ status: 'ok', items: [{}] });
    expect(api.calls[0]?.rawQuery).toContain('query=%E3%83%A9%E3%82%A4%E3%82%AB%20M3&sort=%2Bprice');
  });

  it('watches a store', async () => {
    const { crawl } = await startYahoo([yahooHit(1, 100), yahooHit(2, 200, { code: 'other_x' })]);
    const answer = await crawl({ query: { seller: 'other' } });
    expect(answer).toMatchObject({ status: 'ok', items: [{ key: 'other_x' }] });
  });

  const yahooError = (message: string) => ({ Error: { Message: message } });
  it.each([
    [
      'a used up budget',
      { status: 429, headers: { 'retry-after': '60' }, body: yahooError('Too many') },
      {
        kind: 'rate_limited',
        retryAfterMs: 60_000,
        message: 'Yahoo! Shopping takes no more calls for now: Too many',
      },
    ],
    [
      'a bad query',
      { status: 400, body: yahooError('seller_id is invalid') },
      {
        kind: 'invalid_query',
        message: 'Yahoo! Shopping refuses the query: seller_id is invalid',
      },
    ],
    [
      'maintenance',
      { status: 503, body: '<Error><Message>API_MAINTENANCE</Message></Error>' },
      { kind: 'server_error' },
    ],
    ['a page', { body: '<html>' }, { kind: 'layout_changed' }],
    ['something else', { body: { hits: 'none' } }, { kind: 'layout_changed' }],
  ])('fails by name on %s', async (_name, planned, failure) => {
    const { api, crawl } = await startYahoo(hits(1));
    api.answerNext(YAHOO_SEARCH_PATH, planned);
    expect(await crawl()).toMatchObject({ status: 'failed', failure, requests: 1 });
  });

  it('says which key is refused, and writes no key anywhere', async () => {
    const { api, crawler, crawl } = await startYahoo(hits(1));
    const refused = await crawl({ credentials: { appId: 'mistyped-id' } });
    expect(refused).toMatchObject({
      failure: {
        kind: 'blocked',
        message: 'Yahoo! Shopping refuses the key (YAHOO_SHOPPING_APP_ID): Your Request was Forbidden',
      },
    });
    const written = JSON.stringify([refused, await crawl(), crawler.lines()]);
    expect(written).not.toContain('mistyped-id');
    expect(written).not.toContain(api.appId);
  });

  it('leaves the key out of an error that repeats the request', async () => {
    const { api, crawler, crawl } = await startYahoo(hits(1));
    const credentials = { appId: 'dj00/mistyped==' };
    const message = `no such appid: ${credentials.appId} (appid=${encodeURIComponent(credentials.appId)})`;
    api.answerNext(YAHOO_SEARCH_PATH, { status: 400, body: yahooError(message) });
    const refused = await crawl({ credentials });
    expect(refused).toMatchObject({
      failure: { message: 'Yahoo! Shopping refuses the query: no such appid: *** (appid=***)' },
    });
    expect(JSON.stringify([refused, crawler.lines()])).not.toContain('mistyped');
  });
});
