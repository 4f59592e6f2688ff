import { KNOTS } from './confidence-knots.js';
import type { EvidenceKind } from './evidence-kind.js';

/**
 * The share of answers that are right among those of this kind and certainty, as it was counted on pages of sites left out
 * (`bench/fit-confidence.ts` writes the knots; between them lines).
 * @param certainty how clear the reading is by its own weights, 0 to 1
 */
export function calibrate(kind: EvidenceKind, certainty: number): number {
  const knots = KNOTS[kind];
  let [fromX, fromY] = [0, 0];
  for (const [x, y] of knots) {
    if (certainty <= x) {
      const share = x === fromX ? 1 : (certainty - fromX) / (x - fromX);
      return Math.round((fromY + share * (y - fromY)) * 1000) / 1000;
    }
    [fromX, fromY] = [x, y];
  }
  return fromY;
}
