import type { SourceName } from '@goodshunter/contracts/crawl';
import type { Sql } from '@goodshunter/db';
import type { KeyMove } from '../../diff/listing-diff.js';

const ROWS_PER_STATEMENT = 200;
const COPIED =
  'former_key, title, url, image_url, description, price, currency, availability, sku, gtin, published_at, first_seen_at, observed_at';

/**
 * Gives listings that a task has seen under another key the key they have now. The row keeps its id, unless another hunt (of another
 * address) lists it too: then it is copied with its prices, and what the task has seen and was told of it goes over to the copy.
 * A row that has the key already takes the place of the old one. The caller holds the task's row locked.
 * @returns ids that are others now, by the old one
 */
export async function moveItems(
  sql: Sql,
  { taskId, source }: { taskId: number; source: SourceName },
  moves: readonly KeyMove[],
): Promise<Map<number, number>> {
  const moved = new Map<number, number>();
  for (let from = 0; from < moves.length; from += ROWS_PER_STATEMENT) {
    // In the order of keys, as all item rows are locked.
    const page = moves.slice(from, from + ROWS_PER_STATEMENT).sort((a, b) => (a.to < b.to ? -1 : 1));
    const shared = await readShared(sql, taskId, page);
    await rename(
      sql,
      page.filter(({ itemId }) => !shared.has(itemId)),
    );
    await copy(
      sql,
      page.filter(({ itemId }) => shared.has(itemId)),
    );
    const rows = await sql.query<{ id: number; key: string }>(
      'SELECT id, source_key AS `key` FROM item WHERE source = ? AND source_key IN (?)',
      [source, page.map(({ to }) => to)],
    );
    const ids = new Map(rows.map(({ id, key }) => [key, id]));
    for (const { itemId, to } of page) {
      const id = ids.get(to);
      if (id === undefined || id === itemId) continue;
      await handOver(sql, taskId, itemId, id);
      moved.set(itemId, id);
    }
  }
  return moved;
}

/** Those that a living hunt of another address has seen. */
async function readShared(sql: Sql, taskId: number, moves: readonly KeyMove[]): Promise<Set<number>> {
  const rows = await sql.query<{ id: number }>(
    `SELECT DISTINCT ti.item_id AS id FROM task_item ti JOIN task t ON t.id = ti.task_id JOIN task me ON me.id = ?
     WHERE ti.item_id IN (?) AND ti.task_id <> me.id AND t.state <> 'deleted' AND (t.source <> me.source OR t.query <> me.query)`,
    [taskId, moves.map(({ itemId }) => itemId)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** IGNORE: where the key is taken already, the row that has it is used. */
async function rename(sql: Sql, moves: readonly KeyMove[]): Promise<void> {
  if (moves.length === 0) return;
  await sql.execute(
    `UPDATE IGNORE item SET former_key = source_key, source_key = CASE id ${'WHEN ? THEN ? '.repeat(moves.length)}END
     WHERE id IN (?) AND source_key IN (?)`,
    [
      ...moves.flatMap(({ itemId, to }) => [itemId, to]),
      moves.map(({ itemId }) => itemId),
      moves.map(({ from }) => from),
    ],
  );
}

async function copy(sql: Sql, moves: readonly KeyMove[]): Promise<void> {
  if (moves.length === 0) return;
  await sql.execute(
    `INSERT IGNORE INTO item (source, source_key, ${COPIED})
     SELECT source, CASE id ${'WHEN ? THEN ? '.repeat(moves.length)}END, ${COPIED.replace('former_key', 'source_key')} FROM item WHERE id IN (?)`,
    [...moves.flatMap(({ itemId, to }) => [itemId, to]), moves.map(({ itemId }) => itemId)],
  );
}

/** What the task has seen and was told of one row goes over to another, and its prices, if that has none. */
async function handOver(sql: Sql, taskId: number, from: number, to: number): Promise<void> {
  await sql.later(
    `INSERT IGNORE INTO price_point (item_id, price, currency, observed_at)
     SELECT ?, p.price, p.currency, p.observed_at FROM price_point p
     WHERE p.item_id = ? AND NOT EXISTS (SELECT 1 FROM price_point q WHERE q.item_id = ?)`,
    [to, from, to],
  );
  await sql.later('UPDATE IGNORE task_item SET item_id = ? WHERE task_id = ? AND item_id = ?', [to, taskId, from]);
  await sql.later('DELETE FROM task_item WHERE task_id = ? AND item_id = ?', [taskId, from]);
  await sql.later('UPDATE IGNORE event SET item_id = ? WHERE item_id = ? AND task_id = ?', [to, from, taskId]);
}
