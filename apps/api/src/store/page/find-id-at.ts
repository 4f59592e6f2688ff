import type { Sql } from '@goodshunter/db';

/** Tables whose ids rise with a time, but for what was under way at once. */
const TIME_OF = { event: 'created_at', run: 'finished_at' } as const;

/** Ids are given before a commit, and times before an id: within this the one order may differ from the other, in ms. */
const MARGIN_MS = 60_000;

/**
 * An id that nothing since `instant` is below: where a list that is read by ids may end, as no index knows the times of all rows.
 * Some twenty rows are looked at, however many there are.
 */
export function idBeforeAllSince(sql: Sql, table: keyof typeof TIME_OF, instant: Date): Promise<number> {
  return findFirst(sql, table, new Date(instant.getTime() - MARGIN_MS));
}

/** An id that everything before `instant` is below. */
export function idAfterAllBefore(sql: Sql, table: keyof typeof TIME_OF, instant: Date): Promise<number> {
  return findFirst(sql, table, new Date(instant.getTime() + MARGIN_MS));
}

/** The first id that is not older than `instant`, as if times rose with ids; one more than the last where none is. */
async function findFirst(sql: Sql, table: keyof typeof TIME_OF, instant: Date): Promise<number> {
  const [ends] = await sql.query<{ low: number | null; high: number | null }>(
    `SELECT MIN(id) AS low, MAX(id) + 1 AS high FROM ${table}`,
  );
  let low = ends?.low ?? 0;
  let high = ends?.high ?? 0;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [row] = await sql.query<{ id: number; isOlder: number }>(
      `SELECT id, ${TIME_OF[table]} < ? AS is_older FROM ${table} WHERE id >= ? ORDER BY id LIMIT 1`,
      [instant, middle],
    );
    if (row?.isOlder) low = row.id + 1;
    else high = middle;
  }
  return low;
}
