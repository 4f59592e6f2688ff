import type { Evidence } from '@goodshunter/contracts/crawl';
import type { Sql } from '@goodshunter/db';

/** Keeps what a look saw that found nothing, in place of what the look before saw; in the transaction that saves its run. */
export async function saveEvidence(sql: Sql, taskId: number, evidence: Evidence | undefined): Promise<void> {
  if (!evidence) return;
  const { url, httpStatus = null, title, text } = evidence;
  await sql.later(
    'REPLACE INTO evidence (task_id, seen_at, url, http_status, title, text) VALUES (?, UTC_TIMESTAMP(3), ?, ?, ?, ?)',
    [taskId, url, httpStatus, title, text],
  );
}
