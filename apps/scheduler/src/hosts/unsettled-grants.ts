import { type HostStore, NOTHING_SETTLED, type Settlement, type UnusedGrant } from './host-store.js';

/** One grant whose crawl is over. */
export interface EndedGrant {
  /** Only the bucket it was taken from gets anything back. */
  store: HostStore['name'];
  /** By the monotonic clock, before it was asked for. */
  askedAtMs: number;
  /** By the clock of its store. */
  grantedAtMs: number;
  /** Whose task it was for. */
  owner: number;
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

  has(host: string): boolean {
    return this.#byHost.has(host);
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
 * requests that were not sent would be saved up beyond the burst. Stores keep account of it, but for the limit per day: of that, all the
 * time since the grant counts as leaked, which keeps its bucket at or above what was really sent.
 */
export function settle(grants: readonly EndedGrant[], store: HostStore['name'], nowMs: number): Settlement {
  const unusedGrants: UnusedGrant[] = [];
  const settled: Settlement = { ...NOTHING_SETTLED, unused: unusedGrants };
  for (const ended of grants) {
    const { store: from, askedAtMs, grantedAtMs, owner, unused, excess, isSuccess, costMs, dayGapMs, delayMs } = ended;
    if (from === store && unused > 0) {
      settled.dayRefundMs += Math.max(0, unused * dayGapMs - Math.ceil(nowMs - askedAtMs));
      unusedGrants.push({ owner, requests: unused, unusedMs: unused * costMs, grantedAtMs });
    }
    settled.excess += excess;
    settled.successes += isSuccess ? 1 : 0;
    if (delayMs !== undefined) settled.delayMs = delayMs;
  }
  return settled;
}
