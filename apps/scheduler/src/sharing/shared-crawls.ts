import type { CrawlResponse } from '@goodshunter/contracts/crawl';

/** What replicas tell each other of equal crawls. Every method may reject; whoever asked then crawls on its own. */
export interface SharedCrawls {
  /**
   * Asks for an answer whose crawl began no longer than `maxAgeMs` ago. `lead`: there is none, and whoever asked is now the one that crawls,
   * for as long as it says so by `renew`. `wait`: another does.
   */
  join(key: string, flight: string, maxAgeMs: number): Promise<Joined>;
  /** The crawl goes on. */
  renew(key: string, flight: string): Promise<void>;
  /** The crawl is over, with an answer for others or without. Nothing happens when another has taken over since. */
  finish(key: string, flight: string, answer?: SharedAnswer): Promise<void>;
}

export type Joined =
  | { status: 'lead' }
  | { status: 'wait' }
  | { status: 'answered'; response: CrawlResponse; startedAgoMs: number; answeredAgoMs: number };

export interface SharedAnswer {
  response: CrawlResponse;
  /** Of the monotonic clock, in ms. */
  answeredAt: number;
  keepMs: number;
}
