import type { ServerResponse } from 'node:http';
import { EBAY_TOKEN_PATH, waitFor } from '@goodshunter/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { serve, type TestShop } from '../support/serve.js';
import { startCrawler, type TestCrawler } from '../support/start-crawler.js';

let ebay: TestShop;
let crawler: TestCrawler;
/** Requests for a token that were not answered yet. */
let asking: ServerResponse[];

beforeEach(async () => {
  asking = [];
  ebay = await serve((request, response) => {
    if (request.url === EBAY_TOKEN_PATH) asking.push(response);
    else response.end(JSON.stringify({ total: 0 }));
  });
  crawler = await startCrawler({ allowHosts: [ebay.host], ebayApiUrl: ebay.url, slots: 8 });
});
afterEach(async () => {
  await crawler.close();
  await ebay.close();
});

const REQUEST = {
  source: 'ebay' as const,
  query: { q: 'leica' },
  credentials: { clientId: 'a', clientSecret: 'b' },
  deadlineMs: 100_000,
};
const grant = () => asking.shift()?.end(JSON.stringify({ access_token: 'granted', expires_in: 7200 }));
const countAsked = () => ebay.asked.filter((path) => path === EBAY_TOKEN_PATH).length;
const untilBusy = (count: number) => waitFor(() => crawler.slots.busy === count, { what: `${count} crawls` });
const untilAsked = () => waitFor(() => asking.length === 1, { what: 'the request for a token' });

describe('first crawls of an eBay key that come at once', () => {
  it('ask for one token together', async () => {
    const crawls = [1, 2, 3].map(() => crawler.crawl(REQUEST));
    await untilBusy(3);
    await untilAsked();
    grant();
    const answers = await Promise.all(crawls);
    for (const answer of answers) expect(answer.status).toBe('ok');
    expect(answers.map(({ requests }) => requests).sort()).toEqual([1, 1, 2]);
    expect(countAsked()).toBe(1);
  });

  it('go on when the one that asks is given up', async () => {
    const client = new AbortController();
    const first = crawler.post(REQUEST, { signal: client.signal });
    await untilAsked();
    const others = [1, 2].map(() => crawler.crawl(REQUEST));
    await untilBusy(3);
    client.abort();
    await expect(first).rejects.toThrow();
    await waitFor(() => asking.length === 2, { what: 'another request for a token' });
    asking.shift();
    grant();
    for (const answer of await Promise.all(others)) expect(answer.status).toBe('ok');
    expect(countAsked()).toBe(2);
  });

  it('go on when the one that asks runs out of time', async () => {
    const first = crawler.crawl({ ...REQUEST, deadlineMs: 2000 });
    await untilAsked();
    const second = crawler.crawl(REQUEST);
    await untilBusy(2);
    expect(await first).toMatchObject({ status: 'failed', failure: { kind: 'timeout' } });
    await waitFor(() => asking.length === 2, { what: 'another request for a token' });
    asking.shift();
    grant();
    expect(await second).toMatchObject({ status: 'ok' });
  });

  it('each wait no longer than they may', async () => {
    const first = crawler.crawl(REQUEST);
    await untilAsked();
    const second = await crawler.crawl({ ...REQUEST, deadlineMs: 300 });
    expect(second).toMatchObject({ status: 'failed', failure: { kind: 'timeout' }, requests: 0 });
    grant();
    expect(await first).toMatchObject({ status: 'ok', requests: 2 });
  });

  it('share what eBay says against it, which the next one does not believe', async () => {
    const crawls = [1, 2, 3].map(() => crawler.crawl(REQUEST));
    await untilBusy(3);
    await untilAsked();
    asking.shift()?.writeHead(500).end();
    for (const answer of await Promise.all(crawls)) expect(answer).toMatchObject({ failure: { kind: 'server_error' } });
    expect(countAsked()).toBe(1);
    const next = crawler.crawl(REQUEST);
    await untilAsked();
    grant();
    expect(await next).toMatchObject({ status: 'ok', requests: 2 });
  });
});
