import type { ItemPage, MarkItem } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';
import { eventScope } from '../../access/event-scope.js';
import { taskScope } from '../../access/task-scope.js';

/** Most hunts and changes of stock that a page shows. */
const MOST = 200;

export async function readMark(sql: Sql, userId: number, itemId: number): Promise<Pick<ItemPage, 'note' | 'isHidden'>> {
  const [row] = await sql.query<{ isHidden: number; note: string | null }>(
    'SELECT is_hidden, note FROM item_mark WHERE user_id = ? AND item_id = ?',
    [userId, itemId],
  );
  return { note: row?.note ?? null, isHidden: Boolean(row?.isHidden) };
}

/** What is named changes; the rest stays. */
export async function markItem(sql: Sql, userId: number, itemId: number, { isHidden, note }: MarkItem): Promise<void> {
  const changes = [
    ...(isHidden === undefined ? [] : ['is_hidden = VALUES(is_hidden)']),
    ...(note === undefined ? [] : ['note = VALUES(note)']),
    'updated_at = UTC_TIMESTAMP(3)',
  ];
  await sql.execute(
    `INSERT INTO item_mark (user_id, item_id, is_hidden, note) VALUES (?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE ${changes.join(', ')}`,
    [userId, itemId, isHidden ?? false, note === '' ? null : (note ?? null)],
  );
}

/** The hunts that see an item, of those that a person may read; by the index task_item_item. */
export async function readHuntsOfItem(sql: Sql, userId: number, itemId: number): Promise<ItemPage['tasks']> {
  const scope = taskScope(userId, 'read');
  const rows = await sql.query<{ id: number; name: string; isMatch: number }>(
    `SELECT task.id, task.name, ti.is_match FROM task_item ti JOIN task ON task.id = ti.task_id
     WHERE ti.item_id = ? AND ${scope.condition} AND task.state NOT IN ('deleted', 'draft') ORDER BY ti.is_match DESC, task.id LIMIT ?`,
    [itemId, ...scope.params, MOST],
  );
  return rows.map(({ id, name, isMatch }) => ({ id, name, isMatch: Boolean(isMatch) }));
}

/** When it was sold and when it came back, as events that a person may read tell; oldest first. */
export async function readStock(sql: Sql, userId: number, itemId: number): Promise<ItemPage['stock']> {
  const scope = await eventScope(sql, userId, 'e');
  const rows = await sql.query<{ kind: 'sold' | 'back'; createdAt: Date }>(
    `SELECT kind, created_at FROM event e WHERE e.item_id = ? AND e.kind IN ('sold', 'back') AND ${scope.condition}
     ORDER BY e.id DESC LIMIT ?`,
    [itemId, ...scope.params, MOST],
  );
  return rows
    .map(({ kind, createdAt }) => ({
      availability: kind === 'sold' ? ('out_of_stock' as const) : ('in_stock' as const),
      from: createdAt.toISOString(),
    }))
    .reverse();
}
