import type { Role } from '@goodshunter/contracts/api';
import type { Columns, Sql } from '@goodshunter/db';
import { ROLE } from './user-store.js';

/** A session that is not used for this long ends. */
const SLIDING_DAYS = 30;
/** No session lives longer, however it is used. */
const MOST_DAYS = 90;

/** How long a session counts as just begun. */
const FRESH_MINUTES = 15;

/** How many seconds a browser keeps the cookie; the table decides earlier. */
export const COOKIE_SECONDS = MOST_DAYS * 86_400;

export interface SessionRow extends Columns<'session', 'id' | 'userId'> {
  name: string;
  role: Role;
  /** Its last use was noted more than a minute ago. */
  isStale: number;
  /** It began a moment ago, or there is nothing that its person could show anew. */
  isFresh: number;
}

/** A living session of an account that is not locked, by its index session_token_hash_key. */
export async function findSession(sql: Sql, tokenHash: Buffer): Promise<SessionRow | undefined> {
  const [row] = await sql.query<SessionRow>(
    `SELECT session.id, session.user_id, user.name, ${ROLE} AS role,
       session.last_used_at < UTC_TIMESTAMP(3) - INTERVAL 60 SECOND AS is_stale,
       (session.created_at > UTC_TIMESTAMP(3) - INTERVAL ? MINUTE OR (user.password_hash IS NULL
         AND NOT EXISTS (SELECT 1 FROM passkey WHERE passkey.user_id = user.id)
         AND NOT EXISTS (SELECT 1 FROM identity WHERE identity.user_id = user.id))) AS is_fresh
     FROM session JOIN user ON user.id = session.user_id
     WHERE session.token_hash = ? AND session.expires_at > UTC_TIMESTAMP(3) AND user.is_disabled = 0`,
    [FRESH_MINUTES, tokenHash],
  );
  return row;
}

export async function insertSession(
  sql: Sql,
  session: { userId: number; tokenHash: Buffer; address: string; agent: string },
): Promise<number> {
  const { userId, tokenHash, address, agent } = session;
  const { insertId } = await sql.execute(
    `INSERT INTO session (user_id, token_hash, created_at, last_used_at, expires_at, address, agent)
     VALUES (?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL ? DAY, ?, ?)`,
    [userId, tokenHash, SLIDING_DAYS, address, agent],
  );
  return insertId;
}

/** Notes its use, and moves its end on. */
export async function touchSession(sql: Sql, sessionId: number, address: string): Promise<void> {
  await sql.execute(
    `UPDATE session SET last_used_at = UTC_TIMESTAMP(3), address = ?,
       expires_at = LEAST(UTC_TIMESTAMP(3) + INTERVAL ? DAY, created_at + INTERVAL ? DAY)
     WHERE id = ?`,
    [address, SLIDING_DAYS, MOST_DAYS, sessionId],
  );
}

export interface DeviceRow
  extends Columns<'session', 'id' | 'agent' | 'address' | 'createdAt' | 'lastUsedAt' | 'expiresAt'> {}

export async function listSessions(sql: Sql, userId: number): Promise<DeviceRow[]> {
  return sql.query<DeviceRow>(
    `SELECT id, agent, address, created_at, last_used_at, expires_at FROM session
     WHERE user_id = ? AND expires_at > UTC_TIMESTAMP(3) ORDER BY last_used_at DESC, id DESC LIMIT 200`,
    [userId],
  );
}

const END_CHANNELS = `UPDATE channel SET is_deleted = 1, updated_at = UTC_TIMESTAMP(3)
  WHERE user_id = ? AND is_deleted = 0`;

/** False when this user has no such session. What reached its browser ends with it. */
export async function deleteSession(sql: Sql, userId: number, sessionId: number): Promise<boolean> {
  await sql.execute(`${END_CHANNELS} AND session_id = ?`, [userId, sessionId]);
  const { affectedRows } = await sql.execute('DELETE FROM session WHERE id = ? AND user_id = ?', [sessionId, userId]);
  return affectedRows > 0;
}

/** Ends all sessions of a user, but the one named, and what reached their browsers. */
export async function deleteSessions(sql: Sql, userId: number, exceptId = 0): Promise<void> {
  await sql.execute(`${END_CHANNELS} AND session_id <> ?`, [userId, exceptId]);
  await sql.execute('DELETE FROM session WHERE user_id = ? AND id <> ?', [userId, exceptId]);
}

/** The same person goes on in the same browser, by another session: so does what reaches it. */
export async function passBrowser(sql: Sql, userId: number, fromSessionId: number, toSessionId: number): Promise<void> {
  await sql.execute('UPDATE channel SET session_id = ? WHERE user_id = ? AND session_id = ?', [
    toSessionId,
    userId,
    fromSessionId,
  ]);
}
