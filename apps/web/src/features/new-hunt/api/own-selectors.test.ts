import { expect, it } from '@jest/globals';
import { selectableAs, selectorsOf, withSelectors } from './own-selectors.js';

it('reads the same address by what was named, and leaves the rest of the old reading behind', () => {
  const query = { url: 'https://shop.example/p', render: 'browser', pricePlace: 'main > b', variant: 'M' };
  expect(withSelectors(query, 'page', { price: ' .now ', title: ' ', item: 'li' })).toEqual({
    url: 'https://shop.example/p',
    render: 'browser',
    variant: 'M',
    selectors: { price: '.now' },
  });
  expect(withSelectors(query, 'list', { item: 'li' })).toEqual({
    url: 'https://shop.example/p',
    render: 'browser',
    selectors: { item: 'li' },
  });
  expect(withSelectors(query, 'page', {})).not.toHaveProperty('selectors');
});

it('knows which drafts can be read so, and by what they are', () => {
  expect(['page', 'list', 'link', 'shopify'].map((source) => selectableAs({ source }))).toEqual([
    ['page'],
    ['list'],
    ['page', 'list'],
    [],
  ]);
  expect(selectorsOf({ query: { url: 'x', selectors: { price: 'b' } } })).toEqual({ price: 'b' });
  expect(selectorsOf({ query: { url: 'x' } })).toEqual({});
});
