import { describe, expect, it } from '@jest/globals';
import type { HuntItem } from '../../../lib/api-types.js';
import { choicesOf, type PriceCandidate, withChosenPrice } from './price-candidates.js';

const candidate = (place: string, amount: number, confidence: number): PriceCandidate => ({
  place,
  amount,
  confidence,
  currency: 'EUR',
  words: '',
});

describe('choicesOf', () => {
  it('puts the likeliest first, and each place once', () => {
    const choices = choicesOf([candidate('b', 200, 0.4), candidate('a', 100, 0.9), candidate('b', 300, 0.2)]);
    expect(choices.map(({ place, amount }) => [place, amount])).toEqual([
      ['a', 100],
      ['b', 200],
    ]);
  });

  it('is empty where there is nothing to choose', () => {
    expect(choicesOf([])).toEqual([]);
    expect(choicesOf([candidate('a', 100, 0.9), candidate('a', 120, 0.3)])).toEqual([]);
  });
});

it('shows the product with the price that was chosen, and as it was while none is', () => {
  const item = { id: 1, price: 100, currency: 'EUR' } as HuntItem;
  expect(withChosenPrice([item], candidate('b', 250, 0.4))).toEqual([{ ...item, price: 250 }]);
  expect(withChosenPrice([item], { ...candidate('b', 250, 0.4), currency: null })).toMatchObject([{ currency: 'EUR' }]);
  expect(withChosenPrice([item], undefined)).toEqual([item]);
});
