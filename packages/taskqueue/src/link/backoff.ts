import { doublingDelay } from '@goodshunter/waiting';

/**
 * How long to wait before try number `attempt` (0 is the first repetition): doubling from `minMs` up to `maxMs`, and a random
 * part of it, between a half and the whole, so that many waiters do not come back at one instant.
 */
export function backoffMs(attempt: number, minMs: number, maxMs: number, random: () => number = Math.random): number {
  const ceiling = doublingDelay(attempt + 1, { firstMs: minMs, longestMs: maxMs });
  return Math.round(ceiling * (0.5 + random() / 2));
}
