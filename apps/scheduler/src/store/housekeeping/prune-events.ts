import { toMicroseconds } from '@goodshunter/db';
import type { HistoryWork } from './history-work.js';

const PAGE = 1000;

/** Deletes events older than `ageMs`, the oldest first: their ids grow with their instants, but for seconds. Answers how many are gone. */
export async function pruneEvents({ sql, goOn }: HistoryWork, ageMs: number): Promise<number> {
  let pruned = 0;
  for (;;) {
    const page = await sql.query<{ id: number; isOld: number }>(
      'SELECT id, created_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND AS isOld FROM event ORDER BY id LIMIT ?',
      [toMicroseconds(ageMs), PAGE],
    );
    const old = page.filter(({ isOld }) => isOld !== 0).map(({ id }) => id);
    if (old.length === 0) return pruned;
    const { affectedRows } = await sql.execute('DELETE FROM event WHERE id IN (?)', [old]);
    pruned += affectedRows;
    if (old.length < PAGE || !(await goOn())) return pruned;
  }
}
