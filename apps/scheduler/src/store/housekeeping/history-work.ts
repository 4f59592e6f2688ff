import type { Sql } from '@goodshunter/db';

/** Work on old rows that takes a while: one small statement after the other. */
export interface HistoryWork {
  sql: Sql;
  /** Between two statements. False: somebody else does it now, or the process stops. */
  goOn: () => Promise<boolean>;
}

/** Calls `visit` with ranges of a table's ids, from the lowest to the highest; ranges become as large as a visit of some 50 ms allows. */
export async function walkIds(
  { sql, goOn }: HistoryWork,
  table: 'item' | 'task',
  visit: (fromId: number, toId: number) => Promise<void>,
): Promise<void> {
  let step = FIRST_STEP;
  for (let after = 0; ; ) {
    const [range] = await sql.query<{ first: number | null; last: number | null }>(
      `SELECT MIN(id) AS first, MAX(id) AS last FROM (SELECT id FROM ${table} WHERE id > ? ORDER BY id LIMIT ?) AS page`,
      [after, step],
    );
    if (range?.first == null || range.last === null) return;
    const startedAt = performance.now();
    await visit(range.first, range.last);
    const tookMs = performance.now() - startedAt;
    step = Math.round(Math.min(LARGEST_STEP, Math.max(1, step * (tookMs > WANTED_MS ? 0.5 : 2))));
    after = range.last;
    if (!(await goOn())) return;
  }
}

const FIRST_STEP = 50;
const LARGEST_STEP = 5000;
const WANTED_MS = 50;

/** Deletes rows by their ids in small statements. Answers how many; fewer when it must not go on. */
export async function deleteByIds(
  { sql, goOn }: HistoryWork,
  statement: string,
  ids: readonly number[],
): Promise<number> {
  let deleted = 0;
  for (let from = 0; from < ids.length; from += ROWS_PER_STATEMENT) {
    const { affectedRows } = await sql.execute(statement, [ids.slice(from, from + ROWS_PER_STATEMENT)]);
    deleted += affectedRows;
    if (!(await goOn())) break;
  }
  return deleted;
}

/** Small, so that no other transaction waits for it. */
const ROWS_PER_STATEMENT = 1000;
