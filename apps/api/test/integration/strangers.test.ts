import { type Operation, operations } from '@goodshunter/contracts/api';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { askWhileLocked } from './ask-while-locked.js';
import { createBrowserClient } from './browser-client.js';
import { type Rig, startRig, TASK } from './rig.js';

let rig: Rig;
const ada = () => createBrowserClient(rig.base);
let session: ReturnType<typeof ada>;

beforeAll(async () => {
  rig = await startRig({ env: { API_TRUSTED_PROXIES: '127.0.0.1', PEOPLE_REGISTRATION: 'invite' } });
  const code = (await rig.api.ensureSetupLink())?.split('#code=')[1];
  session = ada();
  const body = { code, name: 'ada', password: 'a long password' };
  session.keep(await request(rig.base).post('/api/setup').send(body).expect(201));
});
afterAll(() => rig?.stop());

/** What a client from there is told, one request after another. */
async function askOften(times: number, ask: (turn: number) => PromiseLike<{ status: number }>): Promise<number[]> {
  const statuses: number[] = [];
  for (let turn = 0; turn < times; turn += 1) statuses.push((await ask(turn)).status);
  return statuses;
}
const from = (address: string, path: string) => request(rig.base).get(path).set('X-Forwarded-For', address);

describe('guesses', () => {
  it('of cookies are told 429 before the database is asked any more; whoever has a right one goes on', async () => {
    await session.call('get', '/api/tasks').set('X-Forwarded-For', '203.0.113.1').expect(200);
    const guess = (turn: number) => from('203.0.113.1', '/api/tasks').set('Cookie', `goodshunter=guess-${turn}`);
    const statuses = await askOften(130, guess);
    expect(statuses.slice(0, 120)).toEqual(Array.from({ length: 120 }, () => 401));
    expect(statuses.slice(121).every((status) => status === 429)).toBe(true);
    await session.call('get', '/api/tasks').set('X-Forwarded-For', '203.0.113.1').expect(200);
    await from('203.0.113.2', '/api/tasks').set('Cookie', 'goodshunter=guess').expect(401);
  });

  it.each([
    ['tokens', 'api_token', 30, (turn: number) => ({ Authorization: `Bearer gh_storm_${turn}` })],
    ['cookies', 'session', 120, (turn: number) => ({ Cookie: `goodshunter=storm-${turn}` })],
  ] as const)(
    'of %s that come all at once are no more than one after the other',
    async (what, table, most, headersOf) => {
      await rig.call('get', '/api/tasks').expect(200);
      const statuses = await askWhileLocked(rig.database, { times: most + 300, refused: 300, table }, async (turn) => {
        const { status } = await from(`203.0.113.${most}`, '/api/tasks').set(headersOf(turn));
        return status;
      });
      expect([what, statuses.filter((status) => status === 429).length]).toEqual([what, 300]);
      await rig.call('get', '/api/tasks').expect(200);
      await session.call('get', '/api/tasks').expect(200);
    },
  );

  it('of feeds and public links, too', async () => {
    const { body: feed } = await rig.call('post', '/api/feed-links').send({ what: 'all' }).expect(201);
    const path = new URL(feed.url).pathname;
    await from('203.0.113.3', path).expect(200);
    const statuses = await askOften(70, (turn) =>
      from('203.0.113.3', turn % 2 ? `/feeds/${'x'.repeat(30)}${turn}.rss` : `/api/public/${'x'.repeat(30)}${turn}`),
    );
    expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 404));
    expect(statuses.slice(61).every((status) => status === 429)).toBe(true);
    await from('203.0.113.3', path).expect(200);
  });

  it('count by network where addresses are to be had without end', async () => {
    const statuses = await askOften(40, (turn) =>
      from(`2001:db8:7:7:${turn}::${turn}`, '/api/tasks').set('Authorization', `Bearer gh_guess_${turn}`),
    );
    expect(statuses.slice(31).every((status) => status === 429)).toBe(true);
    await from('2001:db8:7:8::1', '/api/tasks').set('Authorization', 'Bearer gh_guess').expect(401);
  });
});

/** Open to anybody, and without limit: what a page asks first, in memory once somebody is the admin, and what has nothing to end. */
const FREE = new Set(['readSession', 'signOut']);
/** Refused before anything is looked up: not to be had in this house, or not signed by us. */
const CLOSED = new Set(['setUpLocal', 'startOidcSignIn', 'finishOidcSignIn']);
const SIGNED = new Set(['showMute', 'mute', 'showStop', 'stopChannel', 'showDigest', 'makeDigest']);
const OPEN: Operation[] = Object.values(operations).filter((operation) => 'isOpen' in operation && operation.isOpen);

const LONG = 'x'.repeat(40);
const BODIES: Record<string, object> = {
  signIn: { name: 'nobody', password: 'a wrong one' },
  finishSignIn: { ticket: LONG, code: '123456' },
  setUp: { code: LONG, name: 'eve', password: 'a long password' },
  resetPassword: { code: LONG, password: 'a long password' },
  forgotPassword: { email: 'nobody@home.example' },
  requestAccount: { email: 'nobody@home.example' },
  acceptInvite: { code: LONG, name: 'eve', password: 'a long password' },
  signInByPasskey: { response: { id: 'x' } },
};

describe('what anybody may ask', () => {
  it.each(OPEN.map((operation) => [operation.operationId, operation] as const))(
    '%s: is told 429 when one client asks for ever, and takes no large body',
    async (name, { method, path, body }) => {
      const address = `198.51.100.${1 + OPEN.findIndex(({ operationId }) => operationId === name)}`;
      const url = path.replaceAll(/:\w+/g, path.startsWith('/feeds') ? `${LONG}.rss` : LONG);
      const ask = (sent: object | undefined) => {
        const asked = request(rig.base)[method](url).set('X-Forwarded-For', address);
        return sent === undefined ? asked : asked.send(sent);
      };
      if (body) expect((await ask({ x: 'x'.repeat(100_000) })).status).toBe(413);
      if (SIGNED.has(name)) expect((await ask(undefined)).status).toBe(404);
      else if (CLOSED.has(name)) expect((await ask(body && { code: LONG })).status).toBeLessThan(500);
      else if (!FREE.has(name)) {
        const statuses = await askOften(70, () => ask(BODIES[name]));
        expect(statuses.filter((status) => status === 422)).toEqual([]);
        const isShut = statuses.every((status) => status === 403);
        expect([statuses[0], isShut || statuses.at(-1) === 429]).toEqual([statuses[0], true]);
      }
    },
  );
});

describe('one person who asks for much at once', () => {
  it('is told 429, and keeps nobody waiting', async () => {
    const statuses = await askWhileLocked(rig.database, { times: 30, refused: 8 }, async () => {
      const { status } = await session.call('get', '/api/search?q=lens');
      return status;
    });
    // Two under way and twenty that wait.
    expect(statuses.filter((status) => status === 429)).toHaveLength(8);
    await rig.call('post', '/api/tasks').send(TASK).expect(201);
    await session.call('get', '/api/search?q=lens').expect(200);
  });
});
