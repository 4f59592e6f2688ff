import { DnsError, type SafeResponse } from '@goodshunter/safe-fetch';
import { manualClock } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { RobotsCache } from './robots-cache.js';

function setUp(answer: (url: string) => Partial<SafeResponse> | Error, maxOrigins = 10) {
  const clock = manualClock();
  const asked: string[] = [];
  const robots = new RobotsCache({
    productToken: 'GoodsHunter',
    now: clock.now,
    maxOrigins,
    fetcher: {
      fetch: async (url) => {
        asked.push(String(url));
        const given = answer(String(url));
        if (given instanceof Error) throw given;
        return { status: 200, headers: {}, url: String(url), redirects: [], body: Buffer.alloc(0), ...given };
      },
    },
  });
  const look = (url: string) => robots.rulesFor(new URL(url)).rules;
  return { robots, look, asked, clock };
}

const disallowing = { body: Buffer.from('User-agent: *\nDisallow: /a') };

describe('RobotsCache', () => {
  it('asks each origin once an hour, once for all who wait', async () => {
    const { look, asked, clock } = setUp(() => disallowing);
    const [rules] = await Promise.all([
      look('https://a.example/x'),
      look('https://a.example/y'),
      look('http://a.example/'),
    ]);
    expect(rules.isAllowed(new URL('https://a.example/a'))).toBe(false);
    expect(asked).toEqual(['https://a.example/robots.txt', 'http://a.example/robots.txt']);
    clock.advance(3_599_000);
    await look('https://a.example/');
    expect(asked).toHaveLength(2);
    clock.advance(1000);
    await look('https://a.example/');
    expect(asked).toHaveLength(3);
  });

  it.each([400, 403, 404, 410, 302])('takes %i for "everything is allowed"', async (status) => {
    const { look } = setUp(() => ({ ...disallowing, status }));
    expect((await look('https://a.example/')).isAllowed(new URL('https://a.example/a'))).toBe(true);
  });

  it.each([
    [{ status: 500 }, { kind: 'server_error', httpStatus: 500 }],
    [
      { status: 429, headers: { 'retry-after': '9' } },
      { kind: 'rate_limited', retryAfterMs: 9000 },
    ],
    [new DnsError(), { kind: 'network' }],
  ])('lets nothing pass after %j, and asks again soon', async (failure, expected) => {
    let answer: Partial<SafeResponse> | Error = failure;
    const { look, asked, clock } = setUp(() => answer);
    await expect(look('https://a.example/')).rejects.toMatchObject(expected);
    await expect(look('https://a.example/')).rejects.toMatchObject(expected);
    expect(asked).toHaveLength(1);
    answer = disallowing;
    clock.advance(30_000);
    expect((await look('https://a.example/')).isAllowed(new URL('https://a.example/b'))).toBe(true);
  });

  it('remembers no more origins than it may', async () => {
    const { look, asked } = setUp(() => disallowing, 2);
    for (const name of ['a', 'b', 'a', 'c', 'a']) await look(`https://${name}.example/`);
    expect(asked).toHaveLength(3);
    await look('https://b.example/');
    expect(asked).toHaveLength(4);
  });
});
