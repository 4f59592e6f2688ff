import { describe, expect, it } from '@jest/globals';
import { textOf } from './element.js';
import { parseMarkup } from './parse-markup.js';
import { attributesOf, selectElements } from './select-elements.js';

const PAGE = `<html><body><ul id=a><li class="card sale"><a href="/p/1">One</a><b data-Price=12>12 €</b></li>
  <li class=card>Two <template><li class=card>No</li></template></li><li>Three</li></ul>
  <dl><dt>Price</dt><dd>5 €</dd><dt>Stock</dt><dd>none</dd></dl></body></html>`;

describe('selectElements', () => {
  it.each([
    ['li.card', ['One12 €', 'Two']],
    ['#a > li:nth-child(2)', ['Two']],
    ['li:not(.card)', ['Three']],
    ['li:has(> a[href^="/p/"]) b', ['12 €']],
    ['[data-price="12"]', ['12 €']],
    ['dt:contains("Price") + dd', ['5 €']],
    ['dt ~ dd', ['5 €', 'none']],
    ['dd:last-of-type, a', ['One', 'none']],
    [':root > body > ul', ['One12 € Two Three']],
  ])('finds %s', (selector, texts) => {
    const { root } = parseMarkup(PAGE, 'html');
    const found = selectElements(root, selector, 10);
    expect(found.map((element) => textOf(element).replace(/\s+/g, ' ').trim())).toEqual(texts);
  });

  it.each(['a[', 'a::before', '> a'])('refuses %s', (selector) => {
    const { root } = parseMarkup(PAGE, 'html');
    expect(() => selectElements(root, selector, 10)).toThrow('This is no selector');
  });

  it('stops at its limit', () => {
    const { root } = parseMarkup('<p></p>'.repeat(9), 'html');
    expect(selectElements(root, 'p', 4)).toHaveLength(4);
  });
});

it('names the attributes that selectors ask for', () => {
  expect(attributesOf(['.a[Data-X]', 'li:not([data-y~=b]) > #c'])).toEqual(['class', 'data-x', 'data-y', 'id']);
});
