import type { CrawledItem, Price } from '@goodshunter/contracts/crawl';
import { digestItem } from './digest-item.js';
import { isRepriced, rememberVariants } from './is-repriced.js';
import { judgeDrop } from './judge-drop.js';
import type { ItemEvent, ListingDiff, TaskItemChange } from './listing-diff.js';
import { pairListed } from './pair-listed.js';
import { readLastWord } from './read-last-word.js';
import { isItemChanged, isTaskItemChanged } from './row-changes.js';
import { MISSES_UNTIL_GONE, type SeenItem } from './seen-item.js';
import { isAwaited, isSold, stateOf, stockOf } from './stock-state.js';
import { type ChangeKind, noteFit, tellChange } from './tell-changes.js';

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
  /** All listings are of one shop; elsewhere another seller may have the same product. */
  isOneShop: boolean;
  /** When this look was, ms since the epoch. */
  atMs: number;
  /** How long the listing has been doubted, in ms; null: it was not. @default null */
  doubtedForMs?: number | null;
  /** Keys of listings that were there before the baseline, which did not look that far. @default none */
  behind?: ReadonlySet<string>;
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
  const diff: ListingDiff = { moves: [], items: [], taskItems: [], events: [], doubt: 'unknown' };
  if (look.isNotModified) {
    // Validators are not kept of a doubted look, so this is the listing of before.
    diff.doubt = 'none';
    for (const known of seen) if (known.told?.flapping) seeUnchanged(known, look, diff);
    return diff;
  }
  const listed = new Map<string, CrawledItem>();
  for (const item of look.items) if (!listed.has(item.key)) listed.set(item.key, item);
  const pairs = pairListed(seen, [...listed.values()], look);

  for (const item of [...listed.values()].sort(byKey)) {
    const known = pairs.get(item);
    if (known) compareItem(known, item, look, matches, diff);
    else addItem(item, look, matches, diff);
  }
  // A listing that a crawler of an earlier version named keeps its key, which may stand elsewhere in the order.
  diff.items.sort(byKey);
  if (look.isComplete) {
    const found = new Set(pairs.values());
    missItems(
      seen,
      seen.filter((known) => !found.has(known)),
      look,
      diff,
    );
  }
  return diff;
}

function addItem(item: CrawledItem, look: Look, matches: Matches, diff: ListingDiff): void {
  const price = readPrice(item);
  const isMatch = matches(item, price);
  const isTold =
    !look.isBaseline &&
    isMatch &&
    item.availability !== 'out_of_stock' &&
    !isBumped(item, look) &&
    !look.behind?.has(item.key);
  const amount = price?.amountMinor ?? null;
  diff.items.push(item);
  diff.taskItems.push({
    key: item.key,
    itemId: undefined,
    price: amount,
    currency: price?.currency ?? null,
    availability: item.availability,
    isMatch,
    misses: 0,
    variantPrices: item.variantPrices ?? null,
    told: isTold ? { at: [look.atMs], states: [[look.atMs, amount, stockOf(item.availability), false]] } : null,
  });
  if (!isTold) return;
  diff.events.push({
    key: item.key,
    kind: 'new',
    oldPrice: null,
    newPrice: amount,
    currency: price?.currency ?? null,
    message: null,
  });
}

function compareItem(seen: SeenItem, listed: CrawledItem, look: Look, matches: Matches, diff: ListingDiff): void {
  const known = seen.price === 0 ? { ...seen, price: null, currency: null } : seen;
  // A crawler of an earlier version calls it as before: what it says is of the same listing.
  const isOldName = known.formerKey === listed.key && known.key !== listed.key;
  const read = readLastWord(known, listed);
  const item = isOldName ? { ...read, key: known.key } : read;
  const isMoved = item.key !== known.key;
  if (isMoved) diff.moves.push({ itemId: known.itemId, from: known.key, to: item.key });

  // What could not be read keeps its last known value: a partial parse never writes a price.
  const readNow = readPrice(item);
  const price = readNow ?? knownPrice(known);
  const next: TaskItemChange = {
    key: item.key,
    itemId: known.itemId,
    price: price?.amountMinor ?? null,
    currency: price?.currency ?? null,
    availability: item.availability === 'unknown' ? known.availability : item.availability,
    // By the listing as it came, which is what the texts were read of.
    isMatch: matches(listed, price),
    misses: 0,
    variantPrices:
      readNow === undefined
        ? known.variantPrices
        : rememberVariants(known.variantPrices, item.variantPrices ?? null, readNow.amountMinor),
    told: known.told,
  };
  if (isMoved || isItemChanged(known, item)) diff.items.push(item);
  tellChanged(known, next, look, diff, listed);
  if (isMoved || isTaskItemChanged(seen, next)) diff.taskItems.push(next);
}

/** Puts into the diff what people are told of a change, and into `next` that they were. @param listed what the look says, if anything */
function tellChanged(known: SeenItem, next: TaskItemChange, look: Look, diff: ListingDiff, listed?: CrawledItem): void {
  if (look.isBaseline) {
    next.told = null;
    return;
  }
  const isFlapping = known.told?.flapping !== undefined;
  if (!next.isMatch && !known.isMatch && !isFlapping) return;
  const from = stateOf(known);
  const to = stateOf(next);
  const {
    kinds: tellable,
    message,
    told,
    oldPrice = known.price,
  } = tellChange(known.told, from, to, kindsOf(known, next, listed), look.atMs);
  next.told = told;
  const kinds: ItemEvent['kind'][] = [...tellable];
  if (listed && kinds.length === 0 && !isFlapping && isFirstFit(known, next, listed, look)) {
    // A price that moved untold: it fits again, now that a cheaper size can be had again.
    const isAgain = known.price !== null && known.price !== next.price && known.currency === next.currency;
    const noted = noteFit(told, to, look.atMs, isAgain);
    next.told = noted ?? told;
    if (noted) kinds.push(isAgain ? 'back' : 'new');
  }
  for (const kind of kinds) {
    diff.events.push({ key: next.key, kind, oldPrice, newPrice: next.price, currency: next.currency, message });
  }
}

function kindsOf(known: SeenItem, next: TaskItemChange, listed: CrawledItem | undefined): ChangeKind[] {
  const kinds: ChangeKind[] = [];
  const [from, to] = [known.price, next.price];
  if (from !== null && to !== null && from !== to && known.currency === next.currency) {
    const prices = { before: known.variantPrices, after: listed?.variantPrices ?? null };
    if (isRepriced(prices, from, to)) kinds.push(to < from ? 'price_drop' : 'price_rise');
  }
  const wasSold = isSold(known);
  const isNowSold = isSold(next);
  if (isNowSold && !wasSold) kinds.push('sold');
  if ((!isNowSold && wasSold) || (isAwaited(known) && next.availability === 'in_stock')) kinds.push('back');
  return kinds;
}

/**
 * Known, but it did not fit until its title, description or first price came: new to this hunt. Not what was there from the
 * beginning and got a price that can be read, nor an old entry of a feed that says what it said before: that is the reader's news, not the shop's.
 */
function isFirstFit(known: SeenItem, next: TaskItemChange, listed: CrawledItem, look: Look): boolean {
  if (!next.isMatch || known.isMatch || isSold(next)) return false;
  if (known.price !== null || next.price === null) return true;
  const isReadOtherwise = known.entry != null && known.itemDigest === digestItem(listed);
  return !known.isFromBaseline && (!isReadOtherwise || isRecent(known, listed, look));
}

/** It came since the task looks, lately, by a date that stays: whoever hunts for it has heard nothing of it yet. */
function isRecent({ entry }: SeenItem, { publishedAt }: CrawledItem, { baselineAtMs, atMs }: Look): boolean {
  if (entry?.atS == null || baselineAtMs === null || publishedAt === undefined) return false;
  const publishedMs = Date.parse(publishedAt);
  const isSame = Math.floor(publishedMs / 1000) === entry.atS;
  return isSame && publishedMs >= baselineAtMs && publishedMs <= atMs && publishedMs > atMs - BUMPED_MARGIN_MS;
}

/** Nothing has changed: for what went back and forth that may be news. */
function seeUnchanged(known: SeenItem, look: Look, diff: ListingDiff): void {
  const { told, key, ...rest } = known;
  const next: TaskItemChange = { ...pickState(rest), key, told };
  tellChanged(known, next, look, diff);
  if (next.told !== told) diff.taskItems.push(next);
}

function missItems(seen: readonly SeenItem[], missing: readonly SeenItem[], look: Look, diff: ListingDiff): void {
  const drop = look.isBaseline ? 'ordinary' : judgeDrop(seen, missing, look.doubtedForMs ?? null);
  diff.doubt = drop === 'doubted' ? { missing: missing.length, of: seen.length } : 'none';
  if (drop === 'doubted') return;
  for (const known of missing) missItem(known, drop === 'believed' ? MISSES_UNTIL_GONE : known.misses + 1, look, diff);
}

function missItem(known: SeenItem, misses: number, look: Look, diff: ListingDiff): void {
  if (known.misses >= MISSES_UNTIL_GONE) return;
  const { key, told } = known;
  const next: TaskItemChange = { ...pickState(known), key, told, misses };
  diff.taskItems.push(next);
  if (isSold(next) || known.told?.flapping) tellChanged(known, next, look, diff);
}

function pickState(known: Omit<SeenItem, 'key' | 'told'>): Omit<TaskItemChange, 'key' | 'told'> {
  const { itemId, price, currency, availability, isMatch, misses, variantPrices } = known;
  return { itemId, price, currency, availability, isMatch, misses, variantPrices };
}

/** Zero is "not set", from whichever crawler it comes. */
function readPrice({ price }: CrawledItem): Price | undefined {
  return price?.amountMinor === 0 ? undefined : price;
}

function isBumped(item: CrawledItem, { isComplete, baselineAtMs }: Look): boolean {
  if (isComplete || baselineAtMs === null || item.publishedAt === undefined) return false;
  return Date.parse(item.publishedAt) < baselineAtMs - BUMPED_MARGIN_MS;
}

function knownPrice({ price, currency }: SeenItem): { amountMinor: number; currency: string | null } | undefined {
  return price === null ? undefined : { amountMinor: price, currency };
}

function byKey(a: CrawledItem, b: CrawledItem): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
