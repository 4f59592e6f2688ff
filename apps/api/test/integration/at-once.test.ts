import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BrowserClient, createBrowserClient } from './browser-client.js';
import { type Rig, startRig } from './rig.js';

const PASSWORD = 'a long password';
const AT_ONCE = 20;

let rig: Rig;
let grace: BrowserClient;

beforeAll(async () => {
  rig = await startRig({
    env: {
      PEOPLE_QUOTA_HUNTS: 'member:3',
      PEOPLE_QUOTA_DRAFTS: 'member:2',
      PEOPLE_QUOTA_CHANNELS: 'member:2',
      PEOPLE_QUOTA_LOOKS_PER_HOUR: 'member:1000',
      PEOPLE_QUOTA_SHORTEST_INTERVAL: 'member:1',
      PEOPLE_CREATIONS_PER_MINUTE: '',
    },
  });
  const ada = createBrowserClient(rig.base);
  const setup = (await rig.api.ensureSetupLink())?.split('#code=')[1];
  ada.keep(await ada.call('post', '/api/setup').send({ code: setup, name: 'ada', password: PASSWORD }).expect(201));
  const { code } = (await ada.call('post', '/api/invites').send({ role: 'member' }).expect(201)).body;
  grace = createBrowserClient(rig.base);
  grace.keep(
    await grace.call('post', '/api/invites/accept').send({ code, name: 'grace', password: PASSWORD }).expect(201),
  );
});
afterAll(() => rig?.stop());

const task = { source: 'feed', query: { url: 'https://shop.example/feed' }, intervalSeconds: 3600 };

/** How often it was answered 2xx; all others must be told that it is over quota. */
async function countGranted(ask: (turn: number) => PromiseLike<{ status: number; body: { code?: string } }>) {
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, (_, turn) => ask(turn)));
  const refused = answers.filter(({ status }) => status >= 300);
  for (const { status, body } of refused) expect([status, body.code]).toEqual([403, 'QUOTA_EXCEEDED']);
  return AT_ONCE - refused.length;
}

const idsOf = async (state: string): Promise<number[]> =>
  (await rig.database.sql.query<{ id: number }>('SELECT id FROM task WHERE state = ? ORDER BY id', [state])).map(
    ({ id }) => id,
  );

describe(`${AT_ONCE} requests at once are no way around`, () => {
  it('the number of hunts', async () => {
    expect(await countGranted(() => grace.call('post', '/api/tasks').send(task))).toBe(3);
    expect(await idsOf('active')).toHaveLength(3);
  });

  it('the number of hunts, each with an Idempotency-Key', async () => {
    const ask = (turn: number) => grace.call('post', '/api/tasks').set('Idempotency-Key', `key-${turn}`).send(task);
    await rig.database.sql.execute("UPDATE task SET state = 'deleted'");
    expect(await countGranted(ask)).toBe(3);
    expect(await idsOf('active')).toHaveLength(3);
  });

  it('the number of hunts, by bringing back what was deleted', async () => {
    // Those of both tests before, and none of them alive.
    await rig.database.sql.execute("UPDATE task SET state = 'deleted', updated_at = UTC_TIMESTAMP(3)");
    const ids = await idsOf('deleted');
    expect(ids.length).toBeGreaterThan(3);
    const answers = await Promise.all(
      ids.map((id) =>
        grace
          .call('post', '/api/tasks/bulk')
          .send({ ids: [id], action: 'restore' })
          .expect(200),
      ),
    );
    expect(answers.flatMap(({ body }) => body.done)).toHaveLength(3);
    expect(await idsOf('active')).toHaveLength(3);
  });

  it('the looks per hour, by looking more often', async () => {
    const ids = await idsOf('active');
    const often = { intervalSeconds: 6 };
    await countGranted((turn) => grace.call('patch', `/api/tasks/${ids[turn % ids.length]}`).send(often));
    const rows = await rig.database.sql.query("SELECT id FROM task WHERE state = 'active' AND interval_s = 6");
    expect(rows).toHaveLength(1);
  });

  it('the looks per hour, by resuming', async () => {
    await rig.database.sql.execute("UPDATE task SET state = 'paused', interval_s = 6 WHERE state = 'active'");
    const ids = await idsOf('paused');
    await countGranted((turn) => grace.call('post', `/api/tasks/${ids[turn % ids.length]}/resume`));
    expect(await idsOf('active')).toHaveLength(1);
  });

  it('the number of drafts, nor of hunts by keeping them', async () => {
    await rig.database.sql.execute("UPDATE task SET state = 'deleted'");
    expect(await countGranted(() => grace.call('post', '/api/tasks').send({ ...task, draft: true }))).toBe(2);
    const drafts = await idsOf('draft');
    for (let turn = 0; turn < 2; turn += 1) await grace.call('post', '/api/tasks').send(task).expect(201);
    const kept = await Promise.all(
      drafts.map((id) => grace.call('patch', `/api/tasks/${id}`).send({ state: 'active' })),
    );
    expect(kept.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect(await idsOf('active')).toHaveLength(3);
  });

  it('the number of channels', async () => {
    const channel = { name: 'mine', kind: 'webhook', config: { url: 'https://hooks.example/a' } };
    expect(await countGranted(() => grace.call('post', '/api/channels').send(channel))).toBe(2);
  });
});
