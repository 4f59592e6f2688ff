import type { ToldNews } from '@goodshunter/channels';
import { parseJson, type Sql } from '@goodshunter/db';
import { createMatcher, type Hunt } from '@goodshunter/matcher';

/** Hunts that one listing is told with; those beyond are left unsaid. */
const MOST_HUNTS = 10;

interface NamedRow {
  userId: number;
  itemId: number;
  taskId: number;
  name: string;
}

interface UnseenRow extends NamedRow, Omit<Hunt, 'excludeKeywords'> {
  excludeKeywords: unknown;
  title: string;
  description: string | null;
}

interface Told {
  userId: number;
  entry: ToldNews;
}

/**
 * Names the other hunts of a person that a listing matches: those that list it already, and those of the very same page that have yet to
 * look at it and will find that it fits.
 */
export async function nameHunts(sql: Sql, told: readonly Told[]): Promise<void> {
  const ofListings = told.filter(({ entry }) => entry.news.itemId !== 0);
  if (ofListings.length === 0) return;
  const ofNew = ofListings.filter(({ entry }) => entry.news.events.some(({ kind }) => kind === 'new'));
  const [seen, unseen] = await Promise.all([readSeen(sql, ofListings), readUnseen(sql, ofNew)]);
  for (const { userId, entry } of ofListings) {
    const { news, otherHunts = [] } = entry;
    const isOther = (row: NamedRow) =>
      row.userId === userId && row.itemId === news.itemId && row.taskId !== news.taskId;
    const found = [...seen.filter(isOther), ...unseen.filter((row) => isOther(row) && fits(row, entry))];
    const names = new Set([...otherHunts, ...found.map(({ name }) => name)]);
    names.delete(news.taskName);
    if (names.size > 0) entry.otherHunts = [...names].slice(0, MOST_HUNTS);
  }
}

const TELLS = "t.state = 'active' AND (t.notify IS NULL OR JSON_LENGTH(t.notify) > 0)";

async function readSeen(sql: Sql, told: readonly Told[]): Promise<NamedRow[]> {
  return sql.query<NamedRow>(
    `SELECT t.user_id AS userId, ti.item_id AS itemId, t.id AS taskId, t.name FROM task_item ti JOIN task t ON t.id = ti.task_id
     WHERE ti.item_id IN (?) AND ti.is_match = 1 AND t.user_id IN (?) AND ${TELLS} ORDER BY t.id`,
    [itemsOf(told), [...new Set(told.map(({ userId }) => userId))]],
  );
}

/** Hunts of the same page as the one that found it first, in which it is not yet. */
async function readUnseen(sql: Sql, told: readonly Told[]): Promise<UnseenRow[]> {
  if (told.length === 0) return [];
  return sql.query<UnseenRow>(
    `SELECT t.user_id AS userId, i.id AS itemId, t.id AS taskId, t.name, t.keyword, t.min_price AS minPrice, t.max_price AS maxPrice,
       t.currency, t.exclude_keywords AS excludeKeywords, i.title, i.description
     FROM task o JOIN task t ON t.user_id = o.user_id AND t.id <> o.id AND t.source = o.source AND t.query = o.query
       JOIN task_item oi ON oi.task_id = o.id AND oi.item_id IN (?) JOIN item i ON i.id = oi.item_id
     WHERE o.id IN (?) AND ${TELLS} AND NOT EXISTS (SELECT 1 FROM task_item ti WHERE ti.task_id = t.id AND ti.item_id = i.id)
     ORDER BY t.id`,
    [itemsOf(told), [...new Set(told.map(({ entry }) => entry.news.taskId))]],
  );
}

function itemsOf(told: readonly Told[]): number[] {
  return [...new Set(told.map(({ entry }) => entry.news.itemId))];
}

function fits({ title, description, excludeKeywords, ...hunt }: UnseenRow, { news }: ToldNews): boolean {
  const last = news.events.at(-1);
  const price =
    last === undefined || last.newPrice === null ? undefined : { amountMinor: last.newPrice, currency: last.currency };
  const matcher = createMatcher({ ...hunt, excludeKeywords: parseJson<string[]>(excludeKeywords) ?? [] });
  return matcher.fits({ title, description }, price);
}
