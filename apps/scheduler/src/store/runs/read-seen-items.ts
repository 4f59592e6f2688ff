import { parseJson, type Sql } from '@goodshunter/db';
import { ITEM_DIGEST_SQL } from '../../diff/digest-item.js';
import type { SeenItem } from '../../diff/seen-item.js';
import type { Told } from '../../diff/tell-changes.js';

interface SeenRow
  extends Omit<SeenItem, 'isMatch' | 'isFromBaseline' | 'isListedLongAgo' | 'variantPrices' | 'told' | 'entry'> {
  isMatch: number;
  isFromBaseline: number;
  isListedLongAgo: number;
  variantPrices: unknown;
  told: unknown;
  entryTitle: string | null;
  entryUrl: string | null;
  entryAtS: number | string | null;
}

const SELECT_SEEN = `SELECT ti.item_id AS itemId, i.source_key AS \`key\`, i.former_key AS formerKey, i.sku, i.gtin, ti.price, ti.currency,
  ti.availability, ti.is_match AS isMatch, ti.misses, ti.variant_prices AS variantPrices, ti.told,
  ti.listed_at < UTC_TIMESTAMP(3) - INTERVAL 30 DAY AS isListedLongAgo,
  ti.first_seen_at <= COALESCE((SELECT baseline_at FROM task WHERE id = ?), '9999-12-31') AS isFromBaseline,
  ${ITEM_DIGEST_SQL} AS itemDigest, i.price AS itemPrice, i.currency AS itemCurrency, i.availability AS itemAvailability,
  IF(i.source = 'feed', i.title, NULL) AS entryTitle, IF(i.source = 'feed', i.url, NULL) AS entryUrl,
  IF(i.source = 'feed', FLOOR(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', i.published_at) / 1000000), NULL) AS entryAtS
  FROM task_item ti JOIN item i ON i.id = ti.item_id WHERE ti.task_id = ? ORDER BY ti.item_id DESC`;

/** Everything a task has seen, newest first. Only whoever holds the task's token changes these rows, so no lock is needed. */
export async function readSeenItems(sql: Sql, taskId: number): Promise<SeenItem[]> {
  const rows = await sql.query<SeenRow>(SELECT_SEEN, [taskId, taskId]);
  return rows.map(({ entryTitle, entryUrl, entryAtS, ...row }) => ({
    ...row,
    entry:
      entryTitle === null || entryUrl === null
        ? null
        : { title: entryTitle, url: entryUrl, atS: entryAtS === null ? null : Number(entryAtS) },
    isMatch: row.isMatch !== 0,
    isFromBaseline: row.isFromBaseline !== 0,
    isListedLongAgo: row.isListedLongAgo !== 0,
    variantPrices: parseJson<NonNullable<SeenItem['variantPrices']>>(row.variantPrices),
    told: parseJson<Told>(row.told),
  }));
}
