import type { AddressInfo } from 'node:net';
import { createLinkSigner, createSealer } from '@goodshunter/channels';
import { startTelegram, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import request from 'supertest';
import { createToken } from '../../src/services/token-service.js';
import { type Rig, startRig } from './rig.js';

const BOT = '123456789:AAExampleExampleExampleExample';
const KEY = 'a-key-for-this-test-alone';

let rig: Rig;
let telegram: Awaited<ReturnType<typeof startTelegram>>;
let server: SMTPServer;
let mails: string[] = [];

beforeAll(async () => {
  telegram = await startTelegram({ token: BOT, chats: ['77'] });
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on('end', () => {
        mails.push(text);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  rig = await startRig({
    env: {
      NOTIFY_SECRET_KEY: KEY,
      NOTIFY_ALLOW_HOSTS: telegram.host,
      NOTIFY_TELEGRAM_API_URL: telegram.url,
      NOTIFY_TELEGRAM_TOKEN: BOT,
      MAIL_SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
      MAIL_FROM: 'GoodsHunter <hunter@example.org>',
    },
  });
});
afterAll(async () => {
  await rig?.stop();
  await telegram.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

const post = (path: string, body: object = {}) => rig.call('post', path).send(body);

describe('e-mail', () => {
  it('is connected by the code that is sent there, and by no other', async () => {
    const refused = await post('/api/channels', { name: 'x', kind: 'email', config: { address: 'mika@example.net' } });
    expect(refused.body.errors[0]).toMatchObject({ field: 'setupId' });
    mails = [];
    const { body: setup } = await post('/api/channel-setups', {
      kind: 'email',
      config: { address: 'mika@example.net' },
    }).expect(201);
    expect(setup).toMatchObject({ state: 'waiting', sentence: expect.stringContaining('mika@example.net') });
    const code = /Subject: (\d{6}) is your code/.exec(mails[0] ?? '')?.[1] ?? '';
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    expect((await post(`/api/channel-setups/${setup.id}/confirm`, { code: wrong })).body.errors[0].message).toContain(
      '4 more tries',
    );
    expect((await post('/api/channels', { name: 'x', kind: 'email', config: {}, setupId: setup.id })).status).toBe(422);
    const found = await post(`/api/channel-setups/${setup.id}/confirm`, { code }).expect(200);
    expect(found.body).toMatchObject({ state: 'found', label: 'mika@example.net' });
    // What was proved counts, whatever is sent beside it.
    const { body: channel } = await post('/api/channels', {
      name: 'Mail',
      kind: 'email',
      config: { address: 'other@example.net' },
      setupId: setup.id,
    }).expect(201);
    expect(channel.config).toEqual({ address: 'mika@example.net' });
    mails = [];
    const test = await post(`/api/channels/${channel.id}/test`).expect(200);
    expect(test.body).toMatchObject({ delivered: true, match: null });
    expect(mails[0]).toContain('To: mika@example.net');
    // Nor does a later change lead to a place that nobody proved.
    const patch = (config: object) => rig.call('patch', `/api/channels/${channel.id}`).send({ config });
    expect((await patch({ address: 'stranger@example.net' })).body.errors).toMatchObject([{ field: 'config' }]);
    expect((await rig.call('get', `/api/channels/${channel.id}`)).body.config).toEqual({ address: 'mika@example.net' });
    await patch({ address: 'mika@example.net' }).expect(200);
  });

  it('takes no code after five tries', async () => {
    mails = [];
    const { body: setup } = await post('/api/channel-setups', {
      kind: 'email',
      config: { address: 'mika@example.net' },
    }).expect(201);
    const code = /Subject: (\d{6}) is your code/.exec(mails[0] ?? '')?.[1] ?? '';
    for (let turn = 0; turn < 5; turn += 1)
      await post(`/api/channel-setups/${setup.id}/confirm`, { code: 'abcdef' }).expect(422);
    expect((await post(`/api/channel-setups/${setup.id}/confirm`, { code })).body.errors[0].message).toContain(
      'no longer holds',
    );
  });
});

it('finds a Telegram chat by its link', async () => {
  const { body: setup } = await post('/api/channel-setups', { kind: 'telegram' }).expect(201);
  expect(setup.link).toMatch(/^https:\/\/t\.me\/goods_hunter_bot\?start=[\w-]{32}$/);
  const code = setup.link.split('start=')[1];
  telegram.updates.push({
    update_id: 1,
    message: { text: '/start somebody-elses-code-1234', chat: { id: 78, first_name: 'Eve' } },
  });
  telegram.updates.push({ update_id: 2, message: { text: `/start ${code}`, chat: { id: 77, first_name: 'Mika' } } });
  const read = () => rig.call('get', `/api/channel-setups/${setup.id}`);
  await waitFor(async () => (await read()).body.state === 'found');
  expect((await read()).body).toMatchObject({ label: 'Mika', sentence: 'Connected: Mika.' });
  const test = await post('/api/channels/test', { kind: 'telegram', config: {}, setupId: setup.id }).expect(200);
  expect(test.body).toMatchObject({ delivered: true });
  const { body: channel } = await post('/api/channels', {
    name: 'Phone',
    kind: 'telegram',
    config: {},
    setupId: setup.id,
  }).expect(201);
  expect(channel.config).toEqual({ chatId: '77' });
  // The house's bot knows chats of many people; whose they are, only the link says.
  const strangers = { kind: 'telegram', config: { chatId: '78' } };
  for (const path of ['/api/channels/test', '/api/channels'])
    expect(
      (await post(path, path.endsWith('test') ? strangers : { name: 'x', ...strangers })).body.errors,
    ).toMatchObject([{ field: 'setupId' }]);
  const moved = await rig.call('patch', `/api/channels/${channel.id}`).send({ config: { chatId: '78' } });
  expect(moved.body.errors).toMatchObject([{ field: 'config' }]);
});

it('keeps secrets sealed, answers their end, and keeps them when they come back masked', async () => {
  const config = { chatId: '77', botToken: BOT };
  const { body: channel } = await post('/api/channels', { name: 'Own bot', kind: 'telegram', config }).expect(201);
  expect(channel.config).toEqual({ chatId: '77', botToken: '…mple' });
  const stored = async () => {
    const [row] = await rig.database.sql.query<{ config: { botToken: string } }>(
      'SELECT config FROM channel WHERE id = ?',
      [channel.id],
    );
    return row?.config.botToken ?? '';
  };
  expect(await stored()).toMatch(/^sealed:/);
  await rig
    .call('patch', `/api/channels/${channel.id}`)
    .send({ config: { ...channel.config, chatId: '78' } })
    .expect(200);
  expect(createSealer(KEY).open({ botToken: await stored() }, ['botToken'])).toEqual({ botToken: BOT });
  await rig
    .call('patch', `/api/channels/${channel.id}`)
    .send({ config: { chatId: '77' } })
    .expect(200);
  expect((await post(`/api/channels/${channel.id}/test`)).body).toMatchObject({ delivered: true });
});

describe('links in messages', () => {
  const signer = createLinkSigner(createSealer(KEY).deriveKey('links in messages'));
  const open = (method: 'get' | 'post', path: string) => request(rig.base)[method](path);

  it('mute a hunt by a button, and by nothing that only looks', async () => {
    const id = await rig.createTask({ name: 'Lenses <b>' });
    const [task] = await rig.database.sql.query<{ userId: number }>('SELECT user_id AS userId FROM task WHERE id = ?', [
      id,
    ]);
    const path = `/mute/${signer.sign({ kind: 'mute', userId: task?.userId ?? 0, id })}`;
    const rulesOf = async () => (await rig.call('get', `/api/tasks/${id}`)).body.rules;
    const shown = await open('get', path).expect(200);
    expect(shown.text).toContain('Lenses &lt;b&gt;');
    expect(shown.headers['content-security-policy']).toContain("form-action 'self'");
    // Else a browser says of the button, over plain http, that it comes from nowhere.
    expect(shown.headers['referrer-policy']).toBe('same-origin');
    expect(await rulesOf()).toBeNull();
    await open('post', `${path}?for=week`).expect(200);
    expect(Date.parse((await rulesOf()).mutedUntil)).toBeGreaterThan(Date.now() + 6.9 * 86_400_000);
    await open('post', `${path}?for=none`).expect(200);
    expect(await rulesOf()).toBeNull();
    await open('post', `${path}x`).expect(404);
    await open('post', path.replace('/mute/', '/stop/')).expect(404);
  });

  it.each([
    ['de', '„Linsen“ stumm schalten?', 'Einen Tag stumm'],
    ['zh-CN', '将“Linsen”静音？', '静音一天'],
    ['ja', '「Linsen」をミュートしますか？', '1日ミュート'],
    ['en', 'Mute “Linsen”?', 'Mute for a day'],
  ])('speak the language of who got the message: %s', async (language, title, button) => {
    const id = await rig.createTask({ name: 'Linsen' });
    const [task] = await rig.database.sql.query<{ userId: number }>('SELECT user_id AS userId FROM task WHERE id = ?', [
      id,
    ]);
    const userId = task?.userId ?? 0;
    await rig.database.sql.execute('UPDATE user SET language = ? WHERE id = ?', [language, userId]);
    const path = `/mute/${signer.sign({ kind: 'mute', userId, id })}`;
    const shown = await open('get', path).set('accept-language', 'fr, en;q=0.5').expect(200);
    expect(shown.text).toContain(`<html lang="${language}">`);
    expect(shown.text).toContain(title);
    expect(shown.text).toContain(`<button>${button}</button>`);
    await rig.database.sql.execute('UPDATE user SET language = NULL WHERE id = ?', [userId]);
    expect((await open('get', path).set('accept-language', `${language}, en;q=0.5`)).text).toContain(title);
    const gone = await open('get', `${path}x`).set('accept-language', language).expect(404);
    expect(gone.headers['content-type']).toContain('text/html');
    expect(gone.text).toContain(`<html lang="${language}">`);
  });

  it('make one message a day of a hunt, or of all, and take it back', async () => {
    const id = await rig.createTask({ name: 'Lenses' });
    const [task] = await rig.database.sql.query<{ userId: number }>('SELECT user_id AS userId FROM task WHERE id = ?', [
      id,
    ]);
    const userId = task?.userId ?? 0;
    const pathOf = (of: number) => `/digest/${signer.sign({ kind: 'digest', userId, id: of })}`;
    const rhythm = async () => (await rig.call('get', '/api/me/rhythm')).body;
    await rig
      .call('put', '/api/me/rhythm')
      .send({ timeZone: 'Asia/Tokyo', quiet: [], wakeUnder: null, rhythm: { kind: 'hourly' }, perHunt: {} })
      .expect(200);
    expect((await open('get', pathOf(id)).expect(200)).text).toContain('18:00 (Asia/Tokyo)');
    expect((await rhythm()).perHunt).toEqual({});
    const made = await open('post', `${pathOf(id)}?to=daily`).expect(200);
    expect((await rhythm()).perHunt).toEqual({ [id]: { kind: 'daily', at: '18:00' } });
    expect(made.text).toContain('action="?to=usual"');
    await open('post', `${pathOf(id)}?to=usual`).expect(200);
    expect((await rhythm()).perHunt).toEqual({});
    expect((await open('post', `${pathOf(0)}?to=daily`).expect(200)).text).toContain('action="?to=hourly"');
    expect((await rhythm()).rhythm).toEqual({ kind: 'daily', at: '18:00' });
    await open('post', `${pathOf(0)}?to=weekly`).expect(422);
    await open('get', `/digest/${signer.sign({ kind: 'digest', userId, id: id + 100_000 })}`).expect(404);
    await open('get', pathOf(id).replace('/digest/', '/mute/')).expect(404);
  });

  it('switch a channel off, also for mail programs', async () => {
    const { body: channel } = await post('/api/channels', {
      name: 'Own bot',
      kind: 'telegram',
      config: { chatId: '77', botToken: BOT },
    }).expect(201);
    const [row] = await rig.database.sql.query<{ userId: number }>(
      'SELECT user_id AS userId FROM channel WHERE id = ?',
      [channel.id],
    );
    const path = `/stop/${signer.sign({ kind: 'stop', userId: row?.userId ?? 0, id: channel.id })}`;
    await open('get', path).expect(200);
    expect((await rig.call('get', `/api/channels/${channel.id}`)).body.isEnabled).toBe(true);
    await open('post', path).type('form').send('List-Unsubscribe=One-Click').expect(200);
    expect((await rig.call('get', `/api/channels/${channel.id}`)).body.isEnabled).toBe(false);
  });
});

it('keeps the rules of a hunt, and refuses what are none', async () => {
  const id = await rig.createTask({ rules: { kinds: ['new'], dropPercent: 10 } });
  const read = async () => (await rig.call('get', `/api/tasks/${id}`)).body.rules;
  expect(await read()).toMatchObject({ kinds: ['new'], dropPercent: 10 });
  const patch = (body: object) => rig.call('patch', `/api/tasks/${id}`).send(body);
  expect((await patch({ rules: { dropPercent: 0 } })).body.errors[0]).toMatchObject({ field: 'rules.dropPercent' });
  expect((await patch({ rules: { kinds: ['pigeon'] } })).status).toBe(422);
  const changed = await patch({ rules: { lowestEver: true, mutedUntil: '2027-01-01T00:00:00Z' } }).expect(200);
  expect(changed.body.rules).toEqual({ lowestEver: true, mutedUntil: '2027-01-01T00:00:00.000Z' });
  expect((await patch({ name: 'Other' })).body.rules).toMatchObject({ lowestEver: true });
  expect((await patch({ rules: null })).body.rules).toBeNull();
});

it('writes to an address that nobody proved five times an hour at most, whoever asks', async () => {
  const { sql } = rig.database;
  const ask = async (token: string): Promise<number> => {
    const response = await request(rig.base)
      .post('/api/channel-setups')
      .set('Authorization', `Bearer ${token}`)
      .send({ kind: 'email', config: { address: 'A.Stranger@example.net' } });
    if (response.status === 429) expect(Number(response.headers['retry-after'])).toBeGreaterThan(60);
    return response.status;
  };
  mails = [];
  for (const name of ['grace', 'linus', 'eve']) {
    const { insertId } = await sql.execute("INSERT INTO user (name, role) VALUES (?, 'member')", [name]);
    const { token, tokenHash } = createToken();
    await sql.execute('INSERT INTO api_token (user_id, name, token_hash) VALUES (?, ?, ?)', [
      insertId,
      name,
      tokenHash,
    ]);
    const statuses = await Promise.all(Array.from({ length: 4 }, () => ask(token)));
    // 409: ended by a later one of the same moment.
    expect(statuses.filter((status) => ![201, 409, 429].includes(status))).toEqual([]);
  }
  expect(mails.filter((mail) => /^To: a\.stranger@example\.net/im.test(mail))).toHaveLength(5);
});
