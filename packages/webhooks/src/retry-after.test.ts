import { describe, expect, it } from '@jest/globals';
import { readRetryAfter } from './retry-after.js';

describe('readRetryAfter', () => {
  const nowMs = Date.UTC(2026, 0, 1);

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['99999999999', 24 * 3600 * 1000],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('reads %j as %j ms', (value, expected) => {
    expect(readRetryAfter(value, { nowMs })).toBe(expected);
  });
});
