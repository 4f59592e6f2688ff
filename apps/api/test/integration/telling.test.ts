import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Rig, startRig } from './rig.js';

let rig: Rig;
let receiver: Server;
let url: string;
let status = 204;

beforeAll(async () => {
  receiver = createServer((req, res) => {
    req.resume().on('end', () => res.writeHead(status).end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  url = `http://${host}/hook`;
  rig = await startRig({ env: { NOTIFY_ALLOW_HOSTS: host, NOTIFY_SECRET_KEY: 'a-key-for-this-test-alone' } });
});
afterAll(async () => {
  await rig?.stop();
  await new Promise((resolve) => receiver.close(resolve));
});

const sql = () => rig.database.sql;

async function createChannel(name = 'Hook'): Promise<number> {
  const { body } = await rig.call('post', '/api/channels').send({ name, kind: 'webhook', config: { url } }).expect(201);
  return body.id as number;
}

async function putNotice(channelId: number, more: { due?: string; held?: string | null; token?: number } = {}) {
  const [channel] = await sql().query<{ userId: number }>('SELECT user_id AS userId FROM channel WHERE id = ?', [
    channelId,
  ]);
  const news = {
    taskId: 5,
    taskName: 'Lenses',
    itemId: 6,
    item: { id: 6, title: 'A lens', url: 'https://shop.example/6', imageUrl: null },
    events: [{ kind: 'new', oldPrice: null, newPrice: 12_000, currency: 'EUR', message: null }],
    createdAt: '2026-11-28T12:00:00.000Z',
    correlationId: null,
  };
  const { insertId } = await sql().execute(
    `INSERT INTO notice (user_id, channel_id, task_id, item_id, run_token, news, due_at, held)
     VALUES (?, ?, 5, 6, ?, ?, ${more.due ?? 'UTC_TIMESTAMP(3)'}, ?)`,
    [channel?.userId ?? 0, channelId, more.token ?? 1, JSON.stringify(news), more.held ?? null],
  );
  return { noticeId: insertId, userId: channel?.userId ?? 0 };
}

async function putDelivery(
  channelId: number,
  noticeId: number,
  state: string,
  answer: string,
  notices = 1,
): Promise<number> {
  const [notice] = await sql().query<{ userId: number; news: object }>(
    'SELECT user_id AS userId, news FROM notice WHERE id = ?',
    [noticeId],
  );
  const content = { entries: [{ news: notice?.news, meanwhile: null }], more: 0, held: null };
  const { insertId } = await sql().execute(
    `INSERT INTO delivery (message_id, user_id, channel_id, item_id, content, notices, state, attempt, answer, sent_at)
     VALUES (?, ?, ?, 6, ?, ?, ?, 3, ?, IF(? = 'sent', UTC_TIMESTAMP(3), NULL))`,
    [`msg_${noticeId}`, notice?.userId ?? 0, channelId, JSON.stringify(content), notices, state, answer, state],
  );
  await sql().execute('UPDATE notice SET delivery_id = ?, due_at = NULL WHERE id = ?', [insertId, noticeId]);
  return insertId;
}

describe('channel kinds', () => {
  it('say what they need and whether they are available', async () => {
    const { body } = await rig.call('get', '/api/channel-kinds').expect(200);
    const webhook = body.find(({ kind }: { kind: string }) => kind === 'webhook');
    expect(webhook).toMatchObject({
      name: 'Webhook',
      available: true,
      why: null,
      setup: 'paste',
      configSchema: { type: 'object', required: ['url'] },
    });
  });

  it('refuse one that there is none of, and a configuration that is none, by its field', async () => {
    const unknown = await rig.call('post', '/api/channels').send({ name: 'x', kind: 'pigeon', config: {} });
    expect(unknown.body.errors[0]).toMatchObject({ field: 'kind', message: expect.stringContaining('webhook') });
    const wrong = await rig.call('post', '/api/channels').send({ name: 'x', kind: 'webhook', config: { url: 'nope' } });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors[0]).toMatchObject({ field: 'config.url' });
    const extra = await rig.call('post', '/api/channels').send({ name: 'x', kind: 'webhook', config: { url, a: 1 } });
    expect(extra.status).toBe(422);
  });
});

describe('a channel', () => {
  it('is tested before it is kept', async () => {
    const { body } = await rig
      .call('post', '/api/channels/test')
      .send({ kind: 'webhook', config: { url } })
      .expect(200);
    expect(body).toMatchObject({ delivered: true, state: 'ok', message: 'the receiver answered 204', match: null });
    status = 410;
    const gone = await rig.call('post', '/api/channels/test').send({ kind: 'webhook', config: { url } });
    expect(gone.body).toMatchObject({ delivered: false, state: 'dead', httpStatus: 410 });
    status = 204;
    expect((await rig.call('get', '/api/channels')).body.data).toEqual([]);
  });

  it('says how it goes: state, last error in words, what waits and what was given up', async () => {
    const id = await createChannel();
    const { noticeId } = await putNotice(id, { token: 11 });
    await putNotice(id, { token: 12 });
    await putDelivery(id, noticeId, 'dead', 'the receiver answered 500');
    await sql().execute(
      `INSERT INTO channel_gate (channel_id, state, failures, last_error, last_error_at, due_at)
       VALUES (?, 'retrying', 4, 'the receiver answered 500', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 HOUR)`,
      [id],
    );
    const { body } = await rig.call('get', `/api/channels/${id}`).expect(200);
    expect(body).toMatchObject({
      state: 'retrying',
      lastError: 'the receiver answered 500',
      lastSuccessAt: null,
      waiting: 1,
      givenUp: 1,
      sent: 0,
      onForNewHunts: true,
    });
    expect(Date.parse(body.nextAt)).toBeGreaterThan(Date.now() + 3_000_000);
    // A test that is taken ends it: what waits is due at once.
    await rig.call('post', `/api/channels/${id}/test`).expect(200);
    const [gate] = await sql().query<{ state: string; isDue: number }>(
      'SELECT state, due_at <= UTC_TIMESTAMP(3) AS isDue FROM channel_gate WHERE channel_id = ?',
      [id],
    );
    expect(gate).toEqual({ state: 'ok', isDue: 1 });
  });

  it('lists its messages, and sends one once more with the same id', async () => {
    const id = await createChannel();
    const { noticeId } = await putNotice(id, { token: 21 });
    const deliveryId = await putDelivery(id, noticeId, 'dead', 'the receiver answered 500');
    const list = await rig.call('get', `/api/channels/${id}/deliveries`).expect(200);
    expect(list.body.data).toMatchObject([
      { id: deliveryId, state: 'failed', title: 'A lens', answer: 'the receiver answered 500', attempts: 3 },
    ]);
    const again = await rig.call('post', `/api/deliveries/${deliveryId}/resend`).send({}).expect(200);
    expect(again.body).toMatchObject({ state: 'waiting', messageId: list.body.data[0].messageId });
    await rig.call('post', `/api/deliveries/${deliveryId}/resend`).send({}).expect(409);
    await rig.call('post', '/api/deliveries/999999/resend').send({}).expect(404);
  });
});

it('lists what is told to whom, and says of each event why or why not', async () => {
  const id = await createChannel('Mine');
  const told = await putNotice(id, { token: 31 });
  await putDelivery(id, told.noticeId, 'sent', 'the receiver answered 204', 2);
  await putNotice(id, { token: 32, due: 'UTC_TIMESTAMP(3) + INTERVAL 1 HOUR', held: 'quiet' });
  const insertEvent = async (token: number, untold: string | null) => {
    const { insertId } = await sql().execute(
      `INSERT INTO event (user_id, task_id, item_id, token, kind, created_at, untold)
       VALUES (?, 5, 6, ?, 'new', UTC_TIMESTAMP(3), ?)`,
      [told.userId, token, untold],
    );
    return insertId;
  };
  const folded = await putNotice(id, { token: 35 });
  const earlier = await putDelivery(id, folded.noticeId, 'sent', 'the receiver answered 204', 2);
  await sql().execute('UPDATE delivery SET sent_at = UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE WHERE id = ?', [earlier]);
  const [first, second, third, fourth, fifth] = [
    await insertEvent(31, null),
    await insertEvent(32, null),
    await insertEvent(33, 'history'),
    await insertEvent(34, null),
    await insertEvent(35, null),
  ];
  const list = await rig.call('get', `/api/notifications?channel=${id}`).expect(200);
  expect(list.body.data).toMatchObject([
    { state: 'merged', reason: 'It was told already, by the message of another hunt.', deliveryId: earlier },
    { state: 'held', reason: 'quiet hours', itemTitle: 'A lens', kinds: ['new'], channelName: 'Mine' },
    { state: 'merged', reason: 'the receiver answered 204' },
  ]);
  const ofEvent = await rig.call('get', `/api/notifications?event=${first}`).expect(200);
  expect(ofEvent.body.data).toHaveLength(1);
  const why = async (event: number) => (await rig.call('get', `/api/events/${event}/why`).expect(200)).body;
  expect(await why(first)).toMatchObject({ told: true, sentence: expect.stringContaining('Told by Mine') });
  expect(await why(second)).toMatchObject({ told: false, sentence: expect.stringContaining('quiet hours') });
  expect(await why(third)).toEqual({
    told: false,
    sentence: 'Below 14 days of history nobody can say what is typical.',
  });
  expect(await why(fourth)).toEqual({ told: false, sentence: 'No channel of this hunt was switched on.' });
  expect(await why(fifth)).toEqual({
    told: true,
    sentence: 'Told by Mine before this hunt saw it, by the message of another.',
  });
  await rig.call('get', '/api/events/999999/why').expect(404);
});

it('tells nothing that waits of a listing that was hidden, until it is shown again, at its hours of now', async () => {
  const id = await createChannel('Mine');
  const daily = { timeZone: 'UTC', quiet: [], wakeUnder: null, rhythm: { kind: 'daily', at: '18:00' }, perHunt: {} };
  await rig.call('put', '/api/me/rhythm').send(daily).expect(200);
  const held = { due: 'UTC_TIMESTAMP(3) + INTERVAL 1 HOUR', held: 'daily' };
  const { noticeId, userId } = await putNotice(id, { token: 51, ...held });
  await sql().execute(
    "INSERT IGNORE INTO task (id, user_id, name, source, query, exclude_keywords, interval_s, planned_at) VALUES (5, ?, 'Lenses', 'feed', '{}', '[]', 60, UTC_TIMESTAMP(3))",
    [userId],
  );
  await sql().execute(
    `INSERT IGNORE INTO item (id, source, source_key, title, url, first_seen_at, observed_at)
     VALUES (6, 'feed', '6', 'A lens', 'https://shop.example/6', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
  );
  await sql().execute(
    `INSERT IGNORE INTO task_item (task_id, item_id, availability, is_match, first_seen_at, changed_at)
     VALUES (5, 6, 'in_stock', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
  );
  const hide = (isHidden: boolean) => rig.call('patch', '/api/items/6').send({ isHidden }).expect(204);
  const read = async () => (await rig.call('get', `/api/notifications?channel=${id}`).expect(200)).body.data;
  await hide(true);
  expect(await read()).toMatchObject([{ id: noticeId, state: 'hidden', reason: 'You hid this listing.', dueAt: null }]);
  await hide(false);
  const [shown] = await read();
  expect(shown).toMatchObject({ id: noticeId, state: 'held', reason: 'told daily' });
  expect(shown.dueAt).toMatch(/T18:00:00.000Z$/);
  await sql().execute('DELETE FROM rhythm');
});

it('keeps a rhythm, refuses what is none, and gives what is held its hours', async () => {
  expect((await rig.call('get', '/api/me/rhythm').expect(200)).body).toMatchObject({
    rhythm: { kind: 'now' },
    quiet: [],
  });
  const id = await createChannel();
  const { noticeId } = await putNotice(id, { token: 41, due: 'UTC_TIMESTAMP(3) + INTERVAL 5 HOUR', held: 'daily' });
  const rhythm = {
    timeZone: 'Europe/Berlin',
    quiet: [],
    wakeUnder: { price: 15_000, currency: 'EUR' },
    rhythm: { kind: 'daily', at: '18:00' },
    perHunt: { '5': { kind: 'hourly' } },
  };
  const put = (body: object) => rig.call('put', '/api/me/rhythm').send(body);
  expect((await put({ ...rhythm, timeZone: 'Mars/Olympus' })).body.errors[0]).toMatchObject({ field: 'timeZone' });
  expect((await put({ ...rhythm, quiet: [{ days: [8], from: '22:00', to: '07:00' }] })).status).toBe(422);
  await put(rhythm).expect(200);
  expect((await rig.call('get', '/api/me/rhythm')).body).toEqual(rhythm);
  // Somebody moves: the same hours by other clocks.
  await rig.call('patch', '/api/me').send({ timeZone: 'Asia/Tokyo' }).expect(200);
  expect((await rig.call('get', '/api/me/rhythm')).body).toEqual({ ...rhythm, timeZone: 'Asia/Tokyo' });
  await put(rhythm).expect(200);
  // A digest that comes even of nothing has a time of its own, until nobody wants it any more.
  const digestAt = async () =>
    (await sql().query<{ at: Date | null }>('SELECT digest_at AS at FROM rhythm'))[0]?.at?.getTime();
  expect(await digestAt()).toBeUndefined();
  await put({ ...rhythm, tellNothing: true }).expect(200);
  expect((await rig.call('get', '/api/me/rhythm')).body).toEqual({ ...rhythm, tellNothing: true });
  expect(await digestAt()).toBeGreaterThan(Date.now() - 60_000);
  await put(rhythm).expect(200);
  expect(await digestAt()).toBeUndefined();
  // 120 EUR is under what wakes this person.
  const [notice] = await sql().query<{ isDue: number }>(
    'SELECT due_at <= UTC_TIMESTAMP(3) AS isDue FROM notice WHERE id = ?',
    [noticeId],
  );
  expect(notice?.isDue).toBe(1);
});
