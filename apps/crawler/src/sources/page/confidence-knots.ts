import type { EvidenceKind } from './calibrate.js';

/** Certainty and the share that is right, rising. Written by `make fit-confidence`. */
export const KNOTS: Readonly<Record<EvidenceKind, readonly (readonly [number, number])[]>> = {
  both: [
    [0.985, 0.902],
    [0.998, 0.977],
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
    [0.56, 0.583],
    [0.773, 0.783],
    [0.906, 0.907],
    [0.957, 0.954],
    [0.988, 0.957],
    [0.993, 0.977],
    [0.998, 0.981],
  ],
  elsewhere: [[0.121, 0.167]],
  script: [[0.817, 0.926]],
};
