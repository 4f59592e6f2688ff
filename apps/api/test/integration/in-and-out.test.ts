import { afterAll, beforeAll, expect, it } from '@jest/globals';
import request from 'supertest';
import { type Rig, startRig } from './rig.js';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());

const FEED = { source: 'feed', query: { url: 'https://shop.example/feed.xml' } };

it('takes in line by line, says beforehand what it would do, and knows what is hunted already', async () => {
  const lines = [
    { ...FEED, keyword: 'lens', tags: ['film'], paused: true },
    { ...FEED, keyword: 'lens' },
    { source: 'feed', query: { url: 'http://127.0.0.1/feed.xml' } },
    { ...FEED, minPrice: -1 },
    { nonsense: true },
  ];
  const dry = await rig.call('post', '/api/import').send({ lines, dryRun: true });
  expect(dry.body.lines.map(({ action }: { action: string }) => action)).toEqual([
    'create',
    'known',
    'refused',
    'refused',
    'refused',
  ]);
  expect((await rig.call('get', '/api/tasks')).body.data).toEqual([]);
  const { body } = await rig.call('post', '/api/import').send({ lines });
  expect(body.lines).toMatchObject([
    { line: 1, ok: true, action: 'created', sentence: 'Is hunted as lens' },
    { ok: true, action: 'known' },
    { ok: false, action: 'refused', sentence: expect.stringMatching(/address|public/) },
    { ok: false, sentence: expect.stringContaining('minPrice') },
    { ok: false },
  ]);
  const [hunt] = (await rig.call('get', '/api/tasks')).body.data;
  expect(hunt).toMatchObject({ state: 'paused', tags: ['film'], keyword: 'lens' });
});

it('gives out what it takes in', async () => {
  const { body, headers } = await rig.call('get', '/api/export');
  expect(headers['content-disposition']).toContain('goodshunter.json');
  expect(body.tasks).toHaveLength(1);
  const again = await rig.call('post', '/api/import').send({ lines: body.tasks, dryRun: true });
  expect(again.body.lines).toMatchObject([{ action: 'known' }]);
});

it('feeds readers by an address that can be ended, in three forms, with no formula and no markup of a shop', async () => {
  const taskId = await rig.createTask({ name: 'feeds' });
  const { sql } = rig.database;
  await sql.execute(
    `INSERT INTO item (id, source, source_key, title, url, price, currency, availability, first_seen_at, observed_at)
     VALUES (7, 'feed', 'k', '=cmd()]]><script>alert(1)</script>', 'javascript:alert(1)', 1250, 'EUR', 'in_stock', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
  );
  await sql.execute(
    `INSERT INTO event (user_id, task_id, item_id, token, kind, new_price, currency, created_at)
     SELECT user_id, id, 7, 1, 'new', 1250, 'EUR', UTC_TIMESTAMP(3) FROM task WHERE id = ?`,
    [taskId],
  );
  await sql.execute(
    `INSERT INTO task_item (task_id, item_id, availability, is_match, first_seen_at, changed_at)
     VALUES (?, 7, 'in_stock', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [taskId],
  );
  const made = await rig.call('post', '/api/feed-links').send({ what: 'task', value: taskId }).expect(201);
  const read = (form: string) => request(rig.base).get(`/feeds/${made.body.token}.${form}`).buffer(true);
  const rss = await read('rss');
  expect(rss.headers['content-type']).toContain('application/rss+xml');
  const rssText = rss.text ?? String(rss.body);
  expect(rssText).toContain('12.50 EUR');
  expect(rssText).not.toContain(']]><script>');
  expect(rssText).not.toContain('javascript:');
  expect((await read('atom')).status).toBe(200);
  expect(JSON.parse((await read('json')).text).items).toHaveLength(1);
  expect((await rig.call('get', '/api/feed-links')).body.data).toMatchObject([{ what: 'task', value: String(taskId) }]);
  expect(JSON.stringify((await rig.call('get', '/api/feed-links')).body)).not.toContain(made.body.token);
  const csv = await rig.call('get', `/api/tasks/${taskId}/items.csv`);
  expect(csv.text).toContain("'=cmd()");
  await rig.call('delete', `/api/feed-links/${made.body.id}`).expect(204);
  expect((await read('rss')).status).toBe(404);
});

it('tells those who run it how the engine does', async () => {
  const { body } = await rig.call('get', '/api/system');
  expect(body).toMatchObject({
    mode: null,
    replicas: [],
    crawlers: [{ answers: false }],
    deadLetters: { count: null },
  });
  expect((await rig.call('get', '/api/system/dead-letters')).body.data).toEqual([]);
  expect((await rig.call('post', '/api/system/dead-letters/1-1/retry')).status).toBe(404);
  expect((await rig.call('delete', '/api/system/dead-letters/nonsense')).status).toBeGreaterThanOrEqual(400);
});
