import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { digestItem } from './digest-item.js';
import { pairMoved, pairRenamed } from './pair-entries.js';
import { MISSES_UNTIL_GONE, type SeenItem } from './seen-item.js';

/**
 * Finds for each listing what the task has seen of it before: by its key; by what crawlers of earlier versions call it; by one of its
 * former keys; where a product was deleted and made anew, by its gtin or sku; and an entry of a feed that gives its entries other ids, links
 * or dates with each fetch, by what stays of title, date and link. Nothing seen is given to two listings.
 * @param listed each key once, newest first
 * @param look `isComplete`: the whole listing was seen, so that what is missing is missing; `isOneShop`: all of it is of one seller, so that one
 *   number is one product
 */
export function pairListed(
  seen: readonly SeenItem[],
  listed: readonly CrawledItem[],
  { isComplete, isOneShop }: { isComplete: boolean; isOneShop: boolean },
): Map<CrawledItem, SeenItem> {
  const pairs = new Map<CrawledItem, SeenItem>();
  const left = new Map(seen.map((known) => [known.key, known]));
  const pair = (item: CrawledItem, known: SeenItem) => {
    pairs.set(item, known);
    left.delete(known.key);
  };
  for (const item of listed) {
    const known = left.get(item.key);
    if (known) pair(item, known);
  }
  let open = listed.filter((item) => !pairs.has(item));
  if (open.length === 0 || left.size === 0) return pairs;

  // From a crawler of an earlier version.
  const byFormerKey = new Map<string, SeenItem>();
  for (const known of left.values()) if (known.formerKey !== null) byFormerKey.set(known.formerKey, known);
  for (const item of open) {
    const known = byFormerKey.get(item.key);
    if (known && left.has(known.key)) pair(item, known);
  }
  open = open.filter((item) => !pairs.has(item));
  pairFormerKeys(open, left, pair);
  const unpaired = () => open.filter((item) => !pairs.has(item));
  pairRenamed(listed, unpaired(), [...left.values()], pair);
  if (pairs.size <= unpaired().length * STILL_NAMED) pairMoved(listed, unpaired(), [...left.values()], pair);
  if (!isOneShop) return pairs;
  pairRenewed(
    unpaired(),
    listed,
    [...left.values()].filter((known) => isComplete || isGone(known)),
    pair,
  );
  return pairs;
}

type Pair = (item: CrawledItem, known: SeenItem) => void;

/** A feed that names its entries anew may still call a few as before, such as adverts. */
const STILL_NAMED = 0.25;

function pairFormerKeys(open: readonly CrawledItem[], left: ReadonlyMap<string, SeenItem>, pair: Pair): void {
  const claims = new Map<string, CrawledItem[]>();
  for (const item of open) {
    for (const key of item.formerKeys ?? []) {
      if (!left.has(key)) continue;
      const claimants = claims.get(key);
      if (claimants) claimants.push(item);
      else claims.set(key, [item]);
    }
  }
  const taken = new Set<CrawledItem>();
  for (const [key, claimants] of claims) {
    const known = left.get(key);
    const free = claimants.filter((item) => !taken.has(item));
    if (!known || free.length === 0) continue;
    // Several entries under what was one key: the one that reads as before, else the oldest.
    const same = free.length > 1 ? free.find((item) => digestItem(item) === known.itemDigest) : undefined;
    const chosen = same ?? free.at(-1);
    if (!chosen) continue;
    taken.add(chosen);
    pair(chosen, known);
  }
}

/** A number that means nothing: shops fill the field with it. */
const EMPTY_SKU = /^(?:n\/?a|none|null|nil|default|sku|test|tbd|-+|0+|x+)$/i;
const SHORTEST_SKU = 3;

function pairRenewed(
  open: readonly CrawledItem[],
  listed: readonly CrawledItem[],
  missing: readonly SeenItem[],
  pair: Pair,
): void {
  if (open.length === 0 || missing.length === 0) return;
  const taken = new Set<string>();
  for (const idOf of [gtinOf, skuOf]) {
    const inListing = countBy(listed, idOf);
    const inMissing = countBy(missing, idOf);
    const byId = new Map(missing.map((known) => [idOf(known), known]));
    for (const item of open) {
      const id = idOf(item);
      const known = id === undefined ? undefined : byId.get(id);
      // Whatever two products share says nothing of either.
      if (!known || taken.has(known.key) || inListing.get(id) !== 1 || inMissing.get(id) !== 1) continue;
      if (item.gtin !== undefined && known.gtin !== null && item.gtin !== known.gtin) continue;
      taken.add(known.key);
      pair(item, known);
    }
    open = open.filter((item) => {
      const id = idOf(item);
      return id === undefined || !byId.has(id) || !taken.has(byId.get(id)?.key ?? '');
    });
  }
}

interface Numbered {
  sku?: string | null | undefined;
  gtin?: string | null | undefined;
}

const gtinOf = ({ gtin }: Numbered): string | undefined => gtin ?? undefined;
const skuOf = ({ sku }: Numbered): string | undefined =>
  sku != null && sku.length >= SHORTEST_SKU && !EMPTY_SKU.test(sku) ? sku : undefined;

function countBy(
  rows: readonly Numbered[],
  idOf: (row: Numbered) => string | undefined,
): Map<string | undefined, number> {
  const counts = new Map<string | undefined, number>();
  for (const row of rows) {
    const id = idOf(row);
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

const isGone = ({ availability, misses }: SeenItem): boolean =>
  availability === 'out_of_stock' || misses >= MISSES_UNTIL_GONE;
