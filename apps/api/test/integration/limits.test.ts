import { type RedisServer, startRedis } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createBrowserClient } from './browser-client.js';
import { type Rig, startRig } from './rig.js';

const PASSWORD = 'a long password';
let redis: RedisServer;
let rig: Rig;
let other: Rig;

beforeAll(async () => {
  redis = await startRedis();
  const options = {
    redisAddr: redis.addr,
    env: { API_TRUSTED_PROXIES: '127.0.0.1', PEOPLE_CREATIONS_PER_MINUTE: 'member:3' },
  };
  rig = await startRig(options);
  other = await startRig({ ...options, databaseUrl: rig.databaseUrl, tokenFile: rig.tokenFile });
  const code = (await rig.api.ensureSetupLink())?.split('#code=')[1];
  await request(rig.base).post('/api/setup').send({ code, name: 'ada', password: PASSWORD }).expect(201);
});
afterAll(async () => {
  await Promise.all([rig?.stop(), other?.stop()]);
  await redis?.stop();
});

let asked = 0;
const signIn = (base: string, name: string, password: string, address?: string) => {
  asked += 1;
  return request(base)
    .post('/api/session')
    .set('X-Forwarded-For', address ?? `10.1.${asked >> 8}.${asked & 255}`)
    .send({ name, password });
};

describe('wrong passwords', () => {
  it('end an account’s sign-in for a while, on all replicas, from whatever address', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      await signIn(turn % 2 ? rig.base : other.base, 'grace', 'a wrong one').expect(401);
    }
    const refused = await signIn(other.base, 'GRACE', 'a wrong one').expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60);
    expect(refused.body.detail).toMatch(/this account; try again in \d+ min\./);
    await signIn(rig.base, 'ada', PASSWORD).expect(200);
  });

  it('are counted by address too, which a header of the client itself does not change', async () => {
    for (let turn = 0; turn < 30; turn += 1) await signIn(rig.base, `nobody ${turn}`, 'a wrong one', '203.0.113.9');
    await signIn(rig.base, 'ada', PASSWORD, '203.0.113.9').expect(429);
    await signIn(rig.base, 'ada', PASSWORD, '10.9.9.9, 203.0.113.9').expect(429);
    await signIn(rig.base, 'ada', PASSWORD, '203.0.113.10').expect(200);
  });
});

describe('wrong tokens', () => {
  it('are told 429 before the database is asked any more; who came with a right one goes on', async () => {
    const ask = (token: string) =>
      request(rig.base)
        .get('/api/tasks')
        .set('X-Forwarded-For', '203.0.113.50')
        .set('Authorization', `Bearer ${token}`);
    await ask(rig.token).expect(200);
    const answers = [];
    for (let turn = 0; turn < 40; turn += 1) answers.push((await ask(`gh_guess_${turn}`)).status);
    expect(answers.slice(0, 30).every((status) => status === 401)).toBe(true);
    expect(answers.slice(31).every((status) => status === 429)).toBe(true);
    await ask(rig.token).expect(200);
  });
});

describe('creating', () => {
  it('is limited by person, by the minute', async () => {
    await rig.database.sql.execute("UPDATE user SET role = 'member', is_admin = 0 WHERE name = 'ada'");
    const client = createBrowserClient(rig.base);
    client.keep(await signIn(rig.base, 'ada', PASSWORD));
    const task = { source: 'feed', query: { url: 'https://shop.example/feed' } };
    for (let turn = 0; turn < 3; turn += 1) await client.call('post', '/api/tasks').send(task).expect(201);
    const refused = await client.call('post', '/api/tasks').send(task).expect(429);
    expect(refused.body).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      detail: expect.stringContaining('3 things a minute'),
    });
    await client.call('get', '/api/tasks').expect(200);
  });
});

describe('behind a proxy', () => {
  it('that says https, the cookie is bound to it; one that nobody trusts changes nothing', async () => {
    const secure = await signIn(rig.base, 'ada', PASSWORD).set('X-Forwarded-Proto', 'https').expect(200);
    expect(secure.headers['set-cookie']?.[0]).toMatch(
      /^__Host-goodshunter=.*; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/,
    );
    const cookie = secure.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    await request(rig.base).get('/api/tasks').set('Cookie', cookie).set('X-Forwarded-Proto', 'https').expect(200);
    await request(rig.base).get('/api/tasks').set('Cookie', cookie).expect(401);
    const untrusting = await startRig({ databaseUrl: rig.databaseUrl, tokenFile: rig.tokenFile });
    try {
      const plain = await signIn(untrusting.base, 'ada', PASSWORD).set('X-Forwarded-Proto', 'https').expect(200);
      expect(plain.headers['set-cookie']?.[0]).toMatch(/^goodshunter=/);
    } finally {
      await untrusting.stop();
    }
  });

  it('that signs people in, its header counts from its own network alone', async () => {
    const env = { PEOPLE_PROXY_HEADER: 'Remote-User', PEOPLE_PROXY_CREATES: 'true' };
    const trusting = await startRig({
      databaseUrl: rig.databaseUrl,
      tokenFile: rig.tokenFile,
      env: { ...env, PEOPLE_PROXY_NETWORKS: '127.0.0.0/8' },
    });
    const wary = await startRig({
      databaseUrl: rig.databaseUrl,
      tokenFile: rig.tokenFile,
      env: { ...env, PEOPLE_PROXY_NETWORKS: '10.0.0.0/8' },
    });
    const careless = await startRig({ databaseUrl: rig.databaseUrl, tokenFile: rig.tokenFile, env });
    try {
      const ask = (base: string, name: string) => request(base).get('/api/session').set('Remote-User', name);
      expect((await ask(trusting.base, 'hopper')).body.user).toMatchObject({ name: 'hopper', role: 'member' });
      expect((await ask(trusting.base, 'ada')).body.user).toMatchObject({ name: 'ada' });
      for (const { base } of [wary, careless]) expect((await ask(base, 'ada')).body.user).toBeNull();
      expect((await ask(wary.base, 'ada').set('X-Forwarded-For', '10.0.0.1')).body.user).toBeNull();
      // What it signs in by is no cookie, yet a browser sends it from any page.
      await request(trusting.base)
        .post('/api/tokens')
        .set('Remote-User', 'ada')
        .send({ name: 'x', scopes: ['read'] })
        .expect(403);
    } finally {
      await Promise.all([trusting.stop(), wary.stop(), careless.stop()]);
    }
  });
});

describe('with Redis away', () => {
  it('people sign in all the same, and limits go on in memory', async () => {
    await redis.kill('SIGKILL');
    await signIn(rig.base, 'ada', PASSWORD).expect(200);
    for (let turn = 0; turn < 10; turn += 1) await signIn(rig.base, 'eve', 'a wrong one').expect(401);
    await signIn(rig.base, 'eve', 'a wrong one').expect(429);
    await signIn(rig.base, 'ada', PASSWORD).expect(200);
  });

  it('that is frozen, too', async () => {
    await redis.restart();
    await signIn(rig.base, 'ada', PASSWORD).expect(200);
    redis.pause();
    await signIn(rig.base, 'ada', PASSWORD).expect(200);
    redis.resume();
  });
});
