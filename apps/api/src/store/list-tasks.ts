import type { Task } from '@goodshunter/contracts';
import type { Sql, SqlParam } from '@goodshunter/db';
import { taskScope } from '../access/task-scope.js';
import { TASK_COLUMNS, type TaskRow, toTask } from './task-row.js';

/** Newest first; `before` is the id of the last one seen. */
export interface PageRequest {
  before?: number | undefined;
  limit: number;
}

export interface TaskFilter {
  state?: 'active' | 'paused' | 'draft' | undefined;
  source?: string | undefined;
  health?: string | undefined;
  /** Part of the name or the keyword, any case. */
  q?: string | undefined;
}

/** The living tasks that a user may read, newest first. */
export async function listTasks(
  sql: Sql,
  userId: number,
  { before, limit }: PageRequest,
  { state, source, health, q }: TaskFilter,
): Promise<Task[]> {
  const scope = taskScope(userId, 'read');
  const conditions = [scope.condition, state === 'draft' ? "state <> 'deleted'" : "state IN ('active', 'paused')"];
  const params: SqlParam[] = [...scope.params];
  const add = (condition: string, ...values: SqlParam[]) => {
    conditions.push(condition);
    params.push(...values);
  };
  if (before !== undefined) add('id < ?', before);
  if (state !== undefined) add('state = ?', state);
  if (source !== undefined) add('source = ?', source);
  if (health !== undefined) add('health = ?', health);
  if (q !== undefined) {
    const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
    add('(name LIKE ? OR keyword LIKE ?)', pattern, pattern);
  }
  const rows = await sql.query<TaskRow>(
    `SELECT ${TASK_COLUMNS} FROM task WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ?`,
    [...params, limit],
  );
  return rows.map(toTask);
}
