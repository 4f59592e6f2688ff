import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type HostDay, livePeople, type Person } from '../../test/support/host-day.js';
import { createHostLimits } from './host-limits.js';
import { exchangeByRules, NEW_HOST } from './host-rules.js';
import { KEPT_MS, MOST_OWNERS, NOTHING_SETTLED } from './host-store.js';

const RATE = 2;
const DAY: HostDay = { rates: { requestsPerSecond: RATE, burst: 10 }, wanted: 5, lastsMs: 900_000, comesLateMs: 2000 };
const longest = (waits: readonly number[]) => Math.max(0, ...waits);

const few = fc.record({
  hunts: fc.integer({ min: 1, max: 3 }),
  intervalMs: fc.integer({ min: 60_000, max: 120_000 }),
  sends: fc.integer({ min: 1, max: 5 }),
  tookMs: fc.integer({ min: 50, max: 3000 }),
});
const many = fc.record({
  hunts: fc.integer({ min: 100, max: 500 }),
  intervalMs: fc.integer({ min: 5000, max: 60_000 }),
  sends: fc.integer({ min: 1, max: 5 }),
  tookMs: fc.integer({ min: 50, max: 3000 }),
});

describe('people who share a host', () => {
  it('with few hunts are looked at on time beside people with hundreds', async () => {
    await fc.assert(
      fc.property(
        fc.array(few, { minLength: 1, maxLength: 3 }),
        fc.array(many, { minLength: 1, maxLength: 3 }),
        fc.integer(),
        (light, heavy, seed) => {
          const day = livePeople([...heavy, ...light], DAY, seed);
          // A turn of everybody before each of one's own hunts, its requests at the host's rate, its crawl and the way back.
          const turnMs = (DAY.wanted * 1000) / RATE + 3000 + 2 * DAY.comesLateMs;
          for (const [index, { hunts }] of light.entries()) {
            const { looks, waits } = day[heavy.length + index] ?? { looks: 0, waits: [] };
            expect(looks).toBeGreaterThan(0);
            expect(longest(waits)).toBeLessThan(turnMs * (heavy.length + light.length) * (hunts + 1));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('who all have too many get equal shares of it', () => {
    const crowd: Person = { hunts: 200, intervalMs: 30_000, sends: 1, tookMs: 300 };
    const day = livePeople([crowd, { ...crowd, hunts: 500 }, { ...crowd, hunts: 300, intervalMs: 5000 }], DAY, 1);
    const all = day.reduce((sum, { looks }) => sum + looks, 0);
    for (const { looks } of day) expect(looks / all).toBeCloseTo(1 / 3, 1);
  });

  it('count by requests, not by looks', () => {
    const crowd: Person = { hunts: 300, intervalMs: 30_000, sends: 5, tookMs: 300 };
    const [pages, feeds] = livePeople([crowd, { ...crowd, sends: 1 }], DAY, 1);
    expect((pages?.sent ?? 0) / (feeds?.sent ?? 1)).toBeGreaterThan(0.75);
    expect((pages?.sent ?? 0) / (feeds?.sent ?? 1)).toBeLessThan(1.35);
  });

  it.each([
    [100, 10, 0.9],
    [1000, 10, 0.8],
    // It never has room for two turns, so that each waits for who is next.
    [300, 3, 0.6],
  ])('lose little of it to each other, with crawls of %i ms and a burst of %i', (tookMs, burst, share) => {
    const crowd: Person = { hunts: 300, intervalMs: 30_000, sends: 1, tookMs };
    const day = { ...DAY, rates: { requestsPerSecond: RATE, burst } };
    const sum = (people: Person[]) => livePeople(people, day, 1).reduce((all, { sent }) => all + sent, 0);
    const alone = sum([crowd]);
    expect(
      sum([
        { ...crowd, hunts: 150 },
        { ...crowd, hunts: 149 },
        { ...crowd, hunts: 1 },
      ]) / alone,
    ).toBeGreaterThan(share);
  });

  it('are not held up by somebody who does not come', () => {
    const limits = createHostLimits({ requestsPerSecond: 1, burst: 5 });
    const ask = (owner: number) => ({ host: 'a', limits, wanted: 5, owner, settled: NOTHING_SETTLED });
    const start = 1_800_000_000_000;
    let { state } = exchangeByRules(NEW_HOST, ask(1), start);
    const gone = exchangeByRules(state, ask(2), start);
    ({ state } = gone);
    // The bucket never has room for two such turns, so that one's is kept for as long as it may still come.
    let now = start + 1000;
    for (let waitMs = 1; waitMs > 0; now += waitMs) {
      const result = exchangeByRules(state, ask(1), now);
      ({ state } = result);
      ({ waitMs } = result.answer);
    }
    expect(now - start).toBeGreaterThan(gone.answer.waitMs);
    expect(now - start).toBeLessThan(gone.answer.waitMs * 1.1 + KEPT_MS + 5000);
  });

  it('are forgotten as soon as nobody waits, and are no more than so many', () => {
    const limits = createHostLimits({ requestsPerSecond: 1, burst: 5 });
    const start = 1_800_000_000_000;
    let state = NEW_HOST;
    for (let owner = 1; owner < 3 * MOST_OWNERS; owner += 1) {
      const move = { host: 'a', limits, wanted: 5, owner, settled: NOTHING_SETTLED };
      ({ state } = exchangeByRules(state, move, start));
      expect(state.turns.owners.length).toBeLessThanOrEqual(MOST_OWNERS);
    }
    expect(state.turns.owners).toHaveLength(MOST_OWNERS);
    const move = { host: 'a', limits, wanted: 0, owner: 0, settled: NOTHING_SETTLED };
    expect(exchangeByRules(state, move, start + 7_200_000).state.turns).toEqual({ served: 0, owners: [] });
  });

  it('cost nothing while there is enough for all', () => {
    const limits = createHostLimits({ requestsPerSecond: 1000, burst: 100 });
    let state = NEW_HOST;
    for (let owner = 1; owner < 100; owner += 1) {
      const move = { host: 'a', limits, wanted: 5, owner, settled: NOTHING_SETTLED };
      ({ state } = exchangeByRules(state, move, 1_800_000_000_000 + owner * 10));
      expect(state.turns.owners).toEqual([]);
    }
  });
});
