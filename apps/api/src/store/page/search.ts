import type { SearchResult } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';
import { taskScope } from '../../access/task-scope.js';
import { hostOf } from './event-rows.js';

const MOST = 8;
/** Titles are looked through from the newest on; so many of them, as no index knows words inside them. */
const WINDOW = 20_000;

/** From few hunts to all that they see; of many that would be most of the house, so from the newest sighting on. */
const BY_HUNTS = 'task JOIN task_item ti ON ti.task_id = task.id';
const BY_ITEMS = 'task_item ti FORCE INDEX (task_item_item) STRAIGHT_JOIN task ON task.id = ti.task_id';
const MANY_HUNTS = 500;

/** What has all words in its name, at most {@link MOST} of each kind. */
export async function search(sql: Sql, userId: number, q: string): Promise<SearchResult> {
  const patterns = q
    .split(/\s+/u)
    .slice(0, 10)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const all = (column: string) => patterns.map(() => `${column} LIKE ?`).join(' AND ');
  const scope = taskScope(userId, 'read');
  const [counted] = await sql.query<{ hunts: number }>(
    `SELECT COUNT(*) AS hunts FROM task WHERE ${scope.condition} AND state <> 'deleted'`,
    scope.params,
  );
  const seen = (counted?.hunts ?? 0) > MANY_HUNTS ? BY_ITEMS : BY_HUNTS;
  const [hunts, items, channels] = await Promise.all([
    sql.query<SearchResult['hunts'][number]>(
      `SELECT id, name, source, keyword FROM task WHERE ${scope.condition} AND state <> 'deleted' AND ${all("CONCAT(name, ' ', keyword)")}
       ORDER BY id DESC LIMIT ?`,
      [...scope.params, ...patterns, MOST],
    ),
    sql.query<{
      id: number;
      title: string;
      url: string;
      price: number | null;
      currency: string | null;
      imageUrl: string | null;
    }>(
      `SELECT DISTINCT i.id, i.title, i.url, i.price, i.currency, i.image_url FROM (
         SELECT ti.item_id FROM ${seen} WHERE ${scope.condition}
         AND task.state <> 'deleted' ORDER BY ti.item_id DESC LIMIT ?) seen
       JOIN item i ON i.id = seen.item_id WHERE ${all('i.title')} ORDER BY i.id DESC LIMIT ?`,
      [...scope.params, WINDOW, ...patterns, MOST],
    ),
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
