import { describe, expect, it } from '@jest/globals';
import { retryDelayMs } from './retry-delay.js';

const rules = { firstMs: 1000, longestMs: 10_000, maxAttempts: 6 };
const noJitter = () => 0;

describe('retryDelayMs', () => {
  it('doubles up to the longest wait, then gives up', () => {
    const delays = [1, 2, 3, 4, 5, 6].map((attempt) => retryDelayMs(attempt, 0, rules, noJitter));
    expect(delays).toEqual([1000, 2000, 4000, 8000, 10_000, null]);
  });

  it('never comes before the receiver asked for, jitter included', () => {
    expect(retryDelayMs(1, 60_000, rules, noJitter)).toBe(60_000);
    expect(retryDelayMs(1, 60_000, rules, () => 0.9)).toBeGreaterThan(60_000);
  });
});
