import type { EvidenceKind } from './evidence-kind.js';

/** Certainty and the share that is right, rising. Written by `make fit-confidence`. */
export const KNOTS: Readonly<Record<EvidenceKind, readonly (readonly [number, number])[]>> = {
  both: [
    [0.985, 0.902],
    [0.998, 0.978],
    [0.999, 0.982],
    [1.0, 0.993],
  ],
  markup: [
    [0.622, 0.864],
    [0.921, 0.931],
    [0.963, 0.962],
  ],
  sight: [
    [0.118, 0.409],
    [0.554, 0.652],
    [0.772, 0.81],
    [0.898, 0.913],
    [0.964, 0.954],
    [0.998, 0.982],
  ],
  elsewhere: [[0.004, 0.048]],
  script: [[0.817, 0.929]],
};
