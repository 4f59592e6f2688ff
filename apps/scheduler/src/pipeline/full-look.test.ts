import { describe, expect, it } from '@jest/globals';
import { hasGap, isFullLook } from './full-look.js';

/** As twenty runs have them when all are saved: one token for the claim, one for its end. */
const TOKENS = Array.from({ length: 20 }, (_, index) => 1 + 2 * index);
const AFTER_AN_EDIT = TOKENS.map((token) => token + 1);

describe('isFullLook', () => {
  it.each(['shopify', 'woocommerce', 'ebay'] as const)('takes every tenth run of %s', (source) => {
    expect(TOKENS.filter((token) => isFullLook(source, 3, token))).toEqual([17, 37]);
    expect(AFTER_AN_EDIT.filter((token) => isFullLook(source, 3, token))).toEqual([16, 36]);
  });

  it('spreads tasks over the runs, but never takes those right after the baseline', () => {
    const turns = TOKENS.map((taskId) => TOKENS.find((token) => isFullLook('shopify', taskId, token)));
    expect(new Set(turns)).toEqual(new Set([11, 13, 15, 17, 19]));
  });

  it.each(['feed', 'page', 'yahoo-shopping-jp'] as const)('leaves %s alone: each look is a whole one', (source) => {
    expect(TOKENS.some((token) => isFullLook(source, 3, token))).toBe(false);
  });
});

describe('hasGap', () => {
  const item = (key: string) => ({ key, title: key, url: 'https://shop.example/', availability: 'unknown' as const });

  it('finds none where a look that met its limit came upon known items', () => {
    expect(hasGap({ items: [item('a'), item('b')], mayHaveMissed: true }, [{ key: 'b' }])).toBe(false);
  });

  it('finds one where nothing was known', () => {
    expect(hasGap({ items: [item('a')], mayHaveMissed: true }, [{ key: 'b' }])).toBe(true);
  });

  it('finds none where the crawler saw none', () => {
    expect(hasGap({ items: [item('a')], mayHaveMissed: false }, [])).toBe(false);
  });
});
