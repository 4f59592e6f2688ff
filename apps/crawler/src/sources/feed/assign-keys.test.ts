import { describe, expect, it } from '@jest/globals';
import { parseFeed } from './parse.js';
import type { FeedItem } from './read-entry.js';

interface Entry {
  title: string;
  guid?: string;
  link?: string;
  date?: number;
  text?: string;
}

const xmlOf = (entries: Entry[]) =>
  `<rss version="2.0"><channel><title>T</title><link>https://shop.example/</link>${entries
    .map(
      ({ title, guid, link, date, text }) =>
        `<item><title>${title}</title>${guid ? `<guid isPermaLink="false">${guid}</guid>` : ''}${
          link ? `<link>${link.replaceAll('&', '&amp;')}</link>` : ''
        }${date ? `<pubDate>2026-11-${String(date).padStart(2, '0')}</pubDate>` : ''}${
          text ? `<description>${text}</description>` : ''
        }</item>`,
    )
    .join('')}</channel></rss>`;

function look(entries: Entry[], feedUrl = 'https://shop.example/feed'): FeedItem[] {
  const result = parseFeed(xmlOf(entries), feedUrl);
  if (result.status !== 'ok') throw new Error(result.reason);
  return result.items;
}

/** A hunt's memory: each key once, moved to the new one where an entry names it as a former one, the oldest claimant first. */
class Memory {
  #keys = new Set<string>();

  /** Titles that are new to it. */
  see(items: FeedItem[]): string[] {
    const open = items.filter(({ key }) => !this.#keys.has(key));
    const left = new Set(this.#keys);
    for (const { key } of items) left.delete(key);
    const fresh: string[] = [];
    for (const { key, formerKeys, title } of open.reverse()) {
      const known = formerKeys.find((former) => left.has(former));
      if (known === undefined) fresh.push(title);
      else {
        left.delete(known);
        this.#keys.delete(known);
      }
      this.#keys.add(key);
    }
    return fresh.reverse();
  }
}

/** What each look finds new, after the first. */
function newOver(...looks: Entry[][]): string[][] {
  const memory = new Memory();
  const [, ...found] = looks.map((entries) => memory.see(look(entries)));
  return found;
}

const LINK = 'https://shop.example/list';

describe('keys of entries', () => {
  it('differ between feeds that number their entries alike or name the same addresses', () => {
    const entries = [
      { title: 'A', guid: '1' },
      { title: 'B', link: 'https://other.example/b' },
      { title: 'C', guid: 'tag:other.example,2026:1' },
      { title: 'D', guid: 'urn:uuid:1' },
    ];
    const keys = [
      'https://shop.example/f',
      'https://shop.example/g',
      'https://other.example/f',
      'https://shop.example/f?x=1',
    ]
      .flatMap((url) => look(entries, url))
      .map(({ key }) => key);
    expect(new Set(keys).size).toBe(16);
  });

  it('are the same for a feed that is asked for by http and https, and whatever its entries say else', () => {
    const [before] = look([{ title: 'A', guid: '1', date: 1 }], 'http://shop.example/f');
    const [after] = look([{ title: 'A, now cheaper', guid: '1', date: 9, link: LINK }], 'https://shop.example/f');
    expect(after?.key).toBe(before?.key);
  });

  it('tell entries apart that share a guid and a link, and the one that comes on top', () => {
    const shared = (title: string, date: number) => ({ title, guid: 'deal', link: LINK, date });
    expect(
      newOver(
        [shared('Beta', 2), shared('Alpha', 1)],
        [shared('Gamma', 3), shared('Beta', 2), shared('Alpha', 1)],
        [shared('Gamma', 3), shared('Beta', 2)],
        [shared('Gamma', 3)],
        [shared('Delta', 4), shared('Gamma', 3)],
      ),
    ).toEqual([['Gamma'], [], [], ['Delta']]);
  });

  it('of entries that only their titles name are those of a reader that left joiners out', () => {
    const [joined, plain] = ['Doll \u{1f469}\u200d\u{1f467}', 'Doll \u{1f469}\u{1f467}'].map((title) =>
      look([{ title }]),
    );
    expect(joined?.[0]?.title).toContain('\u200d');
    expect(joined?.[0]?.key).toBe(plain?.[0]?.key);
  });

  it('keep an entry of a shared guid whose price in the title changes', () => {
    const shared = (title: string) => ({ title, guid: 'deal', link: LINK });
    expect(
      newOver([shared('Beta 30 EUR'), shared('Alpha 20 EUR')], [shared('Beta 25 EUR'), shared('Alpha 20 EUR')]),
    ).toEqual([[]]);
  });

  it.each([
    ['sid', 'https://shop.example/a/1?sid=N'],
    ['PHPSESSID', 'https://shop.example/a?id=1&PHPSESSID=N'],
    ['a path parameter', 'https://shop.example/a/1;jsessionid=N?x=1'],
    ['a segment', 'https://shop.example/(S(N))/a/1'],
    ['a segment of their own', 'https://shop.example/session-N/a/1'],
    ['a revision', 'https://shop.example/a/1?rev=N'],
    ['tracking', 'https://shop.example/a/1?utm_source=N&ref=N'],
    ['a time', 'https://shop.example/a/1?ts=N'],
    ['a name of their own', 'https://shop.example/a/1?visitkey=N'],
  ])('do not mind a number of a visit in links: %s', (_name, pattern) => {
    const entries = (visit: string) => [
      { title: 'One', link: pattern.replaceAll('N', visit) },
      { title: 'Two', link: pattern.replaceAll('N', visit).replace(/([/=])1(?=[?;&]|$)/, '$12') },
    ];
    expect(newOver(entries('111'), entries('222'), entries('a9f'))).toEqual([[], []]);
  });

  it('do not mind a visit in a guid that is an address', () => {
    const entries = (visit: number) => [{ title: 'One', guid: `https://shop.example/1?session=${visit}` }];
    expect(newOver(entries(1), entries(2))).toEqual([[]]);
  });

  it('tell links apart by parameters that name pages, also where a feed has one entry', () => {
    const entry = (id: number) => ({ title: 'Leica', link: `https://shop.example/show.php?item=${id}` });
    expect(newOver([entry(1)], [entry(2)], [entry(3), entry(2)])).toEqual([['Leica'], ['Leica']]);
  });

  it('stay when a parameter that all links had in common differs in a new one', () => {
    const entry = (x: number, cat: number) => ({
      title: `Entry ${x}`,
      link: `https://shop.example/?x=${x}&cat=${cat}`,
    });
    expect(newOver([entry(2, 5), entry(1, 5)], [entry(3, 6), entry(2, 5), entry(1, 5)], [entry(3, 6)])).toEqual([
      ['Entry 3'],
      [],
    ]);
  });

  it.each([
    ['ad-5-v1', 'ad-5-v2'],
    ['https://shop.example/5?rev=3', 'https://shop.example/5?rev=4'],
    ['https://shop.example/5#revision:3', 'https://shop.example/5#revision:12'],
    ['tag:shop.example,2026:5/updated/7', 'tag:shop.example,2026:5/updated/8'],
    ['5@7', '5@8'],
    ['ad-5?modified=2026-11-27T10:15:00Z', 'ad-5?modified=2026-11-28T10:15:00Z'],
    ['5-1764150000', '5-1764153600'],
    ['ad-5_20261127101500', 'ad-5_20261128101500'],
    ['5 2026-11-27T10:15:00Z', '5 2026-11-28T10:15:00Z'],
  ])('do not grow with the revision of an entry: %s', (before, after) => {
    const entries = (guid: string, date: number) => [{ title: 'Lamp', guid, link: LINK, date }];
    expect(newOver(entries(before, 1), entries(after, 2))).toEqual([[]]);
    // Both at once are one entry, the newer of them.
    expect(look([...entries(after, 2), ...entries(before, 1)])).toHaveLength(1);
  });

  it.each([
    ['1764150000', '1764153600'],
    ['ad-1', 'ad-2'],
    ['tag:blogger.com,1999:blog-1.post-7', 'tag:blogger.com,1999:blog-1.post-8'],
    ['canon-eos-5', 'canon-eos-6'],
    ['https://shop.example/list#item1', 'https://shop.example/list#item2'],
  ])('tell apart ids that only look alike: %s', (before, after) => {
    expect(newOver([{ title: 'Lamp', guid: before }], [{ title: 'Lamp', guid: after }])).toEqual([['Lamp']]);
  });

  it('tell entries apart that differ by their date alone, and keep one whose date moves', () => {
    const entry = (date: number) => ({ title: 'Deal of the day', link: LINK, date });
    expect(newOver([entry(2), entry(1)], [entry(3), entry(2), entry(1)], [entry(3), entry(2)])).toEqual([
      ['Deal of the day'],
      [],
    ]);
    expect(newOver([entry(1)], [entry(2)])).toEqual([[]]);
  });

  it('do not change with a text that changes, where entries share all else', () => {
    const entry = (date: number, text: string) => ({ title: 'Deal', guid: 'd', link: LINK, date, text });
    expect(newOver([entry(2, '3 h left'), entry(1, 'over')], [entry(2, '2 h left'), entry(1, 'over')])).toEqual([[]]);
  });

  it('are of the text where an entry has nothing else, and of the title where it links to the site only', () => {
    const of = (title: string) => ({ title, link: 'https://shop.example/' });
    expect(newOver([of('Alpha')], [of('Beta')], [of('Beta')])).toEqual([['Beta'], []]);
    const texts = look([
      { title: '', text: 'A lamp. Bright.' },
      { title: '', text: 'A chair. Hard.' },
    ]);
    expect(new Set(texts.map(({ key }) => key)).size).toBe(2);
  });

  it('count what is said twice once', () => {
    const entry = { title: 'A', guid: '1', link: LINK, date: 1 };
    expect(look([entry, entry])).toHaveLength(1);
  });

  it('name first what crawlers before them said', () => {
    const former = (entry: Entry) => look([entry])[0]?.formerKeys[0];
    expect(former({ title: 'A', guid: '77' })).toBe('shop.example:77');
    expect(former({ title: 'A', guid: 'tag:x,2020:1' })).toBe('tag:x,2020:1');
    expect(former({ title: 'A', link: `${LINK}?sid=1` })).toBe(`${LINK}?sid=1`);
    expect(former({ title: 'A' })).toMatch(/^shop\.example:[0-9a-f]{64}$/);
  });
});

describe('a site that moves between its hosts with and without www', () => {
  const links = (host: string) => [1, 2, 3].map((n) => ({ title: `Lens ${n}`, link: `https://${host}/l/${n}` }));
  const ids = (host: string) => [1, 2, 3].map((n) => ({ title: `Lens ${n}`, guid: `http://${host}/l/${n}` }));

  it.each([
    ['links', links],
    ['ids that are addresses', ids],
  ])('tells nothing anew: %s', (_what, of) => {
    expect(newOver(of('lenses.example'), of('www.lenses.example'), of('lenses.example'))).toEqual([[], []]);
  });

  it('tells what is new beside it', () => {
    const fourth = { title: 'Lens 4', link: 'https://www.lenses.example/l/4' };
    expect(newOver(links('lenses.example'), [fourth, ...links('www.lenses.example')])).toEqual([['Lens 4']]);
  });
});
