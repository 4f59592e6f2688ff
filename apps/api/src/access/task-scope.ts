import type { Action } from '@goodshunter/contracts/api';
import type { SqlParam } from '@goodshunter/db';
import { relationsThatMay } from './may.js';
import { IS_SHARED, sharesParams } from './share-scope.js';

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
