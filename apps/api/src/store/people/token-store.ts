import type { CreateToken, Role, Scope, Token } from '@goodshunter/contracts/api';
import type { Columns, Sql } from '@goodshunter/db';
import { ROLE } from './user-store.js';

/** Of the one user that the first start creates. */
const ADMIN_NAME = 'admin';

export interface TokenOwnerRow extends Columns<'api_token', 'id' | 'userId' | 'name' | 'scopes'> {
  role: Role;
  /** `read,hunt`; null: everything. */
  scopes: string | null;
  /** Its last use was noted more than a minute ago, or never. */
  isStale: number;
}

/** Whose token this is; undefined when it is unknown, expired or revoked, or its owner locked. By the index api_token_token_hash_key. */
export async function findTokenOwner(sql: Sql, tokenHash: Buffer): Promise<TokenOwnerRow | undefined> {
  const [row] = await sql.query<TokenOwnerRow>(
    `SELECT api_token.id, api_token.user_id, user.name, ${ROLE} AS role, api_token.scopes,
       COALESCE(api_token.last_used_at < UTC_TIMESTAMP(3) - INTERVAL 60 SECOND, 1) AS is_stale
     FROM api_token JOIN user ON user.id = api_token.user_id
     WHERE api_token.token_hash = ? AND api_token.revoked_at IS NULL AND user.is_disabled = 0
       AND (api_token.expires_at IS NULL OR api_token.expires_at > UTC_TIMESTAMP(3))`,
    [tokenHash],
  );
  return row;
}

export async function touchToken(sql: Sql, tokenId: number): Promise<void> {
  await sql.execute('UPDATE api_token SET last_used_at = UTC_TIMESTAMP(3) WHERE id = ?', [tokenId]);
}

/**
 * The admin whose token the file holds: the first one there is, else a new one. Its row is locked for the rest of the transaction, so that
 * of several replicas that start at once one after the other goes on. Resolves to its id.
 */
export async function lockAdmin(sql: Sql): Promise<number> {
  const [present] = await sql.query<{ id: number }>(
    `SELECT id FROM user WHERE ${ROLE} = 'admin' AND is_disabled = 0 ORDER BY id LIMIT 1 FOR UPDATE`,
  );
  if (present) return present.id;
  const { insertId } = await sql.execute(
    `INSERT INTO user (name, is_admin, created_at) VALUES (?, 1, UTC_TIMESTAMP(3))
     ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id)`,
    [ADMIN_NAME],
  );
  await sql.query('SELECT id FROM user WHERE id = ? FOR UPDATE', [insertId]);
  return insertId;
}

export async function insertToken(sql: Sql, userId: number, name: string, tokenHash: Buffer): Promise<void> {
  await sql.execute(
    'INSERT INTO api_token (user_id, name, token_hash, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))',
    [userId, name, tokenHash],
  );
}

export async function countTokens(sql: Sql, userId: number): Promise<number> {
  const [row] = await sql.query<{ tokens: number }>(
    'SELECT COUNT(*) AS tokens FROM api_token WHERE user_id = ? AND revoked_at IS NULL',
    [userId],
  );
  return row?.tokens ?? 0;
}

export async function revokeTokens(sql: Sql, userId: number): Promise<void> {
  await sql.execute('UPDATE api_token SET revoked_at = UTC_TIMESTAMP(3) WHERE user_id = ? AND revoked_at IS NULL', [
    userId,
  ]);
}

interface TokenRow extends Columns<'api_token', 'id' | 'name' | 'scopes' | 'createdAt' | 'expiresAt' | 'lastUsedAt'> {}

/** Tokens of a user that are not revoked, newest first. */
export async function listTokens(sql: Sql, userId: number): Promise<Token[]> {
  const rows = await sql.query<TokenRow>(
    `SELECT id, name, scopes, created_at, expires_at, last_used_at FROM api_token
     WHERE user_id = ? AND revoked_at IS NULL ORDER BY id DESC LIMIT 500`,
    [userId],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes === null ? null : readScopes(row.scopes),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }));
}

export async function createToken(sql: Sql, userId: number, token: CreateToken, tokenHash: Buffer): Promise<number> {
  const { insertId } = await sql.execute(
    `INSERT INTO api_token (user_id, name, token_hash, scopes, expires_at, created_at)
     VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(3))`,
    [userId, token.name, tokenHash, token.scopes.join(','), token.expiresAt == null ? null : new Date(token.expiresAt)],
  );
  return insertId;
}

/** False when this user has no such token. */
export async function revokeToken(sql: Sql, userId: number, tokenId: number): Promise<boolean> {
  const { affectedRows } = await sql.execute(
    'UPDATE api_token SET revoked_at = UTC_TIMESTAMP(3) WHERE id = ? AND user_id = ? AND revoked_at IS NULL',
    [tokenId, userId],
  );
  return affectedRows > 0;
}

export function readScopes(text: string): Scope[] {
  return text.split(',').filter((part): part is Scope => part === 'read' || part === 'hunt' || part === 'admin');
}
