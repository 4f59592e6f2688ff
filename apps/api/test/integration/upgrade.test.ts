import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDatabase, type Database, migrate, type Sql } from '@goodshunter/db';
import { createTestDatabase } from '@goodshunter/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import request from 'supertest';
import { createToken } from '../../src/services/token-service.js';
import { createBrowserClient } from './browser-client.js';
import { type Rig, startRig } from './rig.js';

const MIGRATIONS = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));
/** What release 0.1.0 came with. */
const OF_0_1_0 = ['20261123000000_init', '20261123120000_host_budget'];

let dir: string;
let url: string;
let old: Database;
let rig: Rig;
const { token, tokenHash } = createToken();

/** Statements of a replica of 0.1.0, as they are written there. */
const replicaOf010 = (sql: Sql) => ({
  async lockAdmin() {
    const { insertId } = await sql.execute(
      `INSERT INTO user (name, is_admin, created_at) VALUES (?, 1, UTC_TIMESTAMP(3))
       ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id)`,
      ['admin'],
    );
    return insertId;
  },
  async findTokenOwner() {
    const [row] = await sql.query<{ userId: number }>(
      'SELECT user_id FROM api_token WHERE token_hash = ? AND revoked_at IS NULL',
      [tokenHash],
    );
    return row?.userId;
  },
  insertToken: (userId: number) =>
    sql.execute('INSERT INTO api_token (user_id, name, token_hash, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))', [
      userId,
      'first admin token',
      tokenHash,
    ]),
  async insertTask(userId: number, name: string) {
    const { insertId } = await sql.execute(
      `INSERT INTO task (user_id, name, source, query, keyword, min_price, max_price, currency, exclude_keywords, notify, interval_s,
         correlation_id, due_at, planned_at, created_at, updated_at)
       VALUES (?, ?, 'feed', '{"url":"https://shop.example/feed"}', '', NULL, NULL, NULL, '[]', NULL, 60, 'c',
         UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
      [userId, name],
    );
    return insertId;
  },
  listTasks: (userId: number) =>
    sql.query<{ name: string }>("SELECT name FROM task WHERE user_id = ? AND state <> 'deleted' ORDER BY id", [userId]),
});

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'upgrade-test-'));
  await mkdir(join(dir, 'migrations'));
  for (const name of OF_0_1_0) await cp(join(MIGRATIONS, name), join(dir, 'migrations', name), { recursive: true });
  url = await createTestDatabase();
  await migrate(url, { dir: join(dir, 'migrations') });
  old = createDatabase({ url, poolSize: 2 });
  const replica = replicaOf010(old.sql);
  const adminId = await replica.lockAdmin();
  await replica.insertToken(adminId);
  await replica.insertTask(adminId, 'of before');
  await old.sql.execute(
    `INSERT INTO channel (user_id, name, kind, config, secret, created_at, updated_at)
     VALUES (?, 'my receiver', 'webhook', '{"url":"https://hooks.example/a"}', 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz',
       UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [adminId],
  );
  await writeFile(join(dir, 'token'), `${token}\n`);
  expect((await readdir(MIGRATIONS)).length).toBeGreaterThan(OF_0_1_0.length);
  // What is there now, over data of before; the rig migrates.
  rig = await startRig({
    databaseUrl: url,
    env: { API_TOKEN_FILE: join(dir, 'token') },
    tokenFile: join(dir, 'token'),
  });
});
afterAll(async () => {
  await rig?.stop();
  await old?.close();
  await rm(dir, { recursive: true, force: true });
});

it('keeps the token, the tasks and the channels of the admin there was', async () => {
  const ask = (path: string) => request(rig.base).get(path).set('Authorization', `Bearer ${token}`).expect(200);
  expect((await ask('/api/tasks')).body.data).toMatchObject([{ name: 'of before' }]);
  expect((await ask('/api/channels')).body.data).toMatchObject([{ name: 'my receiver' }]);
  expect((await ask('/api/session')).body).toMatchObject({ user: { name: 'admin', role: 'admin' }, needsSetup: true });
});

it('lets replicas of before and of now work side by side', async () => {
  const replica = replicaOf010(old.sql);
  const adminId = await replica.lockAdmin();
  expect(await replica.findTokenOwner()).toBe(adminId);
  const fromOld = await replica.insertTask(adminId, 'by the old replica');
  const fromNew = await rig.createTask({ name: 'by the new one' });
  await rig.call('post', `/api/tasks/${fromOld}/pause`).expect(200);
  expect((await replica.listTasks(adminId)).map(({ name }) => name)).toEqual([
    'of before',
    'by the old replica',
    'by the new one',
  ]);
  expect((await rig.call('get', `/api/tasks/${fromNew}`)).body.name).toBe('by the new one');
});

it('hands all of it to the first admin by the set-up link, and an older replica that starts afterwards changes nothing of that', async () => {
  const code = (await rig.api.ensureSetupLink())?.split('#code=')[1];
  const ada = createBrowserClient(rig.base);
  ada.keep(await ada.call('post', '/api/setup').send({ code, name: 'ada', password: 'a long password' }).expect(201));
  expect((await ada.call('get', '/api/tasks')).body.data).toHaveLength(3);
  const phantom = await replicaOf010(old.sql).lockAdmin();
  const me = (await ada.call('get', '/api/session')).body.user;
  expect(phantom).not.toBe(me.id);
  expect((await ada.call('get', '/api/tasks')).body.data).toHaveLength(3);
  // That one has no way in: ada is still the only admin.
  await ada.call('patch', `/api/people/${me.id}`).send({ role: 'member' }).expect(409);
  await request(rig.base).get('/api/tasks').set('Authorization', `Bearer ${token}`).expect(200);
});

it('gives the admin that an older replica makes after that no rights, nor the token that it writes into its file', async () => {
  const phantom = await replicaOf010(old.sql).lockAdmin();
  const written = createToken();
  await old.sql.execute(
    'INSERT INTO api_token (user_id, name, token_hash, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))',
    [phantom, 'first admin token', written.tokenHash],
  );
  const ask = (method: 'get' | 'post', path: string) =>
    request(rig.base)[method](path).set('Authorization', `Bearer ${written.token}`);
  for (const path of ['/api/people', '/api/audit', '/api/system', '/api/invites']) await ask('get', path).expect(403);
  await ask('post', '/api/invites').send({ role: 'admin' }).expect(403);
  await ask('post', '/api/tasks')
    .send({ source: 'feed', query: { url: 'https://shop.example/f' } })
    .expect(403);
  // Who was the admin before stays it.
  await request(rig.base).get('/api/people').set('Authorization', `Bearer ${token}`).expect(200);
});
