import type { Columns, Sql } from '@goodshunter/db';
import { exchangeByRules, type HostState, type LowPoint } from '../../hosts/host-rules.js';
import { FORGET_MS, FORGET_SLOWED_MS, type HostAnswer, type HostMove, type HostStore } from '../../hosts/host-store.js';
import { type HostTurns, NO_TURNS, type OwnerTurns } from '../../hosts/turns-by-owner.js';

interface HostRow
  extends Columns<
    'host_budget',
    'fullMs' | 'dayFullMs' | 'pace' | 'delayMs' | 'failures' | 'notBeforeMs' | 'askedMs' | 'lows' | 'turns' | 'version'
  > {
  now: number;
}

// SYSDATE is the time when the row is read, NOW that when the statement began: on a starved server others may have written in between.
const SELECT_HOST = `SELECT full_ms, day_full_ms, pace, delay_ms, failures, not_before_ms, asked_ms, lows, turns, version,
  CAST(FLOOR(UNIX_TIMESTAMP(SYSDATE(3)) * 1000) AS SIGNED) AS now FROM host_budget WHERE host = ?`;
// Releases before this column count no versions, but each of their exchanges moves `asked_ms` or the bucket.
const UPDATE_HOST = `UPDATE host_budget SET full_ms = ?, day_full_ms = ?, pace = ?, delay_ms = ?, failures = ?, not_before_ms = ?, cost_ms = ?, lows = ?,
  turns = ?, asked_ms = ?, forget_ms = ?, version = version + 1 WHERE host = ? AND version = ? AND asked_ms = ? AND full_ms = ?`;

/**
 * Budgets of hosts in the database: a row is read, judged by the rules and written unless somebody was quicker, else read again. No
 * lock is held between the two, and within a process a host's exchanges take turns.
 */
export function createRowsHostStore(sql: Sql): HostStore {
  const underWay = new Map<string, Promise<unknown>>();

  async function exchange(move: HostMove): Promise<HostAnswer> {
    for (;;) {
      const [row] = await sql.query<HostRow>(SELECT_HOST, [move.host]);
      if (row === undefined) {
        await sql.execute('INSERT IGNORE INTO host_budget (host) VALUES (?)', [move.host]);
        continue;
      }
      const { state, answer } = exchangeByRules(readState(row), move, row.now);
      const { affectedRows } = await sql.execute(UPDATE_HOST, [...toValues(state, answer), move.host, ...seen(row)]);
      if (affectedRows > 0) return answer;
    }
  }

  return {
    name: 'rows',
    async exchange(move) {
      const before = underWay.get(move.host);
      const mine = (before ?? Promise.resolve()).catch(() => {}).then(() => exchange(move));
      underWay.set(move.host, mine);
      try {
        return await mine;
      } finally {
        if (underWay.get(move.host) === mine) underWay.delete(move.host);
      }
    },
  };
}

const seen = ({ version, askedMs, fullMs }: HostRow) => [version, askedMs, fullMs];

function toValues(
  { lows, turns, ...state }: HostState,
  { isSlowed, atMs, costMs }: HostAnswer,
): (string | number | null)[] {
  const { full, dayFull, pace, delay, failures, notBefore } = state;
  const lastTurn = Math.max(0, ...turns.owners.map(({ line }) => line));
  const forget = Math.max(full, dayFull, notBefore, lastTurn) + (isSlowed ? FORGET_SLOWED_MS : FORGET_MS);
  return [full, dayFull, pace, delay, failures, notBefore, costMs, writeLows(lows), writeTurns(turns), atMs, forget];
}

function readState(row: HostRow): HostState {
  return {
    full: row.fullMs,
    dayFull: row.dayFullMs,
    pace: row.pace,
    delay: row.delayMs,
    failures: row.failures,
    notBefore: row.notBeforeMs,
    lows: readLows(row.lows),
    turns: readTurns(row.turns),
  };
}

function writeLows(lows: readonly LowPoint[]): string {
  return lows.map(({ at, low }) => `${at} ${low}`).join();
}

function readLows(text: string | null): LowPoint[] {
  return readNumbers(text).map(([at = 0, low = 0]) => ({ at, low }));
}

/** As fields `served` and `owners` of the host's key in Redis, one after the other. */
function writeTurns({ served, owners }: HostTurns): string | null {
  if (owners.length === 0) return null;
  const each = owners.map(({ owner, served: had, line, keptUntil, need }) =>
    [owner, had, line, keptUntil, need].join(' '),
  );
  return [served, ...each].join();
}

function readTurns(text: string | null): HostTurns {
  const [first, ...others] = readNumbers(text);
  if (first === undefined) return NO_TURNS;
  const owners = others.map(
    ([owner = 0, served = 0, line = 0, keptUntil = 0, need = 0]): OwnerTurns => ({
      owner,
      served,
      line,
      keptUntil,
      need,
    }),
  );
  return { served: first[0] ?? 0, owners };
}

function readNumbers(text: string | null): number[][] {
  return text ? text.split(',').map((part) => part.split(' ').map(Number)) : [];
}
