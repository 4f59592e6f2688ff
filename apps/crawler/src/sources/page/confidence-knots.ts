import type { EvidenceKind } from './evidence-kind.js';

/** Certainty and the share that is right, rising. Written by `make fit-confidence`. */
export const KNOTS: Readonly<Record<EvidenceKind, readonly (readonly [number, number])[]>> = {
  both: [
    [0.987, 0.884],
    [0.998, 0.98],
    [0.999, 0.983],
    [1.0, 0.993],
  ],
  markup: [
    [0.622, 0.864],
    [0.921, 0.931],
    [0.964, 0.958],
  ],
  sight: [
    [0.137, 0.409],
    [0.573, 0.783],
    [0.771, 0.814],
    [0.937, 0.946],
    [0.985, 0.95],
    [0.997, 0.984],
  ],
  elsewhere: [[0.004, 0.043]],
  script: [[0.817, 0.929]],
};
