import { describe, expect, it } from '@jest/globals';
import { shareableAge } from './shareable-age.js';

describe('shareableAge', () => {
  it.each([
    ['a long interval', { lateMs: 40, intervalS: 3600, sinceSuccessMs: null }, { maxAgeMs: 5040, keepMs: 5000 }],
    ['a short one', { lateMs: 40, intervalS: 5, sinceSuccessMs: 5000 }, { maxAgeMs: 540, keepMs: 500 }],
    [
      'a task that waited',
      { lateMs: 90_000, intervalS: 60, sinceSuccessMs: 150_000 },
      { maxAgeMs: 95_000, keepMs: 5000 },
    ],
    ['what was seen since', { lateMs: 90_000, intervalS: 60, sinceSuccessMs: 1200 }, { maxAgeMs: 1200, keepMs: 5000 }],
    ['a run that was asked for', { lateMs: -1, intervalS: 60, sinceSuccessMs: 9000 }, { maxAgeMs: 0, keepMs: 5000 }],
  ])('goes by %s', (_what, task, expected) => {
    expect(shareableAge(task, 5000)).toEqual(expected);
  });
});
