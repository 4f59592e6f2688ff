import type { HostStore, Settlement } from './host-store.js';

/** One grant whose crawl is over. */
export interface EndedGrant {
  /** Only the bucket it was taken from gets anything back. */
  store: HostStore['name'];
  /** By the monotonic clock, before it was asked for. */
  askedAtMs: number;
  unused: number;
  excess: number;
  isSuccess: boolean;
  costMs: number;
  dayGapMs: number;
  delayMs: number | undefined;
}

/** Ends of crawls that their hosts' stores have yet to be told of: they go along with the host's next exchange. */
export class UnsettledGrants {
  readonly #byHost = new Map<string, EndedGrant[]>();

  get hosts(): string[] {
    return [...this.#byHost.keys()];
  }

  add(host: string, grant: EndedGrant): void {
    const grants = this.#byHost.get(host);
    if (grants) grants.push(grant);
    else this.#byHost.set(host, [grant]);
  }

  take(host: string): EndedGrant[] {
    const grants = this.#byHost.get(host) ?? [];
    this.#byHost.delete(host);
    return grants;
  }
}

/**
 * What a store is told of ended grants. A bucket leaks while a crawl goes on, and what has leaked can not be given back: else
 * requests that were not sent would be saved up beyond the burst. Counting all the time since the grant as leaked keeps
 * the bucket at or above what was really sent, whatever other grants are under way.
 */
export function settle(grants: readonly EndedGrant[], store: HostStore['name'], nowMs: number): Settlement {
  const settled: Settlement = { refundMs: 0, dayRefundMs: 0, excess: 0, successes: 0 };
  for (const { store: from, askedAtMs, unused, excess, isSuccess, costMs, dayGapMs, delayMs } of grants) {
    const leakedMs = Math.ceil(nowMs - askedAtMs);
    if (from === store) {
      settled.refundMs += Math.max(0, unused * costMs - leakedMs);
      settled.dayRefundMs += Math.max(0, unused * dayGapMs - leakedMs);
    }
    settled.excess += excess;
    settled.successes += isSuccess ? 1 : 0;
    if (delayMs !== undefined) settled.delayMs = delayMs;
  }
  return settled;
}
