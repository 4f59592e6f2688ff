import { createRedisConnect, createTaskQueue } from '@goodshunter/taskqueue';
import {
  type FakeCrawler,
  fakeCrawler,
  freePort,
  type RedisServer,
  startRedis,
  startTcpProxy,
  type TcpProxy,
  waitFor,
} from '@goodshunter/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GROUP, STREAM } from '../support/scheduler-options.js';
import { LONG_LEASE, type SchedulerProcess, startSchedulerProcess } from '../support/scheduler-process.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const PASSWORD = 'secret';

let master: RedisServer;
let replica: RedisServer;
/** Between the scheduler and whoever is master. */
let proxy: TcpProxy;
/** Between master and replica. */
let replication: TcpProxy;
let database: TestDatabase;
let crawler: FakeCrawler | undefined;
let scheduler: SchedulerProcess;
let crawlerPort: number;

beforeEach(async () => {
  master = await startRedis({ password: PASSWORD });
  replication = await startTcpProxy(master.port);
  replica = await startRedis({
    password: PASSWORD,
    extraArgs: ['--masterauth', PASSWORD, '--replicaof', '127.0.0.1', String(replication.port)],
  });
  proxy = await startTcpProxy(master.port);
  database = await openTestDatabase();
  crawlerPort = await freePort();
  await waitFor(async () => (await replica.client().info('replication')).includes('master_link_status:up'), {
    what: 'the replica to follow',
  });
});
afterEach(async () => {
  await scheduler?.kill('SIGKILL');
  await crawler?.close();
  crawler = undefined;
  await database.close();
  await proxy.close();
  await replica.stop();
  await replication.close();
  await master.stop();
});

/** A scheduler that knows one crawler, which need not live yet. */
async function startScheduler(): Promise<void> {
  scheduler = await startSchedulerProcess(
    {
      databaseUrl: database.url,
      crawlers: [{ url: `http://127.0.0.1:${crawlerPort}` }],
      redis: { addr: `127.0.0.1:${proxy.port}`, password: PASSWORD },
    },
    LONG_LEASE,
  );
}

async function startCrawler(): Promise<FakeCrawler> {
  crawler = await fakeCrawler({ port: crawlerPort });
  return crawler;
}

/** The master dies with all that the replica has not got, and the replica takes its place. */
async function failOver(): Promise<void> {
  await master.kill('SIGKILL');
  await replica.client().replicaof('NO', 'ONE');
  proxy.redirect(replica.port);
}

async function untilBackOnStreams(): Promise<void> {
  await waitFor(
    async () => {
      const response = await fetch(`http://127.0.0.1:${scheduler.port}/readyz`);
      return ((await response.json()) as { mode: string }).mode === 'redis_streams';
    },
    { everyMs: 50, what: 'streams mode on the promoted replica' },
  );
}

/** Adds an entry as the api does. */
async function announce(server: RedisServer, taskId: number): Promise<void> {
  const queue = createTaskQueue({ connect: createRedisConnect(server), stream: STREAM, group: GROUP });
  const producer = queue.producer();
  try {
    const results = await producer.submitTasks([{ taskId, source: 'api' }]);
    expect(results).toMatchObject([{ status: 'queued' }]);
  } finally {
    await producer.close();
  }
}

const caughtUp = async () => expect(await master.client().wait(1, 10_000)).toBe(1);
const countEntries = (server: RedisServer) => server.client().xlen(STREAM);
/** Also those that are gone again: without a crawler, an entry that waited in vain for its turn goes back. */
const countAdded = async (server: RedisServer) => {
  const fields = (await server.client().xinfo('STREAM', STREAM)) as unknown[];
  return fields[fields.indexOf('entries-added') + 1];
};
const idKeys = (server: RedisServer) => server.client().keys(`{${STREAM}}:ids:*`);

async function expectOneRun(taskId: number, by: FakeCrawler): Promise<void> {
  await waitFor(async () => (await database.count('run', `task_id = ${taskId}`)) > 0, { what: 'the run' });
  await waitFor(async () => (await countEntries(replica)) === 0, { what: 'every entry to be acknowledged' });
  expect(await database.count('run', `task_id = ${taskId} AND outcome = 'ok'`)).toBe(1);
  expect(by.crawls).toHaveLength(1);
  expect(await idKeys(replica)).toEqual([]);
}

describe('a failover of Redis', () => {
  it('that loses an entry and its dedup id: the tick announces again, and the task runs once', async () => {
    await startScheduler();
    await untilBackOnStreams();
    await caughtUp();
    replication.cut();
    // No crawler lives, so that neither the stream nor polling can run it before the new announcement is seen.
    const taskId = await database.createTask();
    await waitFor(async () => (await countEntries(master)) === 1, { what: 'the entry on the master' });
    expect(await countEntries(replica)).toBe(0);
    expect(await idKeys(replica)).toEqual([]);
    await failOver();
    await untilBackOnStreams();
    await waitFor(async () => (await countEntries(replica)) === 1, {
      what: 'the tick to announce on the promoted one',
    });
    expect(await idKeys(replica)).toHaveLength(1);
    expect(await database.count('run')).toBe(0);
    await expectOneRun(taskId, await startCrawler());
  });

  it('that loses a dedup id and keeps the entry: the second entry is acknowledged without a run', async () => {
    const taskId = await database.createTask();
    await announce(master, taskId);
    await caughtUp();
    replication.cut();
    await failOver();
    for (const key of await idKeys(replica)) await replica.client().del(key);
    await startScheduler();
    await waitFor(async () => Number(await countAdded(replica)) >= 2, { what: 'a second entry for the task' });
    await expectOneRun(taskId, await startCrawler());
  });

  it('that loses an acknowledgement: the entry comes back and is acknowledged without a run', async () => {
    const living = await startCrawler();
    const release = living.hold();
    await startScheduler();
    // Until then a task may come by polling, without an entry.
    await untilBackOnStreams();
    const taskId = await database.createTask();
    await waitFor(() => living.crawls.length === 1, { what: 'the crawl' });
    await caughtUp();
    replication.cut();
    release.open();
    await waitFor(async () => (await countEntries(master)) === 0, { what: 'the acknowledgement at the master' });
    expect(await countEntries(replica)).toBe(1);
    const { token } = await database.task(taskId);
    await failOver();
    await untilBackOnStreams();
    await expectOneRun(taskId, living);
    expect((await database.task(taskId)).token).toBe(token);
  });
});
