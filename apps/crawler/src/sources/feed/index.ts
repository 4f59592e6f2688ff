import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { NOT_MODIFIED, type Source } from '../source.js';
import { originOfFeed } from './assign-keys.js';
import { readFeed } from './read-feed.js';

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.5';

/** The first version of the contract whose keys name the feed. */
const NAMED_SINCE = 2;

/** RSS, Atom, RDF and JSON Feed. A feed is a window on the newest entries: what leaves it is not gone. @param now ms since the epoch */
export function createFeedSource(now: () => number): Source<'feed'> {
  return {
    name: 'feed',
    async crawl({ url }, { session, parse, knownKeys, currencyHint, askerVersion, memory }) {
      const answer = await session.get(new URL(url), { accept: ACCEPT, isConditional: true });
      if (answer.status === 'not_modified') return NOT_MODIFIED;
      const origin = {
        url: answer.url,
        contentType: answer.headers['content-type'],
        currencyHint,
        feedUrl: url,
        nowMs: now(),
        hasTitlePrices: memory?.hasTitlePrices === true,
      };
      const { items, isTruncated, hasTitlePrices } = await parse(readFeed, answer.body, origin);
      const isKnown = ({ key, formerKeys = [] }: CrawledItem) =>
        [key, ...formerKeys].some((name) => knownKeys.has(name));
      // Nothing known in the window: entries may have come and gone since the last look.
      const hasGap = knownKeys.size > 0 && items.length > 0 && !items.some(isKnown);
      const named = askerVersion >= NAMED_SINCE ? items : nameForOlder(items, originOfFeed(url), knownKeys);
      // Where what is sold is marked, what is not marked can be had, and what no longer is can be had again.
      const marksSold = memory?.marksSold === true || named.some(({ availability }) => availability === 'out_of_stock');
      return {
        items: marksSold ? named.map(takeUnmarked) : named,
        complete: false,
        mayHaveMissed: isTruncated || hasGap,
        notModified: false,
        ...(marksSold || hasTitlePrices
          ? { memory: { ...(marksSold ? { marksSold } : {}), ...(hasTitlePrices ? { hasTitlePrices } : {}) } }
          : {}),
      };
    },
  };
}

/**
 * The entries under the names that an older asker knows them by: those of its time, unless a newer one has renamed what it knows.
 * @param knownKeys the newest that it knows
 */
function nameForOlder(items: CrawledItem[], origin: string, knownKeys: ReadonlySet<string>): CrawledItem[] {
  const isRenamed = [...knownKeys].some((key) => key.startsWith(`${origin}:`));
  return items.map(({ formerKeys = [], ...item }) => {
    const known = [item.key, ...formerKeys].find((key) => knownKeys.has(key));
    return { ...item, key: known ?? (isRenamed ? item.key : (formerKeys[0] ?? item.key)) };
  });
}

function takeUnmarked(item: CrawledItem): CrawledItem {
  const mayBeMarked = item.unlabelledTitle !== undefined;
  return item.availability === 'unknown' && !mayBeMarked ? { ...item, availability: 'in_stock' } : item;
}
