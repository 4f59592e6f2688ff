import type { CrawledItem, SourceName } from '@goodshunter/contracts/crawl';
import { placeholders, type Sql, type SqlValue } from '@goodshunter/db';

/** Rows of one statement: far below the packet limit also with long descriptions. */
const ROWS_PER_STATEMENT = 200;
const COLUMNS =
  'source, source_key, former_key, title, url, image_url, description, price, currency, availability, sku, gtin, published_at, first_seen_at, observed_at';
const COLUMN_COUNT = 15;

// An older observation than the stored one changes nothing; what could not be read keeps its value, but for a zero of earlier
// versions, which was no price. observed_at comes last, as
// assignments run from left to right and all others compare with the stored one.
const ON_DUPLICATE = `ON DUPLICATE KEY UPDATE
  former_key = COALESCE(VALUES(former_key), former_key),
  title = IF(VALUES(observed_at) >= observed_at, VALUES(title), title),
  url = IF(VALUES(observed_at) >= observed_at, VALUES(url), url),
  image_url = IF(VALUES(observed_at) >= observed_at, VALUES(image_url), image_url),
  description = IF(VALUES(observed_at) >= observed_at, VALUES(description), description),
  currency = IF(VALUES(observed_at) >= observed_at AND VALUES(price) IS NOT NULL, VALUES(currency), currency),
  price = IF(VALUES(observed_at) >= observed_at AND VALUES(price) IS NOT NULL, VALUES(price), NULLIF(price, 0)),
  availability = IF(VALUES(observed_at) >= observed_at AND VALUES(availability) <> 'unknown', VALUES(availability), availability),
  sku = IF(VALUES(observed_at) >= observed_at, VALUES(sku), sku),
  gtin = IF(VALUES(observed_at) >= observed_at, VALUES(gtin), gtin),
  published_at = IF(VALUES(observed_at) >= observed_at, VALUES(published_at), published_at),
  observed_at = GREATEST(observed_at, VALUES(observed_at))`;

// A point where the row's price differs from its newest point: derived from what is stored, under the row's lock, so that two
// tasks that see the same change write one point.
const INSERT_PRICE_POINTS = `INSERT INTO price_point (item_id, price, currency, observed_at)
  SELECT i.id, i.price, i.currency, i.observed_at FROM item i
  LEFT JOIN price_point p ON p.item_id = i.id
    AND p.observed_at = (SELECT MAX(newest.observed_at) FROM price_point newest WHERE newest.item_id = i.id)
  WHERE i.id IN (?) AND i.price IS NOT NULL
    AND (p.id IS NULL OR p.price <> i.price OR NOT p.currency <=> i.currency)
  ON DUPLICATE KEY UPDATE price = VALUES(price), currency = VALUES(currency)`;

interface IdRow {
  id: number;
  key: string;
}

/**
 * Writes shared items that are new or changed, in the order given (sorted by key: two transactions with the same items must lock them
 * in one order), with their price points.
 * @returns item ids by key, of the items given
 */
export async function writeItems(
  sql: Sql,
  source: SourceName,
  items: readonly CrawledItem[],
  observedAt: Date,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (let from = 0; from < items.length; from += ROWS_PER_STATEMENT) {
    const page = items.slice(from, from + ROWS_PER_STATEMENT);
    await sql.later(
      `INSERT INTO item (${COLUMNS}) VALUES ${placeholders(page.length, COLUMN_COUNT)} ${ON_DUPLICATE}`,
      page.flatMap((item) => toRow(source, item, observedAt)),
    );
    const rows = await sql.query<IdRow>(
      'SELECT id, source_key AS `key` FROM item WHERE source = ? AND source_key IN (?)',
      [source, page.map(({ key }) => key)],
    );
    for (const { id, key } of rows) ids.set(key, id);
    await sql.later(INSERT_PRICE_POINTS, [rows.map(({ id }) => id)]);
  }
  return ids;
}

function toRow(source: SourceName, item: CrawledItem, observedAt: Date): SqlValue[] {
  return [
    source,
    item.key,
    item.formerKeys?.[0] ?? null,
    item.title,
    item.url,
    item.imageUrl ?? null,
    item.description ?? null,
    item.price?.amountMinor ?? null,
    item.price?.currency ?? null,
    item.availability,
    item.sku ?? null,
    item.gtin ?? null,
    item.publishedAt === undefined ? null : new Date(item.publishedAt),
    observedAt,
    observedAt,
  ];
}
