import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type Database, migrate } from '@goodshunter/db';
import { createTestDatabase } from '@goodshunter/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import request from 'supertest';
import { addAdminToken, ensureAdmin, resetAdminToken } from '../../src/services/ensure-admin.js';
import { startRig } from './rig.js';

let dir: string;
const databases: Database[] = [];
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'admin-test-'));
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await rm(dir, { recursive: true, force: true });
});

async function replicas(count: number): Promise<Database[]> {
  const url = await createTestDatabase();
  await migrate(url);
  const opened = Array.from({ length: count }, () => createDatabase({ url, poolSize: 2 }));
  databases.push(...opened);
  return opened;
}

const countRows = async ({ sql }: Database, table: string) =>
  (await sql.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n;

it('is one, with one token, though four replicas start at once on one volume', async () => {
  const four = await replicas(4);
  const file = join(dir, 'shared');
  const states = await Promise.all(four.map((database) => ensureAdmin(database, file)));
  expect(states.sort()).toEqual(['created', 'kept', 'kept', 'kept']);
  const [first] = four;
  if (!first) throw new Error('no replica');
  expect(await countRows(first, 'user')).toBe(1);
  expect(await countRows(first, 'api_token')).toBe(1);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it('says so when the file is lost, and gets a new token on request', async () => {
  const [database] = await replicas(1);
  if (!database) throw new Error('no replica');
  const file = join(dir, 'lost');
  expect(await ensureAdmin(database, file)).toBe('created');
  const old = await readFile(file, 'utf8');
  await rm(file);
  expect(await ensureAdmin(database, file)).toBe('lost');
  await resetAdminToken(database, file);
  expect(await readFile(file, 'utf8')).not.toBe(old);
  expect(await ensureAdmin(database, file)).toBe('kept');
});

it('gets a further token, which ends none of those in use', async () => {
  const rig = await startRig();
  try {
    const file = join(dir, 'further');
    expect(await ensureAdmin(rig.database, file)).toBe('lost');
    await addAdminToken(rig.database, file);
    for (const token of [rig.token, await readFile(file, 'utf8')]) {
      await request(rig.base).get('/api/tasks').set('Authorization', `Bearer ${token.trim()}`).expect(200);
    }
  } finally {
    await rig.stop();
  }
});

it('gets a new token on request, which ends the old one', async () => {
  const rig = await startRig();
  try {
    const statusWith = async (token: string) =>
      (await request(rig.base).get('/api/tasks').set('Authorization', `Bearer ${token.trim()}`)).status;
    // Not tried before: an api believes a token that it has just seen for some seconds.
    await resetAdminToken(rig.database, rig.tokenFile);
    expect(await statusWith(await readFile(rig.tokenFile, 'utf8'))).toBe(200);
    expect(await statusWith(rig.token)).toBe(401);
  } finally {
    await rig.stop();
  }
});

it('stores no token that it cannot hand over', async () => {
  const [database] = await replicas(1);
  if (!database) throw new Error('no replica');
  const file = join(dir, 'no-directory');
  await writeFile(file, '');
  await expect(ensureAdmin(database, join(file, 'token'))).rejects.toMatchObject({ code: 'TOKEN_FILE_NOT_WRITABLE' });
  expect(await countRows(database, 'api_token')).toBe(0);
});

it('writes the token to its file and nowhere else', async () => {
  const rig = await startRig();
  try {
    await rig.createTask();
    await request(rig.base).get('/api/tasks').set('Authorization', 'Bearer gh_guess');
    expect(JSON.stringify(rig.logLines())).not.toContain(rig.token);
    const stored = await rig.database.sql.query('SELECT * FROM api_token');
    expect(JSON.stringify(stored)).not.toContain(rig.token);
  } finally {
    await rig.stop();
  }
});
