import type { Sql } from '@goodshunter/db';
import { readSharedTaskIds } from './shared-tasks.js';
import type { Scoped } from './task-scope.js';

/** Somebody, and the tasks of others whose events they may read. */
export interface EventReader {
  userId: number;
  shared: readonly number[];
}

export async function readEventReader(sql: Sql, userId: number): Promise<EventReader> {
  return { userId, shared: await readSharedTaskIds(sql, userId) };
}

/**
 * Whose events: those of the user's own tasks, and of tasks that are shared with them. For statements that an id, a task or an item
 * bounds: no index knows the order of what meets the one condition or the other (see `selectEventIds`).
 * @param table the name or alias of the table `event` in the statement
 */
export function eventScopeOf({ userId, shared }: EventReader, table = 'event'): Scoped {
  if (shared.length === 0) return { condition: `(${table}.user_id = ?)`, params: [userId] };
  return { condition: `(${table}.user_id = ? OR ${table}.task_id IN (?))`, params: [userId, [...shared]] };
}

/** @see eventScopeOf */
export async function eventScope(sql: Sql, userId: number, table = 'event'): Promise<Scoped> {
  return eventScopeOf(await readEventReader(sql, userId), table);
}
