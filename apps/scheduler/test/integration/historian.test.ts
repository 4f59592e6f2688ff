import { waitFor } from '@goodshunter/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type HistoryRetention, runHistorian } from '../../src/historian.js';
import { dropUnseenItems } from '../../src/store/housekeeping/drop-unseen-items.js';
import { forgetUnlisted } from '../../src/store/housekeeping/forget-unlisted.js';
import type { HistoryWork } from '../../src/store/housekeeping/history-work.js';
import { pruneEvents } from '../../src/store/housekeeping/prune-events.js';
import { thinPrices } from '../../src/store/housekeeping/thin-prices.js';
import { recordingLog } from '../support/recording-log.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const DAY_MS = 24 * 3_600_000;
let database: TestDatabase;
let work: HistoryWork;
beforeEach(async () => {
  database = await openTestDatabase();
  work = { sql: database.db.sql, goOn: async () => true };
});
afterEach(() => database.close());

async function createItem(key: string, daysAgo = 0): Promise<number> {
  const { insertId } = await database.db.sql.execute(
    `INSERT INTO item (source, source_key, title, url, availability, first_seen_at, observed_at)
     VALUES ('shopify', ?, 't', 'u', 'in_stock', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) - INTERVAL ? DAY)`,
    [key, daysAgo],
  );
  return insertId;
}
const see = (taskId: number, itemId: number, listedDaysAgo: number) =>
  database.db.sql.execute(
    `INSERT INTO task_item (task_id, item_id, availability, is_match, first_seen_at, changed_at, listed_at)
     VALUES (?, ?, 'in_stock', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) - INTERVAL ? DAY)`,
    [taskId, itemId, listedDaysAgo],
  );
const tell = (taskId: number, itemId: number, token: number, daysAgo: number) =>
  database.db.sql.execute(
    `INSERT INTO event (user_id, task_id, item_id, token, kind, created_at)
     VALUES (1, ?, ?, ?, 'new', UTC_TIMESTAMP(3) - INTERVAL ? DAY)`,
    [taskId, itemId, token, daysAgo],
  );

describe('thinPrices', () => {
  /** Points of a day so many days ago, at these hours. */
  async function addPoints(
    itemId: number,
    daysAgo: number,
    points: readonly [hour: number, price: number, currency?: string][],
  ) {
    for (const [hour, price, currency = 'EUR'] of points) {
      await database.db.sql.execute(
        `INSERT INTO price_point (item_id, price, currency, observed_at)
         VALUES (?, ?, ?, DATE(UTC_TIMESTAMP()) - INTERVAL ? DAY + INTERVAL ? HOUR)`,
        [itemId, price, currency, daysAgo, hour],
      );
    }
  }
  const pricesOf = async (itemId: number) =>
    (
      await database.db.sql.query<{ price: number }>(
        'SELECT price FROM price_point WHERE item_id = ? ORDER BY observed_at',
        [itemId],
      )
    ).map(({ price }) => price);

  it('keeps each old day its lowest and its last price, and what is recent as it is', async () => {
    const itemId = await createItem('a');
    await addPoints(itemId, 100, [
      [1, 50],
      [2, 30],
      [3, 40],
      [4, 30],
      [5, 60],
    ]);
    await addPoints(itemId, 99, [[1, 70]]);
    await addPoints(itemId, 98, [
      [1, 20],
      [2, 90],
    ]);
    await addPoints(itemId, 97, [
      [1, 90],
      [2, 20],
    ]);
    await addPoints(itemId, 10, [
      [1, 5],
      [2, 6],
      [3, 7],
      [4, 6],
    ]);
    expect(await thinPrices(work, 90 * DAY_MS)).toBe(4);
    expect(await pricesOf(itemId)).toEqual([30, 60, 70, 20, 90, 20, 5, 6, 7, 6]);
    expect(await thinPrices(work, 90 * DAY_MS)).toBe(0);
  });

  it('keeps the lowest of all in each currency, of all items', async () => {
    const items = await Promise.all(Array.from({ length: 30 }, (_, n) => createItem(`many/${n}`)));
    for (const itemId of items)
      await addPoints(itemId, 200, [
        [1, 9],
        [2, 3],
        [3, 8],
        [4, 1, 'USD'],
        [5, 7],
        [6, 8],
      ]);
    expect(await thinPrices(work, 90 * DAY_MS)).toBe(30 * 3);
    for (const itemId of items) expect(await pricesOf(itemId)).toEqual([3, 1, 8]);
  });

  it('ends when it must not go on, and goes on another time', async () => {
    const items: number[] = [];
    for (let n = 0; n < 120; n += 1) items.push(await createItem(`halt/${n}`));
    for (const itemId of items)
      await addPoints(itemId, 200, [
        [1, 9],
        [2, 3],
        [3, 8],
        [4, 7],
      ]);
    const first = await thinPrices({ ...work, goOn: async () => false }, 90 * DAY_MS);
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(240);
    expect(first + (await thinPrices(work, 90 * DAY_MS))).toBe(240);
  });
});

describe('forgetUnlisted', () => {
  it('forgets what a task has looked past for so long, and nothing of one that did not look', async () => {
    const [looks, rests] = [await database.createTask(), await database.createTask({ dueInMs: null })];
    await database.db.sql.execute('UPDATE task SET last_success_at = UTC_TIMESTAMP(3) WHERE id = ?', [looks]);
    await database.db.sql.execute(
      'UPDATE task SET last_success_at = UTC_TIMESTAMP(3) - INTERVAL 150 DAY WHERE id = ?',
      [rests],
    );
    const [old, fresh] = [await createItem('old'), await createItem('fresh')];
    for (const taskId of [looks, rests]) {
      await see(taskId, old, 200);
      await see(taskId, fresh, 100);
    }
    expect(await forgetUnlisted(work, 180 * DAY_MS)).toBe(1);
    expect(await database.count('task_item', `task_id = ${looks} AND item_id = ${fresh}`)).toBe(1);
    expect(await database.count('task_item', `task_id = ${rests}`)).toBe(2);
  });

  it('forgets what a task saw that was deleted as long ago', async () => {
    const [gone, justGone] = [await database.createTask(), await database.createTask()];
    await database.db.sql.execute(
      "UPDATE task SET state = 'deleted', updated_at = UTC_TIMESTAMP(3) - INTERVAL ? DAY WHERE id = ?",
      [181, gone],
    );
    await database.db.sql.execute("UPDATE task SET state = 'deleted' WHERE id = ?", [justGone]);
    const itemId = await createItem('x');
    for (const taskId of [gone, justGone]) await see(taskId, itemId, 0);
    expect(await forgetUnlisted(work, 180 * DAY_MS)).toBe(1);
    expect(await database.count('task_item', `task_id = ${justGone}`)).toBe(1);
  });
});

describe('dropUnseenItems', () => {
  it('drops, with its prices, what no task remembers and no event tells of', async () => {
    const taskId = await database.createTask();
    const [seen, told, recent, unseen] = [
      await createItem('seen', 100),
      await createItem('told', 100),
      await createItem('recent', 80),
      await createItem('unseen', 100),
    ];
    await see(taskId, seen, 0);
    await tell(taskId, told, 1, 50);
    for (const itemId of [seen, told, recent, unseen]) {
      await database.db.sql.execute(
        'INSERT INTO price_point (item_id, price, observed_at) VALUES (?, 1, UTC_TIMESTAMP(3))',
        [itemId],
      );
    }
    expect(await dropUnseenItems(work, 90 * DAY_MS)).toBe(1);
    expect(await database.count('item', `id IN (${seen}, ${told}, ${recent})`)).toBe(3);
    expect(await database.count('price_point', `item_id = ${unseen}`)).toBe(0);
    expect(await database.count('price_point')).toBe(3);
  });
});

describe('pruneEvents', () => {
  it('deletes old ones from the beginning', async () => {
    for (let n = 0; n < 6; n++) await tell(1, 1, n, 800 - 100 * n);
    expect(await pruneEvents(work, 550 * DAY_MS)).toBe(3);
    expect(await database.count('event')).toBe(3);
  });
});

describe('runHistorian', () => {
  it('sees to the history once, whoever of the replicas does it, and keeps for ever what has no limit', async () => {
    const log = recordingLog();
    const stop = new AbortController();
    for (let n = 0; n < 3; n++) await tell(1, 1, n, 900);
    await createItem('unseen', 100);
    const retention: HistoryRetention = { eventsMs: 365 * DAY_MS, priceDetailMs: 0, unlistedMs: 0, itemsMs: 0 };
    const replicas = ['one', 'two'].map((owner) =>
      runHistorian({
        db: database.db,
        log,
        owner,
        retention,
        everyMs: 20,
        pauseMs: 1,
        onError: (error) => log.error('failed', { error }),
        stop: stop.signal,
      }),
    );
    await waitFor(async () => (await database.count('lease', "name = 'historian' AND owner = 'resting'")) === 1);
    await tell(1, 1, 9, 900);
    stop.abort();
    await Promise.all(replicas);
    expect(log.lines.map(({ msg, events }) => [msg, events])).toEqual([['history thinned', 3]]);
    expect(await database.count('event')).toBe(1);
    expect(await database.count('item')).toBe(1);
  });
});
