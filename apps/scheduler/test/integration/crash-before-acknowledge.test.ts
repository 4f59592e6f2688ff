import {
  type CuttableRedis,
  cuttableRedis,
  type FakeCrawler,
  startWebhookReceiver,
  type WebhookReceiver,
  waitFor,
} from '@goodshunter/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listing } from '../support/items.js';
import { GROUP, type RedisAddress, STREAM } from '../support/scheduler-options.js';
import { LONG_LEASE, untilAnnouncing } from '../support/scheduler-process.js';
import { openSchedulerRig, type SchedulerRig } from '../support/scheduler-rig.js';
import type { TestDatabase } from '../support/test-database.js';

let redis: CuttableRedis;
let rig: SchedulerRig;
let database: TestDatabase;
let crawler: FakeCrawler;
let receiver: WebhookReceiver;

beforeEach(async () => {
  redis = await cuttableRedis({ password: 'secret' });
  rig = await openSchedulerRig();
  ({ database, crawler } = rig);
  receiver = await startWebhookReceiver();
});
afterEach(async () => {
  await rig.close();
  await receiver.close();
  await redis.stop();
});

const start = (on: RedisAddress) => rig.startProcess(on, { ...LONG_LEASE, FETCH_ALLOW_HOSTS: receiver.host });

/** How many entries were delivered and not acknowledged. */
async function countPending(): Promise<number> {
  const [pending] = (await redis.server.client().xpending(STREAM, GROUP)) as [number];
  return pending;
}

describe('a scheduler that is killed between the save and the acknowledgement', () => {
  it('leaves a stored result and a pending entry, which another one takes and acknowledges without a second effect', async () => {
    const userId = await database.createUser();
    await database.createChannel({ userId, url: receiver.url });
    const release = crawler.hold([listing('saved/unacknowledged')]);
    const victim = await start(redis);
    await untilAnnouncing(victim);
    const taskId = await database.createTask({ userId, isSettled: true });
    await waitFor(() => crawler.crawls.length === 1, { what: 'the crawl' });
    // From here on nothing of the victim reaches Redis; the proxy keeps the acknowledgement, and is never healed.
    redis.freeze();
    release.open();
    await waitFor(async () => (await database.count('run', `task_id = ${taskId} AND outcome = 'ok'`)) === 1, {
      what: 'the saved run',
    });
    await victim.kill('SIGKILL');
    const afterSave = await database.task(taskId);
    expect(afterSave.leaseOwner).toBeNull();
    expect(await countPending()).toBe(1);
    expect(await redis.server.client().xlen(STREAM)).toBe(1);

    const heir = await start(redis.server);
    expect(await heir.waitForLine('entries recovered')).toMatchObject({ count: 1 });
    await waitFor(async () => (await countPending()) === 0, { what: 'the acknowledgement by the heir' });
    await waitFor(() => receiver.received.length > 0, { what: 'the message' });

    expect(await redis.server.client().xlen(STREAM)).toBe(0);
    expect(crawler.crawls).toHaveLength(1);
    expect(await database.count('run', `task_id = ${taskId}`)).toBe(1);
    expect(await database.count('event', `task_id = ${taskId}`)).toBe(1);
    expect(await database.count('notice', `task_id = ${taskId}`)).toBe(1);
    expect(await database.task(taskId)).toMatchObject({ token: afterSave.token, attempt: 0, health: 'ok' });
    // The victim may have sent it before it was killed; a second copy bears the same id.
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  });
});
