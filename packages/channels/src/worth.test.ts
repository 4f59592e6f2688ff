import { expect, it } from '@jest/globals';
import { worthOf } from './worth.js';

const now = new Date('2026-11-28T12:00:00Z');
const point = (daysAgo: number, price: number, currency = 'EUR') => ({
  price,
  currency,
  at: new Date(now.getTime() - daysAgo * 86_400_000),
});

it('weighs each price by how long it held, and knows the lowest of all time', () => {
  const worth = worthOf([point(400, 50), point(390, 100), point(30, 200), point(29, 120)], 'EUR', now);
  expect(worth).toMatchObject({ lowest: 50, typical: 100, points: 4, days: 400 });
  // A price of a moment does not count as much as one of a month.
  expect(worthOf([point(40, 100), point(39, 10), point(38.9, 100)], 'EUR', now)).toMatchObject({
    typical: 100,
    lowest: 10,
  });
});

it('knows nothing of other currencies, nor of what comes later', () => {
  expect(worthOf([point(3, 10, 'JPY'), point(-1, 5)], 'EUR', now)).toBeUndefined();
  expect(worthOf([point(3, 10, 'JPY'), point(1, 5)], 'EUR', now)).toMatchObject({ lowest: 5, points: 1, days: 1 });
});
