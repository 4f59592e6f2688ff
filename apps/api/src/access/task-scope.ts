import type { Action } from '@goodshunter/contracts/api';
import type { Sql, SqlParam } from '@goodshunter/db';
import { relationsThatMay } from './may.js';
import { IS_SHARED, sharesParams } from './share-scope.js';
import { readSharedTaskIds } from './shared-tasks.js';

export interface Scoped {
  /** A condition for WHERE, in parentheses. */
  condition: string;
  params: SqlParam[];
}

/**
 * Whose tasks: those that the user may do this to, as owner or by a share. Every statement about tasks carries it; there is no other
 * way from an id to a row.
 * @param table the name or alias of the table `task` in the statement
 */
export function taskScope(userId: number, action: Action, table = 'task'): Scoped {
  const shared = relationsThatMay(action, 'task').filter((relation) => relation !== 'owner');
  if (shared.length === 0) return { condition: `(${table}.user_id = ?)`, params: [userId] };
  return {
    condition: `(${table}.user_id = ? OR EXISTS (SELECT 1 FROM task_share
      WHERE task_share.task_id = ${table}.id AND ${IS_SHARED} AND task_share.role IN (?)))`,
    params: [userId, ...sharesParams(userId), shared],
  };
}

/**
 * Whose tasks, for lists: {@link taskScope} for reading, which asks of each task in the house whether it is shared, with the tasks that
 * are named. Who is shared nothing with (nearly everybody) has a condition whose order indexes know.
 */
export async function taskListScope(sql: Sql, userId: number): Promise<Scoped> {
  const shared = await readSharedTaskIds(sql, userId, 'task');
  if (shared.length === 0) return { condition: '(task.user_id = ?)', params: [userId] };
  return { condition: '(task.user_id = ? OR task.id IN (?))', params: [userId, shared] };
}
