import type { Database, Sql } from '@goodshunter/db';
import { countTokens, findTokenOwner, insertToken, lockAdmin, revokeTokens } from '../store/people/token-store.js';
import { readSecretFile, writeSecretFile } from './secret-file.js';
import { createToken, hashToken } from './token-service.js';

/**
 * `created`: the file has a new token. `kept`: it had a valid one. `lost`: the admin has a token, but the file has not; it
 * was shown once and cannot be shown again, only replaced ({@link resetAdminToken}).
 */
export type AdminTokenState = 'created' | 'kept' | 'lost';

/**
 * Sees to it that there is one admin, whose token its owner finds in `tokenFile` (mode 0600). Any number of replicas may
 * start at once: the admin's row is locked until one has written file and token, the others find both. The file is written
 * before the commit: a crash in between leaves a token that is worth nothing, and the next start writes another.
 * @throws {SecretFileError} when the file cannot be written; then nothing is stored.
 */
export async function ensureAdmin(database: Database, tokenFile: string): Promise<AdminTokenState> {
  return database.transaction(async (sql) => {
    const adminId = await lockAdmin(sql);
    const present = await readSecretFile(tokenFile);
    if (present !== undefined && (await findTokenOwner(sql, hashToken(present))) !== undefined) return 'kept';
    if ((await countTokens(sql, adminId)) > 0) return 'lost';
    await issueToken(sql, adminId, tokenFile);
    return 'created';
  });
}

/** Writes a further token of the admin to `tokenFile`; those that others use go on working. @throws as {@link ensureAdmin} */
export async function addAdminToken(database: Database, tokenFile: string): Promise<void> {
  await database.transaction(async (sql) => issueToken(sql, await lockAdmin(sql), tokenFile));
}

/** Revokes all tokens of the admin and writes a new one to `tokenFile`. @throws as {@link ensureAdmin} */
export async function resetAdminToken(database: Database, tokenFile: string): Promise<void> {
  await database.transaction(async (sql) => {
    const adminId = await lockAdmin(sql);
    await revokeTokens(sql, adminId);
    await issueToken(sql, adminId, tokenFile);
  });
}

async function issueToken(sql: Sql, adminId: number, tokenFile: string): Promise<void> {
  const { token, tokenHash } = createToken();
  await writeSecretFile(tokenFile, token);
  await insertToken(sql, adminId, 'first admin token', tokenHash);
}
