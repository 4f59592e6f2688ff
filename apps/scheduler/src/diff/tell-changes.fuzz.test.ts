import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { describe, expect, it } from '@jest/globals';
import { seenItem } from '../../test/support/seen-item.js';
import { diffListing } from './diff-listing.js';
import type { ItemEvent } from './listing-diff.js';
import type { SeenItem } from './seen-item.js';
import { HOLD_MS, MOST_PER_HOUR } from './tell-changes.js';

const START = Date.parse('2026-05-01T00:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Numbers that come again with their seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const itemOf = (price: number, isOut: boolean): CrawledItem => ({
  key: 'a',
  title: 'Lamp',
  url: 'https://shop.example/a',
  price: { amountMinor: price, currency: 'EUR' },
  availability: isOut ? 'out_of_stock' : 'in_stock',
});

/** A task that looks at one listing again and again, and what people are told. */
class Watch {
  readonly told: (ItemEvent & { atMs: number })[] = [];
  #seen: SeenItem;
  #item: CrawledItem;

  constructor(price: number, isOut: boolean) {
    const item = itemOf(price, isOut);
    this.#item = item;
    this.#seen = seenItem(item, { itemId: 1, isFromBaseline: true });
  }

  /** @param isNotModified the shop says only that nothing has changed */
  look(atMs: number, item = this.#item, isNotModified = false): void {
    this.#item = item;
    const look = {
      items: isNotModified ? [] : [item],
      isComplete: !isNotModified,
      isOneShop: true,
      isNotModified,
      isBaseline: false,
      baselineAtMs: START,
      atMs,
    };
    const { taskItems, events } = diffListing([this.#seen], look, () => true);
    for (const { itemId: _id, ...change } of taskItems) {
      // As it comes back from the database.
      this.#seen = { ...this.#seen, ...change, told: structuredClone(change.told) };
    }
    this.told.push(...events.map((event) => ({ ...event, atMs })));
  }

  /** Messages of one look count as one: they are sent together. */
  get messages(): number[] {
    return [...new Set(this.told.map(({ atMs }) => atMs))];
  }
}

describe('what is told of random series', () => {
  it.each(Array.from({ length: 300 }, (_, seed) => seed))(
    'is bounded, and says at last what lasts (seed %i)',
    (seed) => {
      const random = randomOf(seed + 1);
      const prices = Array.from({ length: 1 + Math.floor(random() * 5) }, () => 1000 + Math.floor(random() * 9000));
      const pick = () => prices[Math.floor(random() * prices.length)] ?? 1000;
      const changeRate = random();
      const stockRate = random() < 0.5 ? 0 : random();
      let [price, isOut] = [pick(), random() < 0.3];
      const watch = new Watch(price, isOut);
      const first = { price, isOut };
      let atMs = START + HOUR;
      const stepMs =
        [10_000, MINUTE, 5 * MINUTE, 20 * MINUTE, 45 * MINUTE, 6 * HOUR][Math.floor(random() * 6)] ?? MINUTE;
      for (let step = 0; step < 120; step++, atMs += stepMs) {
        const before = { price, isOut };
        if (random() < changeRate) price = random() < 0.2 ? 1000 + Math.floor(random() * 9000) : pick();
        if (random() < stockRate) isOut = !isOut;
        const isSame = before.price === price && before.isOut === isOut;
        watch.look(atMs, itemOf(price, isOut), isSame && random() < 0.5);
      }
      const endedAt = atMs;
      for (; atMs <= endedAt + HOLD_MS + 2 * stepMs; atMs += stepMs) watch.look(atMs, undefined, random() < 0.5);

      const { messages, told } = watch;
      for (const from of messages) {
        expect(messages.filter((time) => time >= from && time < from + HOUR).length).toBeLessThanOrEqual(MOST_PER_HOUR);
      }
      // What people believe: the first state, and what each message made of it.
      const belief: { price: number | null; isOut: boolean } = { ...first };
      for (const { kind, newPrice } of told) {
        belief.price = newPrice;
        if (kind === 'sold') belief.isOut = true;
        if (kind === 'back') belief.isOut = false;
      }
      const settled = told.at(-1)?.message ?? '';
      if (settled.includes('in stock')) belief.isOut = false;
      if (/back and forth|again and again|keeps changing/.test(settled)) throw new Error('never settled');
      expect(belief).toEqual({ price, isOut });
    },
  );

  it('tells of a price that goes back and forth three times, then when it holds', () => {
    const watch = new Watch(10_000, false);
    let atMs = START + HOUR;
    for (let step = 0; step < 60; step++, atMs += MINUTE)
      watch.look(atMs, itemOf(step % 2 === 0 ? 9990 : 10_000, false));
    expect(watch.told.map(({ kind, message }) => [kind, message])).toEqual([
      ['price_drop', null],
      ['price_rise', null],
      [
        'price_drop',
        'It goes back and forth between 99.90 EUR and 100.00 EUR. You are told when it has stayed the same for an hour.',
      ],
    ]);
    for (const endMs = atMs + 3 * HOUR; atMs < endMs; atMs += MINUTE) watch.look(atMs, undefined, true);
    expect(watch.told.slice(3)).toMatchObject([
      { kind: 'price_rise', newPrice: 10_000, message: 'It has been in stock at 100.00 EUR for an hour.' },
    ]);
  });

  it('says of a price that keeps falling that it does, within the same bound', () => {
    const watch = new Watch(10_000, false);
    for (let step = 1; step <= 20; step++) watch.look(START + step * MINUTE, itemOf(10_000 - 100 * step, false));
    expect(watch.told).toHaveLength(MOST_PER_HOUR);
    expect(watch.told.at(-1)?.message).toMatch(/^It keeps changing, between 94.00 EUR and 100.00 EUR so far\./);
    watch.look(START + 2 * HOUR);
    expect(watch.told.at(-1)).toMatchObject({ kind: 'price_drop', newPrice: 8000 });
  });

  it('does not hide a fall below all that it went between', () => {
    const watch = new Watch(10_000, false);
    for (let step = 0; step < 10; step++) {
      watch.look(START + step * 20 * MINUTE, itemOf(step % 2 === 0 ? 9000 : 10_000, false));
    }
    watch.look(START + 4 * HOUR, itemOf(4900, false));
    expect(watch.told.at(-1)).toMatchObject({ kind: 'price_drop', oldPrice: 9000, newPrice: 4900, message: null });
  });

  it('says of what sells out and comes back what holds at last', () => {
    const watch = new Watch(10_000, false);
    let atMs = START;
    for (let step = 0; step < 9; step++, atMs += 5 * MINUTE) watch.look(atMs, itemOf(10_000, step % 2 === 0));
    expect(watch.told.map(({ kind }) => kind)).toEqual(['sold', 'back', 'sold']);
    for (let step = 0; step < 20; step++, atMs += 5 * MINUTE) watch.look(atMs);
    expect(watch.told.slice(3)).toMatchObject([{ kind: 'sold', message: 'It has been sold out for an hour.' }]);
  });
});
