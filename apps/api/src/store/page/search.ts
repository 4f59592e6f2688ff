import type { SearchResult } from '@goodshunter/contracts/api';
import type { Sql, SqlParam } from '@goodshunter/db';
import { type Scoped, taskListScope, taskScope } from '../../access/task-scope.js';
import { hostOf } from './event-rows.js';

const MOST = 8;
/** From so many hunts on, what a person sees is a good part of the house. */
const MANY_HUNTS = 100;
/** Titles are looked through from the newest on, as no index knows words inside them: so many of the house, or of what few hunts see. */
const WINDOW = 30_000;
const WINDOW_OF_FEW = 20_000;
/** Of those that fit, so many are asked about: whether this person may see them. */
const MOST_FITTING = 1000;

/** What has all words in its name, at most {@link MOST} of each kind. */
export async function search(sql: Sql, userId: number, q: string): Promise<SearchResult> {
  const patterns = q
    .split(/\s+/u)
    .slice(0, 10)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const all = (column: string) => patterns.map(() => `${column} LIKE ?`).join(' AND ');
  const scope = await taskListScope(sql, userId);
  const [hunts, items, channels] = await Promise.all([
    sql.query<SearchResult['hunts'][number]>(
      `SELECT id, name, source, keyword FROM task WHERE ${scope.condition} AND state <> 'deleted' AND ${all("CONCAT(name, ' ', keyword)")}
       ORDER BY id DESC LIMIT ?`,
      [...scope.params, ...patterns, MOST],
    ),
    searchItems(sql, userId, scope, { condition: all('i.title'), params: patterns }),
    sql.query<SearchResult['channels'][number]>(
      `SELECT id, name, kind FROM channel WHERE user_id = ? AND is_deleted = 0 AND ${all('name')} ORDER BY id DESC LIMIT ?`,
      [userId, ...patterns, MOST],
    ),
  ]);
  return {
    hunts,
    items: items.map(({ url, imageUrl, ...item }) => ({ ...item, host: hostOf(url), imageUrl })),
    channels,
  };
}

interface ItemRow {
  id: number;
  title: string;
  url: string;
  price: number | null;
  currency: string | null;
  imageUrl: string | null;
}

async function searchItems(sql: Sql, userId: number, own: Scoped, title: Scoped): Promise<ItemRow[]> {
  const [counted] = await sql.query<{ hunts: number }>(
    `SELECT COUNT(*) AS hunts FROM (SELECT 1 FROM task WHERE ${own.condition} AND state <> 'deleted' LIMIT ?) AS some`,
    [...own.params, MANY_HUNTS],
  );
  const [ids, params] =
    (counted?.hunts ?? 0) < MANY_HUNTS ? fittingOfFew(own, title) : fittingOfMany(taskScope(userId, 'read'), title);
  return sql.query<ItemRow>(
    `SELECT i.id, i.title, i.url, i.price, i.currency, i.image_url FROM (${ids}) found JOIN item i ON i.id = found.item_id
     ORDER BY i.id DESC`,
    params,
  );
}

type Query = readonly [sql: string, params: SqlParam[]];

/** From the hunts to all that they see. */
function fittingOfFew(own: Scoped, title: Scoped): Query {
  return [
    `SELECT DISTINCT i.id AS item_id FROM (
       SELECT ti.item_id FROM task JOIN task_item ti ON ti.task_id = task.id WHERE ${own.condition} AND task.state <> 'deleted'
       ORDER BY ti.item_id DESC LIMIT ?) seen
     JOIN item i ON i.id = seen.item_id WHERE ${title.condition} ORDER BY i.id DESC LIMIT ?`,
    [...own.params, WINDOW_OF_FEW, ...title.params, MOST],
  ];
}

/** From the newest items on, those that one of the hunts sees. */
function fittingOfMany(scope: Scoped, title: Scoped): Query {
  return [
    `SELECT fitting.id AS item_id FROM (
       SELECT i.id FROM item i JOIN (SELECT MAX(id) AS newest FROM item) ends
       WHERE i.id > CAST(ends.newest AS SIGNED) - ? AND ${title.condition} ORDER BY i.id DESC LIMIT ?) fitting
     WHERE EXISTS (SELECT 1 FROM task_item ti JOIN task ON task.id = ti.task_id
       WHERE ti.item_id = fitting.id AND ${scope.condition} AND task.state <> 'deleted') ORDER BY fitting.id DESC LIMIT ?`,
    [WINDOW, ...title.params, MOST_FITTING, ...scope.params, MOST],
  ];
}
