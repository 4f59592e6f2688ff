export interface CrawlSlotsOptions {
  /** Crawls at once. */
  slots: number;
  /** Crawls of one host at once, so that a slow or slowed host leaves room for the others. @default half of the slots, at least 1 */
  perHost?: number;
}

/** Room for crawls: taken at once or not at all. */
export class CrawlSlots {
  readonly size: number;
  readonly #perHost: number;
  readonly #byHost = new Map<string, number>();
  #busy = 0;

  constructor({ slots, perHost = Math.max(1, Math.ceil(slots / 2)) }: CrawlSlotsOptions) {
    this.size = slots;
    this.#perHost = perHost;
  }

  get busy(): number {
    return this.#busy;
  }

  /** A function that gives the slot back, or why there is none. @param host undefined for hosts that need no limit */
  take(host: string | undefined): (() => void) | 'full' | 'host_busy' {
    if (this.#busy >= this.size) return 'full';
    const ofHost = host === undefined ? 0 : (this.#byHost.get(host) ?? 0);
    if (ofHost >= this.#perHost) return 'host_busy';
    this.#busy += 1;
    if (host !== undefined) this.#byHost.set(host, ofHost + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#busy -= 1;
      if (host === undefined) return;
      const left = (this.#byHost.get(host) ?? 1) - 1;
      if (left > 0) this.#byHost.set(host, left);
      else this.#byHost.delete(host);
    };
  }
}
