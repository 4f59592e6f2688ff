import { describe, expect, it } from '@jest/globals';
import { cleanName } from './clean-name.js';

describe('a name from elsewhere', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  Ada\u0000\nLovelace\t', 'Ada Lovelace'],
    ['half \ud83d a dog', 'half a dog'],
    ['\u{20bb7}'.repeat(20), '\u{20bb7}'.repeat(10)],
    [`x${'\u{20bb7}'.repeat(20)}`, `x${'\u{20bb7}'.repeat(9)}`],
    ['\u0007\ud800', ''],
  ])('%j is %j', (text, name) => {
    expect(cleanName(text, 20)).toBe(name);
  });
});
