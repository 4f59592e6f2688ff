import {
  type CuttableRedis,
  crawlOk,
  cuttableRedis,
  type FakeCrawler,
  fakeCrawler,
  latch,
  type ServiceProcess,
  startWebhookReceiver,
  type WebhookReceiver,
  waitFor,
} from '@goodshunter/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listing } from '../support/items.js';
import { GROUP, STREAM } from '../support/scheduler-options.js';
import { startSchedulerProcess } from '../support/scheduler-process.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

/** Generous: two processes start here, on what may be a busy machine. */
const PATIENCE_MS = 40_000;
/** Long enough that a busy machine does not let a living claim lapse. */
const LEASE_MS = '4000';
const TEST_TIMEOUT_MS = 120_000;

let redis: CuttableRedis;
let database: TestDatabase;
let crawler: FakeCrawler;
let receiver: WebhookReceiver;
let processes: ServiceProcess[];

beforeEach(async () => {
  processes = [];
  redis = await cuttableRedis({ password: 'secret' });
  database = await openTestDatabase();
  crawler = await fakeCrawler();
  receiver = await startWebhookReceiver();
});
afterEach(async () => {
  await Promise.all(processes.map((service) => service.kill('SIGKILL')));
  await receiver.close();
  await crawler.close();
  await database.close();
  await redis.stop();
});

async function start(redisAddr: string): Promise<ServiceProcess> {
  const where = { databaseUrl: database.url, crawlers: [crawler], redis: { addr: redisAddr, password: 'secret' } };
  const service = await startSchedulerProcess(where, { APP_LEASE_MS: LEASE_MS, FETCH_ALLOW_HOSTS: receiver.host });
  processes.push(service);
  return service;
}

/** How many entries were delivered and not acknowledged. */
async function countPending(): Promise<number> {
  const [pending] = (await redis.server.client().xpending(STREAM, GROUP)) as [number];
  return pending;
}

describe('a scheduler that is killed between the save and the acknowledgement', () => {
  it(
    'leaves a stored result and a pending entry, which another one takes and acknowledges without a second effect',
    async () => {
      const userId = await database.createUser();
      await database.createChannel({ userId, url: receiver.url });
      const taskId = await database.createTask({ userId, isSettled: true });
      const release = latch();
      crawler.setAnswer(async () => {
        await release.opened;
        return crawlOk([listing('saved/unacknowledged')]);
      });
      const victim = await start(redis.addr);
      await waitFor(() => crawler.crawls.length === 1, { timeoutMs: PATIENCE_MS, what: 'the crawl' });
      // From here on nothing of the victim reaches Redis; the proxy keeps the acknowledgement, and is never healed.
      redis.freeze();
      release.open();
      await waitFor(async () => (await database.count('run', `task_id = ${taskId} AND outcome = 'ok'`)) === 1, {
        timeoutMs: PATIENCE_MS,
        what: 'the saved run',
      });
      await victim.kill('SIGKILL');
      const afterSave = await database.task(taskId);
      expect(afterSave.leaseOwner).toBeNull();
      expect(await countPending()).toBe(1);
      expect(await redis.server.client().xlen(STREAM)).toBe(1);

      const heir = await start(redis.server.addr);
      expect(await heir.waitForLine('entries recovered', PATIENCE_MS)).toMatchObject({ count: 1 });
      await waitFor(async () => (await countPending()) === 0, {
        timeoutMs: PATIENCE_MS,
        what: 'the acknowledgement by the heir',
      });
      await waitFor(() => receiver.received.length > 0, { timeoutMs: PATIENCE_MS, what: 'the message' });

      expect(await redis.server.client().xlen(STREAM)).toBe(0);
      expect(crawler.crawls).toHaveLength(1);
      expect(await database.count('run', `task_id = ${taskId}`)).toBe(1);
      expect(await database.count('event', `task_id = ${taskId}`)).toBe(1);
      expect(await database.count('notification', `task_id = ${taskId}`)).toBe(1);
      expect(await database.task(taskId)).toMatchObject({ token: afterSave.token, attempt: 0, health: 'ok' });
      // The victim may have sent it before it was killed; a second copy bears the same id.
      expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
    },
    TEST_TIMEOUT_MS,
  );
});
