import fc from 'fast-check';
import type { HostState } from '../../src/hosts/host-rules.js';
import type { HostMove } from '../../src/hosts/host-store.js';
import type { OwnerTurns } from '../../src/hosts/turns-by-owner.js';

const limits = fc.record({
  gapMs: fc.integer({ min: 1, max: 20_000 }),
  windowMs: fc.integer({ min: 1, max: 200_000 }),
  dayGapMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30_000 })),
  dayWindowMs: fc.integer({ min: 0, max: 1_000_000 }),
});
const refusal = fc.record({
  isSlowing: fc.boolean(),
  threshold: fc.integer({ min: 1, max: 3 }),
  retryAfterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 10_000_000_000 })),
});
/** More people than a host tells apart, some of whom come often. */
const anyOwner = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 ** 40 }));
const settled = fc.record({
  dayRefundMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50_000 })),
  unused: fc.array(
    fc.record({
      unusedMs: fc.integer({ min: 0, max: 50_000 }),
      grantedAtMs: fc.integer({ min: -200_000, max: 10 }),
      owner: anyOwner,
      requests: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 4 },
  ),
  excess: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 })),
  successes: fc.integer({ min: 0, max: 5 }),
  delayMs: fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: undefined }),
  refusal: fc.option(refusal, { nil: undefined, freq: 4 }),
});
const wanted = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 }));

/** Any move on a host, at instant 0; the name is the test's. */
export const anyMove = fc.record({ limits, settled, wanted, owner: anyOwner }) satisfies fc.Arbitrary<
  Omit<HostMove, 'host'>
>;

/** The same move at another instant. */
export function moveAt<M extends Omit<HostMove, 'host'>>(move: M, now: number): M {
  const unused = move.settled.unused.map((grant) => ({ ...grant, grantedAtMs: grant.grantedAtMs + now }));
  return { ...move, settled: { ...move.settled, unused } };
}

/** Time that passes between two moves, in ms. */
export const anyPause = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 2000 }),
  fc.integer({ min: 0, max: 2_000_000 }),
);

/** The same state at another instant. */
export function later(state: HostState, ms: number): HostState {
  const { full, dayFull, notBefore, lows, turns, ...rest } = state;
  return {
    ...rest,
    full: full + ms,
    dayFull: dayFull + ms,
    notBefore: notBefore + ms,
    lows: lows.map(({ at, low }) => ({ at: at + ms, low })),
    turns: { ...turns, owners: turns.owners.map((each) => ownerLater(each, ms)) },
  };
}

/** An instant that is none (0) stays so. */
export function ownerLater({ owner, served, line, keptUntil, need }: OwnerTurns, ms: number): OwnerTurns {
  return { owner, served, line: Math.max(0, line + ms), keptUntil: Math.max(0, keptUntil + ms), need };
}
