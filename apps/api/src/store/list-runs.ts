import type { Run } from '@goodshunter/contracts/api';
import type { Columns, Sql, SqlParam } from '@goodshunter/db';
import type { PageRequest } from './page-request.js';

interface RunRow
  extends Columns<
    'run',
    | 'id'
    | 'taskId'
    | 'outcome'
    | 'message'
    | 'attempt'
    | 'startedAt'
    | 'finishedAt'
    | 'itemsSeen'
    | 'eventsCount'
    | 'mayHaveMissed'
    | 'worker'
    | 'correlationId'
  > {
  outcome: Run['outcome'];
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
    taskId: row.taskId,
    outcome: row.outcome,
    message: row.message,
    attempt: row.attempt,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt.toISOString(),
    itemsSeen: row.itemsSeen,
    events: row.eventsCount,
    mayHaveMissed: Boolean(row.mayHaveMissed),
    worker: row.worker,
    correlationId: row.correlationId,
  }));
}
