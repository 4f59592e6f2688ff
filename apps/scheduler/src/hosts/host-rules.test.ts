import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyMove, anyPause, moveAt } from '../../test/support/host-moves.js';
import { createHostLimits } from './host-limits.js';
import { exchangeByRules, NEW_HOST } from './host-rules.js';
import { FULL_PACE, type HostMove, LEAST_PACE, NOTHING_SETTLED } from './host-store.js';
import { type EndedGrant, settle } from './unsettled-grants.js';

const START = 1_800_000_000_000;

describe('the budget of a host', () => {
  it('lets no span of time see more requests than its burst and its rate, whoever asks, whatever is given back and when', async () => {
    const crawl = fc.record({
      pauseMs: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 5000 })),
      wanted: fc.integer({ min: 1, max: 8 }),
      usedShare: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
      tookMs: fc.integer({ min: 0, max: 10_000 }),
      owner: fc.integer({ min: 1, max: 4 }),
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
          for (const { pauseMs, wanted, usedShare, tookMs, owner } of crawls) {
            now += pauseMs;
            const at = now;
            const ended = underWay.filter(({ endsAt }) => endsAt <= at);
            underWay = underWay.filter(({ endsAt }) => endsAt > at);
            const asked = Math.min(wanted, burst);
            const move: HostMove = { host: 'a', limits, wanted: asked, owner, settled: settle(ended, 'redis', now) };
            const { state: next, answer } = exchangeByRules(state, move, now);
            state = next;
            if (answer.waitMs > 0) continue;
            const used = Math.round(asked * usedShare);
            sent.push({ at: now, count: used });
            underWay.push({
              store: 'redis',
              askedAtMs: now,
              grantedAtMs: answer.atMs,
              owner,
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
  });

  it.each([
    [100, 0.95],
    [1000, 0.95],
    [2000, 0.45],
  ] as const)('with crawls of %i ms that send 1 of 5 has at least %f of the rate', (tookMs, share) => {
    const limits = createHostLimits({ requestsPerSecond: 2, burst: 10 });
    let state = NEW_HOST;
    let sent = 0;
    let underWay: (EndedGrant & { endsAt: number })[] = [];
    const seconds = 300;
    for (let now = START; now < START + seconds * 1000; now += 20) {
      const ended = underWay.filter(({ endsAt }) => endsAt <= now);
      underWay = underWay.filter(({ endsAt }) => endsAt > now);
      const move: HostMove = { host: 'a', limits, wanted: 5, owner: 1, settled: settle(ended, 'redis', now) };
      const result = exchangeByRules(state, move, now);
      state = result.state;
      const { waitMs, costMs, atMs } = result.answer;
      if (waitMs > 0) continue;
      sent += 1;
      const times = { owner: 1, askedAtMs: now, grantedAtMs: atMs, endsAt: now + tookMs, delayMs: undefined };
      underWay.push({ store: 'redis', unused: 4, excess: 0, isSuccess: true, costMs, dayGapMs: 0, ...times });
    }
    expect(sent / seconds / 2).toBeGreaterThan(share);
    expect(sent / seconds / 2).toBeLessThan(1.05);
  });

  it('keeps within a limit per day over any 24 hours', () => {
    const limits = createHostLimits({ requestsPerSecond: 1000, burst: 1000 }, 500);
    let state = NEW_HOST;
    const granted: number[] = [];
    // Three days of asking every two minutes for up to four requests.
    for (let now = START; now < START + 3 * 86_400_000; now += 120_000) {
      const move: HostMove = {
        host: 'a',
        limits,
        wanted: 1 + (granted.length % 4),
        owner: 1,
        settled: NOTHING_SETTLED,
      };
      const result = exchangeByRules(state, move, now);
      state = result.state;
      if (result.answer.waitMs === 0) granted.push(...Array<number>(move.wanted).fill(now));
    }
    const most = Math.max(
      ...granted.map((from) => granted.filter((at) => at >= from && at < from + 86_400_000).length),
    );
    expect(most).toBeLessThanOrEqual(500);
    expect(most).toBeGreaterThan(450);
  });

  it('grants whoever comes back at its turn, if no one else comes', async () => {
    await fc.assert(
      fc.property(fc.array(fc.tuple(anyMove, anyPause), { maxLength: 10 }), anyMove, (moves, last) => {
        let state = NEW_HOST;
        let now = START;
        for (const [move, pauseMs] of moves) {
          state = exchangeByRules(state, { host: 'a', ...moveAt(move, now), owner: 1 }, now).state;
          now += pauseMs;
        }
        const ask = { host: 'a', ...moveAt(last, now), owner: 1, wanted: Math.max(1, last.wanted) };
        const first = exchangeByRules(state, ask, now);
        if (first.answer.waitMs === 0) return;
        const again = { ...ask, settled: NOTHING_SETTLED };
        expect(exchangeByRules(first.state, again, now + first.answer.waitMs).answer.waitMs).toBe(0);
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
      const result = exchangeByRules(state, { host: 'a', limits, wanted: 0, owner: 0, settled }, START);
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
        state = exchangeByRules(state, { host: 'a', limits, wanted: 0, owner: 0, settled }, START).state;
        const ask = { host: 'a', limits, wanted: 1, owner: 1, settled: NOTHING_SETTLED };
        waitMs = exchangeByRules(state, ask, START).answer.waitMs;
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
      state = exchangeByRules(
        state,
        { host: 'a', limits, wanted: 0, owner: 0, settled: { ...NOTHING_SETTLED, refusal } },
        START,
      ).state;
      const ask = { host: 'a', limits, wanted: 1, owner: 1, settled: NOTHING_SETTLED };
      return exchangeByRules(state, ask, START).answer.waitMs;
    });
    expect(waits).toEqual([0, 0, 5000]);
  });
});
