import type { CrawledItem } from '@goodshunter/contracts/crawl';
import type { SeenEntry, SeenItem } from './seen-item.js';

type Pair = (item: CrawledItem, known: SeenItem) => void;

/** What an entry may be known by when it is called otherwise than before; undefined: it does not say. */
type NameOf = (entry: SeenEntry) => string | undefined;

const byTitleAndDate: NameOf = ({ title, atS }) => (atS === null ? undefined : `${title}\n${atS}`);
const byLinkAndDate: NameOf = ({ url, atS }) => (atS === null ? undefined : `${url}\n${atS}`);
const byTitleAndLink: NameOf = ({ title, url }) => `${title}\n${url}`;
const byTitle: NameOf = ({ title }) => title;

/**
 * Pairs entries of a feed that are called anew: of the same second, with the same title (its id and link are others) or the same link (its
 * title was edited, of which half the words are left, and its id is made of it). Each once in the look, and once among what it does not name.
 */
export function pairRenamed(
  listed: readonly CrawledItem[],
  open: readonly CrawledItem[],
  left: readonly SeenItem[],
  pair: Pair,
): void {
  const found = match(listed, open, left, byTitleAndDate);
  const items = new Set(found.map(([item]) => item));
  const rows = new Set(found.map(([, known]) => known));
  const edited = match(
    listed,
    open.filter((item) => !items.has(item)),
    left.filter((known) => !rows.has(known)),
    byLinkAndDate,
  ).filter(([item, known]) => isEdited(known.entry?.title ?? '', item.title));
  for (const [item, known] of [...found, ...edited]) pair(item, known);
}

/** Fewer say nothing of a feed's habits: "Offer of the day" at the same address is another offer tomorrow. */
const FEW = 2;
/** So many titles, and this share of them, where nothing but titles stayed. */
const MANY = 3;
const MOST = 0.8;

/**
 * Pairs entries of a feed in which hardly anything is called as before: it makes ids, dates or links anew with each fetch, or the site has
 * moved. By title and link; where dates say nothing, by title and something of the link that is the entry's own, which visits and moves leave
 * alone; and by title alone, where nearly all titles are those of before.
 */
export function pairMoved(
  listed: readonly CrawledItem[],
  open: readonly CrawledItem[],
  left: readonly SeenItem[],
  pair: Pair,
): void {
  for (const [item, known] of findMoved(listed, open, left)) pair(item, known);
}

function findMoved(
  listed: readonly CrawledItem[],
  open: readonly CrawledItem[],
  left: readonly SeenItem[],
): [CrawledItem, SeenItem][] {
  const linked = match(listed, open, left, byTitleAndLink);
  const isUndated = saysNoDates(open);
  const isHabit = (found: readonly unknown[]) => found.length >= open.length / 2;
  if (isHabit(linked) && (linked.length >= FEW || isUndated)) return linked;
  if (!isUndated) return [];
  const titled = match(listed, open, left, byTitle);
  const counts = countParts(listed);
  const placed = titled.filter(([item, known]) => keepsOwnPart(known.entry?.url ?? '', item, counts, listed.length));
  if (isHabit(placed) && placed.length > 0) return placed;
  return titled.length >= MANY && titled.length >= open.length * MOST ? titled : [];
}

function match(
  listed: readonly CrawledItem[],
  open: readonly CrawledItem[],
  left: readonly SeenItem[],
  nameOf: NameOf,
): [CrawledItem, SeenItem][] {
  const missing = groupBy(left, ({ entry }) => (entry ? nameOf(entry) : undefined));
  if (open.length === 0 || missing.size === 0) return [];
  const nameOfItem = (item: CrawledItem) => nameOf(entryOf(item));
  const inListing = groupBy(listed, nameOfItem);
  return open.flatMap((item): [CrawledItem, SeenItem][] => {
    const name = nameOfItem(item);
    const [known, ...others] = (name !== undefined && missing.get(name)) || [];
    const isOnce = name !== undefined && others.length === 0 && inListing.get(name)?.length === 1;
    return known && isOnce ? [[item, known]] : [];
  });
}

/** An entry as it stands in a look. */
export function entryOf({ title, url, publishedAt }: CrawledItem): SeenEntry {
  const at = publishedAt === undefined ? Number.NaN : Date.parse(publishedAt);
  return { title, url, atS: Number.isNaN(at) ? null : Math.floor(at / 1000) };
}

/** None has a date, or all have one: that of the fetch. */
function saysNoDates(items: readonly CrawledItem[]): boolean {
  const dates = new Set(items.map(({ publishedAt }) => publishedAt));
  return dates.size === 1 && (items.length > 1 || dates.has(undefined));
}

/** What a link consists of, its host apart: segments of its path, and parameters as they are written with their values. */
function partsOf(url: string): Map<string, string> {
  if (!URL.canParse(url)) return new Map();
  const { pathname, searchParams } = new URL(url);
  const segments = pathname.split('/').map((segment): [string, string] => [segment, segment]);
  const parameters = [...searchParams].map(([name, value]): [string, string] => [`${name}=${value}`, value]);
  return new Map([...segments, ...parameters].filter(([, part]) => part !== ''));
}

/** How many entries of a look have a part in their link. */
function countParts(listed: readonly CrawledItem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { url } of listed) for (const part of partsOf(url).keys()) counts.set(part, (counts.get(part) ?? 0) + 1);
  return counts;
}

/**
 * Whether something of an entry's link stayed that no other entry has, and that is not its title again: another thing may have that.
 * Of a single entry only what holds a number is known to be its own.
 */
function keepsOwnPart(
  before: string,
  { title, url }: CrawledItem,
  counts: ReadonlyMap<string, number>,
  entries: number,
): boolean {
  const kept = partsOf(before);
  const words = wordsOf(title);
  return [...partsOf(url)].some(([name, part]) => {
    if (!kept.has(name) || (entries > 1 ? counts.get(name) !== 1 : !/\d/.test(part))) return false;
    return !/\p{L}/u.test(part) || [...wordsOf(part)].some((word) => !words.has(word));
  });
}

/** Whether one title may be the other after an edit: half of the shorter one's words are in both. */
function isEdited(before: string, after: string): boolean {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  return [...a].filter((word) => b.has(word)).length * 2 >= Math.max(1, Math.min(a.size, b.size));
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu));
}

function groupBy<Row>(rows: readonly Row[], nameOf: (row: Row) => string | undefined): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = nameOf(row);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return groups;
}
