import { describe, expect, it } from '@jest/globals';
import { FAR_LISTS } from '../../../test/support/far-lists/index.js';
import { WRITTEN_LISTS } from '../../../test/support/list-pages.js';
import { MORE_LISTS } from '../../../test/support/more-lists.js';
import { ODD_LISTS } from '../../../test/support/odd-lists.js';
import { PLATFORM_LISTS } from '../../../test/support/platform-lists.js';
import { writeMarkup } from '../../../test/support/write-markup.js';
import type { MarkupElement } from '../../markup/element.js';
import { chooseLinks } from './choose-links.js';
import { chooseRegion } from './choose-region.js';
import type { Card } from './find-regions.js';
import type { ListCard } from './list-card.js';
import { readListDocument } from './list-document.js';
import { ElementNames } from './name-elements.js';
import { parseList } from './parse-list.js';
import { findGuests } from './without-guests.js';

const PAGES = [...WRITTEN_LISTS, ...PLATFORM_LISTS, ...ODD_LISTS, ...MORE_LISTS, ...FAR_LISTS].filter(
  ({ cards }) => cards.length > 0,
);
const nameOf = ({ url, id, title }: ListCard) => url ?? id ?? title;

/** The page without the cards that are not kept. */
function without(html: string, url: string, isKept: (index: number) => boolean): string {
  const document = readListDocument(html, url);
  const names = new ElementNames(document.nodes.length);
  const all = chooseRegion(document, names, undefined).region?.cards ?? ([] as Card[]);
  const gone = new Set<MarkupElement | string>();
  // Adverts among them and what is pinned above are no cards.
  const guests = findGuests(all, chooseLinks(document, all, names).chosen, document);
  const cards = all.filter((_, index) => !guests.has(index));
  for (const [index, { first, last }] of cards.entries()) {
    if (isKept(index)) continue;
    for (const child of first.parent?.children ?? [])
      if (typeof child !== 'string' && child.order >= first.order && child.order <= last.order) gone.add(child);
  }
  for (const element of [document.root, ...document.nodes])
    element.children = element.children.filter((child) => !gone.has(child));
  return writeMarkup(document.root);
}

describe('a list that is known', () => {
  it.each(PAGES)('is read as at the first look: $name', ({ html, url }) => {
    const first = parseList(html, url);
    const second = parseList(html, url, { signature: first.signature });
    expect(second).toEqual(first);
  });

  it.each(PAGES.filter(({ cards }) => cards.length > 1))('is read alike when its first is gone: $name', (page) => {
    const { url } = page;
    const first = parseList(
      without(page.html, url, () => true),
      url,
    );
    const later = parseList(
      without(page.html, url, (index) => index > 0),
      url,
      { signature: first.signature },
    );
    const known = new Map(first.cards.map((card) => [nameOf(card), card]));
    for (const card of later.cards) expect(card).toEqual(known.get(nameOf(card)));
    expect(later.cards).toHaveLength(first.cards.length - 1);
  });

  it('is not taken for another of the same build beside it when it says that it is empty', () => {
    const card = (index: number) =>
      `<li class="card"><a href="/item/${index}"><h3>Lamp number ${index}</h3></a><b>€${index}.50</b></li>`;
    const cards = (from: number) => `<ul>${Array.from({ length: 8 }, (_, index) => card(from + index)).join('')}</ul>`;
    const { signature } = parseList(`<main><h1>Lamps</h1>${cards(1)}</main>`, 'https://shop.example/lamps');
    const later = `<main><h1>Lamps</h1><p>No results found.</p><h2>Bestsellers</h2>${cards(50)}</main>`;
    expect(parseList(later, 'https://shop.example/lamps', { signature })).toMatchObject({ status: 'empty', cards: [] });
  });
});
