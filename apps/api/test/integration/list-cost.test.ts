import { createDatabase, type Database, migrate } from '@goodshunter/db';
import { createTestDatabase } from '@goodshunter/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { listEvents, listEventsAfter } from '../../src/store/list-events.js';
import { listTasks } from '../../src/store/list-tasks.js';
import { readItemHistory } from '../../src/store/page/item-history.js';
import { readItemStatistics } from '../../src/store/page/item-statistics.js';
import { readTaskNeeds } from '../../src/store/page/read-needs.js';
import { readHuntCounts, readNewestEventId } from '../../src/store/page/read-overview.js';
import { search } from '../../src/store/page/search.js';

const [ADA, GRACE] = [1, 2];
const [TASKS, EVENTS] = [2000, 20_000];
const LIMIT = 20;
/** What a page of {@link LIMIT} may read: far from all, and the same however many there are. */
const FEW = 600;
let database: Database;

// One connection, whose own count of rows is then that of everything asked here.
beforeAll(async () => {
  const url = await createTestDatabase();
  await migrate(url);
  database = createDatabase({ url, poolSize: 1 });
  const { sql } = database;
  await sql.execute("INSERT INTO user (id, name) VALUES (1, 'ada'), (2, 'grace')");
  await sql.execute(
    `INSERT INTO task (id, user_id, name, source, query, exclude_keywords, interval_s, planned_at, last_event_at)
     SELECT seq, IF(seq <= ?, 1, 2), CONCAT('Hunt ', LPAD(seq, 5, '0')), 'feed', '{}', '[]', 60, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) - INTERVAL seq SECOND
     FROM seq_1_to_${TASKS + 10}`,
    [TASKS],
  );
  // Ada's are the odd ones of the first; the last three are of Grace's first hunt.
  await sql.execute(
    `INSERT INTO event (id, user_id, task_id, item_id, token, kind, new_price, created_at)
     SELECT seq, 1, 1 + seq MOD ${TASKS}, seq, seq, IF(seq MOD 5000 = 0, 'recovered', 'new'), seq, UTC_TIMESTAMP(3) FROM seq_1_to_${EVENTS}`,
  );
  await sql.execute(
    `INSERT INTO event (id, user_id, task_id, item_id, token, kind, created_at)
     SELECT ${EVENTS} + seq, 2, ${TASKS + 1}, seq, seq, IF(seq = 2, 'recovered', 'new'), UTC_TIMESTAMP(3) FROM seq_1_to_3`,
  );
  await sql.execute(
    `INSERT INTO item (id, source, source_key, title, url, first_seen_at, observed_at)
     SELECT seq, 'feed', seq, CONCAT('Lens ', seq), 'https://shop.example/', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) FROM seq_1_to_${EVENTS}`,
  );
  await sql.execute('ANALYZE TABLE task, event, item');
});
afterAll(() => database?.close());

async function rowsReadBy<Result>(work: () => Promise<Result>): Promise<{ result: Result; rows: number }> {
  const read = async () => {
    const [row] = await database.sql.query<Record<string, string>>("SHOW SESSION STATUS LIKE 'Rows_read'");
    return Number(Object.values(row ?? {}).at(-1));
  };
  const before = await read();
  const result = await work();
  return { result, rows: (await read()) - before };
}

const idsOf = ({ events }: { events: readonly { id: number }[] }) => events.map(({ id }) => id);
const newestIds = (count: number) => Array.from({ length: count }, (_, index) => EVENTS - index);

it.each([
  ['nothing is shared', [], newestIds(LIMIT)],
  ['somebody shares a hunt', [TASKS + 1], [EVENTS + 3, EVENTS + 2, EVENTS + 1, ...newestIds(LIMIT - 3)]],
  // As everybody's guest may be.
  ['their own is shared with them', [1, 2], newestIds(LIMIT)],
])('reads a page of the feed, not the feed, while %s', async (_, shared, expected) => {
  const { sql } = database;
  await sql.execute('DELETE FROM task_share');
  for (const id of shared)
    await sql.execute('INSERT INTO task_share (task_id, user_id, role) VALUES (?, ?, ?)', [id, ADA, 'viewer']);
  const newest = await rowsReadBy(() => listEvents(sql, ADA, { limit: LIMIT }, {}));
  expect(idsOf(newest.result)).toEqual(expected);
  expect(newest.rows).toBeLessThan(FEW);
  const next = await listEvents(sql, ADA, { limit: LIMIT, before: newest.result.nextBefore }, {});
  expect(idsOf(next)[0]).toBe((expected.at(-1) ?? 0) - 1);
  const rare = await rowsReadBy(() =>
    listEvents(sql, ADA, { limit: LIMIT }, { kind: ['recovered', 'parked' as never] }),
  );
  expect(idsOf(rare.result)).toEqual([
    ...(shared.includes(TASKS + 1) ? [EVENTS + 2] : []),
    20_000,
    15_000,
    10_000,
    5000,
  ]);
  expect(rare.rows).toBeLessThan(FEW);
  const last = await rowsReadBy(() => readNewestEventId(sql, ADA));
  expect(last.result).toBe(expected[0]);
  expect(last.rows).toBeLessThan(FEW);
  // Those just before come twice, as they may have been committed later.
  const after = await listEventsAfter(sql, ADA, EVENTS - 5, LIMIT, {});
  expect(after.map(({ id }) => id)).toEqual(after.map(({ id }) => id).toSorted((a, b) => a - b));
});

it('pages on through what few events meet, and finds each once', async () => {
  const { sql } = database;
  const found: number[] = [];
  let before: number | undefined;
  do {
    const page = await listEvents(sql, ADA, { limit: 4, before }, { words: 'lens', maxPrice: 6 });
    found.push(...idsOf(page));
    before = page.nextBefore;
  } while (before !== undefined);
  expect(found).toEqual([6, 5, 4, 3, 2, 1]);
});

it.each(['created', 'name', '-name', 'lastEvent'] as const)(
  'reads a page of hunts by %s, own and shared ones',
  async (sort) => {
    const { sql } = database;
    await sql.execute('DELETE FROM task_share');
    const own = await rowsReadBy(() => listTasks(sql, ADA, { limit: LIMIT }, { sort }));
    const ids = Array.from({ length: TASKS }, (_, index) => index + 1);
    const sorted = sort === 'name' || sort === 'lastEvent' ? ids : ids.toReversed();
    expect(own.result.map(({ id }) => id)).toEqual(sorted.slice(0, LIMIT));
    expect(own.rows).toBeLessThan(FEW);
    await sql.execute('INSERT INTO task_share (task_id, user_id, role) VALUES (?, ?, ?)', [TASKS + 5, ADA, 'viewer']);
    const withShared = sort === 'name' || sort === 'lastEvent' ? [...ids, TASKS + 5] : [TASKS + 5, ...ids.toReversed()];
    const both = await rowsReadBy(() => listTasks(sql, ADA, { limit: LIMIT }, { sort }));
    expect(both.result.map(({ id }) => id)).toEqual(withShared.slice(0, LIMIT));
    expect(both.rows).toBeLessThan(FEW);
    const end = await listTasks(sql, ADA, { limit: LIMIT, offset: TASKS - 5 }, { sort });
    expect(end.map(({ id }) => id)).toEqual(withShared.slice(TASKS - 5));
  },
);

it('reads for the overview and what needs attention the hunts that a person sees, each once, not those of the house', async () => {
  const { sql } = database;
  await sql.execute('DELETE FROM task_share');
  // Hunts 1 to 100 of Ada's are shared with Grace, who has ten; one of either cannot look.
  await sql.execute(
    "INSERT INTO task_share (task_id, user_id, role) SELECT seq, ?, 'viewer' FROM seq_1_to_100 UNION SELECT ?, ?, 'viewer'",
    [GRACE, TASKS + 1, GRACE],
  );
  await sql.execute(
    "UPDATE task SET last_run_at = UTC_TIMESTAMP(3), health = 'blocked', is_unhealthy = 1 WHERE id IN (?)",
    [[7, TASKS + 7, 700]],
  );
  const counts = await rowsReadBy(() => readHuntCounts(sql, GRACE));
  expect(counts.result).toMatchObject({ huntsTotal: 110, huntsLooking: 108 });
  expect(counts.rows).toBeLessThan(FEW);
  const needs = await rowsReadBy(() => readTaskNeeds(sql, GRACE));
  expect(needs.result.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([7, TASKS + 7]);
  expect(needs.rows).toBeLessThan(FEW);
  // Whoever has very many, and is shared a few: no more than their own and those.
  await sql.execute('DELETE FROM task_share');
  await sql.execute("INSERT INTO task_share (task_id, user_id, role) VALUES (?, ?, 'viewer')", [TASKS + 7, ADA]);
  const many = await rowsReadBy(() => readHuntCounts(sql, ADA));
  expect(many.result).toMatchObject({ huntsTotal: TASKS + 1, huntsLooking: TASKS - 2 });
  expect(many.rows).toBeLessThan(TASKS + FEW);
  const own = await rowsReadBy(() => readTaskNeeds(sql, ADA));
  expect(own.result.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([7, 700, TASKS + 7]);
  expect(own.rows).toBeLessThan(TASKS + FEW);
  await sql.execute("UPDATE task SET last_run_at = NULL, health = 'pending', is_unhealthy = 0");
});

it('knows the extremes of a past that is longer than what is read of it, and thins it', async () => {
  const { sql } = database;
  await sql.execute(
    `INSERT INTO price_point (item_id, price, currency, observed_at)
     SELECT 1, IF(seq = 50999, 7, 1000 + seq MOD 10), 'EUR', UTC_TIMESTAMP(3) - INTERVAL seq MINUTE FROM seq_1_to_51000`,
  );
  const past = await readItemStatistics(sql, 1, { price: 1000, currency: 'EUR' });
  expect(past).toMatchObject({
    points: 51_000,
    days: 35,
    lowest: { price: 7 },
    highest: { price: 1009 },
    verdict: 'low',
  });
  const history = await readItemHistory(sql, 1, undefined);
  expect(history.length).toBeGreaterThan(1000);
  expect(history.length).toBeLessThanOrEqual(2000);
  expect(history.at(-1)?.price).toBe(1001);
});

it('finds by words what a person sees, and nothing else, with few hunts and with many', async () => {
  const { sql } = database;
  await sql.execute('DELETE FROM task_share');
  await sql.execute(
    `INSERT INTO task_item (task_id, item_id, availability, is_match, first_seen_at, changed_at)
     VALUES (1, 777, 'in_stock', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3)), (${TASKS + 1}, 7770, 'in_stock', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
  );
  expect((await search(sql, ADA, 'lens 777')).items.map(({ id }) => id)).toEqual([777]);
  expect((await search(sql, GRACE, 'lens 777')).items.map(({ id }) => id)).toEqual([7770]);
});
