import { API_HOSTS } from '@goodshunter/contracts/sources';
import type { Columns, Sql } from '@goodshunter/db';

/** A host that active hunts look at. */
export interface HostHunts {
  host: string;
  hunts: number;
  failing: number;
  /** The most frequent of those; null: none fails. */
  reason: string | null;
}

interface Row {
  source: string;
  host: string | null;
  health: string;
  hunts: number;
}

const API_HOST_OF = new Map<string, string>(Object.entries(API_HOSTS));
const WELL = new Set(['ok', 'pending']);

/** All of them. It reads every active hunt, some 30 ms for 10,000: for an operator's page, not for everybody's. */
export async function readHostHunts(sql: Sql): Promise<HostHunts[]> {
  const rows = await sql.query<Row>(
    `SELECT source, health, COUNT(*) AS hunts,
       SUBSTRING_INDEX(SUBSTRING_INDEX(SUBSTRING_INDEX(JSON_UNQUOTE(JSON_EXTRACT(query, '$.url')), '://', -1), '/', 1), '?', 1) AS host
     FROM task WHERE state = 'active' GROUP BY source, host, health`,
  );
  const found = new Map<string, HostHunts & { most: number }>();
  for (const { source, health, hunts, ...row } of rows) {
    const host = API_HOST_OF.get(source) ?? row.host?.toLowerCase();
    if (host === undefined || host === '') continue;
    const known = found.get(host) ?? { host, hunts: 0, failing: 0, reason: null, most: 0 };
    found.set(host, known);
    known.hunts += hunts;
    if (WELL.has(health)) continue;
    known.failing += hunts;
    if (hunts > known.most) Object.assign(known, { reason: health, most: hunts });
  }
  return [...found.values()].map(({ most: _most, ...host }) => host);
}

/** What is kept of a host's budget, in ms; its pace in 64ths. */
export type HostBudget = Columns<'host_budget', 'pace' | 'failures' | 'delayMs' | 'notBeforeMs' | 'costMs'>;

/** As schedulers keep them in rows while Redis is away or switched off. */
export async function readBudgetRows(sql: Sql, hosts: readonly string[]): Promise<Map<string, HostBudget>> {
  if (hosts.length === 0) return new Map();
  const rows = await sql.query<HostBudget & { host: string }>(
    'SELECT host, pace, failures, delay_ms, not_before_ms, cost_ms FROM host_budget WHERE host IN (?)',
    [[...hosts]],
  );
  return new Map(rows.map(({ host, ...budget }) => [host, budget]));
}
