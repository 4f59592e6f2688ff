import { describe, expect, it } from '@jest/globals';
import { createMatcher, type Hunt } from './create-matcher.js';

const anything: Hunt = { keyword: '', minPrice: null, maxPrice: null, currency: null, excludeKeywords: [] };

function matches(
  hunt: Partial<Hunt>,
  title: string,
  more: { description?: string; price?: number; currency?: string | null } = {},
) {
  const price = more.price === undefined ? undefined : { amountMinor: more.price, currency: more.currency ?? null };
  return createMatcher({ ...anything, ...hunt }).fits(
    more.description === undefined ? { title } : { title, description: more.description },
    price,
  );
}

describe('createMatcher', () => {
  it('lets everything through without a keyword, a bound or excluded words', () => {
    expect(matches({}, '')).toBe(true);
  });

  it('wants all words, in any order, in title or description', () => {
    expect(matches({ keyword: 'leica m6' }, 'M6 body', { description: 'by Leica' })).toBe(true);
    expect(matches({ keyword: 'leica m6' }, 'Leica M3')).toBe(false);
  });

  it.each([
    ['case', 'LEICA', 'leica m6'],
    ['full width', 'ＬＥＩＣＡ', 'Leica M6'],
    ['half-width katakana', 'ｶﾒﾗ', 'カメラ 本体'],
    ['sharp s', 'STRASSE', 'Alte Straße'],
    ['final sigma', 'ΟΔΟΣ', 'οδος'],
    ['composed and decomposed accents', 'café', 'Cafe\u0301 racer'],
    ['the dotted capital I of Turkish', 'istanbul', 'İSTANBUL halısı'],
    ['the same in the word', 'İSTANBUL', 'istanbul'],
    ['the dotless i of Turkish', 'ISPARTA', 'ısparta gülü'],
    ['the capital sharp s', 'STRAẞE', 'strasse'],
    ['a final sigma within a longer word', 'ΟΔΟΣ', 'οδοσα'],
    ['soft hyphens', 'spiegelreflex', 'Spiegel\u00adreflex\u00adkamera'],
    ['zero-width spaces and joiners', 'leica', 'le\u200bi\u200dc\ufeffa'],
    ['invisible characters in the word', 'le\u00adica', 'Leica'],
    ['variation selectors', '☎', '☎\ufe0f phone'],
  ])('does not mind %s', (_what, keyword, title) => {
    expect(matches({ keyword }, title)).toBe(true);
  });

  it('finds the start of a word, and no number inside a longer one', () => {
    expect(matches({ keyword: 'camera' }, 'two cameras')).toBe(true);
    expect(matches({ keyword: 'era' }, 'two cameras')).toBe(false);
    expect(matches({ keyword: '5' }, 'phone 15')).toBe(false);
    expect(matches({ keyword: '5' }, 'phone 50')).toBe(false);
    expect(matches({ keyword: '5' }, 'phone 5s')).toBe(true);
  });

  it('finds words inside scripts that are written without spaces', () => {
    expect(matches({ keyword: '相机' }, '二手相机出售')).toBe(true);
    expect(matches({ excludeKeywords: ['ジャンク'] }, '中古ジャンク品')).toBe(false);
  });

  it('leaves out excluded words and phrases, also those of the description, but only whole ones', () => {
    expect(matches({ excludeKeywords: ['broken'] }, 'Leica', { description: 'shutter BROKEN' })).toBe(false);
    expect(matches({ excludeKeywords: ['for parts'] }, 'Leica for parts')).toBe(false);
    expect(matches({ excludeKeywords: ['pro'] }, 'A fine product')).toBe(true);
    expect(matches({ excludeKeywords: ['parts now'] }, 'for parts', { description: 'now' })).toBe(true);
  });

  it('takes keywords for words, never for patterns', () => {
    expect(matches({ keyword: '.*' }, 'Leica')).toBe(false);
    expect(matches({ keyword: 'c++' }, 'C++ primer')).toBe(true);
    expect(matches({ keyword: '(a+)+$' }, `${'a'.repeat(5000)}!`)).toBe(false);
  });

  it('takes bounds as inclusive', () => {
    expect(matches({ minPrice: 100, maxPrice: 200 }, 'x', { price: 100 })).toBe(true);
    expect(matches({ minPrice: 100, maxPrice: 200 }, 'x', { price: 200 })).toBe(true);
    expect(matches({ minPrice: 100 }, 'x', { price: 99 })).toBe(false);
    expect(matches({ maxPrice: 200 }, 'x', { price: 201 })).toBe(false);
  });

  it('lets no unknown price and no other currency pass a bound', () => {
    expect(matches({ maxPrice: 200 }, 'x')).toBe(false);
    expect(matches({ maxPrice: 200, currency: 'EUR' }, 'x', { price: 100, currency: 'USD' })).toBe(false);
    expect(matches({ maxPrice: 200, currency: 'EUR' }, 'x', { price: 100, currency: null })).toBe(true);
    expect(matches({ currency: 'EUR' }, 'x', { price: 100, currency: 'USD' })).toBe(true);
  });

  it('says why not, in the words of the user', () => {
    const hunt: Hunt = {
      keyword: 'Leica  M6',
      minPrice: 100,
      maxPrice: 200,
      currency: 'EUR',
      excludeKeywords: ['Für Bastler', 'DEFEKT'],
    };
    const matcher = createMatcher(hunt);
    const price = (amountMinor: number, currency: string | null = 'EUR') => ({ amountMinor, currency });
    expect(matcher.whyNot({ title: 'Leica M3 defekt' }, price(5))).toEqual({ reason: 'word', detail: 'M6' });
    expect(matcher.whyNot({ title: 'Leica M6', description: 'für  BASTLER' }, price(5))).toEqual({
      reason: 'excluded',
      detail: 'Für Bastler',
    });
    expect(matcher.whyNot({ title: 'leica m6' }, undefined)).toEqual({ reason: 'price', detail: 'unknown' });
    expect(matcher.whyNot({ title: 'leica m6' }, price(150, 'USD'))).toEqual({ reason: 'currency', detail: 'USD' });
    expect(matcher.whyNot({ title: 'leica m6' }, price(99))).toEqual({ reason: 'price', detail: 'below' });
    expect(matcher.whyNot({ title: 'leica m6' }, price(201), true)).toEqual({ reason: 'price', detail: 'above' });
    expect(matcher.whyNot({ title: 'leica m6' }, price(200), true)).toEqual({ reason: 'sold', detail: '' });
    expect(matcher.whyNot({ title: 'leica m6' }, price(200))).toBeUndefined();
  });

  it('does not read text when there are no words', () => {
    expect(createMatcher(anything).hasWords).toBe(false);
    expect(createMatcher({ ...anything, keyword: ' \u200b ', excludeKeywords: ['\u00ad'] }).hasWords).toBe(false);
    expect(createMatcher({ ...anything, excludeKeywords: ['x'] }).hasWords).toBe(true);
  });
});
