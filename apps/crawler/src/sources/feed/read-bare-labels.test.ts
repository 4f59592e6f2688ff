import { describe, expect, it } from '@jest/globals';
import { parseFeed } from './parse.js';

const entry = (title: string, more = '') => `<item><title>${title}</title>${more}</item>`;
function read(...entries: string[]) {
  const feed = parseFeed(`<rss><channel><title>F</title>${entries.join('')}</channel></rss>`, 'https://f.example/');
  if (feed.status !== 'ok') throw new Error(feed.reason);
  return feed.items;
}

describe('a bare word at the end of a title', () => {
  const market = ['Zeiss 50mm - 300 €', 'Nikon FM2 - 450 €', 'Strap - 20 €'].map((title) => entry(title));

  it.each([
    'Leica M6 verkauft',
    'Leica M6 Sold!',
    'Leica M6 vendu',
    'Leica M6 vendido',
    'Leica M6 venduto.',
    'Leica M6 verkocht',
    'Leica M6 sprzedane',
    'Leica M6 продано',
    'Leica M6 såld',
  ])('is a label where things are for sale: %s', (title) => {
    expect(read(entry(title), ...market)[0]).toMatchObject({ title, availability: 'out_of_stock' });
  });

  it.each(['Best lens ever sold', 'Leica M6 noch nicht verkauft', 'Unsold', 'sold'])('is none in %s', (title) => {
    const state = title === 'sold' ? 'out_of_stock' : 'unknown';
    expect(read(entry(title), ...market)[0]).toMatchObject({ availability: state });
  });

  it('ends a sentence where nothing is for sale', () => {
    const news = ['Rain is coming', 'Mayor speaks', 'A coat for 20 €'].map((title) => entry(title));
    expect(read(entry('Villa am See verkauft'), ...news)[0]).toMatchObject({ availability: 'unknown' });
  });

  it('gives way to what the entry says elsewhere', () => {
    const inStock = '<g:availability>in stock</g:availability>';
    expect(read(entry('A tale of what we sold', inStock), ...market)[0]).toMatchObject({ availability: 'in_stock' });
  });

  it('does not change which listing it is', () => {
    const keyOf = (title: string) => read(entry(title), ...market)[0]?.key;
    expect(keyOf('Leica M6 verkauft')).toBe(keyOf('Leica M6'));
  });
});
