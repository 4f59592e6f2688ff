import { doublingDelay } from '@goodshunter/waiting';

export interface RetryRules {
  /** First wait, in ms; it doubles. */
  firstMs: number;
  longestMs: number;
  /** Attempts after which a message is dead. */
  maxAttempts: number;
}

/** 5 s, 10 s, 20 s, ... up to an hour: a receiver may be away for most of a day before a message is given up. */
export const RETRY_RULES: RetryRules = { firstMs: 5000, longestMs: 3_600_000, maxAttempts: 24 };

/**
 * How long a message waits after its `attempt`th failed sending, in ms, with up to a quarter of jitter upwards and never less than the
 * receiver asked for; null: it is given up.
 */
export function retryDelayMs(
  attempt: number,
  retryAfterMs = 0,
  rules = RETRY_RULES,
  random = Math.random,
): number | null {
  if (attempt >= rules.maxAttempts) return null;
  const backoffMs = doublingDelay(attempt, rules);
  return Math.max(backoffMs, retryAfterMs) * (1 + random() / 4);
}
