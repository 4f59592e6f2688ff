import fc from 'fast-check';
import type { HostMove } from '../../src/hosts/host-store.js';

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
const settled = fc.record({
  refundMs: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 50_000, noNaN: true })),
  dayRefundMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50_000 })),
  unused: fc.array(
    fc.record({ unusedMs: fc.integer({ min: 0, max: 50_000 }), grantedAtMs: fc.integer({ min: -200_000, max: 10 }) }),
    { maxLength: 4 },
  ),
  excess: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 })),
  successes: fc.integer({ min: 0, max: 5 }),
  delayMs: fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: undefined }),
  refusal: fc.option(refusal, { nil: undefined, freq: 4 }),
});
const wanted = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 }));

/** Any move on a host, at instant 0; the name is the test's. */
export const anyMove = fc.record({ limits, settled, wanted }) satisfies fc.Arbitrary<Omit<HostMove, 'host'>>;

/** The same move at another instant. */
export function moveAt<M extends Omit<HostMove, 'host'>>(move: M, now: number): M {
  const unused = move.settled.unused.map(({ unusedMs, grantedAtMs }) => ({ unusedMs, grantedAtMs: grantedAtMs + now }));
  return { ...move, settled: { ...move.settled, unused } };
}

/** Time that passes between two moves, in ms. */
export const anyPause = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 2000 }),
  fc.integer({ min: 0, max: 2_000_000 }),
);
