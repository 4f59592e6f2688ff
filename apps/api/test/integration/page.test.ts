import { waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createToken } from '../../src/services/token-service.js';
import { type Rig, startRig } from './rig.js';

const NOW = 'UTC_TIMESTAMP(3)';
let rig: Rig;
let taskId: number;
let userId: number;

beforeAll(async () => {
  rig = await startRig();
  taskId = await rig.createTask({ name: 'Old lenses', maxPrice: 2000, currency: 'EUR' });
  const { sql } = rig.database;
  await sql.execute(
    `UPDATE task SET baseline_at = ${NOW} - INTERVAL 1 HOUR, last_run_at = ${NOW}, health = 'ok', due_at = ${NOW} + INTERVAL 1 HOUR WHERE id = ?`,
    [taskId],
  );
  const [owner] = await sql.query<{ userId: number }>('SELECT user_id FROM task WHERE id = ?', [taskId]);
  userId = owner?.userId ?? 0;
  for (const [id, title, price, isMatch] of [
    [1, 'Lens 50 mm', 1250, true],
    [2, 'Lens 85 mm', 9900, false],
    [3, 'Tripod', 1000, false],
  ] as const) {
    await sql.execute(
      `INSERT INTO item (id, source, source_key, title, url, image_url, price, currency, availability, first_seen_at, observed_at)
       VALUES (?, 'feed', ?, ?, 'https://www.shop.example/x', ?, ?, 'EUR', 'in_stock', ${NOW}, ${NOW})`,
      [id, `key-${id}`, title, id === 1 ? 'https://shop.example/1.jpg' : null, price],
    );
    await sql.execute(
      `INSERT INTO task_item (task_id, item_id, price, currency, availability, is_match, first_seen_at, changed_at)
       VALUES (?, ?, ?, 'EUR', 'in_stock', ?, ${NOW}, ${NOW})`,
      [taskId, id, price, isMatch],
    );
  }
});
afterAll(() => rig?.stop());

let nextToken = 100;
async function insertEvent(
  kind: string,
  itemId: number,
  change: { id?: number; newPrice?: number } = {},
): Promise<number> {
  nextToken += 1;
  const { insertId } = await rig.database.sql.execute(
    `INSERT INTO event (id, user_id, task_id, item_id, token, kind, old_price, new_price, currency, created_at)
     VALUES (?, ?, ?, ?, ?, ?, 1500, ?, 'EUR', ${NOW})`,
    [change.id ?? null, userId, taskId, itemId, nextToken, kind, change.newPrice ?? 1250],
  );
  return change.id ?? insertId;
}

it('tells the timeline by kinds, words, prices and days, each event with its shop and what became of it', async () => {
  const first = await insertEvent('new', 1);
  await insertEvent('price_drop', 1, { newPrice: 900 });
  await insertEvent('new', 3);
  const ask = async (query: object) => (await rig.call('get', '/api/timeline').query(query)).body.data;
  expect(await ask({ kind: 'new,price_drop', words: 'lens' })).toMatchObject([
    {
      kind: 'price_drop',
      source: 'feed',
      item: { host: 'shop.example', hasPicture: true, price: 1250, availability: 'in_stock' },
      told: { state: 'none' },
    },
    { kind: 'new', id: first },
  ]);
  expect(await ask({ maxPrice: 1000, minPrice: 1 })).toHaveLength(1);
  expect(await ask({ to: '2020-01-01T00:00:00Z' })).toEqual([]);
  expect(await ask({ task: String(taskId), kind: 'sold' })).toEqual([]);
  expect((await ask({ after: first })).map(({ id }: { id: number }) => id).at(-1)).toBeGreaterThan(first);
  expect((await rig.call('get', '/api/timeline').query({ kind: 'nonsense' })).status).toBe(422);
});

it('shows a hunt with its tags, matches and days, and sorts by name with a cursor', async () => {
  const other = await rig.createTask({ name: 'A camera' });
  await rig
    .call('post', '/api/tasks/bulk')
    .send({ action: 'addTag', ids: [taskId], value: 'film' })
    .expect(200);
  const { body } = await rig.call('get', `/api/tasks/${taskId}`);
  expect(body).toMatchObject({ tags: ['film'], matches: 1, itemsSeen: 3, myRole: 'owner', noticesOn: true });
  expect(body.activity).toHaveLength(14);
  expect(body.activity.at(-1)).toBeGreaterThan(0);
  const tagged = await rig.call('get', '/api/tasks').query({ tag: 'film' });
  expect(tagged.body.data.map(({ id }: { id: number }) => id)).toEqual([taskId]);
  const names: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await rig.call('get', '/api/tasks').query({ sort: 'name', limit: 1, ...(cursor ? { cursor } : {}) });
    names.push(page.body.data[0].id);
    cursor = page.body.nextCursor ?? undefined;
  } while (cursor);
  expect(names).toEqual([other, taskId]);
});

it('says why a listing does not fit, which are new, and hides what a person hid', async () => {
  const path = `/api/tasks/${taskId}/items`;
  const { body } = await rig.call('get', path).query({ all: 'true' });
  expect(body.data).toMatchObject([
    { id: 3, whyNot: { reason: 'word', detail: 'lens' } },
    { id: 2, whyNot: { reason: 'price', detail: 'above' }, lastEvent: null },
    { id: 1, whyNot: null, isMatch: true, isNew: true, lastEvent: { kind: 'price_drop', newPrice: 900 } },
  ]);
  await rig.database.sql.execute('INSERT INTO item_mark (user_id, item_id, is_hidden) VALUES (?, 1, 1)', [userId]);
  expect((await rig.call('get', path)).body.data).toEqual([]);
  expect((await rig.call('get', path).query({ hidden: 'true' })).body.data).toMatchObject([{ id: 1, isHidden: true }]);
  await rig.database.sql.execute('DELETE FROM item_mark');
});

it('does one act on many hunts, says what it refused, and brings back what was deleted', async () => {
  const ids = [await rig.createTask(), await rig.createTask()];
  const act = async (body: object) => (await rig.call('post', '/api/tasks/bulk').send(body)).body;
  expect(await act({ action: 'pause', ids: [...ids, 999_999] })).toEqual({
    done: ids,
    refused: [
      {
        id: 999_999,
        reason: expect.stringContaining('no task'),
        problem: { reason: 'no_task', params: { id: 999_999 } },
      },
    ],
  });
  expect(await act({ action: 'run', ids: ids.slice(0, 1) })).toMatchObject({ done: [], refused: [{ id: ids[0] }] });
  expect(await act({ action: 'setInterval', ids, value: 120 })).toEqual({ done: ids, refused: [] });
  expect((await rig.call('get', `/api/tasks/${ids[0]}`)).body.intervalSeconds).toBe(120);
  // Channels are set only where they are still what somebody saw.
  const channels = { action: 'setChannels', ids };
  expect(await act({ ...channels, value: [], from: [1, 2] })).toMatchObject({
    done: [],
    refused: ids.map((id) => ({ id, problem: { reason: 'channels_changed' } })),
  });
  expect(await act({ ...channels, ids: ids.slice(0, 1), value: [], from: null })).toMatchObject({ done: [ids[0]] });
  expect(await act({ ...channels, value: null, from: [] })).toMatchObject({
    done: [ids[0]],
    refused: [{ id: ids[1] }],
  });
  expect((await rig.call('get', `/api/tasks/${ids[0]}`)).body.notify).toBeNull();
  expect(await act({ action: 'delete', ids })).toEqual({ done: ids, refused: [] });
  expect((await rig.call('get', `/api/tasks/${ids[0]}`)).status).toBe(404);
  expect(await act({ action: 'restore', ids })).toEqual({ done: ids, refused: [] });
  expect((await rig.call('get', `/api/tasks/${ids[0]}`)).body).toMatchObject({ state: 'active', intervalSeconds: 120 });
  expect((await rig.call('post', '/api/tasks/bulk').send({ action: 'explode', ids })).status).toBe(422);
});

it('says that it looks, what needs somebody and why, and nothing before the first look', async () => {
  const fresh = await rig.createTask({ name: 'fresh' });
  const broken = await rig.createTask({ name: 'broken' });
  await rig.database.sql.execute("UPDATE task SET health = 'network', failures = 5 WHERE id = ?", [fresh]);
  await rig.database.sql.execute(
    `UPDATE task SET health = 'blocked', health_message = 'It answered 403.', failures = 3, is_unhealthy = 1, last_run_at = ${NOW} WHERE id = ?`,
    [broken],
  );
  const stumbled = await rig.createTask({ name: 'stumbled once' });
  await rig.database.sql.execute(
    `UPDATE task SET health = 'network', failures = 1, last_run_at = ${NOW} WHERE id = ?`,
    [stumbled],
  );
  const { body } = await rig.call('get', '/api/attention');
  expect(body.items).toMatchObject([
    {
      thing: 'task',
      thingId: broken,
      name: 'broken',
      reason: 'blocked',
      whatWasSeen: 'It answered 403.',
      actions: ['run', 'openSettings'],
    },
  ]);
  const overview = (await rig.call('get', '/api/overview')).body;
  expect(overview).toMatchObject({ attention: 1, lastLookAt: expect.any(String), newestEventId: expect.any(Number) });
  expect(overview.huntsLooking).toBe(overview.huntsTotal - 1);
});

it('tells an item against its own past, by how long each price held, and gives no verdict on a short one', async () => {
  const read = async () => (await rig.call('get', '/api/items/1')).body;
  const put = (price: number, daysAgo: number) =>
    rig.database.sql.execute(
      `INSERT INTO price_point (item_id, price, currency, observed_at) VALUES (1, ?, 'EUR', ${NOW} - INTERVAL ? DAY)`,
      [price, daysAgo],
    );
  await put(1250, 3);
  expect((await read()).statistics).toMatchObject({ points: 1, days: 3, typical: null, place: null, verdict: null });
  // 1500 for 57 days, 1000 for 17, 2000 for 3, and 1250 since.
  await put(1500, 80);
  await put(1000, 23);
  await put(2000, 6);
  const page = await read();
  expect(page.statistics).toMatchObject({
    lowest: { price: 1000 },
    highest: { price: 2000 },
    typical: 1500,
    typicalLow: 1250,
    typicalHigh: 1500,
    points: 4,
    days: 80,
    verdict: 'typical',
  });
  expect(page.statistics.place).toBeCloseTo(75, 0);
  expect(page).toMatchObject({ tasks: [{ id: taskId, isMatch: true }], host: 'shop.example', note: null });
  const week = (await rig.call('get', '/api/items/1/history').query({ days: '7' })).body.data;
  expect(week.map(({ price }: { price: number }) => price)).toEqual([1000, 2000, 1250]);
  const csv = await rig.call('get', '/api/items/1/history').query({ format: 'csv' });
  expect(csv.headers['content-type']).toContain('text/csv');
  expect(csv.text.split('\r\n')[1]).toMatch(/Z,15\.00,EUR$/);
  await rig.call('patch', '/api/items/1').send({ note: 'for\nAda' }).expect(204);
  await rig.call('patch', '/api/items/1').send({ isHidden: true }).expect(204);
  expect(await read()).toMatchObject({ note: 'for\nAda', isHidden: true });
  await rig.call('patch', '/api/items/1').send({ isHidden: false, note: null }).expect(204);
  expect(await read()).toMatchObject({ note: null, isHidden: false });
  expect((await rig.call('get', '/api/items/1/events')).body.data.length).toBeGreaterThan(0);
  expect((await rig.call('patch', '/api/items/4711').send({ isHidden: true })).status).toBe(404);
});

it('finds hunts, items and channels by all of their words', async () => {
  const { body } = await rig.call('get', '/api/search').query({ q: '50 LENS' });
  expect(body).toMatchObject({ hunts: [], items: [{ id: 1, host: 'shop.example', price: 1250 }], channels: [] });
  expect((await rig.call('get', '/api/search').query({ q: 'old lenses' })).body.hunts).toMatchObject([{ id: taskId }]);
  expect((await rig.call('get', '/api/search').query({ q: '%' })).body.items).toEqual([]);
});

/** Reads a stream until it is closed. */
async function follow(query = '', token = rig.token) {
  const end = new AbortController();
  const answer = await fetch(`${rig.base}/api/events/stream${query}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: end.signal,
  });
  let text = '';
  const reading = (async () => {
    for await (const chunk of answer.body ?? []) text += Buffer.from(chunk).toString();
  })().catch(() => {});
  return {
    answer,
    ids: () => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id)),
    text: () => text,
    ended: reading,
    close: () => end.abort(),
  };
}

it('streams events as they are committed, also when they commit in reverse order, and once each', async () => {
  const stream = await follow();
  expect(stream.answer.headers.get('content-type')).toContain('text/event-stream');
  const [{ next }] = (await rig.database.sql.query<{ next: number }>('SELECT MAX(id) + 10 AS next FROM event')) as [
    { next: number },
  ];
  await insertEvent('back', 1, { id: next + 1 });
  await waitFor(() => stream.ids().includes(next + 1));
  await insertEvent('sold', 1, { id: next });
  await waitFor(() => stream.ids().includes(next));
  await insertEvent('back', 3, { id: next + 2 });
  await waitFor(() => stream.ids().includes(next + 2));
  expect(stream.ids()).toEqual([next + 1, next, next + 2]);
  stream.close();
  await stream.ended;
  const again = await follow(`?after=${next + 1}&once=true`);
  await again.ended;
  expect(again.ids()).toEqual(expect.arrayContaining([next, next + 2]));
  expect((await rig.call('get', '/metrics')).text).not.toContain('/api/events/stream"');
});

it('streams thousands of events at once, and what happens to others meanwhile', async () => {
  const { sql } = rig.database;
  const { insertId: userId } = await sql.execute("INSERT INTO user (name, role) VALUES ('in a hurry', 'member')");
  const { token, tokenHash } = createToken();
  await sql.execute('INSERT INTO api_token (user_id, name, token_hash) VALUES (?, ?, ?)', [userId, 'x', tokenHash]);
  const [mine, theirs] = [await follow(), await follow('', token)];
  // Larger than what was once looked through for all of them together.
  await sql.execute(
    `INSERT INTO event (user_id, task_id, item_id, token, kind, created_at)
     SELECT ?, 0, 0, seq, 'back', ${NOW} FROM seq_1_to_5000`,
    [userId],
  );
  const insertId = await insertEvent('back', 3);
  await waitFor(() => mine.ids().includes(insertId), { what: 'an event behind thousands of somebody else' });
  await waitFor(() => theirs.ids().length === 5000, { what: 'all of the thousands' });
  expect(new Set(theirs.ids()).size).toBe(5000);
  for (const stream of [mine, theirs]) stream.close();
  await Promise.all([mine.ended, theirs.ended]);
});

it('follows along for one person twenty times at most, and for others all the same', async () => {
  const streams = await Promise.all(Array.from({ length: 20 }, () => follow()));
  expect(streams.map(({ answer }) => answer.status)).toEqual(Array.from({ length: 20 }, () => 200));
  const refused = await follow();
  expect(refused.answer.status).toBe(429);
  expect(refused.answer.headers.get('retry-after')).toBe('15');
  await refused.ended;
  expect(JSON.parse(refused.text())).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  const { sql } = rig.database;
  const { insertId } = await sql.execute("INSERT INTO user (name, role) VALUES ('somebody else', 'member')");
  const { token, tokenHash } = createToken();
  await sql.execute('INSERT INTO api_token (user_id, name, token_hash) VALUES (?, ?, ?)', [insertId, 'x', tokenHash]);
  const other = await follow('', token);
  expect(other.answer.status).toBe(200);
  for (const stream of [...streams, other]) stream.close();
  await Promise.all([...streams, other].map(({ ended }) => ended));
  // There is room again once the server has seen them go.
  await waitFor(async () => {
    const stream = await follow();
    stream.close();
    await stream.ended;
    return stream.answer.status === 200;
  });
});

it('says that a look has ended, and ends streams before the server closes', async () => {
  const stream = await follow();
  await rig.database.sql.execute(
    `INSERT INTO run (task_id, token, outcome, attempt, started_at, finished_at, worker) VALUES (?, 77, 'ok', 1, ${NOW}, ${NOW}, 'w')`,
    [taskId],
  );
  await waitFor(() => stream.text().includes('event: task'));
  expect(stream.text()).toContain(`"id":${taskId}`);
  rig.api.beginStop();
  await stream.ended;
});
