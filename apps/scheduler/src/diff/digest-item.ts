import { createHash } from 'node:crypto';
import type { CrawledItem } from '@goodshunter/contracts/crawl';

/**
 * MD5 over a listing's text, equal to what {@link ITEM_DIGEST_SQL} computes in the database: it tells whether the shared row must be
 * written without fetching long descriptions at each run. Not a security boundary.
 */
export function digestItem(item: CrawledItem): string {
  const known = digests.get(item);
  if (known !== undefined) return known;
  const { title, url, imageUrl, description, sku, gtin } = item;
  const digest = createHash('md5')
    .update([title, url, imageUrl ?? '', description ?? '', sku ?? '', gtin ?? ''].join('\n'))
    .digest('hex');
  digests.set(item, digest);
  return digest;
}

/** A whole listing's digests are made in slices before it is compared, and once for all tasks that share its crawl. */
const digests = new WeakMap<CrawledItem, string>();

/** The same of a row `i` of table item. */
export const ITEM_DIGEST_SQL =
  "MD5(CONCAT_WS('\\n', i.title, i.url, COALESCE(i.image_url, ''), COALESCE(i.description, ''), COALESCE(i.sku, ''), COALESCE(i.gtin, '')))";
