import type { CrawledItem } from '@goodshunter/contracts/crawl';
import type { SeenItem } from './seen-item.js';

/**
 * What a listing holds behind the last item that is known: where the baseline was a look of few requests, this was there
 * already and is not new. Nothing is known of it when no item is known at all: then all of it may be new.
 */
export function keysBehind(items: readonly CrawledItem[], seen: readonly SeenItem[]): ReadonlySet<string> {
  const known = new Set(seen.map(({ key }) => key));
  const last = items.findLastIndex(
    ({ key, formerKeys = [] }) => known.has(key) || formerKeys.some((former) => known.has(former)),
  );
  return new Set(last < 0 ? [] : items.slice(last + 1).map(({ key }) => key));
}
