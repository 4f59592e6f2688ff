import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Provider } from 'oidc-provider';
import request from 'supertest';
import { type Rig, startRig } from './rig.js';

const PUBLIC_URL = 'http://localhost:8081';
const CALLBACK = `${PUBLIC_URL}/api/session/oidc/callback`;
/** People of the provider, by the name they type there. */
const ACCOUNTS: Record<string, object> = {
  ada: { email: 'ada@home.example', email_verified: true, preferred_username: 'ada', groups: ['hunters'] },
  grace: {
    email: 'grace@home.example',
    email_verified: true,
    preferred_username: 'grace',
    name: 'Grace H.',
    groups: ['hunters'],
  },
  eve: { email: 'ada@home.example', email_verified: false, preferred_username: 'ada', groups: ['hunters'] },
  hopper: {
    email: `${'x'.repeat(300)}@home.example`,
    email_verified: true,
    preferred_username: '\u0000',
    name: `Grace\u0007\nH. ${'\u{20bb7}'.repeat(60)}`,
    groups: ['hunters'],
  },
  mallory: { email: 'mallory@home.example', email_verified: true, preferred_username: 'mallory', groups: [] },
};

let server: Server;
let issuer: string;
let rig: Rig;

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'goodshunter', client_secret: 'a-secret', redirect_uris: [CALLBACK] }],
    scopes: ['openid', 'email', 'profile', 'groups'],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['preferred_username', 'name'],
      groups: ['groups'],
    },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id, ...ACCOUNTS[id] }) }),
    features: { devInteractions: { enabled: true } },
  });
  server.on('request', provider.callback());
  rig = await startRig({
    env: {
      API_PUBLIC_URL: PUBLIC_URL,
      OIDC_ISSUER: issuer,
      OIDC_NAME: 'Home',
      OIDC_CLIENT_ID: 'goodshunter',
      OIDC_CLIENT_SECRET: 'a-secret',
      OIDC_GROUP: 'hunters',
      OIDC_CREATES_ACCOUNTS: 'true',
    },
  });
});
afterAll(async () => {
  await rig?.stop();
  await new Promise((resolve) => server.close(resolve));
});

const cookiesOf = (response: { headers: Record<string, unknown> }) =>
  ((response.headers['set-cookie'] ?? []) as string[]).map((line) => line.split(';')[0] ?? '');

/** Goes through the provider's own pages as somebody, up to where it sends the browser back. */
async function signInAtProvider(url: string, name: string): Promise<string> {
  const jar = new Map<string, string>();
  let next = url;
  let form: string | undefined;
  for (let step = 0; step < 12; step += 1) {
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: {
        cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; '),
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(key, value);
    }
    const location = answer.headers.get('location');
    form = undefined;
    if (location?.startsWith(CALLBACK)) return location.slice(PUBLIC_URL.length);
    if (location) {
      next = new URL(location, next).href;
      continue;
    }
    const page = await answer.text();
    next = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? '', next).href;
    form = page.includes('name="login"') ? `prompt=login&login=${name}&password=x` : 'prompt=consent';
  }
  throw new Error('the provider did not send the browser back');
}

async function start() {
  const response = await request(rig.base).get('/api/session/oidc').expect(302);
  return { url: String(response.headers.location), cookie: cookiesOf(response)[0] ?? '' };
}

async function signIn(name: string) {
  const { url, cookie } = await start();
  const back = await signInAtProvider(url, name);
  return { response: await request(rig.base).get(back).set('Cookie', cookie), back, cookie };
}

const readUser = async (response: { headers: Record<string, unknown> }) =>
  (
    await request(rig.base)
      .get('/api/session')
      .set('Cookie', cookiesOf(response)[0] ?? '')
  ).body.user;

it('is offered by its name, and asks with state, nonce and PKCE', async () => {
  expect((await request(rig.base).get('/api/session')).body.signIn.oidc).toEqual({ name: 'Home' });
  const query = new URL((await start()).url).searchParams;
  expect(query.get('code_challenge_method')).toBe('S256');
  for (const name of ['state', 'nonce', 'code_challenge']) expect(query.get(name)).toMatch(/^[\w-]{20,}$/);
});

it('makes an account at the first sign-in, and finds it again at the second', async () => {
  const first = await signIn('grace');
  expect(first.response.headers.location).toBe('/');
  const user = await readUser(first.response);
  expect(user).toMatchObject({ name: 'grace', role: 'member', email: 'grace@home.example', displayName: 'Grace H.' });
  expect((await readUser((await signIn('grace')).response)).id).toBe(user.id);
});

it('takes no name or address that could not be typed here', async () => {
  const { response } = await signIn('hopper');
  expect(response.headers.location).toBe('/');
  const user = await readUser(response);
  expect(user).toMatchObject({ email: null, displayName: `Grace H. ${'\u{20bb7}'.repeat(45)}` });
  expect(user.name).toMatch(/^[\p{L}\p{N}]+/u);
});

it('links by an address that the provider has verified, and by no other', async () => {
  const { insertId } = await rig.database.sql.execute(
    "INSERT INTO user (name, role, email) VALUES ('ada', 'admin', 'ada@home.example')",
  );
  const eve = await readUser((await signIn('eve')).response);
  expect(eve).toMatchObject({ name: 'ada 2', role: 'member', email: null });
  expect((await readUser((await signIn('ada')).response)).id).toBe(insertId);
});

describe('refuses', () => {
  it('who is not in the group', async () => {
    const { response } = await signIn('mallory');
    expect(response.headers.location).toBe('/#sign-in=group');
    expect(cookiesOf(response)).toEqual(['goodshunter_oidc=']);
  });

  it('an answer for the second time, in another browser, or that nobody asked for', async () => {
    const { back, cookie } = await signIn('grace');
    const again = await request(rig.base).get(back).set('Cookie', cookie);
    expect(again.headers.location).toBe('/#sign-in=expired');
    const { url } = await start();
    const stolen = await signInAtProvider(url, 'grace');
    expect((await request(rig.base).get(stolen)).headers.location).toBe('/#sign-in=expired');
    const invented = await request(rig.base).get('/api/session/oidc/callback?state=guess&code=guess');
    expect(invented.headers.location).toBe('/#sign-in=expired');
  });

  it('a code that the provider did not give', async () => {
    const { url, cookie } = await start();
    const state = new URL(url).searchParams.get('state');
    const response = await request(rig.base)
      .get(`/api/session/oidc/callback?state=${state}&code=guess&iss=${encodeURIComponent(issuer)}`)
      .set('Cookie', cookie);
    expect(response.headers.location).toBe('/#sign-in=provider');
  });

  it('an account that is locked', async () => {
    await rig.database.sql.execute("UPDATE user SET is_disabled = 1 WHERE name = 'grace'");
    expect((await signIn('grace')).response.headers.location).toBe('/#sign-in=locked');
  });
});
