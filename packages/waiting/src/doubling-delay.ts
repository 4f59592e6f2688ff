/** Beyond it a double has long grown past every bound. */
const MOST_DOUBLINGS = 30;

/** `firstMs`, doubled for each failure after the first, at most `longestMs`. @param failures in a row, 1 or more */
export function doublingDelay(
  failures: number,
  { firstMs, longestMs }: { firstMs: number; longestMs: number },
): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, MOST_DOUBLINGS));
}

/** A time of about `ms`: a quarter shorter to a quarter longer, so that what failed together does not come back together. */
export function jitter(ms: number, random: () => number = Math.random): number {
  return ms * (0.75 + random() / 2);
}
