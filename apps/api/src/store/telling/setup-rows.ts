import { createHash } from 'node:crypto';
import type { Columns, Sql } from '@goodshunter/db';

export interface SetupRow extends Columns<'channel_setup', 'id' | 'userId' | 'kind' | 'found' | 'tries' | 'expiresAt'> {
  /** `config` completes a channel; `isProved`: by the code, or by who followed the link. */
  found: { config: Record<string, unknown>; label: string; isProved: boolean } | null;
  isExpired: number;
}

const COLUMNS = `id, user_id AS userId, kind, found, tries, expires_at <= UTC_TIMESTAMP(3) AS isExpired, expires_at AS expiresAt`;

/** Codes of different set-ups may be alike, so each is kept with whom it is for. */
export function hashCode(code: string, ...about: readonly string[]): Buffer {
  return createHash('sha256')
    .update([code, ...about].join('\n'))
    .digest();
}

/** Begins one; older ones of this person and kind end, and so do all that are long over. */
export async function insertSetup(
  sql: Sql,
  {
    userId,
    kind,
    codeHash,
    found,
    minutes,
  }: { userId: number; kind: string; codeHash: Buffer; found: SetupRow['found']; minutes: number },
): Promise<number> {
  await sql.execute(
    'DELETE FROM channel_setup WHERE (user_id = ? AND kind = ?) OR expires_at < UTC_TIMESTAMP(3) - INTERVAL 1 DAY',
    [userId, kind],
  );
  const { insertId } = await sql.execute(
    `INSERT INTO channel_setup (user_id, kind, code_hash, found, expires_at)
     VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3) + INTERVAL ? MINUTE)`,
    [userId, kind, codeHash, found === null ? null : JSON.stringify(found), minutes],
  );
  return insertId;
}

export async function readSetup(sql: Sql, userId: number, id: number): Promise<SetupRow | undefined> {
  const [row] = await sql.query<SetupRow>(`SELECT ${COLUMNS} FROM channel_setup WHERE id = ? AND user_id = ?`, [
    id,
    userId,
  ]);
  return row && parse(row);
}

/** Counts a try and says whether the code is the one; after `most` tries nothing is. */
export async function tryCode(sql: Sql, id: number, codeHash: Buffer, most: number): Promise<boolean> {
  await sql.execute('UPDATE channel_setup SET tries = tries + 1 WHERE id = ?', [id]);
  const { affectedRows } = await sql.execute(
    `UPDATE channel_setup SET found = JSON_SET(found, '$.isProved', TRUE)
     WHERE id = ? AND code_hash = ? AND tries <= ? AND expires_at > UTC_TIMESTAMP(3)`,
    [id, codeHash, most],
  );
  return affectedRows > 0;
}

/** Somebody followed the link that carries this code. False: nobody waits for it. */
export async function finishByCode(
  sql: Sql,
  kind: string,
  codeHash: Buffer,
  found: NonNullable<SetupRow['found']>,
): Promise<boolean> {
  const { affectedRows } = await sql.execute(
    'UPDATE channel_setup SET found = ? WHERE kind = ? AND code_hash = ? AND found IS NULL AND expires_at > UTC_TIMESTAMP(3)',
    [JSON.stringify(found), kind, codeHash],
  );
  return affectedRows > 0;
}

/** Whether anybody waits for a link of this kind to be followed. */
export async function isAwaited(sql: Sql, kind: string): Promise<boolean> {
  const rows = await sql.query(
    'SELECT id FROM channel_setup WHERE kind = ? AND found IS NULL AND expires_at > UTC_TIMESTAMP(3) LIMIT 1',
    [kind],
  );
  return rows.length > 0;
}

/** One of all replicas holds it; it is renewed by asking again. */
export async function holdLease(sql: Sql, name: string, owner: string, seconds: number): Promise<boolean> {
  await sql.execute(
    `INSERT INTO lease (name, owner, expires_at) VALUES (?, ?, UTC_TIMESTAMP(3) + INTERVAL ? SECOND)
     ON DUPLICATE KEY UPDATE owner = IF(expires_at <= UTC_TIMESTAMP(3), VALUES(owner), owner),
       expires_at = IF(owner = VALUES(owner), VALUES(expires_at), expires_at)`,
    [name, owner, seconds],
  );
  const [row] = await sql.query<{ owner: string }>('SELECT owner FROM lease WHERE name = ?', [name]);
  return row?.owner === owner;
}

function parse(row: SetupRow): SetupRow {
  return { ...row, found: typeof row.found === 'string' ? JSON.parse(row.found) : row.found };
}
