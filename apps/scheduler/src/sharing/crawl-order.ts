import type { CrawlRequestInput, CrawlResponse } from '@goodshunter/contracts/crawl';

/** What a run wants to know, whoever asks the shop for it. */
export interface CrawlOrder {
  /** As it would be sent, but for what its host grants. */
  request: Omit<CrawlRequestInput, 'maxRequests'>;
  /** Fewer requests than the settings allow: its answer serves none that may send more. @default as the settings say */
  requestLimit?: number;
  /** An answer serves if its crawl began no longer ago than this, in ms from now; 0: only a crawl that begins from now on. */
  maxAgeMs: number;
  /** How long others may still take the answer of this order's own crawl, in ms. */
  keepMs: number;
  /** Aborted: this run waits no longer. The crawl goes on while somebody else waits for it. */
  signal: AbortSignal;
  /** The crawl itself; called at most once, and not at all when another's answer serves. Its signal aborts when nobody waits any more. */
  perform: (signal: AbortSignal) => Promise<PerformedCrawl>;
  /** Told as soon as it waits for the crawl of another: it needs no place of its own meanwhile. */
  onWait: () => void;
}

/** `refused`: its host asks for patience; worth another try after `waitMs`. */
export type PerformedCrawl = { status: 'crawled'; response: CrawlResponse } | { status: 'refused'; waitMs: number };

/**
 * Whose crawl it was: the run's own, one under way in this process, one that ended there a moment ago, or that of another replica.
 */
export const SHARED_HOW = ['flight', 'recent', 'replica'] as const;
export type SharedHow = (typeof SHARED_HOW)[number];

export type SharedCrawl =
  | { status: 'refused'; waitMs: number }
  | {
      status: 'crawled';
      response: CrawlResponse;
      /** How long ago it was answered, in ms: what it says is that old. */
      answeredAgoMs: number;
      how: 'own' | SharedHow;
    };

/** A crawl that ended. Instants are ms of this process's monotonic clock. */
export interface EndedCrawl {
  response: CrawlResponse;
  /** Not later than its first request. */
  startedAt: number;
  /** Not later than the crawler's answer, so that nothing looks fresher than it is. */
  answeredAt: number;
}
