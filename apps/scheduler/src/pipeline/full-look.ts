import type { CrawlSuccess, SourceName } from '@goodshunter/contracts/crawl';
import { PAGED_SOURCES } from '@goodshunter/contracts/sources';

const FULL_LOOK_EVERY = 10;
/** A token grows as a run is claimed and again as it ends, so single tokens would all be odd, or all even. */
const TOKENS_PER_RUN = 2;
/** Turns of the first full looks, by the task's id: the baseline has just been a whole look, so none comes soon. */
const FIRST_TURNS = [5, 6, 7, 8, 9] as const;

/**
 * Whether this run reads its listing as far as the limits allow, instead of stopping at known items: every tenth run of
 * a paged source, counted by its token. The task's id shifts the turn by up to four, so that tasks created together do not all look at once.
 */
export function isFullLook(source: SourceName, taskId: number, token: number): boolean {
  const turn = Math.floor(token / TOKENS_PER_RUN) % FULL_LOOK_EVERY;
  return PAGED_SOURCES.has(source) && turn === FIRST_TURNS[taskId % FIRST_TURNS.length];
}

/**
 * Whether a full look left a gap. It was told of no known items, so it reports one whenever a limit ends it; there is none
 * if it came upon something known.
 */
export function hasGap(crawl: Pick<CrawlSuccess, 'items' | 'mayHaveMissed'>, seen: Iterable<{ key: string }>): boolean {
  if (!crawl.mayHaveMissed) return false;
  const known = new Set(Array.from(seen, ({ key }) => key));
  return !crawl.items.some(({ key }) => known.has(key));
}
