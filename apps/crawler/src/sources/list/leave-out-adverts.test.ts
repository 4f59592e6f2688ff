import { describe, expect, it } from '@jest/globals';
import { parseList } from './parse-list.js';

const card = (title: string, href: string, more = '', name = 'card') =>
  `<li class="${name}"><a href="${href}"><img src="/p.jpg" alt=""><h3>${title}</h3></a><span>€ 40,00</span>${more}</li>`;
const own = ['Piano stool', 'Music stand', 'Metronome', 'Bow case'].map((title, n) => card(title, `/i/${n}`));

function titlesOf(...cards: string[]): string[] {
  const html = `<!doctype html><html lang="de"><title>Noten</title><main><h1>Zubehör</h1><ul>${cards.join('')}</ul></main></html>`;
  return parseList(html, 'https://noten.example/zubehoer').cards.map(({ title }) => title);
}

describe('adverts among the cards of a list', () => {
  it.each([
    ['a word', card('Fast shoes', 'https://shoes.example/1', '<em>Anzeige</em>')],
    ['a word in brackets', card('Fast shoes', 'https://shoes.example/1', '<em>[Sponsored]</em>')],
    ['a word of another language', card('Fast shoes', 'https://shoes.example/1', '<em>広告</em>')],
    ['a name', card('Fast shoes', 'https://shoes.example/1', '', 'card card-sponsored')],
    [
      'their link',
      card(
        'Fast shoes',
        'https://shoes.example/1',
        '<a rel="nofollow sponsored" href="https://shoes.example/1">more</a>',
      ),
    ],
  ])('are left out by %s', (_by, advert) => {
    expect(titlesOf(own[0] ?? '', advert, ...own.slice(1))).toEqual([
      'Piano stool',
      'Music stand',
      'Metronome',
      'Bow case',
    ]);
  });

  it.each([
    ['what the site promotes itself', card('Grand piano', '/i/9', '<em>Anzeige</em>', 'card sponsored')],
    ['a card of another site without a mark', card('Grand piano', 'https://grand.example/1')],
    [
      'a card of another site at a lower price',
      card('Grand piano', 'https://grand.example/1', '<em class="promo">-20 %</em>'),
    ],
  ])('are not %s', (_what, other) => {
    expect(titlesOf(...own, other)).toContain('Grand piano');
  });

  it('are not told in a list that leads to many sites', () => {
    const offers = [1, 2, 3, 4, 5].map((n) => card(`Offer ${n}`, `https://shop${n}.example/x`, '<em>Anzeige</em>'));
    expect(titlesOf(...offers)).toHaveLength(5);
  });
});
