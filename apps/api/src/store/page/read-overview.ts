import type { Overview } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';
import { readEventReader } from '../../access/event-scope.js';
import { taskListScope } from '../../access/task-scope.js';
import { idBeforeAllSince } from './find-id-at.js';
import { CANNOT_LOOK } from './read-needs.js';
import { selectEventIds } from './select-event-ids.js';

/** Counting further would cost more than knowing it is worth. */
const MOST_LOOKS = 100_000;

/** Hunts of a person, how many of them can look, and when one last did. One look that failed, as after a restart, stops no hunt. */
export async function readHuntCounts(
  sql: Sql,
  userId: number,
): Promise<Pick<Overview, 'huntsLooking' | 'huntsTotal' | 'lastLookAt'>> {
  const scope = await taskListScope(sql, userId);
  const [row] = await sql.query<{ total: number; looking: number | null; lastAt: Date | null }>(
    `SELECT COUNT(*) AS total, CAST(SUM(state = 'active' AND NOT (${CANNOT_LOOK})) AS SIGNED) AS looking,
       MAX(last_run_at) AS last_at FROM task WHERE ${scope.condition} AND state IN ('active', 'paused')`,
    scope.params,
  );
  return {
    huntsTotal: row?.total ?? 0,
    huntsLooking: row?.looking ?? 0,
    lastLookAt: row?.lastAt?.toISOString() ?? null,
  };
}

export interface Looks {
  looks: number;
  /** Of them: may have missed some. */
  gaps: number;
}

/** Looks of a person's own hunts since an instant, at most {@link MOST_LOOKS}. */
export async function countLooks(sql: Sql, userId: number, since: Date): Promise<Looks> {
  const [row] = await sql.query<{ looks: number; gaps: number | null }>(
    `SELECT COUNT(*) AS looks, CAST(SUM(may_have_missed) AS SIGNED) AS gaps FROM (
       SELECT run.may_have_missed FROM task JOIN run ON run.task_id = task.id
       AND run.id >= ? WHERE task.user_id = ? AND task.state <> 'deleted' AND run.finished_at >= ? LIMIT ?) AS looks`,
    [await idBeforeAllSince(sql, 'run', since), userId, since, MOST_LOOKS],
  );
  return { looks: row?.looks ?? 0, gaps: row?.gaps ?? 0 };
}

export async function readNewestEventId(sql: Sql, userId: number): Promise<number | null> {
  const newest = selectEventIds(await readEventReader(sql, userId), {}, { limit: 1 });
  const [row] = await sql.query<{ eventId: number }>(newest.text, newest.params);
  return row?.eventId ?? null;
}
