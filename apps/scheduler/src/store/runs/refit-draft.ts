import { type Columns, parseJson, type Sql } from '@goodshunter/db';
import { createMatcher } from '@goodshunter/matcher';
import type { ListingDiff } from '../../diff/listing-diff.js';
import type { ClaimedTask } from '../tasks/read-claimed-task.js';

interface FilterRow extends Columns<'task', 'keyword' | 'minPrice' | 'maxPrice' | 'currency' | 'excludeKeywords'> {}

/**
 * Marks a draft's first listing by its filters as they are now: they may have changed while it looked, which revokes no draft.
 * Its row is locked by the save.
 */
export async function refitDraft(sql: Sql, task: ClaimedTask, diff: ListingDiff): Promise<void> {
  const [row] = await sql.query<FilterRow>(
    `SELECT keyword, min_price AS minPrice, max_price AS maxPrice, currency, exclude_keywords AS excludeKeywords
     FROM task WHERE id = ?`,
    [task.id],
  );
  if (!row) return;
  const now = { ...row, excludeKeywords: parseJson<string[]>(row.excludeKeywords) ?? [] };
  const { keyword, minPrice, maxPrice, currency, excludeKeywords } = task;
  if (
    JSON.stringify(filtersOf(now)) ===
    JSON.stringify(filtersOf({ keyword, minPrice, maxPrice, currency, excludeKeywords }))
  )
    return;
  const matcher = createMatcher(now);
  const items = new Map(diff.items.map((item) => [item.key, item]));
  for (const change of diff.taskItems) {
    const item = items.get(change.key);
    if (!item) continue;
    const price = change.price === null ? undefined : { amountMinor: change.price, currency: change.currency };
    change.isMatch = matcher.fitsText(item) && matcher.fitsPrice(price);
  }
}

const filtersOf = (hunt: Omit<FilterRow, 'excludeKeywords'> & { excludeKeywords: string[] }): unknown[] => [
  hunt.keyword,
  hunt.minPrice,
  hunt.maxPrice,
  hunt.currency,
  hunt.excludeKeywords,
];
