import { describe, expect, it } from '@jest/globals';
import { parsePage } from './parse.js';

function variantPrices(price: string, choices: string, url = 'https://shop.example/p/rug') {
  const result = parsePage(
    `<html lang="en"><head><title>Rug</title></head><body><h1>Wool Rug</h1>${price}${choices}<button>Add to cart</button></body></html>`,
    url,
  );
  if (result.status !== 'ok') throw new Error(result.reason);
  return result.product;
}

const options = (...texts: string[]) =>
  `<select><option value="">Choose a size</option>${texts.map((text, index) => `<option value="${index + 1}">${text}</option>`).join('')}</select>`;

describe('prices of what can be chosen on a page without markup', () => {
  it('are by choice, where their words name them', () => {
    const product = variantPrices('<p class="price">€34.95</p>', options('S - €34.95', 'M - €44.95', 'L - €59.95'));
    expect(product.variantPrices).toEqual({ S: 3495, M: 4495, L: 5995 });
  });

  it('are where prices begin, and which choices there are', () => {
    const all = variantPrices(
      '<p class="price">From €120.00</p>',
      options('80 x 150 cm', '120 x 180 cm', '200 x 300 cm'),
    );
    const left = variantPrices('<p class="price">From <b>€190.00</b></p>', options('120 x 180 cm', '200 x 300 cm'));
    const dearer = variantPrices(
      '<p class="price">From €130.00</p>',
      options('80 x 150 cm', '120 x 180 cm', '200 x 300 cm'),
    );
    expect(all.variantPrices).toMatchObject({ 'range-low': 12000 });
    expect(left.variantPrices).toMatchObject({ 'range-low': 19000 });
    expect(left.variantPrices?.['range-of']).not.toBe(all.variantPrices?.['range-of']);
    expect(dearer.variantPrices?.['range-of']).toBe(all.variantPrices?.['range-of']);
  });

  it.each([
    ['a price that is no beginning', '<p class="price">€120.00</p>', options('Red', 'Blue')],
    ['a number of pieces', '<p class="price">From €120.00</p>', options('1', '2', '3')],
    ['one choice', '<p class="price">From €120.00</p>', options('One size')],
    ['what a choice adds', '<p class="price">€120.00</p>', options('Oat +€20.00', 'Moss +€30.00')],
  ])('are not told of %s', (_name, price, choices) => {
    expect(variantPrices(price, choices).variantPrices).toBeUndefined();
  });
});
