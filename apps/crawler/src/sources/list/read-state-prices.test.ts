import { describe, expect, it } from '@jest/globals';
import { parseList } from './parse-list.js';

const url = 'https://shop.example/lamps';
const cards = (price: (index: number) => string) =>
  [1, 2, 3, 4, 5, 6]
    .map(
      (index) =>
        `<li class="card"><a href="/item/${index}?utm_source=x"><img src="/${index}.jpg"><h3>A lamp for tables, number ${index}</h3></a>${price(index)}</li>`,
    )
    .join('');
const pageOf = (state: unknown, price: (index: number) => string = () => '') =>
  `<html><body><main><ul>${cards(price)}</ul></main><script type="application/json">${JSON.stringify(state)}</script></body></html>`;
const pricesOf = (html: string) => parseList(html, url).cards.map(({ price }) => price);

describe('the state that a page keeps for its scripts', () => {
  it('completes cards that show no price, by their addresses', () => {
    const items = [1, 2, 3, 4, 5, 6].map((index) => ({
      url: `/item/${index}`,
      price: { amount: `${index}9.50`, currencyCode: 'EUR' },
    }));
    expect(pricesOf(pageOf({ props: { items } }))).toEqual(
      [1, 2, 3, 4, 5, 6].map((index) => ({ amountMinor: (index * 10 + 9) * 100 + 50, currency: 'EUR' })),
    );
  });

  it('never replaces what a card shows', () => {
    const state = [{ url: '/item/1', price: 1.5, currency: 'EUR' }];
    expect(pricesOf(pageOf(state, (index) => `<b>€${index}0.00</b>`))[0]).toEqual({
      amountMinor: 1000,
      currency: 'EUR',
    });
  });

  it.each([
    ['a whole number, which may be cents', { url: '/item/1', price: 1999, currency: 'EUR' }],
    ['another address', { url: '/item/77', price: 19.99, currency: 'EUR' }],
    ['two prices', [1.5, 2.5].map((price) => ({ url: '/item/1', price, currency: 'EUR' }))],
    ['no price at all', { url: '/item/1', price: '0.00', currency: 'EUR' }],
  ])('says nothing by %s', (_what, state) => expect(pricesOf(pageOf(state))[0]).toBeUndefined());

  it('is passed over where it is no JSON, or very deep', () => {
    const deep = `${'[{"price":'.repeat(3000)}1${'}]'.repeat(3000)}`;
    expect(pricesOf(pageOf(1).replace('>1<', `>${deep}<`))[0]).toBeUndefined();
    expect(pricesOf(pageOf(1).replace('>1<', '>{"price": oops<'))[0]).toBeUndefined();
  });
});
