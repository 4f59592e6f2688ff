import type { KnownProduct } from '@goodshunter/contracts/crawl';
import type { Columns, Sql } from '@goodshunter/db';

interface KnownRow
  extends Columns<'item', 'title' | 'url' | 'imageUrl' | 'sku' | 'gtin'>,
    Columns<'task_item', 'price' | 'currency'> {}

/** The product that a task of one page watches, as its last good look saw it; undefined before that. */
export async function readKnownProduct(sql: Sql, taskId: number): Promise<KnownProduct | undefined> {
  const [row] = await sql.query<KnownRow>(
    `SELECT i.title, i.url, i.image_url AS imageUrl, i.sku, i.gtin, ti.price, ti.currency FROM task_item ti JOIN item i ON i.id = ti.item_id
     WHERE ti.task_id = ? AND ti.misses = 0 ORDER BY ti.changed_at DESC, ti.item_id DESC LIMIT 1`,
    [taskId],
  );
  if (!row) return undefined;
  const { title, url, imageUrl, sku, gtin, price, currency } = row;
  return {
    title,
    url,
    ...(imageUrl === null ? {} : { imageUrl }),
    ...(sku === null ? {} : { sku }),
    ...(gtin === null ? {} : { gtin }),
    ...(price === null || price === 0 ? {} : { price, ...(currency === null ? {} : { currency }) }),
  };
}
