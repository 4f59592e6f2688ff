/** A time of about `ms`: a quarter shorter to a quarter longer, so that what failed together does not come back together. */
export function jitter(ms: number, random = Math.random): number {
  return ms * (0.75 + random() / 2);
}
