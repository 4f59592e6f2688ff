import type { Sql } from '@goodshunter/db';
import {
  FIRST_BACKOFF_MS,
  FORGET_MS,
  FORGET_SLOWED_MS,
  FULL_PACE,
  type HostMove,
  type HostParameters,
  type HostStore,
  LEAST_PACE,
  LONGEST_BACKOFF_MS,
  LONGEST_LINE_MS,
  toParameters,
} from '../../hosts/host-store.js';

/** The answer is one number, as `LAST_INSERT_ID` brings it back: the wait, the cost (22 bits) and whether it is slowed (one bit). */
const COST_RANGE = 2 ** 22;

/**
 * Settles what is over and asks for more, by one statement. Assignments are made from left to right, so that each column is a
 * variable for those after it. Nothing here is unsigned, as differences may be negative. The rules are those of redis-host-store.ts.
 */
const EXCHANGE = `UPDATE host_budget SET
  asked_ms = FLOOR(UNIX_TIMESTAMP(NOW(3)) * 1000),
  pace = IF(:slowing = 1, GREATEST(${LEAST_PACE}, pace DIV 2), LEAST(${FULL_PACE}, pace + :successes)),
  delay_ms = IF(:delay >= 0, :delay, delay_ms),
  failures = IF(:threshold > 0, LEAST(failures, 1000) + 1, IF(:successes > 0, 0, failures)),
  not_before_ms = IF(:threshold = 0, not_before_ms, GREATEST(not_before_ms, asked_ms + GREATEST(:retryAfter, IF(failures < :threshold, 0,
    LEAST(${LONGEST_BACKOFF_MS}, ${FIRST_BACKOFF_MS} * POW(2, LEAST(20, CAST(failures AS SIGNED) - :threshold))))))),
  cost_ms = CEIL(GREATEST(:gap, delay_ms) * ${FULL_PACE} / pace),
  wait_ms = IF(:wanted = 0, 0, GREATEST(0, not_before_ms - asked_ms,
    GREATEST(full_ms - :refund, asked_ms) + (:excess + :wanted) * cost_ms - asked_ms - GREATEST(:window, :wanted * cost_ms),
    GREATEST(day_full_ms - :dayRefund, asked_ms) + (:excess + :wanted) * :dayGap - asked_ms - GREATEST(:dayWindow, :wanted * :dayGap))),
  full_ms = GREATEST(full_ms - :refund, asked_ms) + (:excess + IF(wait_ms = 0, :wanted, 0)) * cost_ms,
  day_full_ms = GREATEST(day_full_ms - :dayRefund, asked_ms) + (:excess + IF(wait_ms = 0, :wanted, 0)) * :dayGap,
  line_ms = IF(wait_ms = 0, line_ms,
    LEAST(GREATEST(line_ms, asked_ms + wait_ms), asked_ms + wait_ms + ${LONGEST_LINE_MS}) + GREATEST(cost_ms, :dayGap)),
  forget_ms = GREATEST(full_ms, day_full_ms, not_before_ms, line_ms) + IF(pace < ${FULL_PACE} OR failures > 0, ${FORGET_SLOWED_MS}, ${FORGET_MS}),
  answer = LAST_INSERT_ID(
    (IF(wait_ms = 0, 0, line_ms - GREATEST(cost_ms, :dayGap) - asked_ms) * ${COST_RANGE} + LEAST(cost_ms, ${COST_RANGE - 1})) * 2
    + IF(pace < ${FULL_PACE} OR failures > 0, 1, 0))
  WHERE host = :host`;
const NAMES: string[] = [];
const SQL = EXCHANGE.replaceAll(/:([a-zA-Z]+)/g, (_match, name: string) => {
  NAMES.push(name);
  return '?';
});

/** Budgets of hosts in the database: one statement, and two more for a host that is new. */
export function createRowsHostStore(sql: Sql): HostStore {
  async function exchange(move: HostMove): Promise<number> {
    const values: HostParameters & { host: string } = { ...toParameters(move), host: move.host };
    const params = NAMES.map((name) => values[name as keyof typeof values]);
    for (;;) {
      const { affectedRows, insertId } = await sql.execute(SQL, params);
      if (affectedRows > 0) return insertId;
      await sql.execute('INSERT IGNORE INTO host_budget (host) VALUES (?)', [move.host]);
    }
  }

  return {
    name: 'rows',
    async exchange(move) {
      const answer = await exchange(move);
      const rest = Math.floor(answer / 2);
      return { waitMs: Math.floor(rest / COST_RANGE), costMs: rest % COST_RANGE, isSlowed: answer % 2 === 1 };
    },
  };
}
