import { expect, it } from '@jest/globals';
import { calibrate } from './calibrate.js';
import type { EvidenceKind } from './evidence-kind.js';

const KINDS: EvidenceKind[] = ['both', 'markup', 'sight', 'elsewhere', 'script'];

it.each(KINDS)('says a share that never falls with the certainty of %s, and never all', (kind) => {
  let last = 0;
  for (let certainty = 0; certainty <= 1; certainty += 0.01) {
    const said = calibrate(kind, certainty);
    expect(said).toBeGreaterThanOrEqual(last);
    expect(said).toBeLessThan(1);
    last = said;
  }
});

it('believes two kinds of evidence more than one, and amounts in places of other things hardly', () => {
  const [both, markup, sight, elsewhere] = KINDS.map((kind) => calibrate(kind, 1));
  expect(both).toBeGreaterThan(Math.max(markup ?? 1, sight ?? 1));
  expect(elsewhere).toBeLessThan(0.5);
});
