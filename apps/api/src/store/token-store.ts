import type { Sql } from '@goodshunter/db';

/** Of the one user that the first start creates. */
const ADMIN_NAME = 'admin';

/** Whose token this is; undefined when it is unknown or revoked. By the index api_token_token_hash_key. */
export async function findTokenOwner(sql: Sql, tokenHash: Buffer): Promise<number | undefined> {
  const [row] = await sql.query<{ user_id: number }>(
    'SELECT user_id FROM api_token WHERE token_hash = ? AND revoked_at IS NULL',
    [tokenHash],
  );
  return row?.user_id;
}

/**
 * Creates the admin if there is none, and locks its row for the rest of the transaction, so that of several replicas that
 * start at once one after the other goes on. Resolves to its id.
 */
export async function lockAdmin(sql: Sql): Promise<number> {
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
