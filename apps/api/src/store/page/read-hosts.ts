import type { SystemState } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';

const MOST = 50;
/** A pace is kept in 64ths of the rate. */
const FULL_PACE = 64;

interface Row {
  host: string;
  hunts: number;
  failing: number;
  reason: string | null;
  pace: number | null;
}

/** Hosts whose hunts do not look well, and those that are asked less often than they might be; worst first. */
export async function readHostTroubles(sql: Sql): Promise<SystemState['hosts']> {
  const rows = await sql.query<Row>(
    `SELECT hosts.host, hosts.hunts, hosts.failing, hosts.reason, budget.pace FROM (
       SELECT SUBSTRING_INDEX(SUBSTRING_INDEX(SUBSTRING_INDEX(JSON_UNQUOTE(JSON_EXTRACT(query, '$.url')), '://', -1), '/', 1), '?', 1) AS host,
         COUNT(*) AS hunts, CAST(SUM(health NOT IN ('ok', 'pending')) AS SIGNED) AS failing,
         MAX(IF(health NOT IN ('ok', 'pending'), health, NULL)) AS reason
       FROM task WHERE state = 'active' AND JSON_EXTRACT(query, '$.url') IS NOT NULL GROUP BY host) hosts
     LEFT JOIN host_budget budget ON budget.host = hosts.host
     WHERE hosts.failing > 0 OR budget.pace < ? ORDER BY hosts.failing DESC, hosts.hunts DESC LIMIT ?`,
    [FULL_PACE, MOST],
  );
  return rows.map(({ pace, ...row }) => ({ ...row, pace: pace === null ? null : pace / FULL_PACE }));
}
