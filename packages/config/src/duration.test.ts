import { describe, expect, it } from '@jest/globals';
import { formatDuration, parseDuration } from './duration.js';

describe('parseDuration and formatDuration', () => {
  it.each([
    ['1m0s', 60_000],
    ['168h0m0s', 604_800_000],
    ['1.5s', 1500],
    ['250ms', 250],
    ['1h0m0.25s', 3_600_250],
    ['0s', 0],
  ])('agree on %s', (text, durationMs) => {
    expect(parseDuration(text)).toBe(durationMs);
    expect(formatDuration(durationMs)).toBe(text);
  });

  it('reads short forms too', () => {
    expect(parseDuration('1h')).toBe(3_600_000);
    expect(parseDuration('1m500ms')).toBe(60_500);
  });

  it.each(['', '60', '1 m', '-1s', '1s1m', '1s1s', '1d', 's'])('makes nothing of "%s"', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});
