import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCESS, type Access } from './access-table.js';
import { type Actor, BAD, createWorld, MARK, type Method, PEOPLE, TOKENS, type World } from './world.js';

interface Described {
  operationId: string;
  method: Method;
  path: string;
}

const REFUSALS = [401, 403, 404];
const SCOPE_RANK = { 'read token': 1, 'hunt token': 2, 'admin token': 3, read: 1, hunt: 2, admin: 3 } as const;

let world: World;
let operations: Described[];

beforeAll(async () => {
  world = await createWorld();
  const { body } = await world.call('nobody', 'get', '/openapi.json');
  operations = Object.entries(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => ({ operationId, method: method as Method, path })),
  );
});
afterAll(() => world?.stop());

/** Whether the table lets this actor in. */
function isLetIn(access: Access, actor: Actor): boolean {
  if ((BAD as readonly string[]).includes(actor)) return false;
  if (!(TOKENS as readonly string[]).includes(actor)) return (access.may as readonly string[]).includes(actor);
  if (access.scope === undefined || !access.may.includes('owner')) return false;
  return SCOPE_RANK[actor as (typeof TOKENS)[number]] >= SCOPE_RANK[access.scope];
}

async function ask(actor: Actor, { method, path }: Described, access: Pick<Access, 'path' | 'body'>) {
  const test = world.call(actor, method, access.path?.(world.things) ?? path);
  const body = access.body?.(world.things);
  return body === undefined ? await test : await test.send(body as object);
}

const find = (operationId: string): Described => {
  const found = operations.find((operation) => operation.operationId === operationId);
  if (!found) throw new Error(`${operationId} is not in the document`);
  return found;
};

it('has an entry for each operation of the document, and for no other', () => {
  expect(operations.length).toBeGreaterThan(50);
  expect(Object.keys(ACCESS).sort()).toEqual(operations.map(({ operationId }) => operationId).sort());
});

describe('who is not let in is refused, and changes no row:', () => {
  const closed = Object.entries(ACCESS).filter((entry): entry is [string, Access] => !('open' in entry[1]));

  it.each(closed)('%s', async (operationId, access) => {
    await world.renew();
    const before = await world.fingerprint();
    for (const actor of [...BAD, ...TOKENS, ...PEOPLE].filter((one) => !isLetIn(access, one))) {
      const { status, text } = await ask(actor, find(operationId), access);
      const isBad = (BAD as readonly string[]).includes(actor);
      expect({ actor, status, isRefused: isBad ? status === 401 : REFUSALS.includes(status) }).toEqual({
        actor,
        status,
        isRefused: true,
      });
      expect({ actor, isShown: text.includes(MARK) }).toEqual({ actor, isShown: false });
      expect({ actor, changed: (await world.fingerprint()) !== before }).toEqual({ actor, changed: false });
    }
  });
});

describe('who is let in is not refused, and is shown only what they may see:', () => {
  const closed = Object.entries(ACCESS).filter((entry): entry is [string, Access] => !('open' in entry[1]));

  it.each(closed)('%s', async (operationId, access) => {
    for (const actor of [...TOKENS, ...PEOPLE].filter((one) => isLetIn(access, one))) {
      await world.renew();
      const { status, text } = await ask(actor, find(operationId), access);
      if (access.answers === undefined)
        expect({ actor, ok: status < 400 ? true : `${status} ${text}` }).toEqual({ actor, ok: true });
      else expect({ actor, status }).toEqual({ actor, status: access.answers });
      const person = (TOKENS as readonly string[]).includes(actor) ? 'owner' : actor;
      const sees = (access.sees ?? access.may) as readonly string[];
      if (!sees.includes(person)) expect({ actor, isShown: text.includes(MARK) }).toEqual({ actor, isShown: false });
      else if (access.sees) expect({ actor, isShown: text.includes(MARK) }).toEqual({ actor, isShown: true });
    }
  });
});

describe('what is open to anybody gives nothing away, and changes nothing, without a right secret:', () => {
  const open = Object.entries(ACCESS).flatMap(([operationId, access]) =>
    'open' in access ? [{ operationId, access }] : [],
  );

  it.each(open)('$operationId', async ({ operationId, access }) => {
    await world.renew();
    const before = await world.fingerprint();
    const { status, text } = await ask('nobody', find(operationId), access);
    expect(status).toBe(access.answers);
    expect(text.includes(MARK)).toBe(access.shows ?? false);
    expect((await world.fingerprint()) === before).toBe(!access.keeps);
    // A wrong token is refused everywhere but at what machines read.
    if (find(operationId).path.startsWith('/api/')) {
      expect((await ask('wrong token', find(operationId), access)).status).toBe(401);
    }
  });
});

describe('ids of others that come in a body', () => {
  it('are refused as channels of a hunt', async () => {
    const task = { source: 'feed', query: { url: 'https://shop.example/feed' } };
    for (const actor of ['stranger', 'editor', 'admin'] as const) {
      await world.renew();
      const before = await world.fingerprint();
      const { channelId, taskId } = world.things;
      const created = await world.call(actor, 'post', '/api/tasks').send({ ...task, notify: [channelId] });
      expect({ actor, status: created.status }).toEqual({ actor, status: 422 });
      await world
        .call('editor', 'patch', `/api/tasks/${taskId}`)
        .send({ notify: [channelId] })
        .expect(422);
      await world
        .call('viewer', 'patch', `/api/tasks/${taskId}/shares/me`)
        .send({ notify: [channelId] })
        .expect(422);
      expect(await world.fingerprint()).toBe(before);
    }
  });

  it('show nothing as filters of the timeline', async () => {
    const { taskId, itemId } = world.things;
    for (const query of [`taskId=${taskId}`, `itemId=${itemId}`]) {
      const { text } = await world.call('stranger', 'get', `/api/timeline?${query}`).expect(200);
      expect(text).not.toContain(MARK);
    }
  });
});

describe('the one rule for text:', () => {
  it('no operation takes a control character or half of a character in its body or query', async () => {
    const { body: document } = await world.call('nobody', 'get', '/openapi.json');
    for (const { operationId, method, path } of operations) {
      const described = document.paths[path][method];
      const access = ACCESS[operationId];
      if (access === undefined || !path.startsWith('/api/')) continue;
      const actor = 'open' in access ? 'nobody' : access.may.includes('owner') ? 'owner' : 'admin';
      const target = access.path?.(world.things) ?? path;
      for (const bad of ['a\u0000b', 'half \ud83d', '\u001b[2J']) {
        if (described.requestBody) {
          const answer = await world.call(actor, method, target).send({ anything: { inside: [bad] } });
          expect({ operationId, status: answer.status, message: answer.body.errors?.[0]?.message }).toEqual({
            operationId,
            status: 422,
            message: expect.stringMatching(/control characters|well-formed/),
          });
        }
        const inQuery = (described.parameters ?? []).find((one: { in: string }) => one.in === 'query');
        if (inQuery && !bad.includes('half')) {
          const answer = await world.call(actor, method, `${target}?${inQuery.name}=${encodeURIComponent(bad)}`);
          expect({ operationId, status: answer.status }).toEqual({ operationId, status: 422 });
        }
      }
    }
  });
});
