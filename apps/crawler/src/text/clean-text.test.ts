import { describe, expect, it } from '@jest/globals';
import { cleanLink, cleanText } from './clean-text.js';

describe('cleanText', () => {
  it.each([
    ['  a \n\t b\u00a0c ', 'a b c'],
    ['a\u202egpj.exe\u202c', 'agpj.exe'],
    ['a\u0000\u0007\u001b[31mb', 'a[31mb'],
    ['zero\u200bwidth\ufeff soft\u00adhyphen', 'zerowidth softhyphen'],
    ['lone \ud800 surrogate', 'lone surrogate'],
    ['日本語 ñ 😀', '日本語 ñ 😀'],
  ])('makes %j plain', (text, expected) => {
    expect(cleanText(text, 100)).toBe(expected);
  });

  it('cuts at the limit and never through a character', () => {
    expect(cleanText('abcdef', 3)).toBe('abc');
    expect(cleanText('ab😀', 3)).toBe('ab');
  });
});

describe('cleanLink', () => {
  it.each([
    ['/p/1', 'https://shop.example/p/1'],
    ['//cdn.example/a.jpg', 'https://cdn.example/a.jpg'],
    [' http://a.example/x y ', 'http://a.example/x%20y'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['https://user:pw@a.example/', undefined],
    ['http://[', undefined],
    ['', undefined],
    [`/${'a'.repeat(3000)}`, undefined],
    [undefined, undefined],
  ])('reads %j as %j', (link, expected) => {
    expect(cleanLink(link, 'https://shop.example/a/')).toBe(expected);
  });
});
