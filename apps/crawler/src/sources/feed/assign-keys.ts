import { hash } from 'node:crypto';
import { nameId } from './entry-id.js';
import { findCommonParameters, nameLink, nameOfOtherHost, otherNamesOf } from './entry-link.js';
import { nameAsBefore } from './legacy-keys.js';
import type { FeedEntry, FeedItem } from './read-entry.js';

const MAX_KEY_LENGTH = 191;
const MAX_FORMER_KEYS = 8;

/**
 * What the keys of a feed's entries begin with: its host, and a digest of its address as the task names it. Two feeds never share a
 * key, whatever their entries say.
 */
export function originOfFeed(url: string): string {
  if (!URL.canParse(url)) return digest(url);
  const { host, pathname, search } = new URL(url);
  return `${host.slice(0, 80)}/${digest(host + pathname + search)}`;
}

export interface FeedPlace {
  /** As the task names it. */
  feedUrl: string;
  /** The site of the feed, where entries without a link point. */
  home: string;
}

/** How an entry may be named, from what is most its own to what tells it from others of that name. */
interface Names {
  entry: FeedEntry;
  /** Its id, else its link, else its text. */
  base: string;
  isRevised: boolean;
  /** With title and link. */
  distinct: string;
  /** With the date too; with the text where it has none. */
  dated: string;
  others: string[];
}

/**
 * Gives each entry a key that stays the same from look to look (docs/sources.md has the rules). Entries that say the same in
 * everything are one; of one entry in several revisions the newest stays.
 * @param entries newest first
 */
export function assignKeys(entries: readonly FeedEntry[], { feedUrl, home }: FeedPlace): FeedItem[] {
  const origin = originOfFeed(feedUrl);
  const common = findCommonParameters(entries.map(({ id, link }) => link ?? id));
  const names = entries.map((entry) => nameEntry(entry, common, home, feedUrl));
  const byBase = countBy(names, ({ base }) => base);
  const byDistinct = countBy(names, ({ distinct }) => distinct);
  const formerNames = nameAsBefore(entries, home);
  const items = new Map<string, FeedItem>();
  for (const [index, { entry, base, isRevised, distinct, dated, others }] of names.entries()) {
    const isAlone = byBase.get(base) === 1;
    const name = isAlone ? base : byDistinct.get(distinct) === 1 || isRevised ? distinct : dated;
    const key = makeKey(origin, name);
    if (items.has(key)) continue;
    const former = [base, distinct, dated, ...others].map((other) => makeKey(origin, other));
    const formerKeys = new Set([formerNames[index] ?? key, ...former]);
    formerKeys.delete(key);
    items.set(key, { key, formerKeys: [...formerKeys].slice(0, MAX_FORMER_KEYS), ...entry.item });
  }
  return [...items.values()];
}

function nameEntry(entry: FeedEntry, common: ReadonlySet<string>, home: string, feedUrl: string): Names {
  const { item, id, plainTitle } = entry;
  // A link to the site or to the feed itself says nothing of an entry.
  const link = entry.link === undefined || entry.link === home || entry.link === feedUrl ? undefined : entry.link;
  const linkName = link === undefined ? '' : nameLink(link, common);
  const title = foldTitle(plainTitle);
  const named = id === '' ? { name: linkName, isRevised: false } : nameId(id, common);
  const base = named.name || `=${digest(title || (item.description ?? ''))}`;
  const address = id === '' ? link : /^https?:\/\//i.test(id) ? id : undefined;
  const distinct = `=${digest(`${base}\n${title}\n${linkName}`)}`;
  return {
    entry,
    base,
    isRevised: named.isRevised,
    distinct,
    dated: `=${digest(`${distinct}\n${item.publishedAt ?? item.description ?? ''}`)}`,
    others: [...otherNamesOf(address ?? ''), ...(address === undefined ? [] : [nameOfOtherHost(named.name)])],
  };
}

/** Signs and codes that amounts in titles stand beside. */
const MONEY = String.raw`(?:\p{Sc}|\b(?:eur|usd|gbp|chf|sek|nok|dkk|pln|z\u0142|czk|k\u010d|huf|ron|lei|jpy|cny|krw|twd|hkd|sgd|aud|cad|nzd|inr|brl|mxn|try|tl|rub|uah|zar|kr|euros?)\b)`;
const AMOUNT = new RegExp(String.raw`${MONEY}\s?\d[\d.,'\u2019 ]*|\d[\d.,'\u2019]*\s?${MONEY}`, 'giu');

/** A title without its amounts, as a new price makes no new entry, and without joiners, of which once none were left. */
function foldTitle(title: string): string {
  return title
    .replace(/\p{Cf}+/gu, '')
    .toLowerCase()
    .replace(AMOUNT, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function makeKey(origin: string, name: string): string {
  const clean = name.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  const key = `${origin}:${clean}`;
  return clean !== '' && key.length <= MAX_KEY_LENGTH && !/\p{Surrogate}/u.test(key)
    ? key
    : `${origin}:=${hash('sha256', name)}`;
}

/** 80 bits: enough against chance within a feed, and against anybody who looks for a second address of one host. */
function digest(text: string): string {
  return hash('sha256', text).slice(0, 20);
}

function countBy(names: readonly Names[], nameOf: (names: Names) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(nameOf(name), (counts.get(nameOf(name)) ?? 0) + 1);
  return counts;
}
