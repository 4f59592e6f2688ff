import type { Task } from '@goodshunter/contracts/api';
import type { Sql, SqlParam } from '@goodshunter/db';
import { readSharedTaskIds } from '../access/shared-tasks.js';
import type { Part } from './conditions.js';
import type { PageRequest } from './page-request.js';
import { TASK_COLUMNS, type TaskRow, toTask } from './task-row.js';

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

/** What each is sorted by; of equal ones the id decides, in the same direction. */
const ORDER: Record<TaskSort, readonly [key: string, direction: 'ASC' | 'DESC']> = {
  created: ['id', 'DESC'],
  name: ['name', 'ASC'],
  '-name': ['name', 'DESC'],
  lastEvent: ['last_event_at', 'DESC'],
  nextRun: ["COALESCE(due_at, '9999-12-31')", 'ASC'],
};

/**
 * The living tasks that a user may read, newest first. Own ones and shared ones are sorted apart, each by an index that knows the order
 * where there is one (task_user, task_last_event, task_name), and the first of both are the answer.
 */
export async function listTasks(
  sql: Sql,
  userId: number,
  { before, offset = 0, limit }: PageRequest,
  { state, source, health, q, tag, sort = 'created' }: TaskFilter,
): Promise<Task[]> {
  const shared = await readSharedTaskIds(sql, userId, 'task');
  const conditions = [state === 'draft' ? "state <> 'deleted'" : "state IN ('active', 'paused')"];
  const params: SqlParam[] = [];
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
  const [key, direction] = ORDER[sort];
  const branch = (whose: string) =>
    `SELECT id AS task_id, ${key} AS sort_key FROM task WHERE ${[whose, ...conditions].join(' AND ')}
     ORDER BY ${key} ${direction}, id ${direction} LIMIT ?`;
  // Ids first: what is sorted is small then, and read from an index alone where one knows the order.
  const own: Part = { text: `${branch('user_id = ?')} OFFSET ?`, params: [userId, ...params, limit, offset] };
  const most = limit + offset;
  const all: Part = {
    text: `SELECT task_id, sort_key FROM ((${branch('user_id = ?')}) UNION (${branch('id IN (?)')})) parts
      ORDER BY sort_key ${direction}, task_id ${direction} LIMIT ? OFFSET ?`,
    params: [userId, ...params, most, shared, ...params, most, limit, offset],
  };
  const found = shared.length === 0 ? own : all;
  const rows = await sql.query<TaskRow>(
    `SELECT ${TASK_COLUMNS} FROM (${found.text}) found JOIN task ON task.id = found.task_id
     ORDER BY found.sort_key ${direction}, found.task_id ${direction}`,
    found.params,
  );
  return rows.map(toTask);
}
