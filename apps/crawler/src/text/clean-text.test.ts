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

  const FAMILY = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}';
  const SCOTLAND = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}';
  it.each([
    ['a family', `${FAMILY} set`],
    ['a skin tone', '\u{1f44b}\u{1f3fd} \u{1f9d1}\u{1f3fb}\u200d\u{1f9b0}'],
    ['a heart with its variation selector', '\u{1f9d1}\u200d\u2764\ufe0f\u200d\u{1f9d1}'],
    ['a sign after a tone', '\u{1f575}\u{1f3fd}\u200d\u2642\ufe0f'],
    ['the rainbow flag, and that of a country', '\u{1f3f3}\ufe0f\u200d\u{1f308} \u{1f1ee}\u{1f1f7}'],
    ['the flag of Scotland', `${SCOTLAND} kilt`],
    ['a key cap', '1\ufe0f\u20e3'],
    ['a Persian word', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
    ['a Persian word after a mark', '\u0645\u064f\u200c\u062e'],
    ['Sri Lanka', '\u0dc1\u0dca\u200d\u0dbb\u0dd3'],
  ])('keeps %s together', (_what, text) => {
    expect(cleanText(text, 100)).toBe(text);
    expect(cleanText(` \u202e${text}\u200b`, 100)).toBe(text);
  });

  it.each([
    ['a joiner within a Latin word', 'le\u200di\u200cca', 'leica'],
    ['a joiner with an emoji on one side', '\u{1f468}\u200da\u200d\u{1f468}\u200d', '\u{1f468}a\u{1f468}'],
    ['two joiners between emoji', '\u{1f468}\u200d\u200d\u{1f469}', '\u{1f468}\u{1f469}'],
    ['a joiner at the end of a Persian word', '\u0645\u06cc\u200c a', '\u0645\u06cc a'],
    ['an override between emoji', '\u{1f468}\u200d\u202e\u{1f469}', '\u{1f468}\u{1f469}'],
    ['words written in tags behind a flag', '\u{1f3f4}\u{e0068}\u{e0069}\u{e007f}', '\u{1f3f4}'],
    ['tags alone', 'a\u{e0067}\u{e0062}b', 'ab'],
  ])('takes out %s', (_what, text, expected) => {
    expect(cleanText(text, 100)).toBe(expected);
  });

  it('takes time in proportion to a text of joiners and marks', () => {
    const hostile = `${'\u{1f468}\u200d'.repeat(20_000)}${'\u0645\u064f\u200c'.repeat(20_000)}${'\u200c'.repeat(20_000)}`;
    const clean = cleanText(hostile, 100_000);
    expect(clean.length).toBeLessThanOrEqual(100_000);
    expect(cleanText(clean, 100_000)).toBe(clean);
  });

  it('leaves no joiner where it cuts', () => {
    expect(cleanText(FAMILY, 7)).toBe('\u{1f468}\u200d\u{1f469}');
    expect(cleanText(FAMILY, 6)).toBe('\u{1f468}\u200d\u{1f469}');
    expect(cleanText(FAMILY, 4)).toBe('\u{1f468}');
    expect(cleanText(FAMILY, 3)).toBe('\u{1f468}');
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
