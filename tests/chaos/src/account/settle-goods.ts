import { lastOf, type ModelListing } from '../shop-model.js';
import type { Expected } from '../tell-model.js';
import { type Evidence, type Finding, nothing } from './account.js';

interface EventRow extends Omit<Expected, 'hasWords'> {
  itemId: number;
  currency: string | null;
  message: string | null;
}

interface SeenRow {
  taskId: number;
  itemId: number;
  listing: number;
  price: number | null;
  availability: string;
}

/** Every change of goods against the events, price points and rows of the watching tasks. */
export async function settleGoods({ db, book }: Evidence): Promise<Finding> {
  const finding = nothing();
  const watchers = [...book.watchers.values()];
  const seen = await db.query<SeenRow[]>(
    `SELECT ti.task_id taskId, ti.item_id itemId, CAST(SUBSTRING_INDEX(i.source_key, ':', -1) AS UNSIGNED) listing,
       ti.price, ti.availability FROM task_item ti JOIN item i ON i.id = ti.item_id WHERE ti.task_id IN (?)`,
    [watchers],
  );
  const events = groupBy(
    await db.query<EventRow[]>(
      `SELECT item_id itemId, kind, old_price oldPrice, new_price newPrice, currency, message FROM event
       WHERE task_id IN (?) AND item_id <> 0 ORDER BY id`,
      [watchers],
    ),
    ({ itemId }) => itemId,
  );
  const points = groupBy(
    await db.query<{ itemId: number; price: number; currency: string | null }[]>(
      `SELECT p.item_id itemId, p.price, p.currency FROM price_point p
       WHERE p.item_id IN (SELECT item_id FROM task_item WHERE task_id IN (?)) ORDER BY p.item_id, p.observed_at`,
      [watchers],
    ),
    ({ itemId }) => itemId,
  );
  const rows = new Map(seen.map((row) => [row.listing, row]));
  for (const listing of book.model.listings.values()) {
    const row = rows.get(listing.id);
    rows.delete(listing.id);
    if (!row) {
      finding.missing.push(`${nameOf(listing)} was not seen`);
      continue;
    }
    const currency = book.model.currencies.get(listing.shop) ?? null;
    compareState(listing, row, finding);
    compareEvents(listing, events.get(row.itemId) ?? [], currency, finding);
    comparePrices(listing, points.get(row.itemId) ?? [], currency, finding);
  }
  for (const { listing } of rows.values()) finding.wrong.push(`listing ${listing} is in no watched shop`);
  return finding;
}

function compareState(listing: ModelListing, { price, availability }: SeenRow, { missing }: Finding): void {
  const { priceMinor, isAvailable } = lastOf(listing);
  if (price !== priceMinor || (availability === 'out_of_stock') === isAvailable) {
    missing.push(`${nameOf(listing)} was last seen as ${price} ${availability}, the shop shows ${priceMinor}`);
  }
}

/** In order: each expected event once, as it must be, and nothing beside. */
function compareEvents(
  listing: ModelListing,
  rows: readonly EventRow[],
  currency: string | null,
  { missing, wrong }: Finding,
): void {
  const told = rows.map((row) => describe({ ...row, hasWords: row.message !== null }));
  const expected = listing.expected.map(describe);
  for (const [index, event] of told.entries()) {
    if (event === expected[index]) continue;
    wrong.push(`${nameOf(listing)}: told [${told.join(', ')}], must be [${expected.join(', ')}]`);
    return;
  }
  for (const event of expected.slice(told.length)) missing.push(`${nameOf(listing)}: ${event} is not told`);
  if (rows.some((row) => row.currency !== currency)) wrong.push(`${nameOf(listing)}: told in another currency`);
}

function comparePrices(
  listing: ModelListing,
  points: readonly { price: number; currency: string | null }[],
  currency: string | null,
  { missing, wrong }: Finding,
): void {
  const shown = listing.shown.map(({ priceMinor }) => priceMinor);
  const expected = shown.filter((price, index) => price !== shown[index - 1]);
  for (const [index, { price, currency: said }] of points.entries()) {
    if (price === expected[index] && said === currency) continue;
    const stored = points.map((point) => point.price).join(', ');
    wrong.push(`${nameOf(listing)}: price points ${stored}, the shop showed ${expected.join(', ')}`);
    return;
  }
  for (const price of expected.slice(points.length)) missing.push(`${nameOf(listing)}: no price point of ${price}`);
}

const nameOf = ({ shop, id, title }: ModelListing) => `shop ${shop}, listing ${id} (${title})`;

const describe = ({ kind, oldPrice, newPrice, hasWords }: Expected) =>
  `${kind} ${oldPrice ?? '-'} to ${newPrice}${hasWords ? ' with words' : ''}`;

export function groupBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
