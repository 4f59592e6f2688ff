import { toMicroseconds } from '@goodshunter/db';
import { type HistoryWork, walkIds } from './history-work.js';

const ROWS_PER_STATEMENT = 1000;

/**
 * Makes tasks forget what their looks have not shown for `unlistedMs`, counted to the task's last look: a paused task forgets nothing. What a
 * deleted task has seen is forgotten after the same time. Answers how many listings were forgotten.
 */
export async function forgetUnlisted(work: HistoryWork, unlistedMs: number): Promise<number> {
  const ageUs = toMicroseconds(unlistedMs);
  let forgotten = 0;
  await walkIds(work, 'task', async (fromId, toId) => {
    const tasks = await work.sql.query<{ id: number }>(
      `SELECT DISTINCT t.id FROM task t JOIN task_item ti ON ti.task_id = t.id
       WHERE t.id BETWEEN ? AND ? AND (ti.listed_at < t.last_success_at - INTERVAL ? MICROSECOND
         OR (t.state = 'deleted' AND t.updated_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND))`,
      [fromId, toId, ageUs, ageUs],
    );
    for (const { id } of tasks) {
      for (let deleted = ROWS_PER_STATEMENT; deleted === ROWS_PER_STATEMENT; ) {
        ({ affectedRows: deleted } = await work.sql.execute(
          `DELETE FROM task_item WHERE task_id = ? AND (
             listed_at < (SELECT last_success_at FROM task WHERE id = ?) - INTERVAL ? MICROSECOND
             OR EXISTS (SELECT 1 FROM task WHERE id = ? AND state = 'deleted' AND updated_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND))
           LIMIT ?`,
          [id, id, ageUs, id, ageUs, ROWS_PER_STATEMENT],
        ));
        forgotten += deleted;
        if (!(await work.goOn())) return;
      }
    }
  });
  return forgotten;
}
