import type { AuditEntry } from '@goodshunter/contracts/api';
import type { Columns, Sql } from '@goodshunter/db';

const KEEP_DAYS = 90;
const PAGE = 100;
const MOST_PRUNED = 1000;

export interface NewAuditEntry {
  userId: number | null;
  userName: string;
  action: string;
  isRefused: boolean;
  detail: string;
  address: string;
  agent: string;
}

export async function insertAudit(sql: Sql, entry: NewAuditEntry): Promise<void> {
  await sql.execute(
    `INSERT INTO audit (at, user_id, user_name, action, is_refused, detail, address, agent)
     VALUES (UTC_TIMESTAMP(3), ?, ?, ?, ?, ?, ?, ?)`,
    [
      entry.userId,
      entry.userName.slice(0, 100),
      entry.action,
      entry.isRefused,
      entry.detail.slice(0, 300),
      entry.address.slice(0, 45),
      entry.agent.slice(0, 200),
    ],
  );
}

interface AuditRow
  extends Columns<
    'audit',
    'id' | 'at' | 'userId' | 'userName' | 'action' | 'isRefused' | 'detail' | 'address' | 'agent'
  > {}

/** Newest first, at most 100. */
export async function listAudit(sql: Sql, before: number | undefined): Promise<AuditEntry[]> {
  const rows = await sql.query<AuditRow>(
    `SELECT id, at, user_id, user_name, action, is_refused, detail, address, agent FROM audit
     ${before === undefined ? '' : 'WHERE id < ?'} ORDER BY id DESC LIMIT ?`,
    before === undefined ? [PAGE] : [before, PAGE],
  );
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    userId: row.userId,
    userName: row.userName,
    action: row.action,
    isRefused: Boolean(row.isRefused),
    detail: row.detail,
    address: row.address,
    agent: row.agent,
  }));
}

/** Deletes a portion of what is over: audit entries after 90 days, sessions and codes when they have expired. */
export async function prunePeople(sql: Sql): Promise<void> {
  await sql.execute('DELETE FROM audit WHERE at < UTC_TIMESTAMP(3) - INTERVAL ? DAY LIMIT ?', [KEEP_DAYS, MOST_PRUNED]);
  await sql.execute('DELETE FROM session WHERE expires_at < UTC_TIMESTAMP(3) LIMIT ?', [MOST_PRUNED]);
  await sql.execute('DELETE FROM one_time_code WHERE expires_at < UTC_TIMESTAMP(3) LIMIT ?', [MOST_PRUNED]);
}
