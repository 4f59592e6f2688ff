import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { describe, expect, it } from '@jest/globals';
import { seenItem as seen } from '../../test/support/seen-item.js';
import { diffListing, type Look, type Matches } from './diff-listing.js';
import { entryOf } from './pair-entries.js';
import type { SeenItem } from './seen-item.js';

const BASELINE_AT = Date.parse('2026-03-01T00:00:00Z');
const NOW = Date.parse('2026-03-02T00:00:00Z');

function crawled(key: string, more: Partial<CrawledItem> & { amount?: number; in?: string | null } = {}): CrawledItem {
  const { amount = 1000, in: currency = 'EUR', ...rest } = more;
  return {
    key,
    title: `Item ${key}`,
    url: `https://shop.example/${key}`,
    availability: 'in_stock',
    ...(amount < 0 ? {} : { price: { amountMinor: amount, currency } }),
    ...rest,
  };
}

function look(items: CrawledItem[], more: Partial<Look> = {}): Look {
  return {
    items,
    isComplete: true,
    isNotModified: false,
    isBaseline: false,
    baselineAtMs: BASELINE_AT,
    isOneShop: true,
    atMs: NOW,
    ...more,
  };
}

const everything: Matches = () => true;
const kindsOf = (before: SeenItem[], now: Look, matches = everything) =>
  diffListing(before, now, matches).events.map(({ kind }) => kind);
const NO_PRICE = { amount: -1 };

describe('diffListing', () => {
  it('lists the first look without telling anything', () => {
    const diff = diffListing(
      [],
      look([crawled('b'), crawled('a')], { isBaseline: true, baselineAtMs: null }),
      everything,
    );
    expect(diff.events).toEqual([]);
    expect(diff.items.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(diff.taskItems).toHaveLength(2);
  });

  it('has nothing to write for an unchanged listing', () => {
    const item = crawled('a');
    expect(diffListing([seen(item)], look([item]), everything)).toEqual({
      moves: [],
      items: [],
      taskItems: [],
      events: [],
      doubt: 'none',
    });
  });

  it('tells a new listing that matches, and records one that does not', () => {
    expect(kindsOf([], look([crawled('a')]))).toEqual(['new']);
    const diff = diffListing([], look([crawled('a')]), () => false);
    expect(diff.events).toEqual([]);
    expect(diff.taskItems).toMatchObject([{ key: 'a', isMatch: false }]);
  });

  it('takes a key that is listed twice once', () => {
    expect(kindsOf([], look([crawled('a'), crawled('a', { amount: 1 })]))).toEqual(['new']);
  });

  it('tells drops and rises with both prices', () => {
    const before = [seen(crawled('a', { amount: 1000 }))];
    expect(diffListing(before, look([crawled('a', { amount: 900 })]), everything).events).toEqual([
      { key: 'a', kind: 'price_drop', oldPrice: 1000, newPrice: 900, currency: 'EUR', message: null },
    ]);
    expect(kindsOf(before, look([crawled('a', { amount: 1100 })]))).toEqual(['price_rise']);
  });

  it('compares no prices of two currencies, but remembers the new one', () => {
    const diff = diffListing([seen(crawled('a'))], look([crawled('a', { amount: 5, in: 'USD' })]), everything);
    expect(diff.events).toEqual([]);
    expect(diff.taskItems).toMatchObject([{ price: 5, currency: 'USD' }]);
  });

  it('keeps the last price when none could be read, and tells the drop when it is read again', () => {
    const before = seen(crawled('a', { amount: 1000 }));
    const diff = diffListing([before], look([crawled('a', NO_PRICE)]), everything);
    expect(diff).toEqual({ moves: [], items: [], taskItems: [], events: [], doubt: 'none' });
    expect(kindsOf([before], look([crawled('a', { amount: 800 })]))).toEqual(['price_drop']);
  });

  it('tells nothing when the first price becomes known', () => {
    expect(kindsOf([seen(crawled('a', NO_PRICE))], look([crawled('a')]))).toEqual([]);
  });

  it('judges bounds by the last known price when none could be read', () => {
    const withPrice = (_item: unknown, price: unknown) => price !== undefined;
    expect(kindsOf([seen(crawled('a'))], look([crawled('a', NO_PRICE)]), withPrice)).toEqual([]);
  });

  it('tells a drop into the bounds and a rise out of them', () => {
    const upTo900 = (_item: unknown, price: { amountMinor: number } | undefined) => (price?.amountMinor ?? 0) <= 900;
    expect(kindsOf([seen(crawled('a'), { isMatch: false })], look([crawled('a', { amount: 900 })]), upTo900)).toEqual([
      'price_drop',
    ]);
    expect(kindsOf([seen(crawled('a', { amount: 900 }))], look([crawled('a', { amount: 1000 })]), upTo900)).toEqual([
      'price_rise',
    ]);
    expect(kindsOf([seen(crawled('a'), { isMatch: false })], look([crawled('a', { amount: 950 })]), upTo900)).toEqual(
      [],
    );
  });

  it('tells a known listing as new once its text fits', () => {
    const before = seen(crawled('a', { title: 'Camera' }), { isMatch: false });
    expect(kindsOf([before], look([crawled('a', { title: 'Leica camera' })]))).toEqual(['new']);
  });

  it('tells sold and back by what the shop says', () => {
    const sold = crawled('a', { availability: 'out_of_stock' });
    expect(kindsOf([seen(crawled('a'))], look([sold]))).toEqual(['sold']);
    expect(kindsOf([seen(sold)], look([sold]))).toEqual([]);
    expect(kindsOf([seen(sold)], look([crawled('a')]))).toEqual(['back']);
  });

  it('takes an unknown availability for no news', () => {
    const unknown = crawled('a', { availability: 'unknown' });
    expect(kindsOf([seen(crawled('a', { availability: 'out_of_stock' }))], look([unknown]))).toEqual([]);
    expect(kindsOf([seen(crawled('a'))], look([unknown]))).toEqual([]);
  });

  it.each(['preorder', 'backorder'] as const)(
    'tells back when a %s begins and when the thing is there',
    (availability) => {
      const awaited = crawled('a', { availability });
      expect(kindsOf([seen(crawled('a', { availability: 'out_of_stock' }))], look([awaited]))).toEqual(['back']);
      expect(kindsOf([seen(awaited)], look([awaited]))).toEqual([]);
      expect(kindsOf([seen(awaited)], look([crawled('a', { availability: 'unknown' })]))).toEqual([]);
      expect(kindsOf([seen(awaited)], look([crawled('a')]))).toEqual(['back']);
      expect(kindsOf([seen(crawled('a'))], look([awaited]))).toEqual([]);
      expect(kindsOf([seen(awaited)], look([crawled('a', { availability: 'out_of_stock' })]))).toEqual(['sold']);
    },
  );

  it('tells no new listing that is sold already, but its return', () => {
    const sold = crawled('a', { availability: 'out_of_stock' });
    expect(kindsOf([], look([sold]))).toEqual([]);
    expect(kindsOf([seen(sold)], look([crawled('a')]))).toEqual(['back']);
  });

  it('takes a listing for sold when two complete looks in a row miss it, once', () => {
    const item = crawled('a');
    const first = diffListing([seen(item)], look([]), everything);
    expect(first).toMatchObject({ events: [], taskItems: [{ misses: 1 }] });
    expect(kindsOf([seen(item, { misses: 1 })], look([]))).toEqual(['sold']);
    expect(diffListing([seen(item, { misses: 2 })], look([]), everything).taskItems).toEqual([]);
  });

  it('forgives one miss, and tells the return of a listing that was gone', () => {
    const item = crawled('a');
    const forgiven = diffListing([seen(item, { misses: 1 })], look([item]), everything);
    expect(forgiven).toMatchObject({ events: [], taskItems: [{ misses: 0 }] });
    expect(kindsOf([seen(item, { misses: 2 })], look([item]))).toEqual(['back']);
    expect(kindsOf([seen(item, { misses: 2 })], look([crawled('a', { availability: 'unknown' })]))).toEqual(['back']);
  });

  it('tells the return and the new price of a listing that was gone', () => {
    expect(kindsOf([seen(crawled('a'), { misses: 2 })], look([crawled('a', { amount: 5 })]))).toEqual([
      'price_drop',
      'back',
    ]);
  });

  it('takes nothing for missing when the look was not complete or the shop said 304', () => {
    const before = [seen(crawled('a'), { misses: 1 })];
    expect(diffListing(before, look([], { isComplete: false }), everything).taskItems).toEqual([]);
    expect(diffListing(before, look([], { isNotModified: true }), everything).taskItems).toEqual([]);
  });

  it('does not take an old listing that comes into the window for new', () => {
    const old = crawled('a', { publishedAt: '2026-01-01T00:00:00Z' });
    const recent = crawled('b', { publishedAt: '2026-02-28T12:00:00Z' });
    expect(kindsOf([], look([old, recent], { isComplete: false }))).toEqual(['new']);
    expect(kindsOf([], look([old]))).toEqual(['new']);
  });

  it('writes the shared row when its text changed, without touching what the task has seen', () => {
    const diff = diffListing([seen(crawled('a'))], look([crawled('a', { description: 'now with words' })]), everything);
    expect(diff.items).toHaveLength(1);
    expect(diff.taskItems).toEqual([]);
  });

  it('takes zero for a price that is not set, now and in what was seen before', () => {
    const before = seen(crawled('a', { amount: 1000 }));
    const diff = diffListing([before], look([crawled('a', { amount: 0 })]), everything);
    expect(diff.events).toEqual([]);
    expect(diff.taskItems).toEqual([]);
    expect(kindsOf([seen(crawled('a', { amount: 0 }))], look([crawled('a', { amount: 900 })]))).toEqual([]);
    // A zero that an earlier version has stored is taken out with the next look.
    const stored = seen(crawled('a', { amount: 0 }));
    const mended = diffListing([stored], look([crawled('a', NO_PRICE)]), everything);
    expect(mended.items).toHaveLength(1);
    expect(mended.taskItems).toMatchObject([{ price: null }]);
  });

  it('never takes what was there from the beginning for new because its price can be read now', () => {
    const unread = { ...NO_PRICE };
    const withinBounds: Matches = (_item, price) => price !== undefined && price.amountMinor < 2000;
    const known = (isFromBaseline: boolean) => seen(crawled('a', unread), { isMatch: false, isFromBaseline });
    expect(kindsOf([known(true)], look([crawled('a')]), withinBounds)).toEqual([]);
    expect(kindsOf([known(false)], look([crawled('a')]), withinBounds)).toEqual(['new']);
  });

  describe('an entry of a feed whose price can be read only now', () => {
    const upTo20: Matches = (_item, price) => price !== undefined && price.amountMinor <= 2000;
    const HOUR = 3_600_000;
    const at = (ms: number) => ({ publishedAt: new Date(ms).toISOString() });
    const known = (date: object, more: Partial<SeenItem> = {}) => {
      const unread = crawled('a', { ...NO_PRICE, ...date });
      return seen(unread, { isMatch: false, entry: entryOf(unread), ...more });
    };
    const tells = (before: SeenItem, now: CrawledItem) => kindsOf([before], look([now]), upTo20);

    it('is new to a hunt that it came to lately and that heard nothing of it', () => {
      const date = at(NOW - 2 * HOUR);
      expect(tells(known(date), crawled('a', date))).toEqual(['new']);
      expect(tells(known(date), crawled('a', { ...date, amount: 3000 }))).toEqual([]);
    });

    it.each<[string, object, object, Partial<SeenItem>]>([
      ['it was there from the beginning', at(NOW - HOUR), at(NOW - HOUR), { isFromBaseline: true }],
      ['it is older than the hunt', at(BASELINE_AT - HOUR), at(BASELINE_AT - HOUR), {}],
      ['it has no date', {}, {}, {}],
      ['its date is that of the look', at(NOW - HOUR), at(NOW), {}],
      ['its date is to come', at(NOW + HOUR), at(NOW + HOUR), {}],
    ])('is not, where %s', (_why, before, now, more) => {
      expect(tells(known(before, more), crawled('a', now))).toEqual([]);
    });

    it('is not where it came long ago', () => {
      const date = at(BASELINE_AT + HOUR);
      const late = look([crawled('a', date)], { atMs: BASELINE_AT + 80 * HOUR });
      expect(kindsOf([known(date)], late, upTo20)).toEqual([]);
    });

    it('is told of later falls and never of one that nobody saw, in bounds or out of them at first', () => {
      for (const [first, later, kind] of [
        [1500, 1200, 'price_drop'],
        [3000, 1800, 'price_drop'],
        [1500, 1700, 'price_rise'],
      ] as const) {
        const read = diffListing([known({})], look([crawled('a', { amount: first })]), upTo20);
        expect(read.events).toEqual([]);
        const [row] = read.taskItems;
        const stored = seen(crawled('a', { amount: first }), {
          isMatch: row?.isMatch ?? true,
          told: row?.told ?? null,
        });
        expect(tells(stored, crawled('a', { amount: later }))).toEqual([kind]);
      }
    });
  });

  describe('a product of several sizes', () => {
    const sizes = (small: number, large: number) => ({ 30: small, 100: large });
    const of = (amount: number, variantPrices?: Record<string, number>) =>
      crawled('oil', { amount, ...(variantPrices ? { variantPrices } : {}) });
    const tells = (from: CrawledItem, to: CrawledItem) => kindsOf([seen(from)], look([to]));

    it('tells no price where a size sells out or comes back', () => {
      expect(tells(of(2000, sizes(2000, 5000)), of(5000, sizes(2000, 5000)))).toEqual([]);
      expect(tells(of(5000, sizes(2000, 5000)), of(2000, sizes(2000, 5000)))).toEqual([]);
    });

    it('shows the price it can be had from all the same', () => {
      const { taskItems } = diffListing(
        [seen(of(2000, sizes(2000, 5000)))],
        look([of(5000, sizes(2000, 5000))]),
        everything,
      );
      expect(taskItems).toMatchObject([{ price: 5000 }]);
    });

    it('tells a price that the shop has changed, also of a size that can still be had', () => {
      expect(tells(of(2000, sizes(2000, 5000)), of(1500, sizes(1500, 5000)))).toEqual(['price_drop']);
      expect(tells(of(5000, sizes(2000, 5000)), of(4000, sizes(2000, 4000)))).toEqual(['price_drop']);
      expect(tells(of(2000, sizes(2000, 5000)), of(2500, sizes(2500, 5000)))).toEqual(['price_rise']);
      expect(tells(of(2000, sizes(2000, 5000)), of(900, { ...sizes(2000, 5000), 10: 900 }))).toEqual(['price_drop']);
      expect(tells(of(2000), of(1500))).toEqual(['price_drop']);
    });

    it('tells no price where a shop names only a range, and a size at one end of it came or went', () => {
      const range = (low: number, high: number, set: number) => ({
        'range-low': low,
        'range-high': high,
        'range-of': set,
      });
      const all = of(2000, range(2000, 5000, 77));
      expect(tells(all, of(3500, range(3500, 5000, 78)))).toEqual([]);
      expect(tells(of(3500, range(3500, 5000, 78)), all)).toEqual([]);
      expect(tells(all, of(5000, range(5000, 5000, 79)))).toEqual([]);
      expect(tells(all, of(1800, range(1800, 5000, 77)))).toEqual(['price_drop']);
      expect(tells(all, of(1800, range(1800, 4500, 78)))).toEqual(['price_drop']);
      expect(tells(all, of(2500, range(2500, 5000, 77)))).toEqual(['price_rise']);
    });

    it('says that it is back where the size that fits can be had again', () => {
      const upTo30: Matches = (_item, price) => price !== undefined && price.amountMinor <= 3000;
      const gone = seen(of(5000, sizes(2000, 5000)), { isMatch: false });
      expect(kindsOf([gone], look([of(2000, sizes(2000, 5000))]), upTo30)).toEqual(['back']);
    });
  });

  describe('a listing under another key', () => {
    it('is found by a former key, told as itself and moved', () => {
      const before = [seen(crawled('old', { amount: 1000 }), { itemId: 3 })];
      const now = crawled('feed:1', { title: 'Item old', amount: 900, formerKeys: ['other', 'old'] });
      const diff = diffListing(before, look([now]), everything);
      expect(diff.moves).toEqual([{ itemId: 3, from: 'old', to: 'feed:1' }]);
      expect(diff.events).toMatchObject([{ kind: 'price_drop', key: 'feed:1' }]);
      expect(diff.items).toMatchObject([{ key: 'feed:1' }]);
      expect(diff.taskItems).toMatchObject([{ itemId: 3, key: 'feed:1', price: 900 }]);
    });

    it('belongs to the entry that reads as before where several claim it, else to the oldest', () => {
      const beta = crawled('g', { title: 'Beta' });
      const now = ['Gamma', 'Beta', 'Alpha'].map((title) =>
        crawled(`g#${title}`, { title, url: beta.url, formerKeys: ['g'] }),
      );
      expect(diffListing([seen(beta)], look(now), everything).moves).toMatchObject([{ to: 'g#Beta' }]);
      const other = seen(crawled('g', { title: 'Rewritten' }));
      expect(diffListing([other], look(now), everything).moves).toMatchObject([{ to: 'g#Alpha' }]);
      expect(kindsOf([other], look(now, { isComplete: false }))).toEqual(['new', 'new']);
    });

    it('stays as it is where a crawler of an earlier version names it', () => {
      const known = seen(crawled('feed:1', { amount: 1000 }), { formerKey: 'old' });
      const diff = diffListing([known], look([crawled('old', { amount: 900 })]), everything);
      expect(diff.moves).toEqual([]);
      expect(diff.items).toMatchObject([{ key: 'feed:1' }]);
      expect(diff.events).toMatchObject([{ kind: 'price_drop', key: 'feed:1' }]);
    });
  });

  describe('an entry of a feed that has another name at each fetch', () => {
    const date = { publishedAt: '2026-11-27T10:00:00.000Z' };
    const entry = (key: string, more: Partial<CrawledItem> & { amount?: number } = {}) =>
      crawled(key, { title: 'Trail shoes', ...date, ...more });
    const before = () => seen(entry('f:visit-1'), { entry: entryOf(entry('f:visit-1')) });
    const isFeed = { isOneShop: false, isComplete: false };

    it('is one by its title and date', () => {
      const diff = diffListing([before()], look([entry('f:visit-2')], isFeed), everything);
      expect(diff.moves).toMatchObject([{ from: 'f:visit-1', to: 'f:visit-2' }]);
      expect(diff.events).toEqual([]);
    });

    it.each([
      ['the title is another', [entry('f:visit-2', { title: 'Rain jacket' })]],
      ['the date is another', [entry('f:visit-2', { publishedAt: '2026-11-28T10:00:00.000Z' })]],
      ['the former one is there too', [entry('f:visit-1'), entry('f:visit-2')]],
      ['two read alike', [entry('f:visit-2'), entry('f:visit-3')]],
    ])('is another where %s', (_why, items) => {
      expect(diffListing([before()], look(items, isFeed), everything).moves).toEqual([]);
    });
  });

  describe('a feed that gives all its entries other ids and dates at each fetch', () => {
    const isFeed = { isOneShop: false, isComplete: false };
    const entry = (title: string, visit: number, more: Partial<CrawledItem> = {}) =>
      crawled(`f:${title}-${visit}`, {
        title,
        url: `https://shop.example/${title}`,
        publishedAt: `2026-11-28T10:0${visit}:00.000Z`,
        ...more,
      });
    const known = (item: CrawledItem) => seen(item, { entry: entryOf(item) });
    const before = ['boots', 'coat', 'scarf'].map((title) => known(entry(title, 1)));

    it('tells only what is new to it', () => {
      const now = ['hat', 'boots', 'coat', 'scarf'].map((title) => entry(title, 2));
      const diff = diffListing(before, look(now, isFeed), everything);
      expect(diff.events).toMatchObject([{ kind: 'new', key: 'f:hat-2' }]);
      expect(diff.moves).toHaveLength(3);
    });

    it('of one entry without a date is the same one', () => {
      const [first] = before;
      const undated = { ...entry('boots', 2) };
      delete undated.publishedAt;
      expect(kindsOf(first ? [first] : [], look([undated], isFeed))).toEqual([]);
    });

    it.each([
      ['one entry with a date alone could be the next of its kind', [entry('boots', 2)]],
      ['most are unknown', ['boots', 'a', 'b', 'c'].map((title) => entry(title, 2))],
      ['one is called as before', [entry('boots', 1), entry('coat', 2), entry('scarf', 2)]],
      [
        'the links are others',
        ['boots', 'coat'].map((title) => entry(title, 2, { url: `https://shop.example/${title}-2` })),
      ],
    ])('is told where %s', (_why, now) => {
      expect(diffListing(before, look(now, isFeed), everything).moves).toEqual([]);
    });
  });

  describe('a product made anew', () => {
    const old = crawled('1', { sku: 'LAMP-7', amount: 1000 });
    const anew = (more: Partial<CrawledItem> & { amount?: number }) => crawled('2', more);

    it('goes on under its new number', () => {
      const diff = diffListing([seen(old)], look([anew({ sku: 'LAMP-7', amount: 900 })]), everything);
      expect(diff.moves).toMatchObject([{ from: '1', to: '2' }]);
      expect(diff.events).toMatchObject([{ kind: 'price_drop', oldPrice: 1000, newPrice: 900 }]);
    });

    it("is another seller's where there are many", () => {
      const now = look([anew({ sku: 'LAMP-7' })], { isOneShop: false });
      expect(diffListing([seen(old)], now, everything).moves).toEqual([]);
    });

    it('is back when it had been sold', () => {
      const sold = seen(old, { misses: 2 });
      expect(kindsOf([sold], look([anew({ sku: 'LAMP-7' })], { isComplete: false }))).toEqual(['back']);
    });

    it.each([
      ['the old one is still listed', [old, anew({ sku: 'LAMP-7' })]],
      ['two have the number', [anew({ sku: 'LAMP-7' }), crawled('3', { sku: 'LAMP-7' })]],
      ['the number is another', [anew({ sku: 'LAMP-8' })]],
    ])('is another product where %s', (_why, items) => {
      expect(diffListing([seen(old)], look(items), everything).moves).toEqual([]);
    });

    it('is known by its gtin, which a sku does not overrule', () => {
      const withGtin = crawled('1', { gtin: '4006381333931', sku: 'A-1' });
      const move = (item: CrawledItem) => diffListing([seen(withGtin)], look([item]), everything).moves.length;
      expect(move(anew({ gtin: '4006381333931', sku: 'B-9' }))).toBe(1);
      expect(move(anew({ gtin: '4006381333948', sku: 'A-1' }))).toBe(0);
      expect(move(anew({ sku: 'n/a' }))).toBe(0);
    });
  });

  it('takes nothing for missing while a listing that dropped is doubted, and all of it for sold when that has lasted', () => {
    const before = ['a', 'b', 'c', 'd'].map((key) => seen(crawled(key)));
    const left = crawled('a', { amount: 900 });
    const doubted = diffListing(before, look([left]), everything);
    expect(doubted.doubt).toEqual({ missing: 3, of: 4 });
    expect(doubted.events.map(({ key, kind }) => [key, kind])).toEqual([['a', 'price_drop']]);
    expect(doubted.taskItems.map(({ key }) => key)).toEqual(['a']);
    expect(diffListing(before, look([], { doubtedForMs: 1000 }), everything)).toMatchObject({
      taskItems: [],
      events: [],
    });
    const believed = diffListing(before, look([left], { doubtedForMs: 3_600_000 }), everything);
    expect(believed.doubt).toBe('none');
    expect(believed.events.map(({ key, kind }) => [key, kind])).toEqual([
      ['a', 'price_drop'],
      ['b', 'sold'],
      ['c', 'sold'],
      ['d', 'sold'],
    ]);
  });

  it('leaves a doubt as it is when a look does not tell, and ends it with "not modified"', () => {
    const before = ['a', 'b', 'c', 'd'].map((key) => seen(crawled(key)));
    expect(diffListing(before, look([], { isComplete: false, doubtedForMs: 1000 }), everything).doubt).toBe('unknown');
    expect(diffListing(before, look([], { isNotModified: true, doubtedForMs: 1000 }), everything).doubt).toBe('none');
  });
});
