import type { SafeFetchOptions, SafeResponse } from '@goodshunter/safe-fetch';
import { describe, expect, it } from '@jest/globals';
import { HostPacer } from './host-pacer.js';
import { RobotsCache } from './robots-cache.js';
import { ShopSession } from './shop-session.js';

const API = new URL('https://api.example/search?appid=key');

/** A session whose fetcher answers without a network, and remembers what it was told. */
function setUp(answer: Partial<SafeResponse> = {}) {
  const sent: { url: string; options: SafeFetchOptions }[] = [];
  const clock = { nowMs: 1000 };
  const fetcher = {
    async fetch(url: string | URL, options: SafeFetchOptions = {}): Promise<SafeResponse> {
      await options.onRequest?.(new URL(url));
      sent.push({ url: String(url), options });
      return { status: 200, headers: {}, url: String(url), body: Buffer.from('ライカ'), redirects: [], ...answer };
    },
  };
  const pacer = new HostPacer({ now: () => clock.nowMs });
  const session = new ShopSession(
    {
      fetcher,
      robots: new RobotsCache({ fetcher, productToken: 'GoodsHunter', now: () => clock.nowMs }),
      pacer,
      now: () => clock.nowMs,
      maxBytes: 1000,
      isOpened: () => false,
      mayIgnoreRobots: () => false,
    },
    { signal: new AbortController().signal, deadlineAtMs: 10_000, maxRequests: 2, validators: {} },
  );
  return { session, sent, pacer, clock };
}

describe('callApi', () => {
  it('asks without robots.txt, redirects and validators', async () => {
    const { session, sent } = setUp({ headers: { etag: '"v1"', 'retry-after': '7' } });
    const answer = await session.callApi(API, { headers: { accept: 'application/json' } });
    expect(answer).toEqual({ status: 200, retryAfterMs: 7000, text: 'ライカ' });
    expect(sent.map(({ url }) => url)).toEqual([API.href]);
    expect(sent[0]?.options).toMatchObject({ maxRedirects: 0, maxBytes: 1000, timeoutMs: 9000 });
    expect(session.validators).toEqual({});
  });

  it('leaves the time between two requests that the API asks for', async () => {
    const { session, pacer, clock } = setUp();
    await session.callApi(API, { headers: {}, gapMs: 2000 });
    expect(pacer.waitMs(API.host)).toBe(2000);
    clock.nowMs += 1500;
    expect(pacer.waitMs(API.host)).toBe(500);
  });

  it('is counted, and leaves nothing for further pages when the requests are used up', async () => {
    const { session } = setUp();
    expect(session.canRequest(API)).toBe(true);
    await session.callApi(API, { method: 'POST', headers: {}, body: 'grant_type=client_credentials' });
    expect(session.canRequest(API)).toBe(true);
    await session.callApi(API, { headers: {} });
    expect(session.requests).toBe(2);
    expect(session.canRequest(API)).toBe(false);
  });

  it('leaves it to the caller what a status means', async () => {
    const { session } = setUp({ status: 418, body: Buffer.alloc(0) });
    expect(await session.callApi(API, { headers: {} })).toEqual({ status: 418, retryAfterMs: undefined, text: '' });
  });
});
