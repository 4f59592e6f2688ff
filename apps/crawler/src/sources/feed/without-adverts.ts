import { hasAdvertLabel } from '../../text/advert-words.js';
import type { FeedEntry } from './read-entry.js';

/**
 * Leaves out adverts: entries that are marked as such and lead to another host than most. What a site promotes of its own listings is one of them.
 * @param home the site of the feed
 */
export function withoutAdverts(entries: readonly FeedEntry[], home: string): FeedEntry[] {
  const isMarked = ({ item, isAdvert }: FeedEntry) => isAdvert === true || hasAdvertLabel(item.title);
  if (!entries.some(isMarked)) return [...entries];
  const hosts = new Map<string, number>();
  for (const { item } of entries) {
    const host = hostOf(item.url);
    hosts.set(host, (hosts.get(host) ?? 0) + 1);
  }
  const own = new Set([hostOf(home)]);
  for (const [host, count] of hosts) if (count > entries.length / 2) own.add(host);
  return entries.filter((entry) => !isMarked(entry) || own.has(hostOf(entry.item.url)));
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^(?:www|m)\./, '') : '';
}
