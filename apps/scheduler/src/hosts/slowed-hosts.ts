import { LRUCache } from 'lru-cache';

const REMEMBERED_MS = 3_600_000;
const NEWS_EVERY_MS = 60_000;
const MOST_HOSTS = 10_000;

/** What this process has heard of slow hosts, for its metrics and its log: bounded, the longest unheard of goes first. */
export class SlowedHosts {
  readonly #heardAt = new LRUCache<string, number>({ max: MOST_HOSTS });
  readonly #toldAt = new LRUCache<string, number>({ max: MOST_HOSTS });

  note(host: string, isSlowed: boolean, nowMs: number): void {
    if (isSlowed) this.#heardAt.set(host, nowMs);
    else this.#heardAt.delete(host);
  }

  count(nowMs: number): number {
    let count = 0;
    // The one heard of last comes first.
    for (const heardAt of this.#heardAt.values()) {
      if (nowMs - heardAt >= REMEMBERED_MS) break;
      count += 1;
    }
    return count;
  }

  /** Whether a host that makes tasks wait is worth a line: once a minute. */
  isNews(host: string, nowMs: number): boolean {
    const toldAt = this.#toldAt.get(host);
    if (toldAt !== undefined && nowMs - toldAt < NEWS_EVERY_MS) return false;
    this.#toldAt.set(host, nowMs);
    return true;
  }
}
