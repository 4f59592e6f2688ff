import type { Role } from '@goodshunter/contracts/api';
import type { Columns, Sql } from '@goodshunter/db';
import { ROLE } from './user-store.js';

export type CodeKind =
  | 'setup'
  | 'invite'
  | 'password'
  | 'email'
  | 'passkey'
  | 'oidc'
  /** Between password and second factor. */
  | 'second'
  /** An authenticator app that is being set up. */
  | 'totp'
  | 'recovery';

export interface NewCode {
  kind: CodeKind;
  codeHash: Buffer;
  /** How long it works, in seconds. */
  seconds: number;
  userId?: number | null;
  role?: Role | null;
  uses?: number;
  attempts?: number;
  data?: Record<string, unknown> | null;
  createdBy?: number | null;
}

export interface CodeRow
  extends Columns<
    'one_time_code',
    'id' | 'kind' | 'codeHash' | 'userId' | 'role' | 'usesLeft' | 'attemptsLeft' | 'data' | 'createdAt' | 'expiresAt'
  > {
  kind: CodeKind;
  role: Role | null;
  data: Record<string, unknown> | null;
}

const COLUMNS = 'id, kind, code_hash, user_id, role, uses_left, attempts_left, data, created_at, expires_at';

export async function insertCode(sql: Sql, code: NewCode): Promise<number> {
  const { kind, codeHash, seconds, userId = null, role = null, uses = 1, attempts = 10, data = null } = code;
  const { insertId } = await sql.execute(
    `INSERT INTO one_time_code (kind, code_hash, user_id, role, uses_left, attempts_left, data, created_by, created_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL ? SECOND)`,
    [
      kind,
      codeHash,
      userId,
      role,
      uses,
      attempts,
      data === null ? null : JSON.stringify(data),
      code.createdBy ?? null,
      seconds,
    ],
  );
  return insertId;
}

/** What somebody gave out works as long as they may give it out: an invite of an admin ends with the admin. */
const IS_VOUCHED = `(created_by IS NULL OR EXISTS (SELECT 1 FROM user
  WHERE user.id = created_by AND ${ROLE} = 'admin' AND user.is_disabled = 0))`;

/** A code that still works; undefined when there is none. */
export async function findCode(sql: Sql, kind: CodeKind, codeHash: Buffer): Promise<CodeRow | undefined> {
  const [row] = await sql.query<CodeRow>(
    `SELECT ${COLUMNS} FROM one_time_code
     WHERE code_hash = ? AND kind = ? AND expires_at > UTC_TIMESTAMP(3) AND uses_left > 0 AND ${IS_VOUCHED}`,
    [codeHash, kind],
  );
  return row;
}

/** Uses a code up by one, in the caller's transaction: of two who come at once with the last use, one is told undefined. */
export async function takeCode(sql: Sql, kind: CodeKind, codeHash: Buffer): Promise<CodeRow | undefined> {
  const row = await findCode(sql, kind, codeHash);
  if (!row) return undefined;
  const { affectedRows } = await sql.execute(
    'UPDATE one_time_code SET uses_left = uses_left - 1 WHERE id = ? AND uses_left > 0 AND expires_at > UTC_TIMESTAMP(3)',
    [row.id],
  );
  return affectedRows > 0 ? row : undefined;
}

/** The newest code of this kind for a user that still works. */
export async function findCodeOf(sql: Sql, kind: CodeKind, userId: number): Promise<CodeRow | undefined> {
  const [row] = await sql.query<CodeRow>(
    `SELECT ${COLUMNS} FROM one_time_code WHERE user_id = ? AND kind = ? AND expires_at > UTC_TIMESTAMP(3)
       AND uses_left > 0 AND attempts_left > 0 ORDER BY id DESC LIMIT 1`,
    [userId, kind],
  );
  return row;
}

/** Counts a guess. False when there were as many as may be. */
export async function countGuess(sql: Sql, codeId: number): Promise<boolean> {
  const { affectedRows } = await sql.execute(
    'UPDATE one_time_code SET attempts_left = attempts_left - 1 WHERE id = ? AND attempts_left > 0',
    [codeId],
  );
  return affectedRows > 0;
}

/** Codes of a kind that still work, newest first. */
export async function listCodes(sql: Sql, kind: CodeKind): Promise<CodeRow[]> {
  return sql.query<CodeRow>(
    `SELECT ${COLUMNS} FROM one_time_code WHERE kind = ? AND expires_at > UTC_TIMESTAMP(3) AND uses_left > 0 AND ${IS_VOUCHED}
     ORDER BY id DESC LIMIT 200`,
    [kind],
  );
}

/** False when there is no such code. */
export async function deleteCode(sql: Sql, kind: CodeKind, codeId: number): Promise<boolean> {
  const { affectedRows } = await sql.execute('DELETE FROM one_time_code WHERE id = ? AND kind = ?', [codeId, kind]);
  return affectedRows > 0;
}

/** Ends all codes of a kind, or only those of one user. */
export async function deleteCodes(sql: Sql, kind: CodeKind, userId?: number): Promise<void> {
  if (userId === undefined) await sql.execute('DELETE FROM one_time_code WHERE kind = ?', [kind]);
  else await sql.execute('DELETE FROM one_time_code WHERE user_id = ? AND kind = ?', [userId, kind]);
}
