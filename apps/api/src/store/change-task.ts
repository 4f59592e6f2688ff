import type { Sql, SqlParam } from '@goodshunter/db';
import { taskScope } from '../access/task-scope.js';
import { definitionValues, type TaskDefinition } from './insert-tasks.js';
import { TASK_COLUMNS, type TaskRow, toTask } from './task-row.js';

/** Ends whatever run holds the task: its token is old, so it saves nothing any more. */
const REVOKE = 'token = token + 1, lease_owner = NULL, attempt = 0';
const DUE_NOW = 'due_at = UTC_TIMESTAMP(3), planned_at = UTC_TIMESTAMP(3)';

/** Locks a living task of this user for the rest of the transaction; undefined when there is none. */
export async function lockTask(sql: Sql, userId: number, taskId: number) {
  const scope = taskScope(userId, 'change');
  const [row] = await sql.query<TaskRow>(
    `SELECT ${TASK_COLUMNS} FROM task WHERE id = ? AND ${scope.condition} AND state <> 'deleted' FOR UPDATE`,
    [taskId, ...scope.params],
  );
  return row && toTask(row);
}

export interface TaskEdit {
  definition: TaskDefinition;
  /** What is hunted, or how often, is another: revoke the running run and begin anew. */
  isRevoking: boolean;
  /** Another source, query or keyword: what was seen so far says nothing about what is new. */
  isResettingBaseline: boolean;
  correlationId: string;
}

/**
 * Writes an edited definition. A revoking edit makes an active task due now and forgets the cache validators: a shop that
 * answers "not modified" would hide the listings that match only now. A reset baseline also forgets the seen listings.
 */
export async function editTask(sql: Sql, taskId: number, edit: TaskEdit): Promise<void> {
  const { definition, isRevoking, isResettingBaseline, correlationId } = edit;
  const assignments = [
    `name = ?, source = ?, query = ?, keyword = ?, min_price = ?, max_price = ?, currency = ?, exclude_keywords = ?, notify = ?`,
    `interval_s = ?, updated_at = UTC_TIMESTAMP(3)`,
  ];
  const params: SqlParam[] = definitionValues(definition);
  if (isRevoking) {
    assignments.push(REVOKE, 'validators = NULL, correlation_id = ?');
    params.push(correlationId);
    assignments.push(
      "due_at = IF(state IN ('active', 'draft'), UTC_TIMESTAMP(3), NULL), planned_at = UTC_TIMESTAMP(3)",
    );
  }
  if (isResettingBaseline)
    assignments.push('baseline_at = NULL, source_memory = NULL, is_baseline_cut = 0, draft = NULL');
  await sql.execute(`UPDATE task SET ${assignments.join(', ')} WHERE id = ?`, [...params, taskId]);
  if (isResettingBaseline) await sql.execute('DELETE FROM task_item WHERE task_id = ?', [taskId]);
}

/**
 * Makes a draft a task for good. Its look is the baseline: the next one is due an interval later, and no run is revoked. One that has
 * seen nothing yet is due now.
 */
export async function keepDraft(sql: Sql, taskId: number): Promise<void> {
  await sql.execute(
    `UPDATE task SET state = 'active', draft = NULL, draft_until = NULL, updated_at = UTC_TIMESTAMP(3),
       planned_at = IF(baseline_at IS NULL, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL interval_s SECOND),
       is_phased = IF(baseline_at IS NULL, is_phased, 1),
       due_at = IF(lease_owner IS NOT NULL AND due_at > UTC_TIMESTAMP(3), due_at, planned_at)
     WHERE id = ? AND state = 'draft'`,
    [taskId],
  );
}

/** Nothing more to do until it is resumed. False when there is no such task. */
export async function pauseTask(sql: Sql, userId: number, taskId: number): Promise<boolean> {
  const scope = taskScope(userId, 'change');
  const { affectedRows } = await sql.execute(
    `UPDATE task SET state = 'paused', ${REVOKE}, due_at = NULL, updated_at = UTC_TIMESTAMP(3)
     WHERE id = ? AND ${scope.condition} AND state IN ('active', 'paused')`,
    [taskId, ...scope.params],
  );
  return affectedRows > 0;
}

/** Due at once. False when it is not paused, or not there. */
export async function resumeTask(sql: Sql, userId: number, taskId: number, correlationId: string): Promise<boolean> {
  const scope = taskScope(userId, 'change');
  const { affectedRows } = await sql.execute(
    `UPDATE task SET state = 'active', ${REVOKE}, ${DUE_NOW}, updated_at = UTC_TIMESTAMP(3), correlation_id = ?
     WHERE id = ? AND ${scope.condition} AND state = 'paused'`,
    [correlationId, taskId, ...scope.params],
  );
  return affectedRows > 0;
}

/** The row stays, for the timeline's sake; it is never due again. False when there is no such task. */
export async function deleteTask(sql: Sql, userId: number, taskId: number): Promise<boolean> {
  const scope = taskScope(userId, 'delete');
  const { affectedRows } = await sql.execute(
    `UPDATE task SET state = 'deleted', ${REVOKE}, due_at = NULL, updated_at = UTC_TIMESTAMP(3)
     WHERE id = ? AND ${scope.condition} AND state <> 'deleted'`,
    [taskId, ...scope.params],
  );
  return affectedRows > 0;
}

/** Brings back what was deleted within the last hour, due at once. False: there is no such task, or it is too late. */
export async function restoreTask(sql: Sql, userId: number, taskId: number, correlationId: string): Promise<boolean> {
  const scope = taskScope(userId, 'delete');
  const { affectedRows } = await sql.execute(
    `UPDATE task SET state = 'active', ${REVOKE}, ${DUE_NOW}, updated_at = UTC_TIMESTAMP(3), correlation_id = ?
     WHERE id = ? AND ${scope.condition} AND state = 'deleted' AND updated_at > UTC_TIMESTAMP(3) - INTERVAL 1 HOUR`,
    [correlationId, taskId, ...scope.params],
  );
  return affectedRows > 0;
}

// On the task's own grid of planned times. A run before its planned time is known to have been asked for: it takes no shared answer
// to a request that was sent before.
const PLANNED_AHEAD = `planned_at = IF(planned_at > UTC_TIMESTAMP(3), planned_at, planned_at + INTERVAL interval_s *
  (1 + FLOOR(TIMESTAMPDIFF(MICROSECOND, planned_at, UTC_TIMESTAMP(3)) / (interval_s * 1000000))) SECOND)`;

/** Makes an active task due now, but never touches a living lease. False: it runs already, is not active, or not there. */
export async function runTaskNow(sql: Sql, userId: number, taskId: number, correlationId: string): Promise<boolean> {
  const scope = taskScope(userId, 'run');
  const { affectedRows } = await sql.execute(
    `UPDATE task SET due_at = UTC_TIMESTAMP(3), ${PLANNED_AHEAD}, correlation_id = ?
     WHERE id = ? AND ${scope.condition} AND state = 'active' AND (lease_owner IS NULL OR due_at <= UTC_TIMESTAMP(3))`,
    [correlationId, taskId, ...scope.params],
  );
  return affectedRows > 0;
}
