import type { HostLimits } from './host-store.js';

export interface HostRates {
  /** Requests per second that one host gets, of all tasks and replicas together. */
  requestsPerSecond: number;
  /** Requests that may come at once after a quiet time. */
  burst: number;
}

const DAY_MS = 24 * 3600_000;
/** Of a limit per day, what may come at once; the rest is spread over the day, so that no day of any time zone sees more than the limit. */
const DAY_BURST_SHARE = 0.2;

/**
 * The buckets of one host. Whole milliseconds, rounded so that no limit is exceeded.
 * @param dailyLimit most requests within any 24 hours
 * @param minGapMs least time between two requests
 */
export function createHostLimits(rates: HostRates, dailyLimit?: number, minGapMs = 0): HostLimits {
  const gapMs = Math.ceil(Math.max(1000 / rates.requestsPerSecond, minGapMs));
  const windowMs = gapMs * rates.burst;
  if (dailyLimit === undefined) return { gapMs, windowMs, dayGapMs: 0, dayWindowMs: 0 };
  const dayBurst = Math.max(1, Math.floor(dailyLimit * DAY_BURST_SHARE));
  const dayGapMs = Math.ceil(DAY_MS / Math.max(1, dailyLimit - dayBurst));
  return { gapMs, windowMs, dayGapMs, dayWindowMs: dayGapMs * dayBurst };
}
