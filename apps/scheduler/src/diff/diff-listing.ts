import type { Availability, CrawledItem, EventKind, Price } from '@goodshunter/contracts';
import { digestItem } from './digest-item.js';
import { MISSES_UNTIL_GONE, type SeenItem } from './seen-item.js';

/** A TaskItem row to write. */
export interface TaskItemChange {
  key: string;
  /** Undefined: the task has not seen it before. */
  itemId: number | undefined;
  price: number | null;
  currency: string | null;
  availability: Availability;
  isMatch: boolean;
  misses: number;
}

/** A state change worth telling. */
export interface ItemEvent {
  key: string;
  kind: Exclude<EventKind, 'unhealthy' | 'recovered'>;
  oldPrice: number | null;
  newPrice: number | null;
  currency: string | null;
}

/** One look at a listing, and how far it can be trusted. */
export interface Look {
  items: readonly CrawledItem[];
  /** The whole listing was seen: what is not in it is missing. */
  isComplete: boolean;
  /** The shop said that nothing changed: nothing is missing, nothing is new. */
  isNotModified: boolean;
  /** The first look: listings are recorded, nothing is told. */
  isBaseline: boolean;
  /** When the task first looked, ms since the epoch; null on the first look. */
  baselineAtMs: number | null;
}

export interface ListingDiff {
  /** Shared Item rows to write, sorted by key: rows are locked in one order everywhere. */
  items: CrawledItem[];
  taskItems: TaskItemChange[];
  events: ItemEvent[];
}

/**
 * A listing that only comes into a window (a page of newest ones) counts as bumped, not new, when it was published this long
 * before the first look. Generous: shops publish with a date only, or put a listing into the feed days after its date.
 */
const BUMPED_MARGIN_MS = 48 * 3600 * 1000;

/** Whether a listing is hunted for at `price`, which may be known from an earlier look. */
export type Matches = (item: CrawledItem, price: Price | undefined) => boolean;

/** Compares a look with what the task has seen before. Pure; an unchanged listing gives nothing to write. */
export function diffListing(seen: readonly SeenItem[], look: Look, matches: Matches): ListingDiff {
  const diff: ListingDiff = { items: [], taskItems: [], events: [] };
  const before = new Map(seen.map((item) => [item.key, item]));
  const listed = new Map<string, CrawledItem>();
  for (const item of look.items) if (!listed.has(item.key)) listed.set(item.key, item);

  for (const item of [...listed.values()].sort(byKey)) {
    const known = before.get(item.key);
    if (known) compareItem(known, item, look, matches, diff);
    else addItem(item, look, matches, diff);
  }
  if (look.isComplete && !look.isNotModified) {
    for (const item of seen) if (!listed.has(item.key)) missItem(item, look, diff);
  }
  return diff;
}

function addItem(item: CrawledItem, look: Look, matches: Matches, diff: ListingDiff): void {
  const isMatch = matches(item, item.price);
  diff.items.push(item);
  diff.taskItems.push({
    key: item.key,
    itemId: undefined,
    price: item.price?.amountMinor ?? null,
    currency: item.price?.currency ?? null,
    availability: item.availability,
    isMatch,
    misses: 0,
  });
  if (look.isBaseline || !isMatch || item.availability === 'out_of_stock' || isBumped(item, look)) return;
  diff.events.push({
    key: item.key,
    kind: 'new',
    oldPrice: null,
    newPrice: item.price?.amountMinor ?? null,
    currency: item.price?.currency ?? null,
  });
}

function compareItem(known: SeenItem, item: CrawledItem, look: Look, matches: Matches, diff: ListingDiff): void {
  // What could not be read keeps its last known value: a partial parse never writes a price.
  const price = item.price ?? knownPrice(known);
  const next: TaskItemChange = {
    key: known.key,
    itemId: known.itemId,
    price: price?.amountMinor ?? null,
    currency: price?.currency ?? null,
    availability: item.availability === 'unknown' ? known.availability : item.availability,
    isMatch: matches(item, price),
    misses: 0,
  };
  if (isItemChanged(known, item)) diff.items.push(item);
  if (isTaskItemChanged(known, next)) diff.taskItems.push(next);
  if (look.isBaseline || !(next.isMatch || known.isMatch)) return;

  const event = { key: known.key, oldPrice: known.price, newPrice: next.price, currency: next.currency };
  const wasSold = isSold(known);
  const isNowSold = isSold(next);
  const kinds: ItemEvent['kind'][] = [];
  if (known.price !== null && next.price !== null && known.currency === next.currency) {
    if (next.price < known.price) kinds.push('price_drop');
    if (next.price > known.price) kinds.push('price_rise');
  }
  if (isNowSold && !wasSold) kinds.push('sold');
  if ((!isNowSold && wasSold) || (isAwaited(known) && next.availability === 'in_stock')) kinds.push('back');
  // Known, but it did not fit until its title, description or first price came: new to this hunt.
  if (kinds.length === 0 && next.isMatch && !known.isMatch && !isNowSold) kinds.push('new');
  diff.events.push(...kinds.map((kind) => ({ ...event, kind })));
}

function missItem(known: SeenItem, look: Look, diff: ListingDiff): void {
  if (known.misses >= MISSES_UNTIL_GONE) return;
  const { key, itemId, price, currency, availability, isMatch } = known;
  const next = { key, itemId, price, currency, availability, isMatch, misses: known.misses + 1 };
  diff.taskItems.push(next);
  if (look.isBaseline || !isMatch || isSold(known) || !isSold(next)) return;
  diff.events.push({ key, kind: 'sold', oldPrice: price, newPrice: price, currency });
}

function isSold({ availability, misses }: Pick<SeenItem, 'availability' | 'misses'>): boolean {
  return availability === 'out_of_stock' || misses >= MISSES_UNTIL_GONE;
}

/** It could be ordered, and had only later: that it is there now is worth telling. */
function isAwaited({ availability }: Pick<SeenItem, 'availability'>): boolean {
  return availability === 'preorder' || availability === 'backorder';
}

function isBumped(item: CrawledItem, { isComplete, baselineAtMs }: Look): boolean {
  if (isComplete || baselineAtMs === null || item.publishedAt === undefined) return false;
  return Date.parse(item.publishedAt) < baselineAtMs - BUMPED_MARGIN_MS;
}

function knownPrice({ price, currency }: SeenItem): { amountMinor: number; currency: string | null } | undefined {
  return price === null ? undefined : { amountMinor: price, currency };
}

function isTaskItemChanged(known: SeenItem, next: TaskItemChange): boolean {
  return (
    known.price !== next.price ||
    known.currency !== next.currency ||
    known.availability !== next.availability ||
    known.isMatch !== next.isMatch ||
    known.misses !== next.misses
  );
}

function isItemChanged(known: SeenItem, item: CrawledItem): boolean {
  return (
    known.itemDigest !== digestItem(item) ||
    (item.price !== undefined &&
      (known.itemPrice !== item.price.amountMinor || known.itemCurrency !== item.price.currency)) ||
    (item.availability !== 'unknown' && known.itemAvailability !== item.availability)
  );
}

function byKey(a: CrawledItem, b: CrawledItem): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
