import { API_HOSTS, type FailureKind } from '@goodshunter/contracts';

/** Kinds that speak of the whole host, and after how many in a row. One hiccup of one page says nothing of the others. */
const FAILURES_UNTIL_BACKOFF: Partial<Record<FailureKind, number>> = {
  blocked: 1,
  rate_limited: 1,
  network: 3,
  timeout: 3,
  server_error: 3,
};
const FIRST_MS = 5000;
const LONGEST_MS = 10 * 60_000;

interface HostState {
  failures: number;
  until: number;
}

export interface HostBackoffOptions {
  /** Monotonic ms. @default performance.now */
  now?: () => number;
  /** @default Math.random */
  random?: () => number;
  /** Most hosts remembered; the longest unheard of goes first. @default 10000 */
  maxHosts?: number;
}

/**
 * Keeps the tasks of one host back while that host refuses or fails, each with a jitter of its own. Known to this process only:
 * another replica learns it by one failure of its own.
 */
export class HostBackoff {
  readonly #hosts = new Map<string, HostState>();
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #maxHosts: number;

  constructor({ now = () => performance.now(), random = Math.random, maxHosts = 10_000 }: HostBackoffOptions = {}) {
    this.#now = now;
    this.#random = random;
    this.#maxHosts = maxHosts;
  }

  /** Ms that a task of this host should wait; 0: none. */
  waitMs(host: string): number {
    const waitMs = (this.#hosts.get(host)?.until ?? 0) - this.#now();
    return waitMs > 0 ? waitMs * (1 + this.#random() / 2) : 0;
  }

  reportSuccess(host: string): void {
    this.#hosts.delete(host);
  }

  reportFailure(host: string, kind: FailureKind, retryAfterMs = 0): void {
    const threshold = FAILURES_UNTIL_BACKOFF[kind];
    if (threshold === undefined) return;
    const failures = (this.#hosts.get(host)?.failures ?? 0) + 1;
    const excess = failures - threshold;
    const backoffMs = excess < 0 ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(excess, 20));
    const waitMs = Math.max(backoffMs, retryAfterMs);
    this.#hosts.delete(host);
    this.#hosts.set(host, { failures, until: waitMs === 0 ? 0 : this.#now() + waitMs });
    for (const oldest of this.#hosts.keys()) {
      if (this.#hosts.size <= this.#maxHosts) break;
      this.#hosts.delete(oldest);
    }
  }
}

const API_HOST_OF = new Map<string, string>(Object.entries(API_HOSTS));

/** The host (with its port) that a task looks at: the API's of its source, else that of its URL. Undefined when it names none. */
export function hostOf(source: string, query: Record<string, unknown>): string | undefined {
  const apiHost = API_HOST_OF.get(source);
  if (apiHost !== undefined) return apiHost;
  return typeof query.url === 'string' && URL.canParse(query.url) ? new URL(query.url).host : undefined;
}
