import type { CrawlResponse } from '@goodshunter/contracts/crawl';
import type { EndedCrawl } from './crawl-order.js';

interface Kept extends EndedCrawl {
  expiresAt: number;
  size: number;
}

/** Characters of all answers kept, and of the largest; about twice as many bytes. */
const MOST_CHARACTERS = 8 * 1024 * 1024;
const LARGEST = 2 * 1024 * 1024;

/**
 * Answers of this process's last crawls, for seconds. Bounded: the oldest go first. Not by `lru-cache`, which keeps what has expired until
 * it is asked for or pushed out: nearly every answer here is asked for once, and large.
 */
export class RecentAnswers {
  readonly #kept = new Map<string, Kept>();
  #size = 0;

  /** @param now ms of the monotonic clock */
  put(key: string, crawl: EndedCrawl, keepMs: number, now: number): void {
    this.#drop(key);
    const size = measureAnswer(crawl.response);
    if (size > LARGEST) return;
    this.#kept.set(key, { ...crawl, size, expiresAt: crawl.answeredAt + keepMs });
    this.#size += size;
    for (const [oldest, { expiresAt }] of this.#kept) {
      if (this.#size <= MOST_CHARACTERS && expiresAt > now) break;
      this.#drop(oldest);
    }
  }

  /** One whose crawl began at `notBefore` or later. */
  find(key: string, notBefore: number, now: number): EndedCrawl | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    if (kept.expiresAt <= now) this.#drop(key);
    return kept.expiresAt > now && kept.startedAt >= notBefore ? kept : undefined;
  }

  get count(): number {
    return this.#kept.size;
  }

  #drop(key: string): void {
    const kept = this.#kept.get(key);
    if (kept === undefined) return;
    this.#kept.delete(key);
    this.#size -= kept.size;
  }
}

/** About how many characters an answer takes, without writing it down. */
export function measureAnswer(response: CrawlResponse): number {
  if (response.status === 'failed') return 200;
  return response.items.reduce(
    (sum, { title, url, description = '', imageUrl = '' }) =>
      sum + 200 + title.length + url.length + description.length + imageUrl.length,
    200,
  );
}
