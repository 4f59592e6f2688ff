import type { Availability, CrawledItem } from '@goodshunter/contracts/crawl';
import { describe, expect, it } from '@jest/globals';
import { seenItem } from '../../test/support/seen-item.js';
import { diffListing } from './diff-listing.js';
import type { SeenItem } from './seen-item.js';
import { HOLD_MS, MOST_PER_HOUR } from './tell-changes.js';

const START = Date.parse('2026-05-01T00:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Numbers that come again with their seed. */
function randomOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  const pick = <Value>(values: readonly [Value, ...Value[]]): Value =>
    values[Math.floor(next() * values.length)] ?? values[0];
  return { next, pick };
}

interface Goods {
  key: string;
  prices: [number, ...number[]];
  price: number;
  availability: Availability;
  isListed: boolean;
  title: string;
  /** What of it changes, and how often. */
  rates: { price: number; stock: number; listed: number };
}

const itemOf = ({ key, title, price, availability }: Goods): CrawledItem => ({
  key,
  title,
  url: `https://shop.example/${key}`,
  price: { amountMinor: price, currency: 'EUR' },
  availability,
});

const seenOf = (goods: Goods, itemId: number): SeenItem => seenItem(itemOf(goods), { itemId, isFromBaseline: true });

interface Message {
  key: string;
  kind: string;
  price: number | null;
  text: string;
  /** When it came, by a clock that nobody sets. */
  at: number;
}

/** A task that looks at some goods; all it remembers goes through JSON between looks, as over a restart. */
class Hunt {
  readonly messages: Message[] = [];
  readonly #goods: readonly Goods[];
  readonly #fits: (item: CrawledItem) => boolean;
  #seen: SeenItem[];
  #before = '';

  constructor(goods: readonly Goods[], fits: (item: CrawledItem) => boolean = () => true) {
    this.#goods = goods;
    this.#fits = fits;
    this.#seen = goods.map((one, index) => ({ ...seenOf(one, index), isMatch: fits(itemOf(one)) }));
  }

  /** @param skewMs how wrong the house's clock is @param maySayUnchanged an unchanged shop says only that */
  look(at: number, skewMs: number, maySayUnchanged: boolean): void {
    const state = JSON.stringify(this.#goods);
    const isNotModified = maySayUnchanged && state === this.#before;
    this.#before = state;
    const items = isNotModified ? [] : this.#goods.filter(({ isListed }) => isListed).map(itemOf);
    const look = { items, isComplete: !isNotModified, isNotModified, isBaseline: false, baselineAtMs: START };
    const when = { isOneShop: true, atMs: at + skewMs, doubtedForMs: 2 * HOUR };
    const { taskItems, events } = diffListing(this.#seen, { ...look, ...when }, this.#fits);
    for (const { itemId: _id, ...change } of taskItems) {
      this.#seen = this.#seen.map((row) =>
        row.key === change.key ? { ...row, ...JSON.parse(JSON.stringify(change)) } : row,
      );
    }
    for (const { key, kind, newPrice, message } of events)
      this.messages.push({ key, kind, price: newPrice, text: message ?? '', at });
  }
}

/** What a person believes of one listing after all that was said. */
function beliefOf(messages: readonly Message[], first: Goods): { price: number | null; isOut: boolean } {
  const belief: { price: number | null; isOut: boolean } = { price: first.price, isOut: false };
  for (const { kind, price, text } of messages) {
    belief.price = price;
    if (kind === 'sold') belief.isOut = true;
    if (kind === 'back' || /in stock at|open for orders at/.test(text)) belief.isOut = false;
  }
  return belief;
}

describe('what is told of many listings at once', () => {
  it.each(Array.from({ length: 200 }, (_, seed) => seed))(
    'is bounded for each, and says at last what lasts, over failing looks, restarts and clocks that are set (seed %i)',
    (seed) => {
      const { next, pick } = randomOf(seed * 7919 + 1);
      const amount = () => 500 + Math.floor(next() * 9500);
      const goods = Array.from({ length: 1 + Math.floor(next() * 5) }, (_, index): Goods => {
        const prices: [number, ...number[]] = [amount(), ...Array.from({ length: Math.floor(next() * 4) }, amount)];
        const rates = { price: next(), stock: pick([0, next()]), listed: pick([0, 0.1]) };
        return {
          key: `k${index}`,
          prices,
          price: prices[0],
          availability: 'in_stock',
          isListed: true,
          title: 'A',
          rates,
        };
      });
      const first = structuredClone(goods);
      const hunt = new Hunt(goods);
      const setsClock = next() < 0.5;
      const stepMs = pick([10_000, MINUTE, 5 * MINUTE, 15 * MINUTE, 45 * MINUTE, 3 * HOUR]);
      const sets: number[] = [];
      let [at, skewMs] = [START + HOUR, 0];
      for (let step = 0; step < 100; step++, at += stepMs * (0.5 + next())) {
        for (const one of goods) {
          if (next() < one.rates.price) one.price = next() < 0.2 ? amount() : pick(one.prices);
          if (next() < one.rates.stock)
            one.availability =
              one.availability === 'in_stock' ? pick(['out_of_stock', 'preorder', 'backorder']) : 'in_stock';
          if (next() < one.rates.listed) one.isListed = !one.isListed;
        }
        if (setsClock && next() < 0.02) {
          skewMs += pick([-26 * HOUR, -3 * HOUR, -30 * MINUTE, 5 * MINUTE, 2 * HOUR, 26 * HOUR]);
          sets.push(at);
        }
        if (next() < 0.9) hunt.look(at, skewMs, next() < 0.5);
      }
      for (const one of goods) one.isListed = true;
      // A clock that was set back is waited for once.
      for (const end = at + 2 * HOLD_MS + 3 * stepMs; at <= end; at += stepMs) hunt.look(at, skewMs, next() < 0.5);

      for (const [index, one] of goods.entries()) {
        const said = hunt.messages.filter(({ key }) => key === one.key);
        const times = [...new Set(said.map(({ at: time }) => time))];
        for (const from of times) {
          const within = times.filter((time) => time >= from && time < from + HOUR).length;
          // Each time a clock is set, an hour begins anew.
          const hours = 1 + sets.filter((time) => time >= from - 2 * stepMs && time < from + HOUR).length;
          expect(within).toBeLessThanOrEqual(MOST_PER_HOUR * hours);
        }
        const isOut = one.availability === 'out_of_stock';
        expect(beliefOf(said, first[index] ?? one)).toEqual({ price: one.price, isOut });
        expect(said.at(-1)?.text ?? '').not.toMatch(/back and forth|again and again|keeps changing/);
      }
    },
  );

  it('tells a listing once whose title comes into what is hunted and leaves it again', () => {
    const lamp: Goods = {
      key: 'lamp',
      prices: [1000],
      price: 1000,
      availability: 'in_stock',
      isListed: true,
      title: 'Lamp',
      rates: { price: 0, stock: 0, listed: 0 },
    };
    const hunt = new Hunt([lamp], ({ title }) => title.includes('brass'));
    for (let look = 1; look <= 40; look++) {
      lamp.title = look % 2 === 1 ? 'Lamp, brass' : 'Lamp';
      hunt.look(START + look * 10 * MINUTE, 0, false);
    }
    expect(hunt.messages.map(({ kind }) => kind)).toEqual(['new']);
    hunt.look(START + 40 * HOUR, 0, false);
    lamp.title = 'Lamp, brass';
    hunt.look(START + 41 * HOUR, 0, false);
    expect(hunt.messages.map(({ kind }) => kind)).toEqual(['new', 'new']);
  });
});
