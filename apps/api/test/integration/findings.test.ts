import { SOURCE_NAMES } from '@goodshunter/contracts/api';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Rig, startRig } from './rig.js';

let rig: Rig;
let taskId: number;
beforeAll(async () => {
  rig = await startRig();
  taskId = await rig.createTask();
  const { sql } = rig.database;
  const now = 'UTC_TIMESTAMP(3)';
  for (const [id, title] of [
    [1, 'Lens 50 mm'],
    [2, 'Lens 85 mm'],
    [3, 'Not a match'],
  ] as const) {
    await sql.execute(
      `INSERT INTO item (id, source, source_key, title, url, price, currency, availability, first_seen_at, observed_at)
       VALUES (?, 'feed', ?, ?, 'https://shop.example/x', 1250, 'EUR', 'in_stock', ${now}, ${now})`,
      [id, `key-${id}`, title],
    );
    await sql.execute(
      `INSERT INTO task_item (task_id, item_id, price, currency, availability, is_match, first_seen_at, changed_at)
       VALUES (?, ?, 1250, 'EUR', 'in_stock', ?, ${now}, ${now})`,
      [taskId, id, id !== 3],
    );
  }
  for (const [price, minutes] of [
    [1500, 2],
    [1250, 1],
  ] as const) {
    await sql.execute(
      `INSERT INTO price_point (item_id, price, currency, observed_at) VALUES (1, ?, 'EUR', ${now} - INTERVAL ? MINUTE)`,
      [price, minutes],
    );
  }
  for (const [token, kind, itemId] of [
    [1, 'new', 1],
    [2, 'price_drop', 1],
    [3, 'unhealthy', 0],
  ] as const) {
    await sql.execute(
      `INSERT INTO event (user_id, task_id, item_id, token, kind, old_price, new_price, currency, created_at)
       SELECT user_id, id, ?, ?, ?, 1500, 1250, 'EUR', ${now} FROM task WHERE id = ?`,
      [itemId, token, kind, taskId],
    );
    await sql.execute(
      `INSERT INTO run (task_id, token, outcome, attempt, started_at, finished_at, items_seen, worker, correlation_id)
       VALUES (?, ?, 'ok', 1, ${now}, ${now}, 3, 'w', 'c-1')`,
      [taskId, token],
    );
  }
});
afterAll(() => rig?.stop());

it('lists what matches, newest first, and on request also what does not', async () => {
  const path = `/api/tasks/${taskId}/items`;
  const titles = async (query: object) =>
    (await rig.call('get', path).query(query)).body.data.map(({ title }: { title: string }) => title);
  expect(await titles({})).toEqual(['Lens 85 mm', 'Lens 50 mm']);
  expect(await titles({ all: 'true' })).toEqual(['Not a match', 'Lens 85 mm', 'Lens 50 mm']);
  const first = await rig.call('get', path).query({ limit: 1 });
  expect(await titles({ limit: 1, cursor: first.body.nextCursor })).toEqual(['Lens 50 mm']);
});

it('tells the timeline newest first, each with the title of its item', async () => {
  const { body } = await rig.call('get', '/api/timeline');
  expect(body.data).toMatchObject([
    { kind: 'unhealthy', item: null, taskId, taskName: 'lens' },
    { kind: 'price_drop', item: { id: 1, title: 'Lens 50 mm' }, oldPrice: 1500, newPrice: 1250, currency: 'EUR' },
    { kind: 'new', item: { id: 1 } },
  ]);
  const drops = await rig.call('get', '/api/timeline').query({ kind: 'price_drop', taskId, itemId: 1 });
  expect(drops.body.data).toHaveLength(1);
});

it('tells an item with its prices, oldest first, to those whose tasks saw it', async () => {
  const { body } = await rig.call('get', '/api/items/1');
  expect(body).toMatchObject({ title: 'Lens 50 mm', key: 'key-1', price: 1250 });
  expect(body.priceHistory.map(({ price }: { price: number }) => price)).toEqual([1500, 1250]);
  await rig.database.sql.execute(
    `INSERT INTO item (id, source, source_key, title, url, availability, first_seen_at, observed_at)
     VALUES (9, 'feed', 'other', 'secret', 'https://x.example', 'unknown', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
  );
  expect((await rig.call('get', '/api/items/9')).status).toBe(404);
});

it('lists the runs of a task', async () => {
  const { body } = await rig.call('get', `/api/tasks/${taskId}/runs`);
  expect(body.data).toHaveLength(3);
  expect(body.data[0]).toMatchObject({ taskId, outcome: 'ok', itemsSeen: 3, correlationId: 'c-1' });
});

it('says what each source needs, as JSON Schema', async () => {
  const { body } = await rig.call('get', '/api/sources');
  expect(body.data.map(({ name }: { name: string }) => name)).toEqual([...SOURCE_NAMES]);
  expect(body.data[0].query).toMatchObject({
    type: 'object',
    required: ['url'],
    properties: { url: { type: 'string' } },
  });
  const ebay = body.data.find(({ name }: { name: string }) => name === 'ebay');
  expect(ebay.query).toMatchObject({ required: ['q'], properties: { marketplace: { default: 'EBAY_US' } } });
});

it('never opens a connection to Redis while the queue is switched off', async () => {
  const { body } = await rig.call('get', '/api/queue');
  expect(body).toMatchObject({ length: null, pending: null, consumers: null, mode: null });
  expect((await rig.call('get', '/healthz')).body).toEqual({ status: 'ok' });
  const created = await rig
    .call('post', '/api/tasks')
    .send({ source: 'feed', query: { url: 'https://shop.example/' } });
  expect(created.body.dispatch).toBe('deferred');
  expect(rig.logLines().filter(({ level }) => level === 'warn')).toEqual([]);
  expect((await rig.call('get', '/metrics')).text).toContain('announce_duration_seconds_count{outcome="disabled"} 2');
});
