import { describe, expect, it } from '@jest/globals';
import { parseFeed } from './parse.js';

const count = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const rss = (items: string[]) => `<rss><channel><title>F</title>${items.join('')}</channel></rss>`;
const LIMIT = { maxItems: 10 };

function titlesOf(text: string): string[] {
  const feed = parseFeed(text, 'https://f.example/', undefined, LIMIT);
  if (feed.status !== 'ok') throw new Error(feed.reason);
  return feed.items.map(({ title }) => title).sort();
}

describe('a feed with more entries than are read', () => {
  const newest = count(41, 50).map(String);
  const byId = (numbers: number[]) =>
    rss(numbers.map((n) => `<item><title>${n}</title><guid isPermaLink="false">ad-${n}</guid></item>`));
  const byLink = (numbers: number[]) =>
    rss(numbers.map((n) => `<item><title>${n}</title><link>https://f.example/ad/${n}.html</link></item>`));
  const json = (numbers: number[]) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1',
      title: 'F',
      items: numbers.map((id) => ({ id, title: String(id) })),
    });

  it.each([
    ['ids', byId],
    ['links', byLink],
    ['ids of JSON Feed', json],
  ])('is read from its end where no entry has a date and the numbers of %s grow', (_what, write) => {
    expect(titlesOf(write(count(1, 50)))).toEqual(newest);
    expect(titlesOf(write(count(1, 50).reverse()))).toEqual(newest);
  });

  it('is read from its beginning where nothing says which are newer', () => {
    const shuffled = count(1, 50).map((n) => (n * 37) % 51);
    expect(titlesOf(byId(shuffled))).toEqual(shuffled.slice(0, 10).map(String).sort());
  });
});
