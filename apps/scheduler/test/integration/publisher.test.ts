import { createRedisConnect, createTaskQueue, type Inspector, type Producer } from '@goodshunter/taskqueue';
import { type RedisServer, startRedis, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createMetrics } from '../../src/metrics.js';
import { publishPeriodicTasks } from '../../src/publisher/publish-periodic-tasks.js';
import { runPeriodicPublisher } from '../../src/publisher/run-periodic-publisher.js';
import { holdLease } from '../../src/store/housekeeping/named-lease.js';
import { readDuePage } from '../../src/store/tasks/read-due-page.js';
import { recordingLog } from '../support/recording-log.js';
import { GROUP, STREAM } from '../support/scheduler-options.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let redis: RedisServer;
let database: TestDatabase;
let producer: Producer;
let inspector: Inspector;
const never = new AbortController().signal;

beforeAll(async () => {
  redis = await startRedis();
  database = await openTestDatabase();
  const queue = createTaskQueue({ connect: createRedisConnect({ addr: redis.addr }), stream: STREAM, group: GROUP });
  producer = queue.producer();
  inspector = queue.inspector();
});
afterAll(async () => {
  await Promise.all([producer.close(), inspector.close()]);
  await redis.stop();
  await database.close();
});
beforeEach(async () => {
  const client = redis.client();
  await client.flushall();
  await client.xgroup('CREATE', STREAM, GROUP, '0', 'MKSTREAM');
  await database.db.sql.execute('DELETE FROM task');
  await database.db.sql.execute('DELETE FROM lease');
});

const publish = (more: { announceAhead?: number; pageSize?: number } = {}) =>
  publishPeriodicTasks({
    sql: database.db.sql,
    producer,
    readWaiting: () => inspector.stats(),
    announceAhead: 2000,
    stop: never,
    ...more,
  });
const createTasks = (count: number) => Promise.all(Array.from({ length: count }, () => database.createTask()));
const length = () => redis.client().xlen(STREAM);

describe('publishPeriodicTasks', () => {
  it('announces due tasks only, and none twice', async () => {
    await createTasks(3);
    await database.createTask({ dueInMs: 60_000 });
    await database.createTask({ dueInMs: null });
    expect(await publish()).toEqual({ added: 3, duplicates: 0, isMoreDue: false });
    expect(await publish()).toEqual({ added: 0, duplicates: 3, isMoreDue: false });
    expect(await length()).toBe(3);
  });

  it('announces again what a flushed Redis forgot', async () => {
    await createTasks(3);
    await publish();
    await redis.client().flushall();
    expect(await publish()).toMatchObject({ added: 3 });
  });

  it('lets no more than announceAhead wait, the longest due first', async () => {
    const late = await createTasks(5);
    await database.db.sql.execute('UPDATE task SET due_at = due_at - INTERVAL 1 HOUR WHERE id IN (?)', [late]);
    await createTasks(20);
    expect(await publish({ announceAhead: 5, pageSize: 3 })).toEqual({ added: 5, duplicates: 0, isMoreDue: true });
    const entries = await redis.client().xrange(STREAM, '-', '+');
    const announced = entries.map(([, [, data = '{}']]) => (JSON.parse(data) as { task_id: number }).task_id);
    expect(announced.sort()).toEqual(late.sort());
    expect(await publish({ announceAhead: 5 })).toEqual({ added: 0, duplicates: 0, isMoreDue: true });
    expect(await publish({ announceAhead: 12, pageSize: 4 })).toMatchObject({ added: 7, isMoreDue: true });
    expect(await publish({ announceAhead: 100, pageSize: 4 })).toMatchObject({ added: 13, isMoreDue: false });
  });

  it('pages through tasks that fell due in the same instant', async () => {
    const taskIds = await createTasks(25);
    await database.db.sql.execute("UPDATE task SET due_at = '2026-01-01 00:00:00.123'");
    const seen: number[] = [];
    let page = await readDuePage(database.db.sql, 10);
    seen.push(...page.taskIds);
    while (page.next) {
      page = await readDuePage(database.db.sql, 10, page.next);
      seen.push(...page.taskIds);
    }
    expect(seen).toEqual(taskIds.sort((a, b) => a - b));
  });
});

describe('runPeriodicPublisher', () => {
  function start(owner: string, isUsable = () => true) {
    const stop = new AbortController();
    const metrics = createMetrics('test');
    const running = runPeriodicPublisher({
      db: database.db,
      producer,
      inspector,
      metrics,
      log: recordingLog(),
      owner,
      tickMs: 50,
      announceAhead: 4,
      isUsable,
      onTrouble: () => {},
      onDatabaseTrouble: () => {},
      stop: stop.signal,
    });
    const isLeader = async () => (await metrics.isLeader.get()).values[0]?.value === 1;
    const end = async () => {
      stop.abort();
      await running;
    };
    return { isLeader, end };
  }

  it('has one leader, and hands the lease on at once when it ends or cannot use Redis', async () => {
    let isUsable = true;
    const first = start('a', () => isUsable);
    await waitFor(first.isLeader);
    const second = start('b');
    await createTasks(1);
    await waitFor(async () => (await length()) === 1);
    expect(await second.isLeader()).toBe(false);
    isUsable = false;
    await waitFor(second.isLeader);
    expect(await first.isLeader()).toBe(false);
    isUsable = true;
    await second.end();
    await waitFor(first.isLeader);
    await first.end();
  });

  it('takes the lease of a dead leader when it has run out', async () => {
    expect(await holdLease(database.db.sql, 'publisher', 'dead', 600)).toBe(true);
    expect(await holdLease(database.db.sql, 'publisher', 'other', 600)).toBe(false);
    const next = start('next');
    await waitFor(next.isLeader);
    await next.end();
  });

  it('refills the stream as soon as it is half empty', async () => {
    await createTasks(10);
    const publisher = start('a');
    const client = redis.client();
    await waitFor(async () => (await length()) === 4);
    const taken = await client.xrange(STREAM, '-', '+');
    const ids = taken.map(([id]) => id);
    await database.db.sql.execute(
      'UPDATE task SET due_at = NULL WHERE due_at <= UTC_TIMESTAMP(3) ORDER BY due_at, id LIMIT 4',
    );
    await client.xdel(STREAM, ...ids);
    await waitFor(async () => (await length()) === 4);
    await publisher.end();
  });
});
