import type { FailureKind } from '@goodshunter/contracts/crawl';
import { doublingDelay } from '@goodshunter/waiting';

export interface FailureBackoff {
  kind: FailureKind;
  /** Failed runs in a row, this one included. */
  failures: number;
  intervalS: number;
  /** What the shop asked for. */
  retryAfterMs?: number | undefined;
}

/** Hiccups: worth another look before a long interval is over. */
const TRANSIENT: ReadonlySet<FailureKind> = new Set(['network', 'timeout', 'server_error']);
const TRANSIENT_BASE_MS = 60_000;
/** We were told to slow down. */
const SLOW_DOWN: ReadonlySet<FailureKind> = new Set(['blocked', 'rate_limited']);
const SLOW_DOWN_BASE_MS = 60_000;
const LONGEST_MS = 6 * 3600 * 1000;
const LONGEST_TRANSIENT_MS = 15 * 60_000;

/**
 * How long a task waits after a failed run, in ms: never shorter than its interval or, for hiccups, a minute; doubled with each failure
 * in a row up to 15 minutes or 6 hours (or the interval, if that is longer); never earlier than the shop asked for. A tenth of jitter, always upwards, keeps
 * tasks that failed together from coming back together.
 */
export function failureBackoffMs(
  { kind, failures, intervalS, retryAfterMs = 0 }: FailureBackoff,
  random = Math.random,
): number {
  const intervalMs = intervalS * 1000;
  const isTransient = TRANSIENT.has(kind);
  const base = isTransient ? Math.min(intervalMs, TRANSIENT_BASE_MS) : intervalMs;
  const firstMs = SLOW_DOWN.has(kind) ? Math.max(base, SLOW_DOWN_BASE_MS) : base;
  const longestMs = Math.max(intervalMs, isTransient ? LONGEST_TRANSIENT_MS : LONGEST_MS);
  return Math.max(doublingDelay(failures, { firstMs, longestMs }), retryAfterMs) * (1 + random() / 10);
}
