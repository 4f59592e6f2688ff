import type { CrawledItem } from '@goodshunter/contracts/crawl';
import type { SeenItem } from './seen-item.js';

/** " verkauft", " (sold)": no longer ones. */
const LABEL = /^\W{0,3}\p{L}{3,14}\W{0,3}$/u;

/**
 * What an entry of a feed says of its stock by a word that was put behind its title since the last look ("Leica M6", now "Leica M6 verkauft"), or
 * taken away again. In a look alone such a word may as well end a sentence.
 */
export function readLastWord(known: SeenItem, listed: CrawledItem): CrawledItem {
  const before = known.entry?.title;
  if (before === undefined || listed.availability !== 'unknown' || before === listed.title) return listed;
  if (listed.unlabelledTitle === before) return { ...listed, availability: 'out_of_stock' };
  const wasLabelled =
    known.availability === 'out_of_stock' &&
    before.startsWith(listed.title) &&
    LABEL.test(before.slice(listed.title.length));
  return wasLabelled ? { ...listed, availability: 'in_stock' } : listed;
}
