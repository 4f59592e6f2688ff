import { manualClock } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import type { Happening, HappeningKind } from './listing.js';
import { Stock } from './stock.js';

function openStock(options: { seed?: number; speed?: number; size?: number } = {}) {
  const clock = manualClock();
  return { clock, stock: new Stock({ seed: 7, clock, ...options }) };
}

/** Lives through `minutes` in small steps and gathers all that happened, oldest first. */
function watch(stock: Stock, clock: { advance(ms: number): void }, minutes: number): Happening[] {
  const seen: Happening[] = [];
  for (let second = 0; second < minutes * 60; second += 1) {
    const before = stock.version;
    clock.advance(1000);
    seen.push(...stock.happenings.slice(0, stock.version - before).reverse());
  }
  return seen;
}

describe('Stock', () => {
  it('gives the same life to the same seed and another to another', () => {
    const lives = [7, 7, 8].map((seed) => {
      const { clock, stock } = openStock({ seed });
      watch(stock, clock, 5);
      return JSON.stringify(stock.listings);
    });
    expect(lives[1]).toBe(lives[0]);
    expect(lives[2]).not.toBe(lives[0]);
  });

  it('never leaves 10 s without a visible change, in many shops', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const { clock, stock } = openStock({ seed });
      const openedAtMs = clock.now();
      const moments = watch(stock, clock, 3)
        .filter(({ kind }) => kind !== 'removed')
        .map(({ atMs }) => atMs);
      const pauses = moments.map((atMs, index) => atMs - (moments[index - 1] ?? openedAtMs));
      expect(Math.max(...pauses)).toBeLessThanOrEqual(10_000);
    }
  });

  it('shows every kind of happening within half an hour and keeps its size', () => {
    const { clock, stock } = openStock();
    const kinds = new Set<HappeningKind>(watch(stock, clock, 30).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['added', 'back', 'cheaper', 'dearer', 'removed', 'sold']);
    expect(stock.listings.length).toBeGreaterThanOrEqual(18);
    expect(stock.listings.length).toBeLessThanOrEqual(46);
    expect(stock.listings.some(({ available }) => available)).toBe(true);
    expect(stock.listings.every(({ priceMinor }) => Number.isInteger(priceMinor) && priceMinor > 0)).toBe(true);
  });

  it('lives faster by its speed and stamps changes with wall time', () => {
    const slow = openStock({ speed: 1 });
    const quick = openStock({ speed: 10 });
    slow.clock.advance(100_000);
    quick.clock.advance(10_000);
    const strip = ({ stock }: { stock: Stock }) =>
      stock.happenings.map(({ kind, id, priceMinor }) => ({ kind, id, priceMinor }));
    expect(strip(quick)).toEqual(strip(slow));
    expect(quick.stock.changedAtMs).toBeLessThanOrEqual(quick.clock.now());
    expect(quick.stock.changedAtMs).toBeGreaterThan(quick.clock.now() - 1000);
  });

  it('stands still while frozen or at speed 0, and does not catch up afterwards', () => {
    const { clock, stock } = openStock();
    stock.setFrozen(true);
    const { version } = stock;
    clock.advance(3_600_000);
    expect(stock.version).toBe(version);
    stock.setFrozen(false);
    expect(stock.version).toBe(version);
    stock.setSpeed(0);
    clock.advance(3_600_000);
    expect(stock.version).toBe(version);
    stock.setSpeed(1);
    clock.advance(10_000);
    expect(stock.version).toBeGreaterThan(version);
  });

  it('does what it is told: add, price, sell, restock, remove', () => {
    const { clock, stock } = openStock();
    stock.setFrozen(true);
    clock.advance(5000);
    const { id, handle } = stock.add({ title: 'Kestrel R2', priceMinor: 20_000 });
    expect(stock.listings[0]).toMatchObject({
      id,
      title: 'Kestrel R2',
      priceMinor: 20_000,
      available: true,
      createdAtMs: clock.now(),
    });
    expect(stock.setPrice(id, 15_000)).toMatchObject({ priceMinor: 15_000, compareAtMinor: 20_000 });
    expect(stock.happenings[0]).toMatchObject({ kind: 'cheaper', oldPriceMinor: 20_000, priceMinor: 15_000 });
    expect(stock.setPrice(handle, 18_000)).toMatchObject({ priceMinor: 18_000, compareAtMinor: null });
    expect(stock.sell(id).available).toBe(false);
    expect(stock.restock(id).available).toBe(true);
    stock.remove(id);
    expect(() => stock.find(id)).toThrow(expect.objectContaining({ code: 'LISTING_NOT_FOUND' }));
    expect(stock.happenings.slice(0, 6).map(({ kind }) => kind)).toEqual([
      'removed',
      'back',
      'sold',
      'dearer',
      'cheaper',
      'added',
    ]);
  });

  it('counts no change where nothing changed', () => {
    const { stock } = openStock();
    const listing = stock.add({ priceMinor: 500 });
    const { version } = stock;
    stock.setPrice(listing.id, 500);
    stock.restock(listing.id);
    expect(stock.version).toBe(version);
  });

  it('refuses a handle that is taken', () => {
    const { stock } = openStock();
    stock.add({ handle: 'only-one' });
    expect(() => stock.add({ handle: 'only-one' })).toThrow(expect.objectContaining({ code: 'HANDLE_TAKEN' }));
  });

  it('goes back to its first day by reset, with a version never seen before', () => {
    const { clock, stock } = openStock();
    stock.setFrozen(true);
    const firstDay = stock.listings.map(({ id, title, priceMinor }) => ({ id, title, priceMinor }));
    stock.setFrozen(false);
    clock.advance(60_000);
    const { version } = stock;
    stock.reset();
    expect(stock.listings.map(({ id, title, priceMinor }) => ({ id, title, priceMinor }))).toEqual(firstDay);
    expect(stock.version).toBeGreaterThan(version);
  });

  it('survives a month away in one look, and a shop of one listing', () => {
    const { clock, stock } = openStock({ size: 1 });
    clock.advance(30 * 86_400_000);
    expect(stock.listings.length).toBeGreaterThanOrEqual(1);
    const { version } = stock;
    clock.advance(10_000);
    expect(stock.version).toBeGreaterThan(version);
  });
});
