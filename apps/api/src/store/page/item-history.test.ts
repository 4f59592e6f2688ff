import { describe, expect, it } from '@jest/globals';
import { thin } from './item-history.js';

const point = (price: number, second: number) => ({
  price,
  currency: 'EUR',
  observedAt: new Date(second * 1000).toISOString(),
});

describe('thin', () => {
  it('leaves alone what is short', () => {
    const points = [point(3, 0), point(1, 1)];
    expect(thin(points, 2)).toEqual(points);
  });

  it('keeps the lowest, the last, the order and the bound of what is long', () => {
    const points = Array.from({ length: 10_001 }, (_, index) => point(1000 + ((index * 7919) % 997), index));
    const lowest = points.reduce((low, one) => (one.price < low.price ? one : low));
    const kept = thin(points, 2000);
    expect(kept.length).toBeLessThanOrEqual(2000);
    expect(kept.at(-1)).toEqual(points.at(-1));
    expect(kept.map(({ price }) => price)).toContain(lowest.price);
    expect(kept).toEqual([...kept].sort((a, b) => a.observedAt.localeCompare(b.observedAt)));
  });
});
