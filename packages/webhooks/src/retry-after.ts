/** Longest wait a receiver can ask for: a header must not park a channel for a year. */
const MAX_RETRY_AFTER_MS = 24 * 3600 * 1000;

export interface RetryAfterOptions {
  /** @default now */
  nowMs?: number;
  /** Longer waits are cut to this. @default 24 hours */
  maxMs?: number;
}

/** Reads a Retry-After header (seconds or an HTTP date) as ms from now; undefined when there is none that can be read. */
export function readRetryAfter(value: string | null | undefined, options: RetryAfterOptions = {}): number | undefined {
  const { nowMs = Date.now(), maxMs = MAX_RETRY_AFTER_MS } = options;
  const text = value?.trim() ?? '';
  if (text === '') return undefined;
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(waitMs, 0), maxMs);
}
