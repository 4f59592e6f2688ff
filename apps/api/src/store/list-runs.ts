import type { Run } from '@goodshunter/contracts/api';
import type { Sql, SqlParam } from '@goodshunter/db';
import type { PageRequest } from './list-tasks.js';

interface RunRow {
  id: number;
  task_id: number;
  outcome: Run['outcome'];
  message: string | null;
  attempt: number;
  started_at: Date;
  finished_at: Date;
  items_seen: number;
  events_count: number;
  may_have_missed: number;
  worker: string;
  correlation_id: string | null;
}

/** The kept runs of a task, newest first, by the index run_task. */
export async function listRuns(sql: Sql, taskId: number, { before, limit }: PageRequest): Promise<Run[]> {
  const params: SqlParam[] = before === undefined ? [taskId, limit] : [taskId, before, limit];
  const rows = await sql.query<RunRow>(
    `SELECT id, task_id, outcome, message, attempt, started_at, finished_at, items_seen, events_count, may_have_missed,
       worker, correlation_id
     FROM run WHERE task_id = ? ${before === undefined ? '' : 'AND id < ?'} ORDER BY id DESC LIMIT ?`,
    params,
  );
  return rows.map((row) => ({
    id: row.id,
    taskId: row.task_id,
    outcome: row.outcome,
    message: row.message,
    attempt: row.attempt,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at.toISOString(),
    itemsSeen: row.items_seen,
    events: row.events_count,
    mayHaveMissed: Boolean(row.may_have_missed),
    worker: row.worker,
    correlationId: row.correlation_id,
  }));
}
