import type { Database } from '@goodshunter/db';

const PAGE = 1000;

/** Creates tasks with a day's interval, due now unless told otherwise; answers their ids. */
export async function createTasks(db: Database, count: number, { dueInS = 0 } = {}): Promise<number[]> {
  for (let from = 0; from < count; from += PAGE) {
    const size = Math.min(PAGE, count - from);
    await db.sql.execute(
      `INSERT INTO task (user_id, name, source, query, exclude_keywords, interval_s, planned_at, due_at, is_phased, baseline_at)
       VALUES ${Array(size).fill("(1, 'bench', 'shopify', ?, '[]', 86400, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL ? SECOND, 1, UTC_TIMESTAMP(3))").join(', ')}`,
      Array.from({ length: size }, (_value, index) => [`{"url":"https://h${from + index}.example"}`, dueInS]).flat(),
    );
  }
  const rows = await db.sql.query<{ id: number }>('SELECT id FROM task ORDER BY id DESC LIMIT ?', [count]);
  return rows.map(({ id }) => id);
}

/** Due now, and the runs of before forgotten. */
export async function makeDue(db: Database, ids: readonly number[]): Promise<void> {
  await db.sql.execute(
    'UPDATE task SET due_at = UTC_TIMESTAMP(3), planned_at = UTC_TIMESTAMP(3), lease_owner = NULL WHERE id IN (?)',
    [ids],
  );
  await db.sql.execute('TRUNCATE run');
}

/** Fills the table with tasks that are not due for a day. */
export async function createIdleTasks(db: Database, count: number): Promise<void> {
  await createTasks(db, Math.min(count, PAGE), { dueInS: 86_400 });
  for (let made = PAGE; made < count; ) {
    const size = Math.min(made, count - made, 50_000);
    await db.sql.execute(
      `INSERT INTO task (user_id, name, source, query, exclude_keywords, interval_s, planned_at, due_at, is_phased, baseline_at)
       SELECT user_id, name, source, query, exclude_keywords, interval_s, planned_at, due_at + INTERVAL FLOOR(RAND() * 86400) SECOND,
         is_phased, baseline_at FROM task WHERE due_at > UTC_TIMESTAMP(3) + INTERVAL 1 HOUR LIMIT ?`,
      [size],
    );
    made += size;
  }
}
