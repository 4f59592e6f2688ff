import type { Availability, CrawledItem } from '@goodshunter/contracts/crawl';
import { describe, expect, it } from '@jest/globals';
import { readLastWord } from './read-last-word.js';
import type { SeenItem } from './seen-item.js';

const known = (title: string, availability: Availability = 'unknown') =>
  ({ availability, entry: { title, url: 'https://a.example/1', atS: null } }) as SeenItem;
const listed = (title: string, more: Partial<CrawledItem> = {}): CrawledItem => ({
  key: 'a',
  title,
  url: 'https://a.example/1',
  availability: 'unknown',
  ...more,
});

describe('a word behind the title of an entry', () => {
  it.each<[string, SeenItem, CrawledItem, Availability]>([
    [
      'says sold where it was put there',
      known('Leica M6'),
      listed('Leica M6 verkauft', { unlabelledTitle: 'Leica M6' }),
      'out_of_stock',
    ],
    [
      'ends a sentence where the title was another',
      known('Villa am See wird angeboten'),
      listed('Villa am See verkauft', { unlabelledTitle: 'Villa am See' }),
      'unknown',
    ],
    [
      'says nothing anew where it stood before',
      known('Leica verkauft'),
      listed('Leica verkauft', { unlabelledTitle: 'Leica' }),
      'unknown',
    ],
    ['is taken away', known('Cykel såld', 'out_of_stock'), listed('Cykel'), 'in_stock'],
    ['is no label when several are taken away', known('Cykel med korg', 'out_of_stock'), listed('Cykel'), 'unknown'],
    ['is not taken away from what was there to be had', known('Cykel röd'), listed('Cykel'), 'unknown'],
    [
      'counts less than what the entry says itself',
      known('Leica M6'),
      listed('Leica M6 sold', { unlabelledTitle: 'Leica M6', availability: 'in_stock' }),
      'in_stock',
    ],
  ])('%s', (_what, before, now, availability) => {
    expect(readLastWord(before, now).availability).toBe(availability);
  });
});
