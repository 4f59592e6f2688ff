import { describe, expect, it } from '@jest/globals';
import { parseList } from './parse-list.js';

const url = 'https://shop.example/';
const card = (name: string, index: number) =>
  `<li class="card"><a href="/item/${name}-${index}"><h3>${name} number ${index}</h3></a><b>€${index}.50</b></li>`;
const section = (name: string, count: number, heading = name) =>
  `<section class="row"><h2>${heading}</h2><ul class="grid">${Array.from({ length: count }, (_, index) => card(name, index + 1)).join('')}</ul></section>`;
const tiles = `<div class="stories">${[1, 2, 3, 4, 5]
  .map(
    (index) => `<article><a href="/story/${index}"><h4>How lamps number ${index} are made by hand</h4></a></article>`,
  )
  .join('')}</div>`;
const pageOf = (...parts: string[]) => `<html><body><main><h1>Welcome</h1>${parts.join('')}</main></body></html>`;
const page = pageOf(section('Lamp', 12), section('Chair', 8), tiles);

describe('the lists of a page', () => {
  const { regions = [], cards } = parseList(page, url, { wantsRegions: true });

  it('are named, the one that was read first, with what is in them', () => {
    expect(regions.map(({ cards: count, isChosen }) => [count, isChosen])).toEqual([
      [cards.length, true],
      ...regions.slice(1).map(({ cards: count }) => [count, false]),
    ]);
    expect(regions.length).toBeGreaterThan(1);
    expect(parseList(page, url)).not.toHaveProperty('regions');
  });

  it('do not share cards, but for the sections of the one that was read', () => {
    expect(regions.map(({ cards: count, titles }) => [count, titles[0]])).toEqual([
      [20, 'Lamp number 1'],
      [5, 'How lamps number 1 are made by hand'],
      [12, 'Lamp number 1'],
    ]);
    expect(regions[2]?.region).toEqual({
      path: 'html>body>main>section>ul>li',
      name: 'li.card',
      shape: 'shop.example/item/9?',
      holder: 'main > section.row > ul.grid',
      heading: 'Lamp',
    });
    expect(parseList(page, url, { signature: regions[2]?.region }).cards).toHaveLength(12);
  });
});

/** Two lists that are built alike, each alone. */
const apart = pageOf(
  section('Lamp', 12),
  `<section class="row"><h2>Chair</h2><div class="box">${section('Chair', 8).slice(20)}</div></section>`,
  tiles,
);

describe('a list that a person chose', () => {
  const { regions = [] } = parseList(apart, url, { wantsRegions: true });
  const stories = regions.find(({ titles }) => titles[0]?.startsWith('How lamps'))?.region;
  const read = (html: string, signature = stories) => {
    const { cards, isAsKnown } = parseList(html, url, { signature });
    return isAsKnown ? cards.map(({ title }) => title) : 'not known';
  };

  it('is read instead of the likeliest', () => {
    expect(stories).toBeDefined();
    expect(read(apart)).toHaveLength(5);
    expect(read(apart)[0]).toBe('How lamps number 1 are made by hand');
  });

  it('is told from others of its build by the heading above it, wherever it stands', () => {
    const twins = pageOf(section('Lamp', 6), `<hr>`, section('Chair', 8));
    const holder = { path: 'html>body>main>section>ul>li', name: 'li.card', shape: 'shop.example/item/9?' };
    const chairs = { ...holder, holder: 'main > section.row > ul.grid (2)', heading: 'Chair' };
    expect(read(twins, chairs)).toHaveLength(8);
    expect(read(pageOf(section('Chair', 3), section('Lamp', 6), section('Sofa', 9)), chairs)).toEqual([
      'Chair number 1',
      'Chair number 2',
      'Chair number 3',
    ]);
    expect(read(pageOf(section('Sofa', 3), section('Lamp', 6)), chairs)).toBe('not known');
  });

  it('is found with one card in it, and is empty where it holds none and the page says so', () => {
    const one = apart.replace(/(<div class="stories"><article>.*?<\/article>).*?<\/div>/s, '$1</div>');
    expect(read(one)).toEqual(['How lamps number 1 are made by hand']);
    const none = apart.replace(
      /<div class="stories">.*?<\/div>/s,
      '<div class="stories"><p>No results found</p></div>',
    );
    expect(parseList(none, url, { signature: stories })).toMatchObject({ status: 'empty', cards: [] });
  });
});
