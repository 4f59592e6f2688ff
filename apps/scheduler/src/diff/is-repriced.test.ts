import { describe, expect, it } from '@jest/globals';
import { isRepriced, rememberVariants } from './is-repriced.js';

type Prices = Record<string, number>;
const all = (price: number, count: number): Prices => ({
  'range-low': price,
  'range-high': price,
  'range-of': count,
});
const cheapest = (prices: Prices) => Math.min(...Object.values(prices));

/** Whether each look after the first is told as a new price, with what is remembered in between; each: variants, and the price told. */
function toldOf(...looks: [prices: Prices, price: number][]): (boolean | 'same')[] {
  let [[before, from] = [{}, 0], ...later] = looks;
  const told: (boolean | 'same')[] = [];
  let remembered: Readonly<Prices> | null = before;
  for (const [after, to] of later) {
    told.push(from === to ? 'same' : isRepriced({ before: remembered, after }, from, to));
    remembered = rememberVariants(remembered, after, to);
    from = to;
  }
  return told;
}
const look = (prices: Prices, price = cheapest(prices)): [Prices, number] => [prices, price];

describe('a price that moves', () => {
  it.each<[string, [Prices, number][], (boolean | 'same')[]]>([
    ['with a size that is taken away', [look({ s: 20, l: 50 }), [all(50, 1), 50]], [false]],
    ['with one of three', [look({ s: 20, m: 30, l: 40 }), look({ m: 30, l: 40 })], [false]],
    [
      'with a size that comes back',
      [look({ s: 20, m: 30, l: 40 }), look({ m: 30, l: 40 }), look({ s: 20, m: 30, l: 40 })],
      [false, false],
    ],
    [
      'with a size that comes back after looks without it',
      [look({ s: 20, l: 50 }), [all(50, 1), 50], [all(50, 1), 50], look({ s: 20, l: 50 })],
      [false, 'same', false],
    ],
    [
      'with the choices of a page that says only from where prices begin, and then without them',
      [
        look({ 'range-low': 120, 'range-of': 7 }, 120),
        look({ 'range-low': 190, 'range-of': 8 }, 190),
        look({ 'range-low': 210, 'range-of': 8 }, 210),
      ],
      [false, true],
    ],
    ['with a size that sells out', [look({ s: 20, l: 50 }), look({ s: 20, l: 50 }, 50)], [false]],
  ])('is none: %s', (_what, looks, told) => {
    expect(toldOf(...looks)).toEqual(told);
  });

  it.each<[string, [Prices, number][], (boolean | 'same')[]]>([
    ['the small one is raised to the price of the big one', [look({ s: 20, l: 30 }), [all(30, 2), 30]], [true]],
    [
      'one price for all falls',
      [
        [all(20, 2), 20],
        [all(15, 2), 15],
      ],
      [true],
    ],
    ['the last size is raised', [look({ s: 20, l: 50 }), [all(50, 1), 50], [all(60, 1), 60]], [false, true]],
    ['a size comes back for less', [look({ s: 20, l: 50 }), [all(50, 1), 50], look({ s: 15, l: 50 })], [false, true]],
    ['a size is taken away and the next one raised', [look({ s: 20, m: 30, l: 40 }), look({ m: 35, l: 40 })], [true]],
    ['another size comes that costs less', [[all(20, 2), 20], look({ s: 20, m: 20, xs: 12 })], [true]],
    [
      'nothing was known of the sizes',
      [
        [{}, 20],
        [all(30, 1), 30],
      ],
      [true],
    ],
  ])('is one: %s', (_what, looks, told) => {
    expect(toldOf(...looks)).toEqual(told);
  });

  it('keeps no endless list of what was taken away', () => {
    let remembered: Readonly<Prices> | null = { first: 10, second: 20 };
    for (let n = 0; n < 300; n++) remembered = rememberVariants(remembered, { [`v${n}`]: 10, [`w${n}`]: 30 }, 10);
    expect(Object.keys(remembered ?? {}).length).toBeLessThanOrEqual(120);
  });
});
