import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { type BrowserClient, createBrowserClient } from './browser-client.js';
import { type Rig, startRig } from './rig.js';

const PASSWORD = 'a long password';

let rig: Rig;
let ada: BrowserClient;
let grace: BrowserClient;
let code: string;

beforeAll(async () => {
  rig = await startRig({
    env: { API_LOCAL_RUN: 'true', PEOPLE_QUOTA_HUNTS: 'member:2', PEOPLE_CREATIONS_PER_MINUTE: '' },
  });
  ada = createBrowserClient(rig.base);
  grace = createBrowserClient(rig.base);
  code = (await rig.api.ensureSetupLink())?.split('#code=')[1] ?? '';
});
afterAll(() => rig?.stop());

const signIn = async (client: BrowserClient, name: string, password = PASSWORD) => {
  const response = await client.call('post', '/api/session').send({ name, password });
  if (response.status === 200) client.keep(response);
  return response;
};

it('says that it wants to be set up, and takes no wrong code', async () => {
  const before = await request(rig.base).get('/api/session').expect(200);
  expect(before.body).toMatchObject({ user: null, needsSetup: true, isLocal: true, signIn: { password: true } });
  const wrong = await ada.call('post', '/api/setup').send({ code: 'guess', name: 'ada', password: PASSWORD });
  expect(wrong.status).toBe(401);
  expect(wrong.body).toMatchObject({ code: 'WRONG_CODE' });
});

it('goes on as the local admin without a password, and stays open for a real one', async () => {
  const visitor = createBrowserClient(rig.base);
  const response = await visitor.call('post', '/api/setup/local').send({ code }).expect(201);
  visitor.keep(response);
  expect(response.body).toMatchObject({ user: { name: 'admin', role: 'admin' }, needsSetup: true });
  await visitor.call('get', '/api/tasks').expect(200);
});

it('makes the first admin by the link, who has what the token file’s admin made; the link works once', async () => {
  const taskId = await rig.createTask({ name: 'of before' });
  const response = await ada.call('post', '/api/setup').send({ code, name: 'ada', password: PASSWORD }).expect(201);
  ada.keep(response);
  expect(response.headers['set-cookie']?.[0]).toMatch(
    /^goodshunter=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=7776000$/,
  );
  expect(response.body).toMatchObject({ user: { name: 'ada', role: 'admin', hasPassword: true }, needsSetup: false });
  expect((await ada.call('get', `/api/tasks/${taskId}`)).body.name).toBe('of before');
  await rig.call('get', `/api/tasks/${taskId}`).expect(200);
  await ada.call('post', '/api/setup').send({ code, name: 'eve', password: PASSWORD }).expect(401);
  expect(await rig.api.ensureSetupLink()).toBeUndefined();
  const [row] = await rig.database.sql.query<{ passwordHash: string }>(
    "SELECT password_hash FROM user WHERE name = 'ada'",
  );
  expect(row?.passwordHash).toMatch(/^\$argon2id\$/);
});

it('signs in and out, and says the same of a wrong password and of nobody', async () => {
  const client = createBrowserClient(rig.base);
  const wrong = await signIn(client, 'ada', 'not this one');
  const nobody = await signIn(client, 'nobody at all', 'not this one');
  expect([wrong.status, wrong.body.detail]).toEqual([nobody.status, nobody.body.detail]);
  expect(wrong.status).toBe(401);
  expect((await signIn(client, 'ADA')).status).toBe(200);
  const { cookie } = client;
  await client.call('get', '/api/tasks').expect(200);
  const out = await client.call('delete', '/api/session').expect(204);
  expect(out.headers['set-cookie']?.[0]).toMatch(/^goodshunter=; .*Max-Age=0/);
  await request(rig.base).get('/api/tasks').set('Cookie', cookie).expect(401);
});

describe('two people', () => {
  let hunt: number;

  it('invites somebody by a link that works once', async () => {
    const invite = await ada.call('post', '/api/invites').send({ role: 'member' }).expect(201);
    expect(invite.body.url).toMatch(/^http:\/\/localhost:\d+\/invite\/[\w-]{43}$/);
    const body = { code: invite.body.code, name: 'grace', password: PASSWORD };
    expect((await grace.call('post', '/api/invites/accept').send({ ...body, name: 'ada' })).status).toBe(422);
    const accepted = await grace.call('post', '/api/invites/accept').send(body).expect(201);
    grace.keep(accepted);
    expect(accepted.body.user).toMatchObject({ name: 'grace', role: 'member' });
    await grace
      .call('post', '/api/invites/accept')
      .send({ ...body, name: 'eve' })
      .expect(401);
    expect((await ada.call('get', '/api/invites')).body.data).toEqual([]);
  });

  it('keeps them apart', async () => {
    hunt = (await ada.call('post', '/api/tasks').send({ source: 'feed', query: { url: 'https://shop.example/f' } }))
      .body.task.id;
    for (const [method, path] of [
      ['get', `/api/tasks/${hunt}`],
      ['get', `/api/tasks/${hunt}/items`],
      ['get', `/api/tasks/${hunt}/runs`],
      ['post', `/api/tasks/${hunt}/pause`],
      ['post', `/api/tasks/${hunt}/run`],
      ['delete', `/api/tasks/${hunt}`],
      ['get', `/api/tasks/${hunt}/shares`],
    ] as const) {
      expect([path, (await grace.call(method, path)).status]).toEqual([path, 404]);
    }
    for (const path of ['/api/people', '/api/invites', '/api/audit', '/api/queue']) {
      expect([path, (await grace.call('get', path)).status]).toEqual([path, 403]);
    }
    expect((await grace.call('get', '/api/tasks')).body.data).toEqual([]);
  });

  it('shares a hunt to look at, then to change, and ends it', async () => {
    const shares = `/api/tasks/${hunt}/shares`;
    const share = await ada.call('post', shares).send({ userName: 'grace', role: 'viewer' }).expect(201);
    expect(share.body).toMatchObject({ name: 'grace', role: 'viewer' });
    const mutedUntil = '2100-01-01T00:00:00.000Z';
    await grace.call('patch', `${shares}/me`).send({ notify: [], mutedUntil }).expect(204);
    const seen = await grace.call('get', `/api/tasks/${hunt}`).expect(200);
    expect(seen.body).toMatchObject({ myShare: { notify: [], mutedUntil }, noticesOn: false });
    expect((await ada.call('get', `/api/tasks/${hunt}`)).body).toMatchObject({ myShare: null, noticesOn: true });
    expect((await grace.call('get', '/api/tasks')).body.data).toHaveLength(1);
    for (const action of ['pause', 'run', 'resume'])
      await grace.call('post', `/api/tasks/${hunt}/${action}`).expect(403);
    await grace.call('patch', `/api/tasks/${hunt}`).send({ name: 'mine' }).expect(403);
    await grace.call('delete', `/api/tasks/${hunt}`).expect(403);
    await ada.call('post', shares).send({ userName: 'grace', role: 'editor' }).expect(201);
    await grace.call('post', `/api/tasks/${hunt}/pause`).expect(200);
    await grace.call('post', `/api/tasks/${hunt}/resume`).expect(200);
    await grace.call('patch', `/api/tasks/${hunt}`).send({ name: 'ours' }).expect(200);
    const kept = await grace.call('delete', `/api/tasks/${hunt}`).expect(403);
    expect(kept.body.detail).toContain('only its owner');
    await grace.call('post', shares).send({ userName: 'ada', role: 'viewer' }).expect(403);
    await ada.call('delete', `${shares}/${share.body.userId}`).expect(204);
    await grace.call('get', `/api/tasks/${hunt}`).expect(404);
  });

  it('lends a channel for use only: listed for who may use it, without its address, until it is taken back', async () => {
    const url = 'https://hooks.example/secret-place';
    const made = await ada.call('post', '/api/channels').send({ name: 'Family', kind: 'webhook', config: { url } });
    const shares = `/api/channels/${made.body.id}/shares`;
    const listed = async () => (await grace.call('get', '/api/channels').expect(200)).body.data;
    expect(await listed()).toEqual([]);
    const share = await ada.call('post', shares).send({ userName: 'grace' }).expect(201);
    const [lent, ...others] = await listed();
    expect(others).toEqual([]);
    expect(lent).toMatchObject({ name: 'Family', kind: 'webhook', lentBy: 'ada', config: {}, onForNewHunts: false });
    expect(lent.isEnabled).toBe(true);
    expect(JSON.stringify(lent)).not.toContain('hooks.example');
    await grace.call('get', `/api/channels/${lent.id}`).expect(404);
    await grace.call('patch', `/api/channels/${lent.id}`).send({ isEnabled: false }).expect(404);
    await grace.call('post', `/api/channels/${lent.id}/test`).expect(404);
    expect((await ada.call('get', '/api/channels')).body.data).toMatchObject([{ id: lent.id, lentBy: null }]);
    const own = await grace.call('post', '/api/channels').send({ name: 'Mine', kind: 'webhook', config: { url } });
    const first = await grace.call('get', '/api/channels?limit=1').expect(200);
    expect(first.body.data).toMatchObject([{ id: own.body.id, lentBy: null }]);
    const second = await grace.call('get', `/api/channels?limit=1&cursor=${first.body.nextCursor}`).expect(200);
    expect(second.body.data).toMatchObject([{ id: lent.id, lentBy: 'ada' }]);
    await grace.call('delete', `/api/channels/${own.body.id}`).expect(204);
    await ada.call('delete', `${shares}/${share.body.userId}`).expect(204);
    expect(await listed()).toEqual([]);
    await ada.call('delete', `/api/channels/${lent.id}`).expect(204);
  });

  it('shows a hunt to whom has its public link, without names, until it ends', async () => {
    const known = async () => (await ada.call('get', `/api/tasks/${hunt}/shares`)).body.publicLinkSince;
    expect(await known()).toBeNull();
    const { body } = await ada.call('post', `/api/tasks/${hunt}/public-link`).expect(201);
    expect(Date.parse(await known())).not.toBeNaN();
    const token = body.url.split('/').at(-1);
    const seen = await request(rig.base).get(`/api/public/${token}`).expect(200);
    expect(seen.body).toMatchObject({ task: { name: 'ours', source: 'feed' }, events: [] });
    expect(seen.text).not.toMatch(/ada|grace|notify|query/);
    await ada.call('delete', `/api/tasks/${hunt}/public-link`).expect(204);
    await request(rig.base).get(`/api/public/${token}`).expect(404);
  });

  it('holds a member to the quota, in a sentence, and shows it', async () => {
    const task = { source: 'feed', query: { url: 'https://shop.example/f' } };
    await grace.call('post', '/api/tasks').send(task).expect(201);
    const often = await grace.call('post', '/api/tasks').send({ ...task, intervalSeconds: 5 });
    expect(often.body).toMatchObject({
      status: 403,
      code: 'QUOTA_EXCEEDED',
      detail: expect.stringContaining('30 seconds'),
    });
    await grace.call('post', '/api/tasks').send(task).expect(201);
    const third = await grace.call('post', '/api/tasks').send(task);
    expect(third.body.detail).toContain('2 is the most');
    expect((await grace.call('get', '/api/session')).body).toMatchObject({
      quotas: { hunts: 2, shortestIntervalSeconds: 30 },
      used: { hunts: 2, looksPerHour: 120 },
    });
    const [first] = (await grace.call('get', '/api/tasks')).body.data;
    await grace.call('patch', `/api/tasks/${first.id}`).send({ intervalSeconds: 5 }).expect(403);
    await grace.call('patch', `/api/tasks/${first.id}`).send({ intervalSeconds: 40 }).expect(200);
  });

  it('gives a token the scopes it was made with, until it is revoked', async () => {
    const made = await grace
      .call('post', '/api/tokens')
      .send({ name: 'script', scopes: ['read'] })
      .expect(201);
    const auth = `Bearer ${made.body.token}`;
    await request(rig.base).get('/api/tasks').set('Authorization', auth).expect(200);
    const refused = await request(rig.base).post('/api/tasks').set('Authorization', auth).send({}).expect(403);
    expect(refused.body.detail).toContain('for read');
    await request(rig.base).get('/api/tokens').set('Authorization', auth).expect(403);
    const [listed] = (await grace.call('get', '/api/tokens')).body.data;
    expect(listed).toMatchObject({ name: 'script', scopes: ['read'], lastUsedAt: expect.any(String) });
    expect(JSON.stringify(listed)).not.toContain(made.body.token);
    await grace.call('delete', `/api/tokens/${listed.id}`).expect(204);
    await request(rig.base).get('/api/tasks').set('Authorization', auth).expect(401);
    const past = { name: 'old', scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' };
    expect((await grace.call('post', '/api/tokens').send(past)).status).toBe(422);
  });

  it('ends a session elsewhere', async () => {
    const elsewhere = createBrowserClient(rig.base);
    await signIn(elsewhere, 'grace');
    await elsewhere.call('get', '/api/tasks').expect(200);
    const devices = (await grace.call('get', '/api/me/sessions')).body.data as Array<{ id: number; isThis: boolean }>;
    expect(devices.filter(({ isThis }) => isThis)).toHaveLength(1);
    const other = devices.find(({ isThis }) => !isThis);
    await grace.call('delete', `/api/me/sessions/${other?.id}`).expect(204);
    await elsewhere.call('get', '/api/tasks').expect(401);
    await signIn(elsewhere, 'grace');
    await grace.call('delete', '/api/me/sessions').expect(204);
    await elsewhere.call('get', '/api/tasks').expect(401);
    await grace.call('get', '/api/tasks').expect(200);
  });

  it('changes a password only for who knows it, and ends the other sessions', async () => {
    const elsewhere = createBrowserClient(rig.base);
    await signIn(elsewhere, 'grace');
    const next = 'another long password';
    await grace.call('post', '/api/me/password').send({ current: 'wrong one', next }).expect(403);
    await grace.call('post', '/api/me/password').send({ current: PASSWORD, next: 'short' }).expect(422);
    await grace.call('post', '/api/me/password').send({ current: PASSWORD, next }).expect(204);
    await elsewhere.call('get', '/api/tasks').expect(401);
    await grace.call('get', '/api/tasks').expect(200);
    expect((await signIn(elsewhere, 'grace')).status).toBe(401);
    await grace.call('post', '/api/me/password').send({ current: next, next: PASSWORD }).expect(204);
  });

  it('sets a new password by an admin’s link', async () => {
    const people = (await ada.call('get', '/api/people')).body.data as Array<{ id: number; name: string }>;
    const id = people.find(({ name }) => name === 'grace')?.id;
    const { body } = await ada.call('post', `/api/people/${id}/password-link`).expect(201);
    const link = body.url.split('#code=')[1];
    await request(rig.base).post('/api/session/password').send({ code: link, password: PASSWORD }).expect(204);
    await request(rig.base).post('/api/session/password').send({ code: link, password: PASSWORD }).expect(401);
    await grace.call('get', '/api/tasks').expect(401);
    expect((await signIn(grace, 'grace')).status).toBe(200);
  });

  it('ends sessions with a change of role, and refuses a guest in one place', async () => {
    const people = (await ada.call('get', '/api/people')).body.data as Array<{ id: number; name: string }>;
    const id = people.find(({ name }) => name === 'grace')?.id;
    await ada.call('patch', `/api/people/${id}`).send({ role: 'guest' }).expect(200);
    await grace.call('get', '/api/tasks').expect(401);
    await signIn(grace, 'grace');
    await grace.call('get', '/api/tasks').expect(200);
    const refused = await grace
      .call('post', '/api/tasks')
      .send({ source: 'feed', query: { url: 'https://a.example' } });
    expect(refused.body).toMatchObject({ status: 403, detail: expect.stringContaining('Guests') });
    await ada.call('patch', `/api/people/${id}`).send({ isDisabled: true }).expect(200);
    expect((await signIn(grace, 'grace')).status).toBe(401);
    await ada.call('patch', `/api/people/${id}`).send({ isDisabled: false, role: 'member' }).expect(200);
    expect((await signIn(grace, 'grace')).status).toBe(200);
  });

  it('keeps the last admin', async () => {
    const me = (await ada.call('get', '/api/session')).body.user;
    await ada.call('patch', `/api/people/${me.id}`).send({ role: 'member' }).expect(409);
    await ada.call('delete', `/api/people/${me.id}`).expect(409);
    await ada.call('delete', '/api/me').send({ password: PASSWORD, hunts: 'end' }).expect(409);
  });

  it('changes what is one’s own, and no name that is taken', async () => {
    const settings = { displayName: 'Grace H.', language: 'de', theme: 'dark', timeZone: 'Europe/Berlin' };
    expect((await grace.call('patch', '/api/me').send(settings)).body).toMatchObject(settings);
    expect((await grace.call('patch', '/api/me').send({ name: 'Ada' })).status).toBe(422);
    expect((await grace.call('patch', '/api/me').send({ timeZone: 'Europe/Atlantis' })).body.errors[0].field).toBe(
      'timeZone',
    );
    expect((await grace.call('patch', '/api/me').send({ email: 'g@shop.example' })).body.detail).toContain(
      'MAIL_SMTP_URL',
    );
  });

  it('exports what is mine, without a secret, and deletes it; a shared hunt passes to its editor', async () => {
    const tasks = (await grace.call('get', '/api/tasks')).body.data as Array<{ id: number }>;
    const [first] = tasks;
    await grace.call('post', `/api/tasks/${first?.id}/shares`).send({ userName: 'ada', role: 'editor' }).expect(201);
    const file = await grace.call('get', '/api/me/export').expect(200);
    expect(file.headers['content-disposition']).toContain('goodshunter.json');
    expect(file.body.hunts).toHaveLength(2);
    expect(file.text).not.toMatch(/argon2|token_hash|password_hash/);
    await grace.call('delete', '/api/me').send({ password: 'wrong one', hunts: 'pass' }).expect(403);
    const [{ id } = { id: 0 }] = await rig.database.sql.query<{ id: number }>(
      "SELECT id FROM user WHERE name = 'grace'",
    );
    await grace.call('delete', '/api/me').send({ password: PASSWORD, hunts: 'pass' }).expect(204);
    await grace.call('get', '/api/tasks').expect(401);
    await ada.call('get', `/api/tasks/${first?.id}`).expect(200);
    const tables = await rig.database.sql.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND column_name = 'user_id'",
    );
    for (const { name } of tables.filter((table) => table.name !== 'audit')) {
      expect([name, await rig.database.sql.query(`SELECT 1 FROM \`${name}\` WHERE user_id = ?`, [id])]).toEqual([
        name,
        [],
      ]);
    }
  });

  it('tells admins who did what, and holds no secret', async () => {
    const { body, text } = await ada.call('get', '/api/audit').expect(200);
    const actions = new Set((body.data as Array<{ action: string }>).map(({ action }) => action));
    for (const action of [
      'setup.done',
      'session.sign_in',
      'invite.created',
      'task.shared',
      'token.created',
      'person.changed',
      'account.deleted',
    ]) {
      expect(actions).toContain(action);
    }
    expect((body.data as Array<{ isRefused: boolean }>).some(({ isRefused }) => isRefused)).toBe(true);
    expect(text).not.toMatch(/gh_|argon2|a long password/);
    const last = body.data.at(-1).id;
    expect((await ada.call('get', `/api/audit?before=${last}`)).body.data).toEqual([]);
  });
});

it('writes no password, code or session into the log', () => {
  const log = JSON.stringify(rig.logLines());
  expect(log).not.toContain(PASSWORD);
  expect(log).not.toContain(ada.cookie.split('=')[1]);
});
