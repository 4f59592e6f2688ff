import type { Sql } from '@goodshunter/db';

/** These are out, with what the service said. */
export async function markSent(sql: Sql, ids: readonly number[], answer: string): Promise<void> {
  if (ids.length === 0) return;
  await sql.later(
    "UPDATE delivery SET state = 'sent', sent_at = UTC_TIMESTAMP(3), answer = ? WHERE id IN (?) AND state <> 'sent'",
    [answer.slice(0, 500), ids],
  );
}

/** Not taken: it is tried again, or given up for good. */
export async function markFailed(
  sql: Sql,
  ids: readonly number[],
  answer: string,
  { isGivenUp, isSpent }: { isGivenUp: boolean; isSpent: boolean },
): Promise<void> {
  await sql.later(
    `UPDATE delivery SET state = ?, answer = ?${isSpent ? '' : ', attempt = attempt - 1'} WHERE id IN (?) AND state = 'pending'`,
    [isGivenUp ? 'dead' : 'pending', answer.slice(0, 500), ids],
  );
}

/** Closed and never begun: it is as if it had not been tried. */
export async function markUntried(sql: Sql, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await sql.later("UPDATE delivery SET attempt = attempt - 1 WHERE id IN (?) AND state = 'pending'", [ids]);
}
