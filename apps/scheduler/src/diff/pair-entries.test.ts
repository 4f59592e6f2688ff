import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { describe, expect, it } from '@jest/globals';
import { seenItem } from '../../test/support/seen-item.js';
import { diffListing } from './diff-listing.js';
import { entryOf } from './pair-entries.js';
import type { SeenItem } from './seen-item.js';

const NOW = Date.parse('2026-11-20T10:00:00Z');

type Entry = [title: string, url: string, publishedAt?: string];

const itemOf = ([title, url, publishedAt]: Entry, look: number, index: number): CrawledItem => ({
  key: `feed:${look}-${index}`,
  title,
  url,
  availability: 'unknown',
  ...(publishedAt ? { publishedAt } : {}),
});

const seenOf = (item: CrawledItem, itemId: number): SeenItem =>
  seenItem(item, { itemId, isFromBaseline: true, entry: entryOf(item) });

/** Titles that the second look tells as new, where no entry is called as in the first. */
function newIn(before: Entry[], after: Entry[], stay = 0): string[] {
  const seen = before.map((entry, index) => seenOf(itemOf(entry, 1, index), index));
  const items = after.map((entry, index) => itemOf(entry, index < stay ? 1 : 2, index));
  const look = {
    items,
    isComplete: false,
    isNotModified: false,
    isBaseline: false,
    baselineAtMs: NOW,
    isOneShop: false,
    atMs: NOW,
  };
  const { events } = diffListing(seen, look, () => true);
  return events.map(({ key }) => items.find((item) => item.key === key)?.title ?? '');
}

const at = (host: string, of: (n: number) => string, ...numbers: number[]): Entry[] =>
  numbers.map((n) => [`Schrank ${n}`, `https://${host}/${of(n)}`]);

describe('entries of a feed that are called anew', () => {
  it.each<[string, Entry[], Entry[]]>([
    ['a visit in the path', at('a.example', (n) => `s3/o/${n}`, 2, 1), at('a.example', (n) => `s4/o/${n}`, 2, 1)],
    ['a slash at the end', at('a.example', (n) => `o/${n}`, 2, 1), at('a.example', (n) => `o/${n}/`, 2, 1)],
    ['another host', at('alt.example', (n) => `o/${n}`, 2, 1), at('neu.example', (n) => `o/${n}`, 2, 1)],
    [
      'a counter of clicks with a clock',
      at('c.example', (n) => `r?u=${n}&t=1${n}`, 2, 1),
      at('c.example', (n) => `r?u=${n}&t=2${n}`, 2, 1),
    ],
    ['one entry with a number', at('a.example', (n) => `o/${n}?k=8`, 7), at('a.example', (n) => `o/${n}?k=9`, 7)],
    ['other addresses', at('a.example', (n) => `o/${n}`, 3, 2, 1), at('a.example', (n) => `schrank-no${n}x`, 3, 2, 1)],
    [
      'dates of the fetch',
      [1, 2].map((n) => [`Fund ${n}`, `https://a.example/s1/${n}`, '2026-11-20T08:00:00Z']),
      [1, 2].map((n) => [`Fund ${n}`, `https://a.example/s2/${n}`, '2026-11-20T09:00:00Z']),
    ],
    [
      'a title that was edited, of the same second',
      [['Lampe - 45 EUR', 'https://a.example/7', '2026-11-20T08:00:00Z']],
      [['Lampe - 40 EUR', 'https://a.example/7', '2026-11-20T08:00:00Z']],
    ],
  ])('are no news: %s', (_what, before, after) => {
    expect(newIn(before, after)).toEqual([]);
  });

  it('leave what is new beside them to be told', () => {
    expect(
      newIn(
        at('a.example', (n) => `s3/o/${n}`, 2, 1),
        at('a.example', (n) => `s4/o/${n}`, 3, 2, 1),
      ),
    ).toEqual(['Schrank 3']);
  });

  it.each<[string, Entry[], Entry[], number?]>([
    [
      'one entry whose page is told apart by a parameter',
      [['Leica', 'https://a.example/show.php?nr=1']],
      [['Leica', 'https://a.example/show.php?nr=2']],
    ],
    [
      'titles that come again with dates of their own',
      [1, 2].map((n) => [`Deal ${n}`, `https://a.example/27/${n}`, `2026-11-19T0${n}:00:00Z`]),
      [1, 2].map((n) => [`Deal ${n}`, `https://a.example/28/${n}`, `2026-11-20T0${n}:00:00Z`]),
    ],
    [
      'one entry that is offered again under its name',
      [['iPhone 12', 'https://a.example/100/iphone-12']],
      [['iPhone 12', 'https://a.example/101/iphone-12']],
    ],
    [
      'two entries whose pages are told apart by a parameter',
      [1, 2].map((n) => [`Leica ${'IF'[n - 1]}`, `https://a.example/show.php?nr=${n}`]),
      [1, 2].map((n) => [`Leica ${'IF'[n - 1]}`, `https://a.example/show.php?nr=${n + 5}`]),
    ],
    [
      'another thing at one link with a date without an hour',
      [['Deal: oak lamp', 'https://a.example/deal', '2026-11-20T00:00:00Z']],
      [['Deal: steel desk', 'https://a.example/deal', '2026-11-20T00:00:00Z']],
    ],
    ['two titles at other addresses', at('a.example', (n) => `o/${n}`, 2, 1), at('a.example', (n) => `x${n}y`, 2, 1)],
    [
      'one entry of a feed that calls the others as before',
      at('a.example', (n) => `o/${n}`, 4, 3, 2, 1),
      [...at('a.example', (n) => `o/${n}`, 4, 3, 2), ...at('a.example', (n) => `o/${n}?again=1`, 1)],
      3,
    ],
    [
      'two entries of one link and second',
      [['Alpha', 'https://a.example/l', '2026-11-20T08:00:00Z']],
      ['Beta', 'Gamma'].map((title) => [title, 'https://a.example/l', '2026-11-20T08:00:00Z']),
    ],
  ])('are others: %s', (_what, before, after, stay = 0) => {
    expect(newIn(before, after, stay)).toHaveLength(after.length - stay);
  });
});
