import type { TaskHealth } from '@goodshunter/contracts/api';
import type { Columns, Sql } from '@goodshunter/db';
import { EVENT_COLUMNS, EVENT_JOINS, type EventRow } from './event-rows.js';
import { idBeforeAllSince } from './find-id-at.js';

/** Longer than any transaction that writes events or runs. */
const LATE_SECONDS = 30;
const MOST_RUNS = 2000;
/** Far more than a house has in half a minute, even after a stop. */
export const MOST_LATE = 20_000;

export interface LateEvent extends Columns<'event', 'id' | 'userId' | 'taskId'> {}

/**
 * Whose events of the last half minute there are, newest first and {@link MOST_LATE} at most, by the primary key from `floor` on: ids become
 * visible out of order. No more than that, as one hunt may have thousands that nobody follows.
 */
export async function listLateEvents(sql: Sql, floor: number): Promise<LateEvent[]> {
  return sql.query<LateEvent>(
    `SELECT id, user_id, task_id FROM event
     WHERE id > ? AND created_at >= UTC_TIMESTAMP(3) - INTERVAL ? SECOND ORDER BY id DESC LIMIT ?`,
    [floor, LATE_SECONDS, MOST_LATE],
  );
}

/** In the order of their ids. @param ids at least one */
export async function readEvents(sql: Sql, ids: readonly number[]): Promise<EventRow[]> {
  return sql.query<EventRow>(`SELECT ${EVENT_COLUMNS} FROM event e ${EVENT_JOINS} WHERE e.id IN (?) ORDER BY e.id`, [
    ids,
  ]);
}

/** An id that no late event is below; where {@link listLateEvents} may begin. */
export async function readEventFloor(sql: Sql): Promise<number> {
  const [clock] = await sql.query<{ now: Date }>('SELECT UTC_TIMESTAMP(3) AS now');
  const since = new Date((clock?.now.getTime() ?? 0) - LATE_SECONDS * 1000);
  return (await idBeforeAllSince(sql, 'event', since)) - 1;
}

export interface EndedRow extends Columns<'task', 'userId' | 'health' | 'lastRunAt' | 'dueAt'> {
  runId: number;
  taskId: number;
  health: TaskHealth;
  isRunning: number | null;
}

/** Looks that ended within the last seconds, newest first, each with its task as it is now; by the index run_finished. */
export async function readEndedRuns(sql: Sql): Promise<EndedRow[]> {
  return sql.query<EndedRow>(
    `SELECT run.id AS run_id, task.id AS task_id, task.user_id, task.health, task.last_run_at, task.due_at,
       (task.lease_owner IS NOT NULL AND task.due_at > UTC_TIMESTAMP(3)) AS is_running
     FROM run JOIN task ON task.id = run.task_id
     WHERE run.finished_at > UTC_TIMESTAMP(3) - INTERVAL 5 SECOND ORDER BY run.id DESC LIMIT ?`,
    [MOST_RUNS],
  );
}
