import { type MariadbServer, type RedisServer, startMariadb, startRedis, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Rig, startRig, TASK } from './rig.js';

let redis: RedisServer;
let mariadb: MariadbServer;
let rig: Rig;

beforeAll(async () => {
  redis = await startRedis();
  mariadb = await startMariadb();
  rig = await startRig({
    redisAddr: redis.addr,
    databaseUrl: await mariadb.createDatabase(),
    // Ten times the default: that an announcement fails here must be the fault of Redis.
    env: { API_ANNOUNCE_BUDGET_MS: '200' },
  });
});
afterAll(async () => {
  redis?.resume();
  await rig?.stop();
  await Promise.all([redis?.stop(), mariadb?.stop()]);
});

async function post() {
  const response = await rig.call('post', '/api/tasks').send(TASK);
  return { status: response.status, dispatch: response.body.dispatch };
}
const breakerState = async () =>
  Number(/^goodshunter_announce_breaker_state (\d)/m.exec((await rig.call('get', '/metrics')).text)?.[1]);
const isQueued = async () => (await post()).dispatch === 'queued';

it('keeps answering 201 while Redis is frozen, soon without waiting for it, and rings again after the thaw', async () => {
  await waitFor(isQueued, { what: 'a first announcement' });
  redis.pause();
  await waitFor(async () => (await post()).status === 201 && (await breakerState()) > 0, { what: 'the open breaker' });
  const answers = [];
  for (let i = 0; i < 50; i += 1) answers.push(await post());
  expect(answers.every(({ status, dispatch }) => status === 201 && dispatch === 'deferred')).toBe(true);
  const health = await rig.call('get', '/healthz');
  expect({ status: health.status, body: health.body }).toEqual({
    status: 200,
    body: { status: 'degraded', redis: 'timeout' },
  });
  expect((await rig.call('get', '/api/queue')).body).toMatchObject({ length: null });
  const warning = rig.logLines().find(({ msg }) => msg === 'publish task failed, fallback to direct scheduling');
  expect(warning).toMatchObject({ level: 'warn', task_id: expect.any(Number), error: { message: expect.any(String) } });
  redis.resume();
  await waitFor(isQueued, { everyMs: 100, what: 'announcements after the thaw' });
  await waitFor(async () => (await rig.call('get', '/healthz')).body.status === 'ok');
  expect(await breakerState()).toBe(0);
});

it('keeps answering 201 while Redis is dead, and rings again when it is back', async () => {
  await redis.kill('SIGKILL');
  for (let i = 0; i < 20; i += 1) expect(await post()).toMatchObject({ status: 201, dispatch: 'deferred' });
  expect((await rig.call('get', '/healthz')).body).toMatchObject({ status: 'degraded' });
  await redis.restart();
  await waitFor(isQueued, { everyMs: 100, what: 'announcements after the restart' });
});

it('refuses with 503 and Retry-After while the database is dead, lives on, and comes back by itself', async () => {
  await mariadb.kill('SIGKILL');
  const refused = await rig.call('post', '/api/tasks').send(TASK);
  expect(refused.status).toBe(503);
  expect(refused.headers['retry-after']).toBe('2');
  expect(refused.body).toMatchObject({ code: 'DATABASE_UNAVAILABLE', detail: expect.stringContaining('Try again') });
  expect((await rig.call('get', '/healthz')).status).toBe(503);
  expect((await rig.call('get', '/livez')).status).toBe(200);
  await mariadb.restart();
  await waitFor(async () => (await post()).status === 201, { everyMs: 100, what: 'the database' });
});

it('answers reads and refuses writes with 503 while the database is read-only, and stays ready', async () => {
  const taskId = await rig.createTask();
  await mariadb.setReadOnly(true);
  try {
    const writes = [
      await rig.call('post', '/api/tasks').send(TASK),
      await rig.call('post', '/api/tasks').set('Idempotency-Key', 'while-read-only').send(TASK),
      await rig.call('patch', `/api/tasks/${taskId}`).send({ name: 'another' }),
      await rig.call('post', `/api/tasks/${taskId}/run`),
      await rig.call('delete', `/api/tasks/${taskId}`),
      await rig
        .call('post', '/api/channels')
        .send({ name: 'hook', kind: 'webhook', config: { url: 'https://a.example/' } }),
    ];
    for (const { status, headers, body } of writes) {
      expect({ status, code: body.code, retryAfter: headers['retry-after'] }).toEqual({
        status: 503,
        code: 'DATABASE_UNAVAILABLE',
        retryAfter: '2',
      });
      expect(body.detail).toContain('the database is read-only');
    }
    for (const path of [`/api/tasks/${taskId}`, '/api/tasks', '/api/channels', '/api/timeline', '/api/queue']) {
      expect({ path, status: (await rig.call('get', path)).status }).toEqual({ path, status: 200 });
    }
    const degraded = { status: 'degraded', database: 'the database is read-only' };
    for (const path of ['/healthz', '/readyz']) {
      const { status, body } = await rig.call('get', path);
      expect({ status, body }).toEqual({ status: 200, body: degraded });
    }
  } finally {
    await mariadb.setReadOnly(false);
  }
  expect(await post()).toMatchObject({ status: 201 });
  expect((await rig.call('get', '/healthz')).body.status).toBe('ok');
});

it('says 503 when others hold a row for too long, not 500', async () => {
  const taskId = await rig.createTask();
  let end = () => {};
  const mayEnd = new Promise<void>((resolve) => {
    end = resolve;
  });
  const isHeld = new Promise<void>((resolve) => {
    void rig.database.transaction(async (sql) => {
      await sql.query('SELECT id FROM task WHERE id = ? FOR UPDATE', [taskId]);
      resolve();
      await mayEnd;
    });
  });
  await isHeld;
  const refused = await rig.call('post', `/api/tasks/${taskId}/run`);
  end();
  expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 503, code: 'DATABASE_UNAVAILABLE' });
  expect(refused.headers['retry-after']).toBe('2');
});
