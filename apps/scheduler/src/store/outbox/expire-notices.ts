import { type Sql, toMicroseconds } from '@goodshunter/db';

const ROWS_PER_STATEMENT = 500;

/** Gives up what waited longer than `maxAgeMs` for a channel that is switched off or takes nothing; says how much. */
export async function expireNotices(sql: Sql, maxAgeMs: number, stop: AbortSignal): Promise<number> {
  let expired = 0;
  for (const statement of [
    "UPDATE notice SET ended = 'expired', due_at = NULL WHERE due_at IS NOT NULL AND created_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND ORDER BY created_at LIMIT ?",
    "UPDATE delivery SET state = 'dead', answer = CONCAT('given up: it waited too long', COALESCE(CONCAT(' (', LEFT(answer, 400), ')'), '')) WHERE state = 'pending' AND created_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND ORDER BY created_at LIMIT ?",
  ]) {
    for (let page = ROWS_PER_STATEMENT; page === ROWS_PER_STATEMENT && !stop.aborted; expired += page) {
      page = (await sql.execute(statement, [toMicroseconds(maxAgeMs), ROWS_PER_STATEMENT])).affectedRows;
    }
  }
  return expired;
}
