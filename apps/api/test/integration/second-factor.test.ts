import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import request from 'supertest';
import { type BrowserClient, createBrowserClient } from './browser-client.js';
import { type Rig, startRig } from './rig.js';

const PASSWORD = 'a long password';

let rig: Rig;
let ada: BrowserClient;
/** Somebody with an app; each test has its own. */
let name = '';
let people = 0;
let userId = 0;
let grace: BrowserClient;
let secret = '';
let usedCode = '';
let recoveryCodes: string[] = [];

/** What the app shows now, or `steps` of 30 seconds later. */
const codeOf = (steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

let asked = 0;
const post = (path: string, body: object) => {
  asked += 1;
  return request(rig.base)
    .post(path)
    .set('X-Forwarded-For', `10.8.${asked >> 8}.${asked & 255}`)
    .send(body);
};
const signIn = (password = PASSWORD) => post('/api/session', { name, password });
const finish = (ticket: string, code: string) => post('/api/session/second-factor', { ticket, code });
const begin = async (): Promise<string> => (await signIn().expect(202)).body.ticket;

beforeAll(async () => {
  rig = await startRig({ env: { NOTIFY_SECRET_KEY: 'a key of the test', API_TRUSTED_PROXIES: '127.0.0.1' } });
  ada = createBrowserClient(rig.base);
  const code = (await rig.api.ensureSetupLink())?.split('#code=')[1];
  ada.keep(await ada.call('post', '/api/setup').send({ code, name: 'ada', password: PASSWORD }).expect(201));
});
afterAll(() => rig?.stop());

/** Somebody new who has an app. */
async function join(): Promise<void> {
  people += 1;
  name = `grace ${people}`;
  const { code } = (await ada.call('post', '/api/invites').send({ role: 'member' }).expect(201)).body;
  grace = createBrowserClient(rig.base);
  const joined = await grace.call('post', '/api/invites/accept').send({ code, name, password: PASSWORD }).expect(201);
  grace.keep(joined);
  userId = joined.body.user.id;
  const started = (await grace.call('post', '/api/me/second-factor/app').expect(200)).body;
  secret = started.secret;
  expect(started.uri).toMatch(/^otpauth:\/\/totp\/GoodsHunter:grace%20\d+\?issuer=GoodsHunter&secret=/);
  usedCode = codeOf();
  const on = await grace.call('post', '/api/me/second-factor').send({ code: usedCode }).expect(200);
  expect(on.body).toMatchObject({ isOn: true, hasApp: true, passkeys: 0, recoveryCodesLeft: 10 });
  recoveryCodes = on.body.recoveryCodes;
}
beforeEach(join);

describe('with an authenticator app', () => {
  it('the password alone begins no session; a code of the app does, once', async () => {
    const half = await signIn().expect(202);
    expect(half.headers['set-cookie']).toBeUndefined();
    expect(half.body).toMatchObject({ hasApp: true, passkey: null });
    // The code that proved the app was used then.
    await finish(half.body.ticket, usedCode).expect(401);
    const code = codeOf(1);
    const whole = await finish(half.body.ticket, code).expect(200);
    expect(whole.body.user).toMatchObject({ name, hasSecondFactor: true });
    expect(whole.headers['set-cookie']).toHaveLength(1);
    // Neither the ticket nor the code works again.
    expect((await finish(half.body.ticket, recoveryCodes[0] ?? '').expect(401)).body.code).toBe('SIGN_IN_EXPIRED');
    expect((await finish(await begin(), code).expect(401)).body.code).toBe('WRONG_SECOND_FACTOR');
  });

  it('a wrong password says nothing of it', async () => {
    expect((await signIn('a wrong one').expect(401)).body.code).toBe('WRONG_CREDENTIALS');
  });

  it('keeps neither its secret nor the recovery codes as they are, and exports none', async () => {
    const { sql } = rig.database;
    const [user] = await sql.query<{ totpSecret: string }>('SELECT totp_secret FROM user WHERE id = ?', [userId]);
    expect(user?.totpSecret).toMatch(/^sealed:/);
    const kept = JSON.stringify(await sql.query('SELECT * FROM one_time_code WHERE user_id = ?', [userId]));
    const exported = JSON.stringify((await grace.call('get', '/api/me/export').expect(200)).body);
    for (const text of [secret, ...recoveryCodes]) {
      expect(kept).not.toContain(text);
      expect(exported).not.toContain(text);
    }
    expect(exported).not.toContain('sealed:');
  });
});

describe('recovery codes', () => {
  it('work once each, however they are typed', async () => {
    const [first = '', second = ''] = recoveryCodes;
    expect(first).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    await finish(await begin(), first.toUpperCase().replaceAll('-', ' ')).expect(200);
    await finish(await begin(), first).expect(401);
    await finish(await begin(), second).expect(200);
    expect((await grace.call('get', '/api/me/second-factor')).body.recoveryCodesLeft).toBe(8);
  });

  it('are nobody else’s', async () => {
    const [ofAnother = ''] = recoveryCodes;
    await join();
    const ticket = await begin();
    await finish(ticket, ofAnother).expect(401);
    await finish(ticket, recoveryCodes[0] ?? '').expect(200);
  });

  it('end when others take their place', async () => {
    const [old = ''] = recoveryCodes;
    const { body } = await grace.call('post', '/api/me/second-factor/recovery-codes').expect(200);
    expect(body.recoveryCodes).toHaveLength(10);
    await finish(await begin(), old).expect(401);
    await finish(await begin(), body.recoveryCodes[0]).expect(200);
  });
});

describe('wrong codes', () => {
  it('end the ticket after five, also when they come at once', async () => {
    const ticket = await begin();
    const answers = await Promise.all(Array.from({ length: 9 }, () => finish(ticket, 'wrong-code')));
    const codes = answers.map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'WRONG_SECOND_FACTOR')).toHaveLength(5);
    expect((await finish(ticket, recoveryCodes[0] ?? '').expect(401)).body.code).toBe('SIGN_IN_EXPIRED');
  });

  it('are counted by account, whatever the ticket and the address', async () => {
    for (let turn = 0; turn < 10; turn += 1) await finish(await begin(), '000000').expect(401);
    const refused = await finish(await begin(), recoveryCodes[0] ?? '').expect(429);
    expect(refused.body.detail).toContain('Too many wrong codes for this account');
    const { data } = (await ada.call('get', '/api/audit').expect(200)).body;
    const noted = data.filter((entry: { userId: number }) => entry.userId === userId);
    expect(noted).toContainEqual(expect.objectContaining({ action: 'session.second_factor', isRefused: true }));
    expect(noted).toContainEqual(expect.objectContaining({ action: 'second_factor.on', detail: 'app' }));
  });
});

describe('who lost it', () => {
  it('is let in by the password alone once an admin says so', async () => {
    expect((await ada.call('get', '/api/people')).body.data).toContainEqual(
      expect.objectContaining({ name, hasSecondFactor: true }),
    );
    const ticket = await begin();
    await ada.call('delete', `/api/people/${userId}/second-factor`).expect(204);
    await finish(ticket, recoveryCodes[0] ?? '').expect(401);
    await signIn().expect(200);
    await ada.call('delete', '/api/people/999999/second-factor').expect(404);
  });

  it('still shows it after a new password by a link; tickets of before are worth nothing', async () => {
    const ticket = await begin();
    const { url } = (await ada.call('post', `/api/people/${userId}/password-link`).expect(201)).body;
    await post('/api/session/password', { code: url.split('#code=')[1], password: 'another password' }).expect(204);
    await finish(ticket, recoveryCodes[0] ?? '').expect(401);
    await signIn('another password').expect(202);
  });

  it('and is the admin, comes back by the set-up link', async () => {
    await rig.database.sql.execute("UPDATE user SET role = 'admin', is_admin = 1 WHERE id = ?", [userId]);
    const { ensureSetupLink } = await import('../../src/services/people/setup-link.js');
    const options = { database: rig.database, publicUrl: rig.base, file: '', isForced: true };
    const code = (await ensureSetupLink(options))?.split('#code=')[1];
    await post('/api/setup', { code, name, password: 'a third password' }).expect(201);
    await signIn('a third password').expect(200);
  });
});

describe('switching', () => {
  it('off ends all of it', async () => {
    await grace.call('delete', '/api/me/second-factor').expect(204);
    const { body } = await grace.call('get', '/api/me/second-factor').expect(200);
    expect(body).toEqual({ isOn: false, hasApp: false, canUseApp: true, passkeys: 0, recoveryCodesLeft: 0 });
    await signIn().expect(200);
  });

  it('on needs something that can be shown', async () => {
    await grace.call('delete', '/api/me/second-factor').expect(204);
    const refused = await grace.call('post', '/api/me/second-factor').send({}).expect(409);
    expect(refused.body.detail).toContain('no passkey');
    await grace
      .call('post', '/api/me/second-factor')
      .send({ code: codeOf(1) })
      .expect(422);
    await grace.call('post', '/api/me/second-factor').send({ code: 'abc' }).expect(422);
    await grace.call('post', '/api/me/second-factor/recovery-codes').expect(409);
  });

  it('to another app forgets the one of before', async () => {
    const before = secret;
    secret = (await grace.call('post', '/api/me/second-factor/app').expect(200)).body.secret;
    const on = await grace.call('post', '/api/me/second-factor').send({ code: codeOf() }).expect(200);
    expect(on.body.recoveryCodes).toBeNull();
    const after = secret;
    secret = before;
    await finish(await begin(), codeOf(1)).expect(401);
    secret = after;
    await finish(await begin(), codeOf(1)).expect(200);
  });
});

describe('a session that began a while ago', () => {
  beforeEach(() =>
    rig.database.sql.execute('UPDATE session SET created_at = created_at - INTERVAL 16 MINUTE WHERE user_id = ?', [
      userId,
    ]),
  );

  it.each([
    ['delete', '/api/me/second-factor', undefined],
    ['post', '/api/me/second-factor/app', undefined],
    ['post', '/api/me/second-factor/recovery-codes', undefined],
    ['post', '/api/passkeys/options', undefined],
    ['post', '/api/tokens', { name: 'mine', scopes: ['read'] }],
    ['post', '/api/me/password', { current: PASSWORD, next: 'a longer password' }],
    ['patch', '/api/me', { email: 'eve@shop.example' }],
  ] as const)('is asked who it is before %s %s', async (method, path, body) => {
    const refused = await grace.call(method, path).send(body).expect(403);
    expect(refused.body.code).toBe('NOT_FRESH');
  });

  it('goes on with everything else, and with that too once its person has signed in anew', async () => {
    await grace.call('get', '/api/tokens').expect(200);
    await grace.call('patch', '/api/me').send({ theme: 'dark' }).expect(200);
    const { ticket } = (await grace.call('post', '/api/session').send({ name, password: PASSWORD }).expect(202)).body;
    const anew = await grace.call('post', '/api/session/second-factor').send({ ticket, code: recoveryCodes[0] });
    grace.keep(anew);
    await grace
      .call('post', '/api/tokens')
      .send({ name: 'mine', scopes: ['read'] })
      .expect(201);
    // The one of before has ended.
    expect((await grace.call('get', '/api/me/sessions')).body.data).toHaveLength(1);
  });
});
