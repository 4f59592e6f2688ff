import { MISSES_UNTIL_GONE, type SeenItem } from './seen-item.js';

/** So many listings must be missing at once, and at least half of those that were listed lately: fewer may well be sold. */
const LEAST_MISSING = 3;
const LEAST_SHARE = 0.5;

/** How long a listing must stay so small before it is believed, in ms. */
export const DOUBT_MS = 3_600_000;

/**
 * What a whole look at a listing says of those that are not in it. `ordinary`: each by itself. `doubted`: so many at once are rather a shop that is
 * being changed, or a page that is not what it was: nothing follows yet. `believed`: it has stayed so; all of them are gone.
 */
export type Drop = 'ordinary' | 'doubted' | 'believed';

/** @param doubtedForMs how long the listing has been doubted; null: it was not, until now */
export function judgeDrop(seen: readonly SeenItem[], missing: readonly SeenItem[], doubtedForMs: number | null): Drop {
  const isListed = ({ misses }: SeenItem) => misses < MISSES_UNTIL_GONE;
  const lately = seen.filter(isListed).length;
  const lost = missing.filter(isListed).length;
  if (lost < LEAST_MISSING || lost < LEAST_SHARE * lately) return 'ordinary';
  return doubtedForMs !== null && doubtedForMs >= DOUBT_MS ? 'believed' : 'doubted';
}
