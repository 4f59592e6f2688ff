import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyMove, anyPause, moveAt } from '../../test/support/host-moves.js';
import { exchangeWithModel, type LeaksKnownBy, NEW_HOST } from '../../test/support/model-host.js';
import { createHostLimits } from './host-limits.js';
import { FULL_PACE, type HostMove, LEAST_PACE, NOTHING_SETTLED } from './host-store.js';
import { type EndedGrant, settle } from './unsettled-grants.js';

const START = 1_800_000_000_000;

describe('the budget of a host', () => {
  it.each<LeaksKnownBy>(['store', 'asker'])(
    'lets no span of time see more requests than its burst and its rate, whatever is given back and when, leaks known by the %s',
    async (leaksKnownBy) => {
      const crawl = fc.record({
        pauseMs: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 5000 })),
        wanted: fc.integer({ min: 1, max: 8 }),
        usedShare: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
        tookMs: fc.integer({ min: 0, max: 10_000 }),
      });
      await fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 20 }),
          fc.integer({ min: 1, max: 10 }),
          fc.array(crawl, { maxLength: 60, size: 'max' }),
          (requestsPerSecond, burst, crawls) => {
            const limits = createHostLimits({ requestsPerSecond, burst });
            const sent: { at: number; count: number }[] = [];
            let underWay: (EndedGrant & { endsAt: number })[] = [];
            let state = NEW_HOST;
            let now = START;
            for (const { pauseMs, wanted, usedShare, tookMs } of crawls) {
              now += pauseMs;
              const at = now;
              const ended = underWay.filter(({ endsAt }) => endsAt <= at);
              underWay = underWay.filter(({ endsAt }) => endsAt > at);
              const asked = Math.min(wanted, burst);
              const move: HostMove = { host: 'a', limits, wanted: asked, settled: settle(ended, 'redis', now) };
              const { state: next, answer } = exchangeWithModel(state, move, now, leaksKnownBy);
              state = next;
              if (answer.waitMs > 0) continue;
              const used = Math.round(asked * usedShare);
              sent.push({ at: now, count: used });
              underWay.push({
                store: 'redis',
                askedAtMs: now,
                grantedAtMs: answer.atMs,
                unused: asked - used,
                excess: 0,
                isSuccess: true,
                costMs: answer.costMs,
                dayGapMs: 0,
                delayMs: undefined,
                endsAt: now + tookMs,
              });
            }
            for (const [first, { at: from }] of sent.entries()) {
              let count = 0;
              for (const { at, count: more } of sent.slice(first)) {
                count += more;
                expect(count).toBeLessThanOrEqual(burst + (at - from) / limits.gapMs);
              }
            }
          },
        ),
        { numRuns: 500 },
      );
    },
  );

  it.each([
    ['store', 100, 0.95],
    ['store', 1000, 0.95],
    ['store', 2000, 0.45],
    ['asker', 100, 0.8],
    ['asker', 1000, 0.3],
    ['asker', 2000, 0.2],
  ] as const)(
    'with leaks known by the %s, crawls of %i ms that send 1 of 5 have at least %f of the rate',
    (leaksKnownBy, tookMs, share) => {
      const limits = createHostLimits({ requestsPerSecond: 2, burst: 10 });
      let state = NEW_HOST;
      let sent = 0;
      let underWay: (EndedGrant & { endsAt: number })[] = [];
      const seconds = 300;
      for (let now = START; now < START + seconds * 1000; now += 20) {
        const ended = underWay.filter(({ endsAt }) => endsAt <= now);
        underWay = underWay.filter(({ endsAt }) => endsAt > now);
        const move: HostMove = { host: 'a', limits, wanted: 5, settled: settle(ended, 'redis', now) };
        const result = exchangeWithModel(state, move, now, leaksKnownBy);
        state = result.state;
        const { waitMs, costMs, atMs } = result.answer;
        if (waitMs > 0) continue;
        sent += 1;
        const times = { askedAtMs: now, grantedAtMs: atMs, endsAt: now + tookMs, delayMs: undefined };
        underWay.push({ store: 'redis', unused: 4, excess: 0, isSuccess: true, costMs, dayGapMs: 0, ...times });
      }
      expect(sent / seconds / 2).toBeGreaterThan(share);
      expect(sent / seconds / 2).toBeLessThan(1.05);
    },
  );

  it('keeps within a limit per day over any 24 hours', () => {
    const limits = createHostLimits({ requestsPerSecond: 1000, burst: 1000 }, 500);
    let state = NEW_HOST;
    const granted: number[] = [];
    // Three days of asking every two minutes for up to four requests.
    for (let now = START; now < START + 3 * 86_400_000; now += 120_000) {
      const move: HostMove = { host: 'a', limits, wanted: 1 + (granted.length % 4), settled: NOTHING_SETTLED };
      const result = exchangeWithModel(state, move, now, 'store');
      state = result.state;
      if (result.answer.waitMs === 0) granted.push(...Array<number>(move.wanted).fill(now));
    }
    const most = Math.max(
      ...granted.map((from) => granted.filter((at) => at >= from && at < from + 86_400_000).length),
    );
    expect(most).toBeLessThanOrEqual(500);
    expect(most).toBeGreaterThan(450);
  });

  it('grants whoever comes back at its turn, if no one else came', async () => {
    await fc.assert(
      fc.property(fc.array(fc.tuple(anyMove, anyPause), { maxLength: 10 }), anyMove, (moves, last) => {
        let state = NEW_HOST;
        let now = START;
        for (const [move, pauseMs] of moves) {
          state = exchangeWithModel(state, { host: 'a', ...moveAt(move, now) }, now, 'store').state;
          now += pauseMs;
        }
        const ask = { host: 'a', ...moveAt(last, now), wanted: Math.max(1, last.wanted) };
        const first = exchangeWithModel(state, ask, now, 'store');
        if (first.answer.waitMs === 0) return;
        const again = { ...ask, settled: NOTHING_SETTLED };
        expect(exchangeWithModel(first.state, again, now + first.answer.waitMs, 'store').answer.waitMs).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('halves its rate for each refusal down to a floor, and has it back after enough successes', () => {
    const limits = createHostLimits({ requestsPerSecond: 2, burst: 10 });
    const refusal = { isSlowing: true, threshold: 1, retryAfterMs: 0 };
    const costs: number[] = [];
    let state = NEW_HOST;
    const tell = (settled: HostMove['settled']) => {
      const result = exchangeWithModel(state, { host: 'a', limits, wanted: 0, settled }, START, 'store');
      state = result.state;
      return result.answer;
    };
    for (let refusals = 0; refusals < 7; refusals += 1) costs.push(tell({ ...NOTHING_SETTLED, refusal }).costMs);
    expect(costs).toEqual([1000, 2000, 4000, 8000, 16_000, 16_000, 16_000]);
    for (let successes = 0; successes < FULL_PACE - LEAST_PACE - 1; successes += 1) {
      expect(tell({ ...NOTHING_SETTLED, successes: 1 }).isSlowed).toBe(true);
    }
    expect(tell({ ...NOTHING_SETTLED, successes: 1 })).toMatchObject({ waitMs: 0, costMs: 500, isSlowed: false });
  });

  it('keeps the tasks of a host back at its first refusal, longer each time, and for as long as it asks', () => {
    const limits = createHostLimits({ requestsPerSecond: 2, burst: 10 });
    const waits = [0, 0, 60_000].map((retryAfterMs, index, all) => {
      let state = NEW_HOST;
      let waitMs = 0;
      for (const told of [...all.slice(0, index), retryAfterMs]) {
        const refusal = { isSlowing: true, threshold: 1, retryAfterMs: told };
        const settled = { ...NOTHING_SETTLED, refusal };
        state = exchangeWithModel(state, { host: 'a', limits, wanted: 0, settled }, START, 'store').state;
        const ask = { host: 'a', limits, wanted: 1, settled: NOTHING_SETTLED };
        waitMs = exchangeWithModel(state, ask, START, 'store').answer.waitMs;
      }
      return waitMs;
    });
    expect(waits).toEqual([5000, 10_000, 60_000]);
  });

  it('forgives two hiccups', () => {
    const limits = createHostLimits({ requestsPerSecond: 2, burst: 10 });
    const refusal = { isSlowing: false, threshold: 3, retryAfterMs: 0 };
    let state = NEW_HOST;
    const waits = [1, 2, 3].map(() => {
      state = exchangeWithModel(
        state,
        { host: 'a', limits, wanted: 0, settled: { ...NOTHING_SETTLED, refusal } },
        START,
        'store',
      ).state;
      const ask = { host: 'a', limits, wanted: 1, settled: NOTHING_SETTLED };
      return exchangeWithModel(state, ask, START, 'store').answer.waitMs;
    });
    expect(waits).toEqual([0, 0, 5000]);
  });
});
