import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { leastSlice, longestSlice } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { matchListing } from './match-listing.js';

const hunt = { keyword: '', minPrice: null, maxPrice: 500, currency: null, excludeKeywords: ['broken'] };

function item(key: string, description: string): CrawledItem {
  return { key, title: `Item ${key}`, url: `https://shop.example/${key}`, availability: 'in_stock', description };
}

describe('matchListing', () => {
  it('answers for each item by its text, and by the price it is asked for', async () => {
    const [good, bad] = [item('a', 'fine'), item('b', 'broken')];
    const matches = await matchListing(hunt, [good, bad]);
    expect(matches(good, { amountMinor: 500, currency: 'EUR' })).toBe(true);
    expect(matches(good, { amountMinor: 501, currency: 'EUR' })).toBe(false);
    expect(matches(good, undefined)).toBe(false);
    expect(matches(bad, { amountMinor: 1, currency: 'EUR' })).toBe(false);
  });

  it('lets the event loop go on while it reads the worst that a page and a user can write', async () => {
    const words = Array.from({ length: 100 }, (_, n) => 'a'.repeat(n + 1));
    const items = Array.from({ length: 1000 }, (_, n) => item(`k${n}`, `${'a'.repeat(5000)}${n}é`));
    const read = () => matchListing({ ...hunt, excludeKeywords: words }, items);
    const { wholeMs } = await longestSlice(read);
    // On any machine: a slice is a small part of the whole.
    const { longestMs } = await leastSlice(read, wholeMs / 4);
    expect(longestMs).toBeLessThan(wholeMs / 4);
  });
});
