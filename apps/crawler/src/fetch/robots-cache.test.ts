import { BadRedirectError, DnsError, type SafeResponse } from '@goodshunter/safe-fetch';
import { manualClock } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { RobotsCache } from './robots-cache.js';

function setUp(answer: (url: string) => Partial<SafeResponse> | Error, maxOrigins = 10) {
  const clock = manualClock();
  const asked: string[] = [];
  const limits: unknown[] = [];
  const robots = new RobotsCache({
    productToken: 'GoodsHunter',
    now: clock.now,
    maxOrigins,
    fetcher: {
      fetch: async (url, options) => {
        asked.push(String(url));
        limits.push(options);
        const given = answer(String(url));
        if (given instanceof Error) throw given;
        return { status: 200, headers: {}, url: String(url), redirects: [], body: Buffer.alloc(0), ...given };
      },
    },
  });
  const look = (url: string) => robots.rulesFor(new URL(url)).rules;
  return { robots, look, asked, limits, clock };
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

  it('takes a file that is redirected more than five times for one that is not there', async () => {
    const { look } = setUp(() => new BadRedirectError('the server redirects too many times'));
    expect((await look('https://a.example/')).isAllowed(new URL('https://a.example/a'))).toBe(true);
  });

  it.each([{ status: 503 }, new DnsError()])(
    'goes by what it knows of the last day while it hears only %j',
    async (failure) => {
      let answer: Partial<SafeResponse> | Error = disallowing;
      const { look, asked, clock } = setUp(() => answer);
      await look('https://a.example/');
      answer = failure;
      for (let hours = 1; hours < 24; hours += 1) {
        clock.advance(3_600_000);
        const rules = await look('https://a.example/');
        expect([
          rules.isAllowed(new URL('https://a.example/a')),
          rules.isAllowed(new URL('https://a.example/b')),
        ]).toEqual([false, true]);
      }
      expect(asked).toHaveLength(24);
      clock.advance(3_600_000);
      await expect(look('https://a.example/')).rejects.toMatchObject({ code: expect.stringMatching(/^CRAWL_/) });
      answer = disallowing;
      clock.advance(30_000);
      expect((await look('https://a.example/')).isAllowed(new URL('https://a.example/a'))).toBe(false);
    },
  );

  it('does not pass over being asked to slow down, whatever it knows', async () => {
    let answer: Partial<SafeResponse> | Error = disallowing;
    const { look, clock } = setUp(() => answer);
    await look('https://a.example/');
    answer = { status: 429 };
    clock.advance(3_600_000);
    await expect(look('https://a.example/')).rejects.toMatchObject({ kind: 'rate_limited' });
  });

  it('reads the first 512 KiB of a file, to the last line that is whole', async () => {
    const head = 'User-agent: *\nDisallow: /first\n';
    const filler = '# long\n'.repeat(80_000).slice(0, 512 * 1024 - head.length - 'Disallow: /'.length - 1);
    const body = Buffer.from(`${head}${filler}\nDisallow: /last`).subarray(0, 512 * 1024);
    expect(body.toString().endsWith('\nDisallow: /')).toBe(true);
    const { look, limits } = setUp(() => ({ body }));
    const rules = await look('https://a.example/');
    expect(['/first', '/last', '/other'].map((path) => rules.isAllowed(new URL(path, 'https://a.example')))).toEqual([
      false,
      true,
      true,
    ]);
    expect(limits).toEqual([{ maxBytes: 512 * 1024, cutsBody: true, timeoutMs: 10_000 }]);
  });

  it('remembers no more origins than it may', async () => {
    const { look, asked } = setUp(() => disallowing, 2);
    for (const name of ['a', 'b', 'a', 'c', 'a']) await look(`https://${name}.example/`);
    expect(asked).toHaveLength(3);
    await look('https://b.example/');
    expect(asked).toHaveLength(4);
  });
});
