import { type HostStore, NOTHING_SETTLED, type Settlement, type UnusedGrant } from './host-store.js';

/** One grant whose crawl is over. */
export interface EndedGrant {
  /** Only the bucket it was taken from gets anything back. */
  store: HostStore['name'];
  /** By the monotonic clock, before it was asked for. */
  askedAtMs: number;
  /** By the clock of its store, where that keeps what has leaked. */
  grantedAtMs: number | undefined;
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
 * requests that were not sent would be saved up beyond the burst. A store that keeps no account of it is told what is left when all
 * the time since the grant counts as leaked: that keeps the bucket at or above what was really sent, whatever other grants are under way.
 */
export function settle(grants: readonly EndedGrant[], store: HostStore['name'], nowMs: number): Settlement {
  const unusedGrants: UnusedGrant[] = [];
  const settled: Settlement = { ...NOTHING_SETTLED, unused: unusedGrants };
  for (const ended of grants) {
    const { store: from, askedAtMs, grantedAtMs, unused, excess, isSuccess, costMs, dayGapMs, delayMs } = ended;
    const leakedMs = Math.ceil(nowMs - askedAtMs);
    if (from === store) {
      settled.refundMs += Math.max(0, unused * costMs - leakedMs);
      settled.dayRefundMs += Math.max(0, unused * dayGapMs - leakedMs);
      if (unused > 0 && grantedAtMs !== undefined) unusedGrants.push({ unusedMs: unused * costMs, grantedAtMs });
    }
    settled.excess += excess;
    settled.successes += isSuccess ? 1 : 0;
    if (delayMs !== undefined) settled.delayMs = delayMs;
  }
  return settled;
}
