import { HOST_KEY_PREFIX } from '@goodshunter/contracts/sources';
import { type RedisServer, startRedis } from '@goodshunter/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { createHostService } from '../../src/services/page/host-service.js';
import { type Rig, startRig } from './rig.js';

let redisServer: RedisServer;
let redis: Redis;
let rig: Rig;

beforeAll(async () => {
  redisServer = await startRedis();
  redis = redisServer.client();
  rig = await startRig({ redisAddr: redisServer.addr });
  for (const [url, count] of [
    ['https://quiet.example/feed.xml', 3],
    ['https://Slow.example/feed.xml?page=2', 2],
    ['https://blocked.example/feed.xml', 2],
  ] as const) {
    for (let n = 0; n < count; n += 1)
      await rig.createTask({ query: { url: `${url}${url.includes('?') ? '&' : '?'}n=${n}` } });
  }
  const { sql } = rig.database;
  await sql.execute("UPDATE task SET health = 'blocked' WHERE query LIKE '%blocked.example%' ORDER BY id LIMIT 1");
  await sql.execute("UPDATE task SET state = 'paused' WHERE query LIKE '%quiet.example%' ORDER BY id LIMIT 1");
  // What schedulers keep: in Redis that one was asked to slow down, in rows that it recovered since.
  await redis.hset(`${HOST_KEY_PREFIX}slow.example`, {
    pace: 32,
    failures: 0,
    delay: 0,
    not_before: Date.now() + 60_000,
    cost: 4000,
  });
  await redis.hset(`${HOST_KEY_PREFIX}quiet.example`, {
    pace: 64,
    failures: 0,
    delay: 5000,
    not_before: 0,
    cost: 5000,
  });
  await sql.execute(
    "INSERT INTO host_budget (host, pace, cost_ms) VALUES ('slow.example', 64, 2000), ('blocked.example', 16, 8000)",
  );
});
afterAll(async () => {
  await rig?.stop();
  await redisServer?.stop();
});

const serviceOf = (rest: { redis?: Redis } = {}) => createHostService({ sql: rig.database.sql, ...rest });

it('lists the hosts of active hunts, troubled ones first, with their budgets as the queue keeps them', async () => {
  const { data, total } = await serviceOf({ redis }).list('redis_streams', {});
  expect(total).toBe(3);
  expect(data).toEqual([
    {
      host: 'blocked.example',
      hunts: 2,
      failing: 1,
      reason: 'blocked',
      pace: null,
      secondsPerRequest: null,
      restsUntil: null,
      slowedBy: [],
    },
    {
      host: 'slow.example',
      hunts: 2,
      failing: 0,
      reason: null,
      pace: 0.5,
      secondsPerRequest: 4,
      restsUntil: expect.any(String),
      slowedBy: ['refused'],
    },
    {
      host: 'quiet.example',
      hunts: 2,
      failing: 0,
      reason: null,
      pace: 1,
      secondsPerRequest: 5,
      restsUntil: null,
      slowedBy: ['crawl_delay'],
    },
  ]);
  expect(await serviceOf({ redis }).list('redis_streams', { limit: 1 })).toMatchObject({
    data: [{ host: 'blocked.example' }],
    total: 3,
  });
});

it.each(['db_polling', null] as const)('takes the budgets from rows while the schedulers say %s', async (mode) => {
  const { data } = await serviceOf({ redis }).list(mode, {});
  const paces = Object.fromEntries(data.map(({ host, pace, slowedBy }) => [host, [pace, slowedBy]]));
  expect(paces).toEqual({
    'blocked.example': [0.25, ['refused']],
    'slow.example': [1, []],
    'quiet.example': [null, []],
  });
});

it('takes them from rows too where Redis does not answer', async () => {
  const gone = new Redis(1, '127.0.0.1', {
    lazyConnect: true,
    retryStrategy: null,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
  });
  gone.on('error', () => {});
  const { data } = await serviceOf({ redis: gone }).list('redis_streams', { q: 'BLOCKED' });
  expect(data).toMatchObject([{ host: 'blocked.example', pace: 0.25 }]);
  gone.disconnect();
});

it('answers an operator by words, and the state of the house with those in trouble and codes for its reasons', async () => {
  await rig.database.sql.execute(
    `INSERT INTO replica (name, mode, mode_since, mode_reason, mode_code, beat_at)
     VALUES ('s1', 'db_polling', UTC_TIMESTAMP(3), 'redis is down: timeout', 'redis_timeout', UTC_TIMESTAMP(3) + INTERVAL 1 HOUR)`,
  );
  const found = await rig.call('get', '/api/system/hosts').query({ q: 'slow' });
  expect(found.body).toMatchObject({ data: [{ host: 'slow.example', hunts: 2 }], total: 1 });
  expect((await rig.call('get', '/api/system/hosts').query({ limit: 0 })).status).toBe(422);
  const { body } = await rig.call('get', '/api/system');
  expect(body).toMatchObject({
    mode: 'db_polling',
    reasonCode: 'redis_timeout',
    hosts: [{ host: 'blocked.example', reason: 'blocked' }],
  });
  expect(body.replicas).toMatchObject([{ name: 's1', modeCode: 'redis_timeout' }]);
});

it('shows dead letters with what kind they are, makes the task of one due, and forgets others', async () => {
  const taskId = await rig.createTask();
  const { sql } = rig.database;
  await sql.execute('UPDATE task SET due_at = UTC_TIMESTAMP(3) + INTERVAL 1 DAY, lease_owner = NULL WHERE id = ?', [
    taskId,
  ]);
  const dead = '{goodshunter:task:queue}:dead';
  const bury = (data: string, reason: string, failures: number) =>
    redis.xadd(dead, '*', 'entry_id', '1-1', 'data', data, 'reason', reason, 'deliveries', '4', 'failures', failures);
  await bury('nonsense', 'not a message', 0);
  const { body } = await rig.call('get', '/api/system/dead-letters');
  expect(body.data).toMatchObject([{ kind: 'unreadable', reason: 'not a message', taskId: null, deliveries: 4 }]);
  await rig.call('delete', `/api/system/dead-letters/${body.data[0].id}`).expect(204);
  expect((await rig.call('get', '/api/system/dead-letters')).body.data).toEqual([]);
  await bury(`{"task_id":${taskId},"action":"execute"}`, 'parked after 3 attempts', 0);
  await bury(`{"task_id":${taskId},"action":"execute"}`, 'Error: no', 5);
  const letters = (await rig.call('get', '/api/system/dead-letters')).body.data;
  expect(letters).toMatchObject([
    { kind: 'crashing', taskId },
    { kind: 'failing', taskId, taskName: expect.any(String) },
  ]);
  await rig.call('post', `/api/system/dead-letters/${letters[0].id}/retry`).expect(204);
  const [task] = await sql.query<{ isDue: number }>(
    'SELECT due_at <= UTC_TIMESTAMP(3) AS is_due FROM task WHERE id = ?',
    [taskId],
  );
  expect(task?.isDue).toBe(1);
  expect((await rig.call('get', '/api/system/dead-letters')).body.data).toHaveLength(1);
});
