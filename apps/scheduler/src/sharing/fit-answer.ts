import type { CrawledItem, CrawlResponse } from '@goodshunter/contracts/crawl';
import { PAGED_SOURCES } from '@goodshunter/contracts/sources';
import type { CrawlOrder } from './crawl-order.js';

/**
 * The answer to another task's request of the same `near` key, as an answer to this one; undefined when it does not say enough.
 * The two differ in the items they know, so in how far back a listing is read and in whether items may have been missed. Never changes
 * what it is given.
 */
export function fitAnswer(
  response: CrawlResponse,
  { source, knownKeys = [] }: CrawlOrder['request'],
): CrawlResponse | undefined {
  if (response.status === 'failed' || response.notModified || response.complete || knownKeys.length === 0) {
    return response;
  }
  const known = new Set(knownKeys);
  if (PAGED_SOURCES.has(source)) {
    // Newest first: whoever knows the last item knows what follows it.
    const last = response.items.at(-1);
    if (last !== undefined && known.has(last.key)) return { ...response, mayHaveMissed: false };
    // It ended at items that the other task knew, and this one has to look behind them; or at a limit, which holds for both.
    return response.mayHaveMissed ? response : undefined;
  }
  if (source === 'feed') {
    const hasGap = response.items.length > 0 && !response.items.some((item) => isKnown(item, known));
    if (hasGap || !response.mayHaveMissed) return { ...response, mayHaveMissed: hasGap };
    // Whether the other task had a gap or the feed was cut short is not known.
    return undefined;
  }
  return response;
}

/** Under the key it has or one it had. */
function isKnown({ key, formerKeys = [] }: CrawledItem, known: ReadonlySet<string>): boolean {
  return known.has(key) || formerKeys.some((former) => known.has(former));
}
