import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { containsWord } from '../test/support/naive-search.js';
import { WordFinder } from './word-finder.js';

const characters = fc.constantFrom('a', 'b', 'é', '1', '2', '相', 'カ', 'ก', '+', ' ', '\n', '\u0301', '𠮷', '𝒷', 'ａ');
const textOf = (maxLength: number) => fc.array(characters, { maxLength }).map((all) => all.join(''));

describe('WordFinder', () => {
  it('finds what a plain search for each word finds', () => {
    void fc.assert(
      fc.property(
        textOf(40),
        fc.array(textOf(4), { maxLength: 6 }),
        fc.array(textOf(5), { maxLength: 6 }),
        (text, wanted, excluded) => {
          const finder = new WordFinder({ wanted, excluded });
          const missing = wanted.findIndex((word) => !containsWord(text, word, 'start'));
          const isExcluded = excluded.some((phrase) => phrase !== '' && containsWord(text, phrase, 'whole'));
          for (let again = 0; again < 2; again++) {
            const found = finder.find(text);
            expect(found.missing).toBe(missing === -1 ? undefined : missing);
            expect(found.excluded !== undefined).toBe(isExcluded);
            if (found.excluded !== undefined)
              expect(containsWord(text, excluded[found.excluded] ?? '', 'whole')).toBe(true);
            expect(finder.find(text, true).excluded !== undefined).toBe(isExcluded);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('finds words that are the ends of others', () => {
    const finder = new WordFinder({ wanted: ['相机', '机'], excluded: ['二手相机', '手相'] });
    expect(finder.find('新相机')).toEqual({ missing: undefined, excluded: undefined });
    expect(finder.find('二手')).toEqual({ missing: 0, excluded: undefined });
    expect(finder.find('二手相')).toEqual({ missing: 0, excluded: 1 });
  });
});
