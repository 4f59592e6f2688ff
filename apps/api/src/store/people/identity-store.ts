import { hash } from 'node:crypto';
import type { Sql } from '@goodshunter/db';

/** A subject is unique at its issuer only. */
const digest = (issuer: string, subject: string): Buffer => hash('sha256', `${issuer}\0${subject}`, 'buffer');

/** Whose account at a provider this is; undefined when it is nobody's here. */
export async function findIdentity(sql: Sql, issuer: string, subject: string): Promise<number | undefined> {
  const [row] = await sql.query<{ userId: number }>('SELECT user_id FROM identity WHERE subject_hash = ?', [
    digest(issuer, subject),
  ]);
  return row?.userId;
}

export async function insertIdentity(sql: Sql, userId: number, issuer: string, subject: string): Promise<void> {
  await sql.execute(
    `INSERT INTO identity (user_id, issuer, subject_hash, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))
     ON DUPLICATE KEY UPDATE issuer = VALUES(issuer)`,
    [userId, issuer.slice(0, 500), digest(issuer, subject)],
  );
}
