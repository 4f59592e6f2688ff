import { createRedisConnect, createTaskQueue, type Producer } from '@goodshunter/taskqueue';
import { type CuttableRedis, cuttableRedis, type FakeCrawler, waitFor } from '@goodshunter/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GROUP, type RedisAddress, STREAM } from '../support/scheduler-options.js';
import { LONG_LEASE, untilAnnouncing } from '../support/scheduler-process.js';
import { openSchedulerRig, type SchedulerRig } from '../support/scheduler-rig.js';
import type { TestDatabase } from '../support/test-database.js';

let redis: CuttableRedis;
let rig: SchedulerRig;
let database: TestDatabase;
let crawler: FakeCrawler;
let producer: Producer;

beforeEach(async () => {
  redis = await cuttableRedis({ password: 'secret' });
  rig = await openSchedulerRig();
  ({ database, crawler } = rig);
  const connect = createRedisConnect(redis.server);
  producer = createTaskQueue({ connect, stream: STREAM, group: GROUP }).producer();
});
afterEach(async () => {
  await rig.close();
  await producer.close();
  await redis.stop();
});

const start = (on: RedisAddress | undefined) => rig.startProcess(on, LONG_LEASE);
const announce = (taskId: number) => producer.submitTask({ taskId, source: 'api' });
const execute = (statement: string, taskId: number) => database.db.sql.execute(statement, [taskId]);
const countRuns = (taskId: number) => database.count('run', `task_id = ${taskId}`);
const untilRuns = (taskId: number, count: number) =>
  waitFor(async () => (await countRuns(taskId)) >= count, { what: `run ${count}` });
const untilStreamEmpty = () =>
  waitFor(async () => (await redis.server.client().xlen(STREAM)) === 0, { what: 'an empty stream' });

describe('a task that was announced', () => {
  it('just before it was edited or paused: the edited one runs as it is now, the paused one not at all', async () => {
    const edited = await database.createTask({ query: { url: 'https://before.example' } });
    const paused = await database.createTask();
    await announce(edited);
    await announce(paused);
    await execute(
      `UPDATE task SET token = token + 1, query = '{"url":"https://after.example"}', due_at = UTC_TIMESTAMP(3) WHERE id = ?`,
      edited,
    );
    await execute("UPDATE task SET token = token + 1, state = 'paused', due_at = NULL WHERE id = ?", paused);
    await start(redis);
    await untilRuns(edited, 1);
    await untilStreamEmpty();
    expect(crawler.crawls.map(({ query }) => query.url)).toEqual(['https://after.example']);
    expect(await database.task(paused)).toMatchObject({ token: 1, attempt: 0 });
  });

  it('while another replica that polls has claimed it: the entry is acknowledged, and it is due again when the winner dies', async () => {
    const release = crawler.hold();
    const taskId = await database.createTask();
    const winner = await start(undefined);
    await waitFor(() => crawler.crawls.length === 1, { what: 'the crawl of the winner' });
    await start(redis);
    expect(await announce(taskId)).toMatchObject({ status: 'queued' });
    await untilStreamEmpty();
    expect(crawler.crawls).toHaveLength(1);
    await winner.kill('SIGKILL');
    release.open();
    await untilRuns(taskId, 1);
    await untilStreamEmpty();
    expect(await countRuns(taskId)).toBe(1);
    expect(crawler.crawls).toHaveLength(2);
    expect(await database.task(taskId)).toMatchObject({ health: 'ok', attempt: 0, leaseOwner: null });
  });

  it('and is asked for again between commit and acknowledgement: the announcement is a duplicate, yet it runs again', async () => {
    const release = crawler.hold();
    await untilAnnouncing(await start(redis));
    const taskId = await database.createTask({ isSettled: true });
    await waitFor(() => crawler.crawls.length === 1, { what: 'the crawl' });
    // The acknowledgement waits in the proxy.
    redis.freeze();
    release.open();
    await untilRuns(taskId, 1);
    await execute('UPDATE task SET due_at = UTC_TIMESTAMP(3) WHERE id = ? AND lease_owner IS NULL', taskId);
    expect(await announce(taskId)).toMatchObject({ status: 'duplicate' });
    redis.heal();
    await untilRuns(taskId, 2);
    await untilStreamEmpty();
    expect(await countRuns(taskId)).toBe(2);
    expect(crawler.crawls).toHaveLength(2);
  });
});
