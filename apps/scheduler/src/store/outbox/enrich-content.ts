import { type Meanwhile, type ToldNews, worthOf } from '@goodshunter/channels';
import type { Columns, Sql } from '@goodshunter/db';
import type { DeliveryContent } from './delivery-content.js';
import { nameHunts } from './name-hunts.js';
import { readPricePoints } from './read-price-points.js';

/** News that is older than this when it goes out is checked again, and so is all that was held, however short. */
const STALE_MS = 30_000;
/** Listings of one message whose past is looked up. */
const WORTH_ENTRIES = 10;

interface SeenRow extends Columns<'task_item', 'taskId' | 'itemId' | 'price' | 'currency'> {
  isSold: number;
}

/**
 * Adds to messages for people what became of their listings while they waited, what each listing was worth so far, and which other hunts
 * of theirs it matches. Done once, when a message is closed, so that every attempt says the same.
 */
export async function enrichContents(
  sql: Sql,
  messages: readonly { userId: number; content: DeliveryContent }[],
  now: Date,
): Promise<void> {
  const isOld = (createdAt: string) => now.getTime() - Date.parse(createdAt) > STALE_MS;
  await addMeanwhile(
    sql,
    messages.flatMap(({ content: { entries, held } }) =>
      entries.filter(({ news }) => news.itemId !== 0 && (held !== null || isOld(news.createdAt))),
    ),
  );
  await addWorth(
    sql,
    messages.flatMap(({ content }) => content.entries.slice(-WORTH_ENTRIES)),
  );
  await nameHunts(
    sql,
    messages.flatMap(({ userId, content }) => content.entries.map((entry) => ({ userId, entry }))),
  );
}

async function addMeanwhile(sql: Sql, entries: readonly ToldNews[]): Promise<void> {
  if (entries.length === 0) return;
  const pairs = entries.map(() => '(task_id = ? AND item_id = ?)').join(' OR ');
  const rows = await sql.query<SeenRow>(
    `SELECT task_id AS taskId, item_id AS itemId, price, currency, (availability = 'out_of_stock' OR misses >= 2) AS isSold
     FROM task_item WHERE ${pairs}`,
    entries.flatMap(({ news }) => [news.taskId, news.itemId]),
  );
  const byPair = new Map(rows.map((row) => [`${row.taskId} ${row.itemId}`, row]));
  for (const entry of entries) {
    const seen = byPair.get(`${entry.news.taskId} ${entry.news.itemId}`);
    if (seen !== undefined) entry.meanwhile = compare(entry, seen);
  }
}

/** What is true now and was not when it was news. */
function compare({ news }: ToldNews, seen: SeenRow): Meanwhile {
  const last = news.events.at(-1);
  if (last === undefined) return null;
  const wasSold = last.kind === 'sold';
  if (seen.isSold && !wasSold) return { kind: 'sold' };
  if (!seen.isSold && wasSold) return { kind: 'back' };
  const isOtherPrice = seen.price !== null && last.newPrice !== null && seen.price !== last.newPrice;
  if (!wasSold && isOtherPrice && seen.currency === last.currency) {
    return { kind: 'price', price: seen.price as number, currency: seen.currency };
  }
  return null;
}

async function addWorth(sql: Sql, entries: readonly ToldNews[]): Promise<void> {
  const ids = [...new Set(entries.map(({ news }) => news.itemId).filter((itemId) => itemId !== 0))];
  const points = await readPricePoints(sql, ids);
  for (const entry of entries) {
    const { news } = entry;
    const currency = news.events.at(-1)?.currency ?? null;
    // What is news now is compared with what was before it.
    const worth = worthOf(points.get(news.itemId) ?? [], currency, new Date(news.createdAt));
    if (worth !== undefined) entry.worth = worth;
  }
}
