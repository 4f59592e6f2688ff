import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type BrowserClient, createBrowserClient } from './browser-client.js';
import { type Rig, startRig } from './rig.js';

const PASSWORD = 'a long password';

let rig: Rig;
/** One person at two browsers, each of which is told by push. */
let desk: BrowserClient;
let phone: BrowserClient;

beforeAll(async () => {
  rig = await startRig({
    env: {
      NOTIFY_SECRET_KEY: 'a key of the test',
      NOTIFY_PUSH_KEY: randomBytes(32).toString('base64url'),
      PEOPLE_CREATIONS_PER_MINUTE: '',
      API_TRUSTED_PROXIES: '127.0.0.1',
    },
  });
  const client = createBrowserClient(rig.base);
  const code = (await rig.api.ensureSetupLink())?.split('#code=')[1];
  await client.call('post', '/api/setup').send({ code, name: 'ada', password: PASSWORD }).expect(201);
});
afterAll(() => rig?.stop());

const signIn = (client: BrowserClient) =>
  client.call('post', '/api/session').send({ name: 'ada', password: PASSWORD }).expect(200);

async function enter(name: string): Promise<BrowserClient> {
  const client = createBrowserClient(rig.base);
  client.keep(await signIn(client));
  const config = {
    endpoint: `https://push.example/${name}`,
    p256dh: randomBytes(65).toString('base64url'),
    auth: randomBytes(16).toString('base64url'),
  };
  await client.call('post', '/api/channels').send({ name, kind: 'push', config }).expect(201);
  return client;
}

/** What is still told. */
async function listNames(): Promise<string[]> {
  const { body } = await rig.call('get', '/api/channels').expect(200);
  return body.data.map(({ name }: { name: string }) => name).sort();
}

beforeEach(async () => {
  await rig.database.sql.execute('UPDATE channel SET is_deleted = 1');
  desk = await enter('desk');
  phone = await enter('phone');
  await rig
    .call('post', '/api/channels')
    .send({ name: 'hook', kind: 'webhook', config: { url: 'https://hooks.example/a' } })
    .expect(201);
  expect(await listNames()).toEqual(['desk', 'hook', 'phone']);
});

it('a browser that signs out is told nothing more, and the others are', async () => {
  await phone.call('delete', '/api/session').expect(204);
  expect(await listNames()).toEqual(['desk', 'hook']);
});

it('nor is one that is signed out from elsewhere', async () => {
  await desk.call('delete', '/api/me/sessions').expect(204);
  expect(await listNames()).toEqual(['desk', 'hook']);
});

it('nor are the others after a new password', async () => {
  await phone.call('post', '/api/me/password').send({ current: PASSWORD, next: PASSWORD }).expect(204);
  expect(await listNames()).toEqual(['hook', 'phone']);
});

it('who signs in anew in the same browser is told on', async () => {
  phone.keep(await signIn(phone));
  expect(await listNames()).toEqual(['desk', 'hook', 'phone']);
  await phone.call('delete', '/api/session').expect(204);
  expect(await listNames()).toEqual(['desk', 'hook']);
});
