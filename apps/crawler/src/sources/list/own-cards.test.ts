import { describe, expect, it } from '@jest/globals';
import { parseList } from './parse-list.js';

const url = 'https://shop.example/lamps?page=1';
const row = (
  index: number,
) => `<div class="row" data-kind="${index % 2 ? 'lamp' : 'advert'}"><a class="maker" href="/maker/${index}">Maker ${index}</a>
<div class="n">Lamp ${index}</div><i class="p" data-p="${index}">from €${index}9 to €${index}99</i><i class="own">€${index}5.00</i>
<a class="go" href="/lamp/${index}?utm_source=x">see</a><img class="a" src="/logo.png"><img class="b" src="/pic/${index}.jpg"></div>`;
const page = `<html><body><main>${[1, 2, 3, 4, 5].map(row).join('')}</main><a href="/lamps?page=2">Next</a></body></html>`;
const read = (selectors: { item: string } & Record<string, string>, html = page) => parseList(html, url, { selectors });

describe('own selectors of a list', () => {
  it('say which elements are cards, and what is read in them', () => {
    const { cards, status, next, selected, signature } = read({
      item: '.row[data-kind=lamp]',
      title: '.n',
      price: '.own',
      link: 'a.go',
      picture: 'img.b',
    });
    expect({ status, next, signature }).toEqual({
      status: 'cards',
      next: 'https://shop.example/lamps?page=2',
      signature: undefined,
    });
    expect(cards).toMatchObject(
      [1, 3, 5].map((index) => ({
        title: `Lamp ${index}`,
        url: expect.stringContaining(`https://shop.example/lamp/${index}`),
        price: { amountMinor: index * 1000 + 500, currency: 'EUR' },
        imageUrl: `https://shop.example/pic/${index}.jpg`,
      })),
    );
    expect(selected).toMatchObject([
      { name: 'item', hits: 3 },
      { name: 'title', hits: 3, text: 'Lamp 1' },
      { name: 'price', hits: 3, text: '€15.00' },
      { name: 'link', hits: 3, text: 'see' },
      { name: 'picture', hits: 3 },
    ]);
  });

  it('leave the rest to what is found as ever', () => {
    const { cards } = read({ item: 'main > .row' });
    expect(cards).toHaveLength(5);
    expect(cards[0]).toMatchObject({ title: expect.any(String), url: expect.any(String) });
  });

  it('find one card, none where the page says so, and say nothing else is one', () => {
    expect(read({ item: '.row:first-child', title: '.n' }).cards).toHaveLength(1);
    expect(read({ item: '.gone' })).toMatchObject({ status: 'none', cards: [] });
    expect(read({ item: '.gone' }, '<p>No results found</p>')).toMatchObject({ status: 'empty', cards: [] });
    expect(read({ item: '.row', title: '.gone' })).toMatchObject({ status: 'none', cards: [] });
  });

  it('mean the page as it is written, where lines that only breaks part are made elements', () => {
    const lines = `<p>${[1, 2, 3, 4, 5].map((i) => `<a href="/lamp/${i}">Lamp ${i}</a> $${i}9.00<br>`).join('')}</p>`;
    expect(parseList(lines, url).cards).toHaveLength(5);
    expect(read({ item: 'p > a' }, lines).cards.map(({ title }) => title)).toEqual(
      [1, 2, 3, 4, 5].map((i) => `Lamp ${i}`),
    );
  });

  it('take the outer one of cards within cards, and nothing of templates', () => {
    const nested = '<template><div class="c">No</div></template><div class="c">Outer <div class="c">Inner</div></div>';
    expect(read({ item: '.c', title: '.c' }, nested).cards.map(({ title }) => title)).toEqual(['Outer Inner']);
  });
});
