import { createDatabase, type Database, migrate } from '@goodshunter/db';
import { createTestDatabase } from '@goodshunter/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { planTelling } from '../../src/store/outbox/plan-telling.js';
import type { ClaimedTask } from '../../src/store/tasks/read-claimed-task.js';

let database: Database;
beforeAll(async () => {
  const url = await createTestDatabase();
  await migrate(url);
  database = createDatabase({ url, poolSize: 2 });
});
afterAll(() => database?.close());

it('tells people of what is shared with them, and nobody who is locked', async () => {
  const { sql } = database;
  const insertUser = async (name: string) =>
    (await sql.execute('INSERT INTO user (name, role, created_at) VALUES (?, ?, UTC_TIMESTAMP(3))', [name, 'member']))
      .insertId;
  const insertChannel = async (userId: number) =>
    (
      await sql.execute(
        `INSERT INTO channel (user_id, name, kind, config, secret, created_at, updated_at)
         VALUES (?, 'Hook', 'webhook', '{"url":"https://hooks.example/a"}', '', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
        [userId],
      )
    ).insertId;
  const [owner, reader] = [await insertUser('ada'), await insertUser('grace')];
  const [ownChannel, readerChannel] = [await insertChannel(owner), await insertChannel(reader)];
  const { insertId: taskId } = await sql.execute(
    `INSERT INTO task (user_id, name, source, query, keyword, exclude_keywords, interval_s, due_at, planned_at, created_at, updated_at)
     VALUES (?, 'Lens', 'feed', '{"url":"https://shop.example/f"}', '', '[]', 60, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3),
       UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [owner],
  );
  await sql.execute(
    `INSERT INTO task_share (task_id, user_id, role, notify, created_at) VALUES (?, ?, 'viewer', ?, UTC_TIMESTAMP(3))`,
    [taskId, reader, JSON.stringify([readerChannel])],
  );
  const task = { id: taskId, userId: owner, notify: null } as unknown as ClaimedTask;
  const told = async () => (await planTelling(sql, task, [], new Date())).channels.map(({ id }) => id).sort();
  expect(await told()).toEqual([ownChannel, readerChannel]);
  await sql.execute('UPDATE user SET is_disabled = 1 WHERE id = ?', [reader]);
  expect(await told()).toEqual([ownChannel]);

  // Grace hid a listing: she hears no more of it, and Ada does.
  await sql.execute('UPDATE user SET is_disabled = 0 WHERE id = ?', [reader]);
  await sql.execute('INSERT INTO item_mark (user_id, item_id, is_hidden) VALUES (?, 6, 1), (?, 7, 0)', [
    reader,
    reader,
  ]);
  const events = [6, 7].map((itemId) => ({
    itemId,
    kind: 'new' as const,
    oldPrice: null,
    newPrice: 1000,
    currency: 'EUR',
    message: null,
  }));
  const plan = await planTelling(sql, task, events, new Date());
  const verdicts = plan.channels.map((channel) => [channel.id, events.map((event) => plan.verdict(event, channel))]);
  expect(Object.fromEntries(verdicts)).toEqual({ [ownChannel]: [null, null], [readerChannel]: ['hidden', null] });
});
