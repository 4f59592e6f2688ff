import type { CrawlSuccess, SourceName } from '@goodshunter/contracts/crawl';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { listing } from '../../test/support/items.js';
import type { CrawlOrder } from './crawl-order.js';
import { fitAnswer } from './fit-answer.js';

function answer(keys: string[], more: Partial<CrawlSuccess> = {}): CrawlSuccess {
  return {
    status: 'ok',
    items: keys.map((key) => listing(key)),
    complete: false,
    mayHaveMissed: false,
    notModified: false,
    validators: {},
    requests: 1,
    ...more,
  };
}

const asked = (source: SourceName, knownKeys: string[]): CrawlOrder['request'] => ({
  source,
  query: {},
  deadlineMs: 1000,
  knownKeys,
});

/** What a crawler reads of a listing of pages, newest first; as read-listing.ts does. */
function crawl(pages: readonly string[][], knownKeys: readonly string[], maxPages: number): CrawlSuccess {
  const read: string[] = [];
  for (const [index, page] of pages.entries()) {
    read.push(...page);
    if (index === pages.length - 1) return answer(read, { complete: true });
    const last = page.at(-1);
    if (last !== undefined && knownKeys.includes(last)) return answer(read);
    if (index + 1 >= maxPages) return answer(read, { mayHaveMissed: true });
  }
  return answer(read, { complete: true });
}

describe('fitAnswer', () => {
  it('passes on what holds for everybody', () => {
    for (const response of [
      answer(['a'], { complete: true }),
      answer([], { notModified: true }),
      { status: 'failed' as const, failure: { kind: 'network' as const, message: 'no' }, requests: 1 },
    ]) {
      expect(fitAnswer(response, asked('shopify', ['z']))).toBe(response);
    }
  });

  it('does not take a listing that ended before what this task knows', () => {
    expect(fitAnswer(answer(['a', 'b']), asked('ebay', ['z']))).toBeUndefined();
    expect(fitAnswer(answer(['a', 'b']), asked('ebay', ['b']))).toMatchObject({ mayHaveMissed: false });
    const limited = answer(['a', 'b'], { mayHaveMissed: true });
    expect(fitAnswer(limited, asked('ebay', ['z']))).toMatchObject({ mayHaveMissed: true });
    expect(fitAnswer(limited, asked('ebay', ['b']))).toMatchObject({ mayHaveMissed: false });
    expect(limited.mayHaveMissed).toBe(true);
  });

  it('finds the gap of a feed by what this task knows', () => {
    expect(fitAnswer(answer(['a']), asked('feed', ['a']))).toMatchObject({ mayHaveMissed: false });
    expect(fitAnswer(answer(['a']), asked('feed', ['z']))).toMatchObject({ mayHaveMissed: true });
    expect(fitAnswer(answer(['a'], { mayHaveMissed: true }), asked('feed', ['a']))).toBeUndefined();
  });

  it('never loses an item that an own crawl would have seen, nor hides a gap', async () => {
    const anyKeys = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        anyKeys,
        anyKeys,
        fc.integer({ min: 1, max: 5 }),
        (size, a, b, most) => {
          const pages: string[][] = [];
          for (let from = 0; from < 24; from += size) {
            pages.push(Array.from({ length: Math.min(size, 24 - from) }, (_, index) => String(from + index)));
          }
          const own = crawl(pages, b, most);
          const taken = fitAnswer(crawl(pages, a, most), asked('shopify', b));
          if (taken?.status !== 'ok') return;
          const takenKeys = new Set(taken.items.map(({ key }) => key));
          const deepest = Math.min(...b.map(Number));
          // All that is newer than anything known, as far as an own crawl goes.
          for (const { key } of own.items) if (Number(key) <= deepest) expect(takenKeys.has(key)).toBe(true);
          if (own.mayHaveMissed)
            expect(taken.mayHaveMissed || taken.complete || b.includes([...takenKeys].at(-1) ?? '')).toBe(true);
          if (own.complete && !taken.complete)
            expect(taken.mayHaveMissed || b.includes([...takenKeys].at(-1) ?? '')).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
