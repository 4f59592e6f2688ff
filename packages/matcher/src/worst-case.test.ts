import { cpuTimeOf } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { createMatcher, type Hunt } from './create-matcher.js';

const anything: Hunt = { keyword: '', minPrice: null, maxPrice: null, currency: null, excludeKeywords: [] };
const powers = (unit: string, count: number) => Array.from({ length: count }, (_, n) => unit.repeat(n + 1));
const LENGTH = 10_000;

/** How often a string of its own must be read: strings that are equal and flat would be read from a cache. */
const fresh = (text: string, n: number) => `${String.fromCodePoint(0x4e00 + n)} ${text}`;

function timeOf(hunt: Partial<Hunt>, text: string, count: number): number {
  const matcher = createMatcher({ ...anything, ...hunt });
  return cpuTimeOf(() => {
    for (let n = 0; n < count; n++) matcher.fitsText({ title: '', description: fresh(text, n) });
  });
}

/** The least of a few: what is compiled or collected meanwhile only ever adds. */
function leastTimeOf(hunt: Partial<Hunt>, text: string): number {
  return Math.min(...Array.from({ length: 5 }, () => timeOf(hunt, text, 5)));
}

describe('the worst that strangers and users can write', () => {
  const plain = leastTimeOf({ keyword: 'leica' }, 'Über eine Leica in gutem Zustand '.repeat(320).slice(0, LENGTH));

  it.each<[string, Partial<Hunt>, string]>([
    ['the words a, aa, ... in a row of a', { excludeKeywords: powers('a', 100) }, 'a'.repeat(LENGTH)],
    ['the same as wanted words', { keyword: powers('a', 19).join(' ') }, `b${'a'.repeat(LENGTH)}`],
    ['the same in a script without spaces', { keyword: powers('相', 19).join(' ') }, '相'.repeat(LENGTH)],
    [
      'words that nearly end, at every character',
      { excludeKeywords: powers('相', 99).map((word) => `${word}x`) },
      '相'.repeat(LENGTH),
    ],
    ['words of single letters', { excludeKeywords: powers('a b ', 25) }, 'a b '.repeat(LENGTH / 4)],
    ['marks without end', { keyword: 'x' }, `a${'\u0301\u0316'.repeat(LENGTH / 2)}`],
    [
      'marks without end, with something invisible between them',
      { keyword: 'x' },
      '\u0301\u00ad\u0316'.repeat(LENGTH / 3),
    ],
    ['half-width voicing marks without end', { keyword: 'x' }, '\uff9e\u0301'.repeat(LENGTH / 2)],
    ['characters that grow eighteenfold', { keyword: 'x' }, '\ufdfa'.repeat(LENGTH)],
    ['dotted i with marks', { keyword: 'x' }, 'i\u0307\u0323'.repeat(LENGTH / 3)],
    ['white space without end', { keyword: 'x' }, ' \t\u3000'.repeat(LENGTH / 3)],
  ])('%s: costs no more than some texts of the same length', (_what, hunt, text) => {
    expect(leastTimeOf(hunt, text) / plain).toBeLessThan(60);
  });

  it('a listing of 1,000 items of 5,000 characters and 100 words costs as much per item as fifty of them', () => {
    const words = powers('a', 100);
    const timeOfItems = (count: number) => timeOf({ excludeKeywords: words }, 'a'.repeat(5000), count);
    timeOfItems(50);
    const small = Math.min(timeOfItems(50), timeOfItems(50), timeOfItems(50));
    const large = Math.min(timeOfItems(1000), timeOfItems(1000));
    // Twenty times as many.
    expect(large).toBeLessThan(60 * small + 100);
  });
});
