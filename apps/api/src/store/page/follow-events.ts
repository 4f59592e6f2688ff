import type { TaskHealth } from '@goodshunter/contracts/api';
import type { Columns, Sql } from '@goodshunter/db';
import { EVENT_COLUMNS, EVENT_JOINS, type EventRow } from './event-rows.js';

/** Longer than any transaction that writes events or runs. */
const LATE_SECONDS = 30;
const MOST_ROWS = 2000;

/** Everybody's events of the last half minute, by the primary key from `floor` on: ids become visible out of order. */
export async function readLateEvents(sql: Sql, floor: number): Promise<EventRow[]> {
  return sql.query<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM event e ${EVENT_JOINS}
     WHERE e.id > ? AND e.created_at >= UTC_TIMESTAMP(3) - INTERVAL ? SECOND ORDER BY e.id LIMIT ?`,
    [floor, LATE_SECONDS, MOST_ROWS],
  );
}

/** The newest id that is too old to be followed by a late one; where {@link readLateEvents} may begin. */
export async function readEventFloor(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ floor: number | null }>(
    `SELECT MAX(w.id) AS floor FROM (SELECT id, created_at FROM event ORDER BY id DESC LIMIT ?) w
     WHERE w.created_at < UTC_TIMESTAMP(3) - INTERVAL ? SECOND`,
    [MOST_ROWS, LATE_SECONDS],
  );
  return row?.floor ?? 0;
}

export interface EndedRow extends Columns<'task', 'userId' | 'health' | 'lastRunAt' | 'dueAt'> {
  runId: number;
  taskId: number;
  health: TaskHealth;
  isRunning: number | null;
}

/** Looks that ended within the last seconds, each with its task as it is now; by the index run_finished. */
export async function readEndedRuns(sql: Sql): Promise<EndedRow[]> {
  return sql.query<EndedRow>(
    `SELECT run.id AS run_id, task.id AS task_id, task.user_id, task.health, task.last_run_at, task.due_at,
       (task.lease_owner IS NOT NULL AND task.due_at > UTC_TIMESTAMP(3)) AS is_running
     FROM run JOIN task ON task.id = run.task_id
     WHERE run.finished_at > UTC_TIMESTAMP(3) - INTERVAL 5 SECOND ORDER BY run.id LIMIT ?`,
    [MOST_ROWS],
  );
}
