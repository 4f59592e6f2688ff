import { describe, expect, it } from '@jest/globals';
import { backoffMs } from './backoff.js';

describe('backoffMs', () => {
  it('doubles up to its limit', () => {
    const longest = [0, 1, 2, 3, 100].map((attempt) => backoffMs(attempt, 50, 300, () => 1));
    expect(longest).toEqual([50, 100, 200, 300, 300]);
  });

  it('is spread over the upper half', () => expect(backoffMs(1, 50, 300, () => 0)).toBe(50));
});
