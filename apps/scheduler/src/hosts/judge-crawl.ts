import type { CrawlResponse, FailureKind } from '@goodshunter/contracts/crawl';
import type { Refusal } from './host-store.js';

/** Kinds that speak of the whole host, and after how many in a row. One hiccup of one page says nothing of the others. */
const FAILURES_UNTIL_BACKOFF: Partial<Record<FailureKind, number>> = {
  blocked: 1,
  rate_limited: 1,
  network: 3,
  timeout: 3,
  server_error: 3,
};
const SLOWING: ReadonlySet<FailureKind> = new Set(['blocked', 'rate_limited']);
const SERVICE_UNAVAILABLE = 503;

/** What a crawl says of its host: it went well, the host refuses or fails, or nothing. */
export function judgeCrawl(crawl: CrawlResponse): { isSuccess: boolean; refusal?: Refusal } {
  if (crawl.status === 'ok') return { isSuccess: true };
  // A failure without a request is our own (a confused crawler, a bad query): it says nothing of the shop.
  if (crawl.requests === 0) return { isSuccess: false };
  const { kind, retryAfterMs = 0, httpStatus } = crawl.failure;
  const threshold = FAILURES_UNTIL_BACKOFF[kind];
  if (threshold === undefined) return { isSuccess: false };
  const isSlowing = SLOWING.has(kind) || httpStatus === SERVICE_UNAVAILABLE;
  return { isSuccess: false, refusal: { isSlowing, threshold, retryAfterMs } };
}
