import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createShortCode } from '../../src/services/people/one-time-code.js';
import { EXPORTS } from '../../src/store/people/account-store.js';
import { countGuess, insertCode } from '../../src/store/people/code-store.js';
import { findUserByEmail } from '../../src/store/people/user-store.js';
import { type BrowserClient, createBrowserClient } from './browser-client.js';
import { type Rig, startRig } from './rig.js';

const PASSWORD = 'a long password';

let rig: Rig;
let ada: BrowserClient;

beforeAll(async () => {
  rig = await startRig({ env: { PEOPLE_CREATIONS_PER_MINUTE: '', API_TRUSTED_PROXIES: '127.0.0.1' } });
  ada = createBrowserClient(rig.base);
  const code = (await rig.api.ensureSetupLink())?.split('#code=')[1];
  ada.keep(await ada.call('post', '/api/setup').send({ code, name: 'ada', password: PASSWORD }).expect(201));
});
afterAll(() => rig?.stop());

const invite = async (by: BrowserClient, role: string, uses = 1): Promise<string> =>
  (await by.call('post', '/api/invites').send({ role, uses }).expect(201)).body.code;

async function join(name: string, role = 'member'): Promise<BrowserClient> {
  const client = createBrowserClient(rig.base);
  const code = await invite(ada, role);
  client.keep(await client.call('post', '/api/invites/accept').send({ code, name, password: PASSWORD }).expect(201));
  return client;
}

const idOf = async (client: BrowserClient): Promise<number> => (await client.call('get', '/api/session')).body.user.id;

let asked = 0;
const signIn = (name: string, password: string) => {
  asked += 1;
  return request(rig.base)
    .post('/api/session')
    .set('X-Forwarded-For', `10.7.${asked >> 8}.${asked & 255}`)
    .send({ name, password });
};

describe('what an admin gave out', () => {
  it('ends with the rights of who gave it', async () => {
    const grace = await join('grace', 'admin');
    const forAdmins = await invite(grace, 'admin', 3);
    const link = await grace.call('post', `/api/people/${await idOf(ada)}/password-link`).expect(201);
    const takeover = (link.body.url as string).split('#code=')[1];
    await ada
      .call('patch', `/api/people/${await idOf(grace)}`)
      .send({ role: 'member' })
      .expect(200);
    const eve = createBrowserClient(rig.base);
    const accepted = await eve
      .call('post', '/api/invites/accept')
      .send({ code: forAdmins, name: 'eve', password: PASSWORD });
    expect(accepted.status).toBe(401);
    const reset = await eve.call('post', '/api/session/password').send({ code: takeover, password: 'taken over now' });
    expect(reset.status).toBe(401);
    expect((await ada.call('get', '/api/invites')).body.data).toEqual([]);
    await signIn('ada', PASSWORD).expect(200);
  });

  it('a link for a new password ends when the person sets one', async () => {
    const linus = await join('linus');
    const link = await ada.call('post', `/api/people/${await idOf(linus)}/password-link`).expect(201);
    const code = (link.body.url as string).split('#code=')[1];
    await linus.call('post', '/api/me/password').send({ current: PASSWORD, next: 'another long one' }).expect(204);
    const reset = await ada.call('post', '/api/session/password').send({ code, password: 'taken over now' });
    expect(reset.status).toBe(401);
  });
});

describe('a new password by a link', () => {
  const reset = async (client: BrowserClient, more: object) => {
    const link = await ada.call('post', `/api/people/${await idOf(client)}/password-link`).expect(201);
    const code = (link.body.url as string).split('#code=')[1];
    await request(rig.base)
      .post('/api/session/password')
      .send({ code, password: 'taken back now', ...more })
      .expect(204);
  };

  it('ends sessions, and tokens and feeds only where that is asked for', async () => {
    const nils = await join('nils');
    const made = await nils
      .call('post', '/api/tokens')
      .send({ name: 'x', scopes: ['read'] })
      .expect(201);
    const feed = (await nils.call('post', '/api/feed-links').send({ what: 'all' }).expect(201)).body.url as string;
    const userId = await idOf(nils);
    await rig.database.sql.execute(
      "INSERT INTO passkey (user_id, name, credential_hash, credential_id, public_key) VALUES (?, 'x', ?, 'x', '')",
      [userId, randomBytes(32)],
    );
    const read = () => request(rig.base).get('/api/tasks').set('Authorization', `Bearer ${made.body.token}`);
    const readFeed = () => request(rig.base).get(new URL(feed).pathname);
    const countPasskeys = async () =>
      (await rig.database.sql.query('SELECT 1 FROM passkey WHERE user_id = ?', [userId])).length;
    await read().expect(200);
    await reset(nils, {});
    await nils.call('get', '/api/tasks').expect(401);
    await read().expect(200);
    await readFeed().expect(200);
    expect(await countPasskeys()).toBe(1);
    nils.keep(await signIn('nils', 'taken back now').expect(200));
    await reset(nils, { endTokens: true });
    await read().expect(401);
    await readFeed().expect(404);
    expect(await countPasskeys()).toBe(0);
  });
});

describe('a hunt that every guest sees', () => {
  it('is seen by those who come later too, and by nobody else', async () => {
    const otto = await join('otto');
    const body = { source: 'feed', query: { url: 'https://shop.example/f' } };
    const taskId = (await otto.call('post', '/api/tasks').send(body).expect(201)).body.task.id as number;
    const { sql } = rig.database;
    await sql.execute(
      `INSERT INTO event (user_id, task_id, item_id, token, kind, created_at) VALUES (?, ?, 0, 1, 'recovered', UTC_TIMESTAMP(3))`,
      [await idOf(otto), taskId],
    );
    await otto.call('put', `/api/tasks/${taskId}/guests`).expect(204);
    expect((await otto.call('get', `/api/tasks/${taskId}/shares`)).body).toEqual({
      data: [],
      withGuests: true,
      publicLinkSince: null,
    });
    const gil = await join('gil', 'guest');
    const paul = await join('paul');
    const seenBy = async (client: BrowserClient) => ({
      hunt: (await client.call('get', `/api/tasks/${taskId}`)).status,
      hunts: (await client.call('get', '/api/tasks')).body.data.length,
      events: (await client.call('get', `/api/timeline?taskId=${taskId}`)).body.data.length,
    });
    expect(await seenBy(gil)).toEqual({ hunt: 200, hunts: 1, events: 1 });
    expect(await seenBy(paul)).toEqual({ hunt: 404, hunts: 0, events: 0 });
    await gil.call('patch', `/api/tasks/${taskId}`).send({ name: 'mine' }).expect(403);
    await gil.call('put', `/api/tasks/${taskId}/guests`).expect(403);
    await otto.call('delete', `/api/tasks/${taskId}/guests`).expect(204);
    expect(await seenBy(gil)).toEqual({ hunt: 404, hunts: 0, events: 0 });
  });
});

describe('guesses', () => {
  it('are no more by names that only look alike', async () => {
    await join('mila');
    for (const name of ['míla', 'MÏLA', 'mila\u00ad']) {
      expect([name, (await signIn(name, PASSWORD)).status]).toEqual([name, 401]);
    }
    await signIn('MILA', PASSWORD).expect(200);
    const code = await invite(ada, 'member');
    const twin = await ada.call('post', '/api/invites/accept').send({ code, name: 'Míla', password: PASSWORD });
    expect(twin.body.errors).toMatchObject([{ field: 'name' }]);
  });

  it('of a password are as many at once as one after the other', async () => {
    await join('nora');
    const answers = await Promise.all(Array.from({ length: 30 }, () => signIn('nora', 'not this one')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    const right = await Promise.all(Array.from({ length: 3 }, async () => (await signIn('nora', PASSWORD)).status));
    expect(right).toEqual([429, 429, 429]);
    // Looked at only where a guess was left.
    const [row] = await rig.database.sql.query<{ refused: number }>(
      "SELECT COUNT(*) AS refused FROM audit WHERE user_name = 'nora' AND action = 'session.sign_in' AND is_refused = 1",
    );
    expect(row?.refused).toBe(10);
  });

  it('of a letter’s code are as many at once as one after the other', async () => {
    const olga = await join('olga');
    const userId = await idOf(olga);
    const { code, codeHash } = createShortCode(userId);
    const data = { email: 'olga@example.net' };
    const { sql } = rig.database;
    const codeId = await insertCode(sql, { kind: 'email', codeHash, userId, seconds: 600, attempts: 5, data });
    const counted = await Promise.all(Array.from({ length: 9 }, () => countGuess(sql, codeId)));
    expect(counted.filter(Boolean)).toHaveLength(5);
    await olga.call('post', '/api/me/email').send({ code }).expect(422);
  });
});

it('finds nobody by an address that only looks alike', async () => {
  const { sql } = rig.database;
  await sql.execute("UPDATE user SET email = 'mika@example.net' WHERE name = 'ada'");
  expect((await findUserByEmail(sql, 'MIKA@Example.net'))?.name).toBe('ada');
  expect(await findUserByEmail(sql, 'mika@exámple.net')).toBeUndefined();
});

describe('a public link', () => {
  it('says nothing of whom and how its owner was told, and ends while that one is locked', async () => {
    const { sql } = rig.database;
    const petra = await join('petra');
    const id = await idOf(petra);
    const body = { source: 'feed', query: { url: 'https://shop.example/f' } };
    const taskId = (await petra.call('post', '/api/tasks').send(body).expect(201)).body.task.id as number;
    await sql.execute(
      `INSERT INTO event (user_id, task_id, item_id, token, kind, created_at) VALUES (?, ?, 0, 1, 'recovered', UTC_TIMESTAMP(3))`,
      [id, taskId],
    );
    const { url } = (await petra.call('post', `/api/tasks/${taskId}/public-link`).expect(201)).body as { url: string };
    const path = `/api/public/${url.split('/').at(-1)}`;
    const [event] = (await request(rig.base).get(path).expect(200)).body.events;
    expect(Object.keys(event).sort()).toEqual(
      ['createdAt', 'currency', 'id', 'item', 'kind', 'newPrice', 'oldPrice', 'source'].sort(),
    );
    await ada.call('patch', `/api/people/${id}`).send({ isDisabled: true }).expect(200);
    await request(rig.base).get(path).expect(404);
  });
});

describe('the export', () => {
  /** Codes and keys that say nothing of a person, and what was told, which GET /api/notifications lists. */
  const LEFT_OUT = ['channel_setup', 'delivery', 'idempotency_key', 'notice', 'notification', 'one_time_code'];

  it('holds something of every table that holds something of a person', async () => {
    const rows = await rig.database.sql.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
       WHERE table_schema = DATABASE() AND column_name = 'user_id' ORDER BY table_name`,
    );
    const statements = Object.values(EXPORTS).join('\n');
    const missing = rows.map(({ name }) => name).filter((name) => !new RegExp(`FROM ${name}\\b`).test(statements));
    expect(missing).toEqual(LEFT_OUT);
  });

  it('has notes, tags and hours', async () => {
    const rosa = await join('rosa');
    const userId = await idOf(rosa);
    const { sql } = rig.database;
    await sql.execute("INSERT INTO item_mark (user_id, item_id, is_hidden, note) VALUES (?, 5, 0, 'for my brother')", [
      userId,
    ]);
    const body = { source: 'feed', query: { url: 'https://shop.example/f' } };
    const taskId = (await rosa.call('post', '/api/tasks').send(body).expect(201)).body.task.id as number;
    await rosa
      .call('post', '/api/tasks/bulk')
      .send({ ids: [taskId], action: 'addTag', value: 'gifts' })
      .expect(200);
    const exported = (await rosa.call('get', '/api/me/export').expect(200)).body;
    expect(exported.marks).toMatchObject([{ itemId: 5, note: 'for my brother' }]);
    expect(exported.tags).toEqual([{ taskId, tag: 'gifts' }]);
    expect(exported.rhythm).toEqual([]);
  });
});
