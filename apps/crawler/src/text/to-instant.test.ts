import { describe, expect, it } from '@jest/globals';
import { toInstant } from './to-instant.js';

describe('toInstant', () => {
  it.each([
    ['2026-04-30T10:00:00.000Z', '2026-04-30T10:00:00.000Z'],
    ['2025-09-03T11:55:41+01:00', '2025-09-03T10:55:41.000Z'],
    // What the contract of a crawl cannot carry.
    ['+275760-09-13T00:00:00.000Z', undefined],
    ['-000001-01-01T00:00:00.000Z', undefined],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j as %j', (written, expected) => expect(toInstant(written)).toBe(expected));
});
