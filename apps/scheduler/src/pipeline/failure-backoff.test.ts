import { describe, expect, it } from '@jest/globals';
import { failureBackoffMs } from './failure-backoff.js';

const noJitter = () => 0;

describe('failureBackoffMs', () => {
  it('begins with the interval and doubles', () => {
    const after = (failures: number) => failureBackoffMs({ kind: 'layout_changed', failures, intervalS: 60 }, noJitter);
    expect([1, 2, 3].map(after)).toEqual([60_000, 120_000, 240_000]);
  });

  it('tries a hiccup of a daily task again after a minute', () => {
    expect(failureBackoffMs({ kind: 'network', failures: 1, intervalS: 86_400 }, noJitter)).toBe(60_000);
  });

  it('slows down to a minute at least when it is blocked', () => {
    expect(failureBackoffMs({ kind: 'blocked', failures: 1, intervalS: 5 }, noJitter)).toBe(60_000);
  });

  it('stays within its ceiling, however many failures', () => {
    expect(failureBackoffMs({ kind: 'timeout', failures: 65_535, intervalS: 60 }, noJitter)).toBe(900_000);
    expect(failureBackoffMs({ kind: 'blocked', failures: 65_535, intervalS: 60 }, noJitter)).toBe(21_600_000);
  });

  it('never comes back before the shop asked for, jitter included', () => {
    const options = { kind: 'rate_limited', failures: 1, intervalS: 60, retryAfterMs: 7_200_000 } as const;
    expect(failureBackoffMs(options, noJitter)).toBe(7_200_000);
    expect(failureBackoffMs(options, () => 0.99)).toBeGreaterThan(7_200_000);
  });
});
