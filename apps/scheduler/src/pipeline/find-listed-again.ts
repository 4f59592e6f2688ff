import type { CrawlSuccess } from '@goodshunter/contracts/crawl';
import type { SeenItem } from '../diff/seen-item.js';

/**
 * What this look shows of the items that have not been noted as listed for long: noting it for each at every look would write as many rows as a
 * listing has. "Not modified" shows all that was there.
 */
export function findListedAgain(
  seen: readonly SeenItem[],
  { items, notModified }: Pick<CrawlSuccess, 'items' | 'notModified'>,
): number[] {
  const old = seen.filter(({ isListedLongAgo }) => isListedLongAgo);
  if (old.length === 0) return [];
  const listed = new Set(items.flatMap(({ key, formerKeys = [] }) => [key, ...formerKeys]));
  return old
    .filter(({ key, formerKey, misses }) =>
      notModified ? misses === 0 : listed.has(key) || (formerKey !== null && listed.has(formerKey)),
    )
    .map(({ itemId }) => itemId);
}
