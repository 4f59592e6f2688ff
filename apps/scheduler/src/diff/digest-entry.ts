import { createHash } from 'node:crypto';
import type { CrawledItem } from '@goodshunter/contracts/crawl';

/**
 * What an entry of a feed is known by when all else of it changes with each fetch: MD5 over its title and the second of its date, equal to
 * {@link ENTRY_DIGEST_SQL}; undefined without a date.
 */
export function digestEntry({ title, publishedAt }: CrawledItem): string | undefined {
  const at = publishedAt === undefined ? Number.NaN : Date.parse(publishedAt);
  if (Number.isNaN(at)) return undefined;
  return createHash('md5')
    .update(`${title}\n${Math.floor(at / 1000)}`)
    .digest('hex');
}

/** What an entry is known by where its date is another with each fetch too, or there is none: MD5 over title and link, equal to {@link LINK_DIGEST_SQL}. */
export function digestLink({ title, url }: CrawledItem): string {
  return createHash('md5').update(`${title}\n${url}`).digest('hex');
}

export const LINK_DIGEST_SQL = "IF(i.source = 'feed', MD5(CONCAT(i.title, '\\n', i.url)), NULL)";

/** The same of a row `i` of table item; null for other sources and without a date. */
export const ENTRY_DIGEST_SQL =
  "IF(i.source = 'feed', MD5(CONCAT(i.title, '\\n', FLOOR(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', i.published_at) / 1000000))), NULL)";
