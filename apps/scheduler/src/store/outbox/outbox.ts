import type { Database, Sql } from '@goodshunter/db';
import { toMicroseconds } from '../runs/claim-run.js';
import { parseJson } from '../runs/read-task.js';

/** A message that this process may send now; its channel as it stands at this moment. */
export interface ClaimedNotification {
  id: number;
  token: number;
  messageId: string;
  channelId: number;
  taskId: number | null;
  payload: unknown;
  /** Sendings begun, this one included. */
  attempt: number;
  correlationId: string | null;
  /** Since the events happened, in ms. */
  ageMs: number;
  /** Undefined: the channel is switched off or deleted. */
  channel: { kind: string; config: unknown; secret: string } | undefined;
}

interface Row {
  id: number;
  token: number;
  messageId: string;
  channelId: number;
  taskId: number | null;
  payload: unknown;
  attempt: number;
  correlationId: string | null;
  ageUs: number;
  kind: string | null;
  config: unknown;
  secret: string | null;
  isOpen: number | null;
}

export interface ClaimNotificationsOptions {
  owner: string;
  leaseMs: number;
  limit: number;
  /** Channels that have enough under way: a slow receiver must not fill the sender. */
  exceptChannels: readonly number[];
}

/** Claims due messages by the same pattern as tasks: skip what others hold, take the token, lease it. */
export async function claimNotifications(
  db: Database,
  { owner, leaseMs, limit, exceptChannels }: ClaimNotificationsOptions,
): Promise<ClaimedNotification[]> {
  const rows = await db.transaction(async (sql) => {
    const due = await sql.query<{ id: number }>(
      `SELECT id FROM notification WHERE due_at <= UTC_TIMESTAMP(3)
         ${exceptChannels.length === 0 ? '' : 'AND channel_id NOT IN (?)'}
       ORDER BY due_at, id LIMIT ? FOR UPDATE SKIP LOCKED`,
      exceptChannels.length === 0 ? [limit] : [exceptChannels, limit],
    );
    if (due.length === 0) return [];
    const ids = due.map(({ id }) => id);
    await sql.execute(
      `UPDATE notification SET token = token + 1, lease_owner = ?, attempt = attempt + 1,
         due_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND WHERE id IN (?)`,
      [owner, toMicroseconds(leaseMs), ids],
    );
    return sql.query<Row>(
      `SELECT n.id, n.token, n.message_id AS messageId, n.channel_id AS channelId, n.task_id AS taskId, n.payload, n.attempt,
         n.correlation_id AS correlationId, TIMESTAMPDIFF(MICROSECOND, n.created_at, UTC_TIMESTAMP(3)) AS ageUs,
         c.kind, c.config, c.secret, (c.is_enabled = 1 AND c.is_deleted = 0) AS isOpen
       FROM notification n LEFT JOIN channel c ON c.id = n.channel_id WHERE n.id IN (?) ORDER BY n.id`,
      [ids],
    );
  });
  return rows.map(({ ageUs, kind, config, secret, isOpen, payload, ...row }) => ({
    ...row,
    payload: parseJson(payload),
    ageMs: ageUs / 1000,
    channel: isOpen && kind !== null && secret !== null ? { kind, config: parseJson(config), secret } : undefined,
  }));
}

type Claimed = Pick<ClaimedNotification, 'id' | 'token'>;

/** False: the lease had run out and another sender has it; the message may go out twice, with the same id. */
export async function markSent(sql: Sql, { id, token }: Claimed): Promise<boolean> {
  const { affectedRows } = await sql.execute(
    `UPDATE notification SET state = 'sent', due_at = NULL, lease_owner = NULL, token = token + 1, sent_at = UTC_TIMESTAMP(3),
       last_error = NULL WHERE id = ? AND token = ?`,
    [id, token],
  );
  return affectedRows > 0;
}

/** Tries again after `delayMs`; null: gives up. */
export async function markFailed(
  sql: Sql,
  { id, token }: Claimed,
  error: string,
  delayMs: number | null,
): Promise<boolean> {
  const { affectedRows } = await sql.execute(
    `UPDATE notification SET state = ?, due_at = ${delayMs === null ? 'NULL' : 'UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND'},
       lease_owner = NULL, token = token + 1, last_error = ? WHERE id = ? AND token = ?`,
    [
      delayMs === null ? 'dead' : 'pending',
      ...(delayMs === null ? [] : [toMicroseconds(delayMs)]),
      error.slice(0, 500),
      id,
      token,
    ],
  );
  return affectedRows > 0;
}
