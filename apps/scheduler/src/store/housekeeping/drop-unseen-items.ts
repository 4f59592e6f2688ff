import { toMicroseconds } from '@goodshunter/db';
import { deleteByIds, type HistoryWork, walkIds } from './history-work.js';

const IS_UNSEEN = `observed_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND
  AND NOT EXISTS (SELECT 1 FROM task_item ti WHERE ti.item_id = i.id) AND NOT EXISTS (SELECT 1 FROM event e WHERE e.item_id = i.id)`;

/**
 * Drops listings that no task remembers and no event tells of, once they were not observed for `ageMs`, with their prices. A run that sees one
 * at this moment writes its row first, which keeps it. Answers how many are gone.
 */
export async function dropUnseenItems(work: HistoryWork, ageMs: number): Promise<number> {
  const { sql } = work;
  const ageUs = toMicroseconds(ageMs);
  let dropped = 0;
  await walkIds(work, 'item', async (fromId, toId) => {
    const rows = await sql.query<{ id: number }>(
      `SELECT i.id FROM item i WHERE i.id BETWEEN ? AND ? AND ${IS_UNSEEN}`,
      [fromId, toId, ageUs],
    );
    for (const { id } of rows) {
      // The row under its lock, and looked at again.
      const { affectedRows } = await sql.execute(`DELETE i FROM item i WHERE i.id = ? AND ${IS_UNSEEN}`, [id, ageUs]);
      if (affectedRows === 0) continue;
      dropped += 1;
      const points = await sql.query<{ id: number }>('SELECT id FROM price_point WHERE item_id = ?', [id]);
      await deleteByIds(
        work,
        'DELETE FROM price_point WHERE id IN (?)',
        points.map((point) => point.id),
      );
    }
  });
  return dropped;
}
