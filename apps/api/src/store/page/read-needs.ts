import type { TaskHealth } from '@goodshunter/contracts/api';
import type { Columns, Sql } from '@goodshunter/db';
import { taskListScope, taskScope } from '../../access/task-scope.js';

/** More cards than that help nobody. */
const MOST_NEEDS = 200;

export interface TaskNeedRow extends Columns<'task', 'id' | 'name' | 'health' | 'healthMessage' | 'lastSuccessAt'> {
  health: TaskHealth;
  /** When the looks that fail in a row began, as far as runs are kept. */
  sinceAt: Date | null;
  url: string | null;
  /** The title and all words that are kept of what the last look saw that found nothing, and how it was answered. */
  seen: string | null;
  seenStatus: number | null;
  /** By what the person is to it. */
  mayRun: number;
}

/** Of an active hunt: told as unhealthy, or failed twice and more. Nothing complains before the first look. */
export const CANNOT_LOOK = `last_run_at IS NOT NULL AND health NOT IN ('ok', 'pending') AND (is_unhealthy = 1 OR failures >= 2)`;

/** Hunts that cannot look. */
export async function readTaskNeeds(sql: Sql, userId: number): Promise<TaskNeedRow[]> {
  const scope = await taskListScope(sql, userId);
  const run = taskScope(userId, 'run');
  return sql.query<TaskNeedRow>(
    `SELECT id, name, health, health_message, ${run.condition} AS may_run,
       (SELECT CONCAT_WS(': ', NULLIF(title, ''), NULLIF(text, '')) FROM evidence WHERE evidence.task_id = task.id) AS seen,
       (SELECT http_status FROM evidence WHERE evidence.task_id = task.id) AS seen_status, last_success_at, JSON_UNQUOTE(JSON_EXTRACT(query, '$.url')) AS url,
       COALESCE((SELECT MIN(finished_at) FROM run WHERE run.task_id = task.id AND run.outcome <> 'ok'
         AND run.finished_at > COALESCE(task.last_success_at, task.created_at)), last_run_at) AS since_at
     FROM task WHERE ${scope.condition} AND state = 'active' AND ${CANNOT_LOOK}
     ORDER BY last_run_at DESC, id DESC LIMIT ?`,
    [...run.params, ...scope.params, MOST_NEEDS],
  );
}

export interface ChannelNeedRow extends Columns<'channel_gate', 'lastError' | 'lastErrorAt' | 'lastSuccessAt'> {
  id: number;
  name: string;
  state: string;
}

/** A person's channels that take nothing until somebody changes them. */
export async function readChannelNeeds(sql: Sql, userId: number): Promise<ChannelNeedRow[]> {
  return sql.query<ChannelNeedRow>(
    `SELECT channel.id, channel.name, gate.state, gate.last_error, gate.last_error_at, gate.last_success_at
     FROM channel JOIN channel_gate gate ON gate.channel_id = channel.id
     WHERE channel.user_id = ? AND channel.is_deleted = 0 AND gate.state IN ('dead', 'misconfigured')
     ORDER BY channel.id LIMIT ?`,
    [userId, MOST_NEEDS],
  );
}
