import { toMicroseconds } from '@goodshunter/db';
import { deleteByIds, type HistoryWork, walkIds } from './history-work.js';

/**
 * What of a day that is over for long says nothing more: neither its last price, which is where the next day begins, nor its lowest in its
 * currency, and so never the lowest of all. Whole days of UTC, so that a day is thinned once and for all.
 */
const SUPERFLUOUS = `SELECT id FROM (
    SELECT id,
      ROW_NUMBER() OVER (PARTITION BY item_id, currency, DATE(observed_at) ORDER BY price, observed_at) AS by_price,
      ROW_NUMBER() OVER (PARTITION BY item_id, DATE(observed_at) ORDER BY observed_at DESC) AS by_time
    FROM price_point
    WHERE item_id BETWEEN ? AND ? AND observed_at < DATE(UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND)
  ) AS old WHERE by_price > 1 AND by_time > 1`;
const DELETE = 'DELETE FROM price_point WHERE id IN (?)';

/** Keeps each day's lowest and last price of what is older than `detailMs`. Answers how many points are gone. */
export async function thinPrices(work: HistoryWork, detailMs: number): Promise<number> {
  let thinned = 0;
  await walkIds(work, 'item', async (fromId, toId) => {
    const rows = await work.sql.query<{ id: number }>(SUPERFLUOUS, [fromId, toId, toMicroseconds(detailMs)]);
    thinned += await deleteByIds(
      work,
      DELETE,
      rows.map(({ id }) => id),
    );
  });
  return thinned;
}
