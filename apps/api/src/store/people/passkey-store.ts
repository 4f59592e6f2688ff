import { hash } from 'node:crypto';
import type { Passkey } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';

export interface StoredPasskey {
  id: number;
  userId: number;
  credentialId: string;
  publicKey: Buffer;
  counter: number;
  transports: string;
}

export interface NewPasskey {
  name: string;
  /** base64url */
  credentialId: string;
  publicKey: Uint8Array;
  counter: number;
  transports: readonly string[];
}

const digest = (credentialId: string): Buffer => hash('sha256', credentialId, 'buffer');

export async function listPasskeys(sql: Sql, userId: number): Promise<Passkey[]> {
  const rows = await sql.query<{ id: number; name: string; createdAt: Date; lastUsedAt: Date | null }>(
    'SELECT id, name, created_at, last_used_at FROM passkey WHERE user_id = ? ORDER BY id',
    [userId],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }));
}

/** Ids of a user's credentials, so that no authenticator is registered twice. */
export async function listCredentialIds(sql: Sql, userId: number): Promise<string[]> {
  const rows = await sql.query<{ credentialId: string }>('SELECT credential_id FROM passkey WHERE user_id = ?', [
    userId,
  ]);
  return rows.map(({ credentialId }) => credentialId);
}

/** @throws a duplicate key where the credential is registered already. */
export async function insertPasskey(sql: Sql, userId: number, passkey: NewPasskey): Promise<number> {
  const { name, credentialId, publicKey, counter, transports } = passkey;
  const { insertId } = await sql.execute(
    `INSERT INTO passkey (user_id, name, credential_hash, credential_id, public_key, counter, transports, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))`,
    [userId, name, digest(credentialId), credentialId, publicKey, counter, transports.join(',').slice(0, 200)],
  );
  return insertId;
}

export async function findPasskey(sql: Sql, credentialId: string): Promise<StoredPasskey | undefined> {
  const [row] = await sql.query<StoredPasskey>(
    'SELECT id, user_id, credential_id, public_key, counter, transports FROM passkey WHERE credential_hash = ?',
    [digest(credentialId)],
  );
  return row;
}

export async function notePasskeyUse(sql: Sql, passkeyId: number, counter: number): Promise<void> {
  await sql.execute('UPDATE passkey SET counter = ?, last_used_at = UTC_TIMESTAMP(3) WHERE id = ?', [
    counter,
    passkeyId,
  ]);
}

/** False when this user has no such passkey. */
export async function deletePasskey(sql: Sql, userId: number, passkeyId: number): Promise<boolean> {
  const { affectedRows } = await sql.execute('DELETE FROM passkey WHERE id = ? AND user_id = ?', [passkeyId, userId]);
  return affectedRows > 0;
}
