import { ebaySummary, latch, startEbayApi, waitFor } from '@goodshunter/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { serve } from '../support/serve.js';
import { startCrawler } from '../support/start-crawler.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

it('lets one API take no more than half of the slots', async () => {
  const held = latch();
  const slow = await serve(async (_request, response) => {
    await held.opened;
    response.end('{}');
  });
  const crawler = await startCrawler({ allowHosts: [slow.host], ebayApiUrl: slow.url, slots: 4 });
  closers.push(slow.close, crawler.close);
  const request = {
    source: 'ebay',
    query: { q: 'leica' },
    deadlineMs: 100_000,
    credentials: { clientId: 'a', clientSecret: 'b' },
  };
  const first = [crawler.post(request), crawler.post(request)];
  await waitFor(() => crawler.slots.busy === 2, { what: 'two crawls' });
  const third = await crawler.post(request);
  expect(third.status).toBe(503);
  expect(await third.json()).toMatchObject({ code: 'HOST_BUSY' });
  held.open();
  for (const response of await Promise.all(first)) expect(response.status).toBe(200);
});

describe('keys', () => {
  it.each([
    ['ebay', { q: 'leica' }, undefined, 'eBay needs a key: EBAY_CLIENT_ID, EBAY_CLIENT_SECRET must be set.'],
    [
      'ebay',
      { q: 'leica' },
      { clientId: 'id', clientSecret: '' },
      'eBay needs a key: EBAY_CLIENT_ID, EBAY_CLIENT_SECRET must be set.',
    ],
    ['yahoo-shopping-jp', { query: 'a' }, {}, 'Yahoo! Shopping needs a key: YAHOO_SHOPPING_APP_ID must be set.'],
  ] as const)('of %s are asked for before anybody else is', async (source, query, credentials, message) => {
    const crawler = await startCrawler();
    closers.push(crawler.close);
    const answer = await crawler.crawl({ source, query, ...(credentials ? { credentials } : {}) });
    expect(answer).toEqual({ status: 'failed', requests: 0, failure: { kind: 'invalid_query', message } });
  });

  it('stay out of the problem that a bad request is answered with', async () => {
    const crawler = await startCrawler();
    closers.push(crawler.close);
    const secret = 'PRD-secret'.repeat(60);
    const response = await crawler.post({
      source: 'ebay',
      query: {},
      deadlineMs: 100_000,
      credentials: { clientSecret: secret },
    });
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(text).toContain('credentials.clientSecret');
    expect(text + JSON.stringify(crawler.lines())).not.toContain('PRD-secret');
  });

  it('never reach an address that is not public', async () => {
    const api = await startEbayApi([ebaySummary(1, '12.50')]);
    const crawler = await startCrawler({ ebayApiUrl: api.url });
    closers.push(api.close, crawler.close);
    const answer = await crawler.crawl({ source: 'ebay', query: { q: 'leica' }, credentials: api.key });
    expect(answer).toMatchObject({ status: 'failed', failure: { kind: 'forbidden_address' }, requests: 0 });
    expect(api.calls).toEqual([]);
  });
});
