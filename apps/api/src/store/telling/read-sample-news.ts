import type { News } from '@goodshunter/channels';
import type { EventKind } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';

interface SampleRow {
  taskId: number;
  taskName: string;
  itemId: number;
  title: string;
  url: string;
  imageUrl: string | null;
  kind: EventKind | null;
  oldPrice: number | null;
  newPrice: number | null;
  currency: string | null;
  createdAt: Date;
}

/** The latest real match of a person, for a test message; undefined: there is none yet. */
export async function readSampleNews(sql: Sql, userId: number): Promise<News | undefined> {
  const [event] = await sql.query<SampleRow>(
    `SELECT t.id AS taskId, t.name AS taskName, i.id AS itemId, i.title, i.url, i.image_url AS imageUrl, e.kind,
       e.old_price AS oldPrice, e.new_price AS newPrice, e.currency, e.created_at AS createdAt
     FROM (SELECT * FROM event WHERE user_id = ? AND item_id <> 0 ORDER BY id DESC LIMIT 50) e
       JOIN task t ON t.id = e.task_id JOIN item i ON i.id = e.item_id
     WHERE e.kind IN ('new', 'price_drop', 'back') ORDER BY e.id DESC LIMIT 1`,
    [userId],
  );
  if (event) return toNews(event);
  const [match] = await sql.query<SampleRow>(
    `SELECT t.id AS taskId, t.name AS taskName, i.id AS itemId, i.title, i.url, i.image_url AS imageUrl, NULL AS kind,
       NULL AS oldPrice, s.price AS newPrice, s.currency, s.first_seen_at AS createdAt
     FROM (SELECT id, name FROM task WHERE user_id = ? AND state <> 'deleted' ORDER BY id DESC LIMIT 20) t
       JOIN task_item s ON s.task_id = t.id JOIN item i ON i.id = s.item_id
     WHERE s.is_match = 1 AND s.availability <> 'out_of_stock' AND s.misses < 2 LIMIT 1`,
    [userId],
  );
  return match && toNews(match);
}

function toNews({
  taskId,
  taskName,
  itemId,
  title,
  url,
  imageUrl,
  kind,
  oldPrice,
  newPrice,
  currency,
  createdAt,
}: SampleRow): News {
  return {
    taskId,
    taskName,
    itemId,
    item: { id: itemId, title, url, imageUrl },
    events: [{ kind: kind ?? 'new', oldPrice, newPrice, currency, message: null }],
    createdAt: createdAt.toISOString(),
    correlationId: null,
  };
}

/** In which words and by which clock a person is told. */
export async function readReader(
  sql: Sql,
  userId: number,
): Promise<{ language: string | null; timeZone: string | null } | undefined> {
  const [row] = await sql.query<{ language: string | null; timeZone: string | null }>(
    `SELECT u.language, COALESCE(r.time_zone, u.time_zone) AS timeZone FROM user u LEFT JOIN rhythm r ON r.user_id = u.id WHERE u.id = ?`,
    [userId],
  );
  return row;
}
