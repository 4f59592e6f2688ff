import type { Sql } from '@goodshunter/db';

/** Later than anything; a typed value, since the database would compare a text with instants as text. */
export const NEVER = "CAST('9999-01-01' AS DATETIME(3))";

/** When a channel `c` has something to send: its first waiting notice, or at once what was tried and not taken. */
export const firstDue = (channelId: string): string => `LEAST(
  COALESCE((SELECT n.due_at FROM notice n WHERE n.channel_id = ${channelId} AND n.due_at IS NOT NULL ORDER BY n.due_at LIMIT 1), ${NEVER}),
  COALESCE((SELECT d.created_at FROM delivery d WHERE d.channel_id = ${channelId} AND d.state = 'pending' LIMIT 1), ${NEVER}))`;

/**
 * Tells the gates of these people that something waits: the notices are committed, so the gates are a doorbell and the notices the
 * truth. Without `userIds` all channels are looked at, which finds what a sender that died before it rang left behind. One index probe
 * for each channel, however much waits.
 */
export async function ringGates(sql: Sql, userIds?: readonly number[]): Promise<void> {
  await sql.execute(
    `INSERT INTO channel_gate (channel_id, due_at)
     SELECT w.id, w.first_due FROM (
       SELECT c.id, ${firstDue('c.id')} AS first_due FROM channel c
       WHERE c.is_enabled = 1 AND c.is_deleted = 0${userIds === undefined ? '' : ' AND c.user_id IN (?)'}
     ) w LEFT JOIN channel_gate g ON g.channel_id = w.id
     WHERE w.first_due < ${NEVER} AND (g.channel_id IS NULL OR g.lease_owner IS NOT NULL OR (g.state NOT IN ('dead', 'misconfigured')
       AND (g.due_at IS NULL OR g.due_at > GREATEST(w.first_due, COALESCE(g.open_at, w.first_due)))))
     ON DUPLICATE KEY UPDATE is_rung = 1, due_at = IF(channel_gate.lease_owner IS NULL AND channel_gate.state NOT IN ('dead', 'misconfigured'),
       LEAST(COALESCE(channel_gate.due_at, VALUES(due_at)), GREATEST(VALUES(due_at), COALESCE(channel_gate.open_at, VALUES(due_at)))),
       channel_gate.due_at)`,
    userIds === undefined ? [] : [userIds],
  );
}
