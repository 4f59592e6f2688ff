import type { Sql } from '@goodshunter/db';

/** Where a page of due tasks ended; pass it on to read the next one. `dueAt` is the database's own text, compared as text. */
export interface DueCursor {
  dueAt: string;
  id: number;
}

export interface DuePage {
  taskIds: number[];
  /** Undefined: no due task is left behind this page. */
  next: DueCursor | undefined;
}

const BEGINNING: DueCursor = { dueAt: '1000-01-01 00:00:00.000', id: 0 };

// Keyset paging along the index (due_at, id): the cost follows the due tasks. The row form (a, b) > (?, ?) would lose the index.
const SELECT_DUE = `SELECT CAST(due_at AS CHAR) AS dueAt, id FROM task
  WHERE due_at <= UTC_TIMESTAMP(3) AND due_at >= ? AND (due_at > ? OR id > ?) ORDER BY due_at, id LIMIT ?`;

/** A page of due tasks, the longest due first. Running tasks are not due while their claim holds. */
export async function readDuePage(sql: Sql, limit: number, after: DueCursor = BEGINNING): Promise<DuePage> {
  const rows = await sql.query<DueCursor>(SELECT_DUE, [after.dueAt, after.dueAt, after.id, limit]);
  return { taskIds: rows.map(({ id }) => id), next: rows.length < limit ? undefined : rows.at(-1) };
}
