import type { Columns, Sql } from '@goodshunter/db';
import { createMatcher, type Hunt } from '@goodshunter/matcher';

interface SeenRow extends Columns<'task_item', 'itemId' | 'price' | 'currency' | 'isMatch'> {
  title: string;
  description: string | null;
}

const ROWS_PER_STATEMENT = 500;

/** Marks what a task has seen by other filters, in the transaction that locks it: no look, and nothing told. */
export async function refitItems(sql: Sql, taskId: number, hunt: Hunt): Promise<void> {
  const matcher = createMatcher(hunt);
  const rows = await sql.query<SeenRow>(
    `SELECT ti.item_id AS itemId, i.title, i.description, ti.price, ti.currency, ti.is_match AS isMatch
     FROM task_item ti JOIN item i ON i.id = ti.item_id WHERE ti.task_id = ?`,
    [taskId],
  );
  const changed: Record<0 | 1, number[]> = { 0: [], 1: [] };
  for (const { itemId, title, description, price, currency, isMatch } of rows) {
    const listing = { title, ...(description === null ? {} : { description }) };
    const fits = matcher.fits(listing, price === null ? undefined : { amountMinor: price, currency });
    if (fits !== Boolean(isMatch)) changed[fits ? 1 : 0].push(itemId);
  }
  for (const isMatch of [0, 1] as const) {
    for (let start = 0; start < changed[isMatch].length; start += ROWS_PER_STATEMENT) {
      const ids = changed[isMatch].slice(start, start + ROWS_PER_STATEMENT);
      await sql.execute('UPDATE task_item SET is_match = ? WHERE task_id = ? AND item_id IN (?)', [
        isMatch,
        taskId,
        ids,
      ]);
    }
  }
}
