import type { Task } from '@goodshunter/contracts/api';
import type { Sql, SqlParam } from '@goodshunter/db';
import { taskScope } from '../access/task-scope.js';
import { TASK_COLUMNS, type TaskRow, toTask } from './task-row.js';

/** Newest first; `before` is the id of the last one seen. */
export interface PageRequest {
  before?: number | undefined;
  /** Entries to leave out, where the order is not by id. */
  offset?: number | undefined;
  limit: number;
}

export interface TaskFilter {
  state?: 'active' | 'paused' | 'draft' | undefined;
  source?: string | undefined;
  health?: string | undefined;
  /** Part of the name or the keyword, any case. */
  q?: string | undefined;
  tag?: string | undefined;
  /** @default newest first */
  sort?: TaskSort | undefined;
}

export type TaskSort = 'created' | 'name' | '-name' | 'lastEvent' | 'nextRun';

const ORDER: Record<TaskSort, string> = {
  created: 'id DESC',
  name: 'name, id',
  '-name': 'name DESC, id',
  lastEvent: 'last_event_at DESC, id DESC',
  nextRun: 'due_at IS NULL, due_at, id',
};

/** The living tasks that a user may read, newest first. */
export async function listTasks(
  sql: Sql,
  userId: number,
  { before, offset = 0, limit }: PageRequest,
  { state, source, health, q, tag, sort = 'created' }: TaskFilter,
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
  if (tag !== undefined) {
    add('EXISTS (SELECT 1 FROM task_tag WHERE task_tag.task_id = task.id AND task_tag.tag = ?)', tag);
  }
  const rows = await sql.query<TaskRow>(
    `SELECT ${TASK_COLUMNS} FROM task WHERE ${conditions.join(' AND ')} ORDER BY ${ORDER[sort]} LIMIT ? OFFSET ?`,
    [...params, limit, offset],
  );
  return rows.map(toTask);
}
