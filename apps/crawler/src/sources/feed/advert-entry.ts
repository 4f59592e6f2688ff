import type { FeedEntry } from './read-entry.js';

/** How feeds mark what somebody pays for, in the languages of many shops. */
const WORDS = [
  'sponsored(?: (?:post|content|message|link|by))?',
  'promoted(?: post)?',
  'ad',
  'advert(?:isement|orial)?',
  'partner (?:content|post)',
  'anzeige',
  'werbung',
  'gesponsert',
  'publicité',
  '(?:contenu )?sponsorisé',
  'publicidad',
  'patrocinado',
  'publicidade',
  'pubblicità',
  'sponsorizzato',
  'advertentie',
  'gesponsord',
  'reklama',
  '(?:artykuł |post )?sponsorowany',
  'annons',
  'annonce',
  'reklame',
  'mainos',
  'reklam',
  'реклама',
  '广告',
  '廣告',
  '推广',
  '広告',
  'pr',
  '광고',
  'iklan',
].join('|');
const LABEL = new RegExp(
  `^\\s*(?:[[({【「（]\\s*(?:${WORDS})\\s*[\\])}】」）]|(?:${WORDS})\\s*(?:[:|：]|\\s[–—-]\\s))`,
  'iu',
);
const WHOLE = new RegExp(`^(?:${WORDS})$`, 'iu');

/** Whether a category says that an entry is an advert. */
export function isAdvertWord(word: string): boolean {
  return word !== '' && word.length <= 40 && WHOLE.test(word.trim());
}

/**
 * Leaves out adverts: entries that are marked as such and lead to another host than most. What a site promotes of its own listings is one of them.
 * @param home the site of the feed
 */
export function withoutAdverts(entries: readonly FeedEntry[], home: string): FeedEntry[] {
  const isMarked = ({ item, isAdvert }: FeedEntry) => isAdvert === true || LABEL.test(item.title);
  if (!entries.some(isMarked)) return [...entries];
  const hosts = new Map<string, number>();
  for (const entry of entries) {
    const host = hostOf(entry.item.url);
    if (!isMarked(entry)) hosts.set(host, (hosts.get(host) ?? 0) + 1);
  }
  const own = new Set([hostOf(home)]);
  for (const [host, count] of hosts) if (count >= entries.length / 2) own.add(host);
  return entries.filter((entry) => !isMarked(entry) || own.has(hostOf(entry.item.url)));
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^(?:www|m)\./, '') : '';
}
