import { describe, expect, it } from '@jest/globals';
import { parsePage } from './parse.js';

const url = 'https://shop.example/p';
const page = `<html><head><title>Arc Lamp</title><meta itemprop="price" content="18.50"><meta property="x:stock" content="OutOfStock"></head>
<body><main><h1>Arc Lamp</h1><div class="buy"><span class="price">€20.00</span><span class="club" data-level="gold">€17.00 for members</span></div>
<div class="was"><s>€30.00</s> <b>€21.00</b></div><h2 class="set">Arc Lamp with bulb</h2>
<button class="cart">Add to cart</button><p class="store">Store: sold out</p><p class="pieces">12 pieces</p></main></body></html>`;

const read = (selectors: Record<string, string>, html = page) => parsePage(html, url, { selectors });

describe('own selectors of a page', () => {
  it.each([
    ['.club', 1700],
    ['.club[data-level=gold]', 1700],
    ['.was', 2100],
    ['meta[itemprop=price]', 1850],
    ['.nothing, .price', 2000],
  ])('read the price at %s', (price, amountMinor) => {
    expect(read({ price })).toMatchObject({
      status: 'ok',
      product: { title: 'Arc Lamp', price: { amountMinor }, priceRule: 'own', availability: 'in_stock' },
    });
  });

  it('read title and stock', () => {
    expect(read({ title: 'h2.set' })).toMatchObject({ product: { title: 'Arc Lamp with bulb' } });
    for (const [stock, availability] of [
      ['.cart', 'in_stock'],
      ['.store', 'out_of_stock'],
      ['.pieces', 'in_stock'],
      ['meta[property="x:stock"]', 'out_of_stock'],
    ] as const) {
      expect(read({ stock })).toMatchObject({ product: { availability } });
    }
    const disabled = page.replace('<button class="cart">', '<button class="cart" disabled>');
    expect(read({ stock: '.cart' }, disabled)).toMatchObject({ product: { availability: 'out_of_stock' } });
  });

  it('say what they hit', () => {
    expect(read({ price: 'span', title: 'h2' })).toMatchObject({
      selected: [
        { name: 'title', hits: 1, text: 'Arc Lamp with bulb' },
        { name: 'price', hits: 2, text: '€20.00' },
      ],
    });
  });

  it.each([
    [{ price: '.gone' }, 'The selector for the price finds nothing on the page: .gone'],
    [{ price: '.store' }, 'The selector for the price finds no amount that is surely one price: .store'],
    [{ title: '.gone' }, 'The selector for the title finds nothing on the page: .gone'],
    [{ stock: 'h1' }, 'The selector for the stock finds nothing of the stock: h1'],
  ])('are lost rather than guessed: %j', (selectors, reason) => {
    expect(read(selectors)).toMatchObject({ status: 'unrecognized', reason });
  });

  it('need no price where nothing is left', () => {
    const sold = page.replace('<span class="price">€20.00</span>', '');
    const answer = read({ price: '.price', stock: '.store' }, sold);
    expect(answer).toMatchObject({ status: 'ok', product: { availability: 'out_of_stock' } });
    expect(answer).not.toHaveProperty('product.price');
  });

  it('are believed on a page that looks like a list', () => {
    const cards = Array.from(
      { length: 12 },
      (_, index) => `<li class="card"><a href="/p/${index}"><h3>Lamp ${index}</h3></a><b>€${index + 5}.00</b></li>`,
    );
    const list = `<html><title>Lamps</title><h1>Lamps</h1><select name="sort"></select><p>12 results</p><ul>${cards.join('')}</ul></html>`;
    expect(parsePage(list, url)).not.toMatchObject({ product: { price: expect.anything() } });
    expect(read({ price: 'li:nth-child(3) b', title: 'li:nth-child(3) h3' }, list)).toMatchObject({
      verdict: { kind: 'product' },
      product: { title: 'Lamp 2', price: { amountMinor: 700 } },
    });
  });
});
