import { describe, expect, it } from '@jest/globals';
import { whyNoSelector } from './own-selectors.js';
import { SOURCE_QUERY_SCHEMAS } from './source-queries.js';

describe('whyNoSelector', () => {
  it.each([
    'span.price',
    '#main > li:nth-child(2n + 1) [data-price]',
    'li:not(.ad):has(> a[href^="/p/"])',
    'dt:contains("Price") + dd',
    'a, b',
    'meta[itemprop=price]',
  ])('takes %s', (text) => expect(whyNoSelector(text)).toBeUndefined());

  it.each([
    ['$$$', /CSS selector/],
    ['a[', /CSS selector/],
    ['a,', /CSS selector/],
    ['a::before', /::before/],
    ['a:hover', /:hover/],
    ['a:nth-child(x)', /2n\+1/],
    ['svg|a', /namespace/],
    ['|a', /namespace/],
    [':not(:not(:not(:not(a))))', /nest/],
    [Array.from({ length: 41 }, () => 'a').join(' '), /parts/],
    ['> li', /combinator/],
    ['li ~', /combinator/],
    ['li < ul', /<|combinator|CSS/],
    ['', /CSS selector/],
  ])('refuses %s', (text, reason) => expect(whyNoSelector(text)).toMatch(reason));
});

describe('own selectors', () => {
  const url = 'https://shop.example/a';
  const of = (source: 'page' | 'list', selectors: unknown) =>
    SOURCE_QUERY_SCHEMAS[source].safeParse({ url, selectors });

  it('are part of the query of page and list', () => {
    expect(of('page', { price: ' span.price ' }).data).toMatchObject({ selectors: { price: 'span.price' } });
    expect(of('list', { item: 'li', title: 'h3' }).data).toMatchObject({ selectors: { item: 'li', title: 'h3' } });
  });

  it.each([
    ['page', {}],
    ['page', { price: '' }],
    ['page', { item: 'li' }],
    ['page', { price: 'x'.repeat(301) }],
    ['list', { title: 'h3' }],
    ['list', { item: 'li:hover' }],
    ['list', 'li'],
  ] as const)('of a %s are refused as %j', (source, selectors) => expect(of(source, selectors).success).toBe(false));
});
