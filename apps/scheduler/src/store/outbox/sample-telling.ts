import type { Sql } from '@goodshunter/db';

export interface TellingSample {
  /** Since the oldest message fell due that is not out, in seconds, by kind of channel. */
  oldest: Map<string, number>;
  /** Channels that take nothing, by kind and state. */
  failing: { kind: string; state: string; count: number }[];
}

/** How telling goes, in numbers. Channels that are switched off hold what waits, and are in no trouble. */
export async function sampleTelling(sql: Sql): Promise<TellingSample> {
  const oldest = await sql.query<{ kind: string; ageS: number }>(
    `SELECT c.kind, TIMESTAMPDIFF(SECOND, MIN(w.due), UTC_TIMESTAMP(3)) AS ageS FROM (
       SELECT channel_id, MIN(due_at) AS due FROM notice WHERE due_at <= UTC_TIMESTAMP(3) GROUP BY channel_id
       UNION ALL SELECT channel_id, MIN(created_at) FROM delivery WHERE state = 'pending' GROUP BY channel_id
     ) w JOIN channel c ON c.id = w.channel_id WHERE c.is_enabled = 1 AND c.is_deleted = 0 GROUP BY c.kind`,
  );
  const failing = await sql.query<{ kind: string; state: string; count: number }>(
    `SELECT c.kind, g.state, COUNT(*) AS count FROM channel_gate g JOIN channel c ON c.id = g.channel_id
     WHERE g.state <> 'ok' AND c.is_deleted = 0 AND (c.is_enabled = 1 OR g.state = 'dead') GROUP BY c.kind, g.state`,
  );
  return { oldest: new Map(oldest.map(({ kind, ageS }) => [kind, Math.max(0, ageS)])), failing };
}
