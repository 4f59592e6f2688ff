import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signWebhook } from '@goodshunter/webhooks';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import request from 'supertest';
import { createToken } from '../../src/services/token-service.js';
import { type Rig, startRig } from './rig.js';

let rig: Rig;
let receiver: Server;
let url: string;
const received: Array<{ headers: Record<string, unknown>; body: string }> = [];

beforeAll(async () => {
  receiver = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    received.push({ headers: req.headers, body });
    res.writeHead(req.url === '/broken' ? 500 : 204).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  url = `http://${host}/hook`;
  rig = await startRig({ env: { FETCH_ALLOW_HOSTS: host } });
});
afterAll(async () => {
  await rig?.stop();
  await new Promise((resolve) => receiver.close(resolve));
});

const create = (config: object, more: object = {}) =>
  rig.call('post', '/api/channels').send({ name: 'Mine', kind: 'webhook', config, ...more });

it('is created, read, changed and removed; its secret is told once', async () => {
  const created = await create({ url });
  expect(created.status).toBe(201);
  const { secret, ...channel } = created.body;
  expect(secret).toMatch(/^whsec_/);
  const path = `/api/channels/${channel.id}`;
  expect((await rig.call('get', path)).body).toEqual(channel);
  const changed = await rig.call('patch', path).send({ name: 'Ours', isEnabled: false });
  expect(changed.body).toMatchObject({ name: 'Ours', isEnabled: false, config: { url } });
  const list = await rig.call('get', '/api/channels');
  expect(list.body.data).toHaveLength(1);
  expect(list.text).not.toContain('whsec_');
  const id = await rig.createTask({ notify: [channel.id] });
  expect((await rig.call('get', `/api/tasks/${id}`)).body.notify).toEqual([channel.id]);
  await rig.call('delete', path).expect(204);
  expect((await rig.call('get', path)).status).toBe(404);
  expect((await rig.call('post', `${path}/test`)).status).toBe(404);
});

it('sends a test message whose signature holds', async () => {
  const { body: channel } = await create({ url });
  const response = await rig.call('post', `/api/channels/${channel.id}/test`).set('X-Correlation-Id', 'trace-9');
  expect(response.body).toMatchObject({ delivered: true, httpStatus: 204, message: 'the receiver answered 204' });
  const message = received.at(-1);
  const headers = message?.headers ?? {};
  const expected = signWebhook({
    secret: channel.secret,
    messageId: String(headers['webhook-id']),
    body: message?.body ?? '',
    nowMs: Number(headers['webhook-timestamp']) * 1000,
  });
  expect(headers).toMatchObject({ ...expected, 'x-correlation-id': 'trace-9' });
  expect(JSON.parse(message?.body ?? '')).toMatchObject({ type: 'channel.test', correlationId: 'trace-9' });
});

it('tells what a receiver said that did not take it', async () => {
  const { body: channel } = await create({ url: url.replace('/hook', '/broken') });
  const response = await rig.call('post', `/api/channels/${channel.id}/test`);
  expect(response.status).toBe(200);
  expect(response.body).toMatchObject({ delivered: false, httpStatus: 500 });
});

it.each(['http://127.0.0.1:1/', 'http://169.254.169.254/latest/meta-data', 'http://localhost/hook'])(
  'refuses the address %s',
  async (forbidden) => {
    const response = await create({ url: forbidden });
    expect(response.status).toBe(422);
    expect(response.body.errors[0]).toMatchObject({ field: 'config.url', message: expect.stringContaining('must') });
  },
);

it('keeps no secret in the database where there is a signing key, and signs with what it answered', async () => {
  const keyed = await startRig({
    env: { FETCH_ALLOW_HOSTS: new URL(url).host, APP_WEBHOOK_SIGNING_KEY: 'a-signing-key-for-this-test' },
  });
  try {
    const answer = await keyed
      .call('post', '/api/channels')
      .send({ name: 'Mine', kind: 'webhook', config: { url } })
      .expect(201);
    const { id, secret } = answer.body;
    expect(secret).toMatch(/^whsec_/);
    const [row] = await keyed.database.sql.query<{ secret: string }>('SELECT secret FROM channel WHERE id = ?', [id]);
    expect(row?.secret).toMatch(/^derived:/);
    const test = await keyed.call('post', `/api/channels/${id}/test`);
    expect(test.body).toMatchObject({ delivered: true });
    const { headers = {}, body = '' } = received.at(-1) ?? {};
    const nowMs = Number(headers['webhook-timestamp']) * 1000;
    const expected = signWebhook({ secret, messageId: String(headers['webhook-id']), body, nowMs });
    expect(headers['webhook-signature']).toBe(expected['webhook-signature']);
  } finally {
    await keyed.stop();
  }
});

it('is tested twenty times in ten minutes at most', async () => {
  const { sql } = rig.database;
  const { insertId } = await sql.execute("INSERT INTO user (name, role) VALUES ('grace', 'member')");
  const { token, tokenHash } = createToken();
  await sql.execute('INSERT INTO api_token (user_id, name, token_hash) VALUES (?, ?, ?)', [insertId, 'x', tokenHash]);
  const before = received.length;
  const statuses = await Promise.all(
    Array.from({ length: 25 }, async () => {
      const test = request(rig.base).post('/api/channels/test').set('Authorization', `Bearer ${token}`);
      return (await test.send({ kind: 'webhook', config: { url } })).status;
    }),
  );
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  expect(received.length - before).toBe(20);
});
