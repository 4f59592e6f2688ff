import type { Sql } from '@goodshunter/db';

/** Due tasks, counted up to `limit`: a count of a million rows every minute would be no statistic but a load. */
export async function countDue(sql: Sql, limit: number): Promise<number> {
  const [row] = await sql.query<{ due: number }>(
    'SELECT COUNT(*) AS due FROM (SELECT id FROM task WHERE due_at <= UTC_TIMESTAMP(3) LIMIT ?) AS page',
    [limit],
  );
  return row?.due ?? 0;
}

export interface TaskCounts {
  active: number;
  paused: number;
  /** Active tasks whose health is neither ok nor pending. */
  unhealthy: number;
}

/** Reads the whole table; for one replica, seldom. */
export async function countTasks(sql: Sql): Promise<TaskCounts> {
  const [row] = await sql.query<Record<keyof TaskCounts, number | null>>(
    `SELECT SUM(state = 'active') AS active, SUM(state = 'paused') AS paused,
       SUM(state = 'active' AND health NOT IN ('ok', 'pending')) AS unhealthy FROM task`,
  );
  return { active: row?.active ?? 0, paused: row?.paused ?? 0, unhealthy: row?.unhealthy ?? 0 };
}

/** Messages not yet sent, and news that waits to become one. */
export async function countOutbox(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ pending: number }>(
    `SELECT (SELECT COUNT(*) FROM notice WHERE due_at IS NOT NULL) + (SELECT COUNT(*) FROM delivery WHERE state = 'pending')
       + (SELECT COUNT(*) FROM notification WHERE due_at IS NOT NULL) AS pending`,
  );
  return row?.pending ?? 0;
}
