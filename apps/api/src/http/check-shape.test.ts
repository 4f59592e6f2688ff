import { describe, expect, it } from '@jest/globals';
import { checkShape } from './check-shape.js';

const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

describe('checkShape', () => {
  it('takes whatever a request may hold', () => {
    for (const body of [undefined, null, 'text', 1, {}, [], { query: { url: 'x' }, notify: [1, 2] }, nested(30)]) {
      expect(() => checkShape(body)).not.toThrow();
    }
    expect(() =>
      checkShape({ lines: Array.from({ length: 20_000 }, (_, n) => ({ n, name: 'x', tags: ['a'] })) }),
    ).not.toThrow();
  });

  it('refuses what is too deep or too much, however deep and much it is', () => {
    expect(() => checkShape(nested(40))).toThrow('levels deep');
    expect(() => checkShape({ a: [{ b: nested(200_000) }] })).toThrow('levels deep');
    expect(() => checkShape(Object.fromEntries(Array.from({ length: 10_001 }, (_, n) => [`k${n}`, n])))).toThrow(
      'fields',
    );
    expect(() => checkShape(Array.from({ length: 50_001 }, () => 1))).toThrow('entries');
    const lists = Array.from({ length: 30_000 }, () => [1, 2, 3, 4, 5, 6]);
    expect(() => checkShape(lists)).toThrow('values');
  });
});
