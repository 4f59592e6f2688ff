import type { CrawlFailure, CrawlResponse } from '@goodshunter/contracts/crawl';
import { describe, expect, it } from '@jest/globals';
import { judgeCrawl } from './judge-crawl.js';

function failed(failure: Partial<CrawlFailure>, requests = 1): CrawlResponse {
  return { status: 'failed', failure: { kind: 'network', message: 'no', ...failure }, requests };
}

describe('judgeCrawl', () => {
  it.each([{ kind: 'blocked' }, { kind: 'rate_limited' }, { kind: 'server_error', httpStatus: 503 }] as const)(
    'slows the host for %o',
    (failure) => {
      expect(judgeCrawl(failed(failure)).refusal?.isSlowing).toBe(true);
    },
  );

  it('forgives two hiccups of a host, and does not slow it for more of them', () => {
    expect(judgeCrawl(failed({ kind: 'timeout' })).refusal).toEqual({
      isSlowing: false,
      threshold: 3,
      retryAfterMs: 0,
    });
  });

  it('hands on what the shop asked for', () => {
    expect(judgeCrawl(failed({ kind: 'rate_limited', retryAfterMs: 7000 })).refusal?.retryAfterMs).toBe(7000);
  });

  it('finds nothing in a failure of one page, or of our own', () => {
    expect(judgeCrawl(failed({ kind: 'not_found' }))).toEqual({ isSuccess: false });
    expect(judgeCrawl(failed({ kind: 'timeout' }, 0))).toEqual({ isSuccess: false });
  });
});
