const REMEMBERED_MS = 3_600_000;
const NEWS_EVERY_MS = 60_000;
const MOST_HOSTS = 10_000;

/** What this process has heard of slow hosts, for its metrics and its log: bounded, the longest unheard of goes first. */
export class SlowedHosts {
  readonly #heardAt = new Map<string, number>();
  readonly #toldAt = new Map<string, number>();

  note(host: string, isSlowed: boolean, nowMs: number): void {
    this.#heardAt.delete(host);
    if (isSlowed) put(this.#heardAt, host, nowMs);
  }

  count(nowMs: number): number {
    for (const [host, heardAt] of this.#heardAt) {
      if (nowMs - heardAt < REMEMBERED_MS) break;
      this.#heardAt.delete(host);
    }
    return this.#heardAt.size;
  }

  /** Whether a host that makes tasks wait is worth a line: once a minute. */
  isNews(host: string, nowMs: number): boolean {
    const toldAt = this.#toldAt.get(host);
    if (toldAt !== undefined && nowMs - toldAt < NEWS_EVERY_MS) return false;
    this.#toldAt.delete(host);
    put(this.#toldAt, host, nowMs);
    return true;
  }
}

function put(map: Map<string, number>, host: string, nowMs: number): void {
  map.set(host, nowMs);
  for (const oldest of map.keys()) {
    if (map.size <= MOST_HOSTS) return;
    map.delete(oldest);
  }
}
