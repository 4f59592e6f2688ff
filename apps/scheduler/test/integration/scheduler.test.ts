import {
  crawlOk,
  type FakeCrawler,
  type RedisServer,
  startRedis,
  startWebhookReceiver,
  waitFor,
} from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Scheduler } from '../../src/scheduler.js';
import type { SchedulerOptions } from '../../src/scheduler-options.js';
import { listing } from '../support/items.js';
import type { RecordingLog } from '../support/recording-log.js';
import { GROUP, STREAM } from '../support/scheduler-options.js';
import { openSchedulerRig, type SchedulerRig } from '../support/scheduler-rig.js';
import { SECRET, type TestDatabase } from '../support/test-database.js';

let redis: RedisServer;
let rig: SchedulerRig;
let database: TestDatabase;
let crawler: FakeCrawler;
let log: RecordingLog;

beforeAll(async () => {
  redis = await startRedis({ password: 'secret' });
});
afterAll(() => redis.stop());
beforeEach(async () => {
  await redis.client().flushall();
  rig = await openSchedulerRig();
  ({ database, crawler, log } = rig);
});
afterEach(() => rig.close());

const start = (mode: 'stream' | 'poll', more: Partial<SchedulerOptions> = {}) =>
  rig.start(mode === 'stream' ? redis : undefined, more);
const get = async (scheduler: Scheduler, path: string) => {
  const response = await fetch(`http://127.0.0.1:${scheduler.port}${path}`);
  return { status: response.status, body: await response.text() };
};
const messages = () => log.lines.map(({ msg }) => msg);

describe.each(['stream', 'poll'] as const)('a scheduler in %s mode', (mode) => {
  it('runs what is due, again and again, each task once per interval', async () => {
    const once = await database.createTask();
    const paused = await database.createTask({ dueInMs: null });
    const often = await database.createTask({ intervalS: 1, isSettled: true });
    await start(mode);
    await waitFor(async () => (await database.count('run', `task_id = ${often}`)) >= 3);
    expect(await database.count('run', `task_id = ${once}`)).toBe(1);
    expect(await database.count('run', `task_id = ${paused}`)).toBe(0);
  });

  it('sends a signed webhook for what it finds', async () => {
    const receiver = await startWebhookReceiver();
    receiver.useSecret(SECRET);
    try {
      const userId = await database.createUser();
      await database.createChannel({ userId, url: receiver.url });
      await start(mode, { allowHosts: [receiver.host] });
      const taskId = await database.createTask({ userId, intervalS: 1, isSettled: true });
      crawler.setAnswer(() => crawlOk([listing('hook/a')]));
      const received = await waitFor(() => receiver.received[0]);
      expect(received.id).toMatch(new RegExp(`^msg_${taskId}_`));
      expect(received.isSignatureValid).toBe(true);
      expect(received.body).toMatchObject({ type: 'item.event', data: { events: [{ kind: 'new', taskId }] } });
      await waitFor(async () => (await database.count('delivery', "state = 'sent'")) === 1);
      await waitFor(async () => (await database.count('run', `task_id = ${taskId}`)) >= 3);
      expect(receiver.received).toHaveLength(1);
    } finally {
      await receiver.close();
    }
  });

  it('shares the work of two replicas, each task once', async () => {
    const taskIds = await Promise.all(Array.from({ length: 60 }, () => database.createTask()));
    const release = crawler.hold();
    await Promise.all([start(mode, { workerPoolSize: 4 }), start(mode, { workerPoolSize: 4 })]);
    await waitFor(() => crawler.inFlight === 8, { what: 'both to work' });
    release.open();
    await waitFor(async () => (await database.count('run')) >= taskIds.length);
    expect(crawler.crawls).toHaveLength(taskIds.length);
    const byWorker = await database.db.sql.query<{ n: number }>('SELECT COUNT(*) AS n FROM run GROUP BY worker');
    expect(byWorker).toHaveLength(2);
  });

  it('says how it is', async () => {
    const scheduler = await start(mode);
    const name = mode === 'stream' ? 'redis_streams' : 'db_polling';
    expect(await get(scheduler, '/healthz')).toEqual({ status: 200, body: '{"status":"ok"}' });
    expect((await get(scheduler, '/livez')).status).toBe(200);
    expect(JSON.parse((await get(scheduler, '/readyz')).body)).toMatchObject({ status: 'ready', mode: name });
    const metrics = (await get(scheduler, '/metrics')).body;
    expect(metrics).toContain(`goodshunter_scheduler_mode{mode="${name}"} 1`);
    expect(metrics).toContain('goodshunter_runs_total{outcome="ok",mode="db_polling"} 0');
    expect((await get(scheduler, '/nothing')).status).toBe(404);
    await waitFor(async () => (await database.count('replica', `mode = '${name}'`)) === 1);
    await waitFor(() => messages().includes('queue statistics'));
    expect(log.lines.find(({ msg }) => msg === 'scheduler started')).toMatchObject({ mode: name, interval: '1m0s' });
  });

  it('closes within its grace period: hands back what does not end, and leaves nothing behind', async () => {
    crawler.setAnswer(() => 'hang');
    const taskIds = await Promise.all(Array.from({ length: 20 }, () => database.createTask()));
    const scheduler = await start(mode, { graceMs: 1000, workerPoolSize: 4 });
    await waitFor(() => crawler.crawls.length === 4);
    await scheduler.close();
    expect(await database.count('task', 'lease_owner IS NOT NULL OR attempt <> 0')).toBe(0);
    expect(await database.count('task', 'due_at <= UTC_TIMESTAMP(3)')).toBe(taskIds.length);
    expect(await database.count('replica')).toBe(0);
    if (mode === 'stream') {
      const pending = (await redis.client().xpending(STREAM, GROUP)) as unknown[];
      expect(pending[0]).toBe(0);
    }
  });

  it('keeps running while the database is away, and goes on when it is back', async () => {
    const taskId = await database.createTask({ intervalS: 1, isSettled: true });
    await start(mode);
    await waitFor(async () => (await database.count('run', `task_id = ${taskId}`)) >= 1);
    const before = await database.count('run', `task_id = ${taskId}`);
    // Ends every connection of this database: what was under way breaks.
    const connections = await database.db.sql.query<{ id: number }>(
      'SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()',
    );
    for (const { id } of connections) await database.db.sql.execute('KILL ?', [id]).catch(() => {});
    await waitFor(async () => (await database.count('run', `task_id = ${taskId}`)) > before + 1);
  });
});

describe('in stream mode', () => {
  it('logs its start as promised', async () => {
    await start('stream');
    for (const msg of [
      'consumer group ready',
      'redis streams consumer initialized',
      'task producer initialized',
      'scheduler started',
      'scheduler running in Redis Streams mode',
    ]) {
      expect(messages()).toContain(msg);
    }
    expect(log.lines.find(({ msg }) => msg === 'consumer group ready')).toMatchObject({ stream: STREAM, group: GROUP });
  });

  it('leaves an idle stream empty, and buries the entry of a parked task', async () => {
    crawler.setAnswer(() => 'break');
    const taskId = await database.createTask();
    await database.db.sql.execute('UPDATE task SET attempt = 3 WHERE id = ?', [taskId]);
    await start('stream');
    const client = redis.client();
    await waitFor(async () => (await database.task(taskId)).health === 'crashing');
    await waitFor(async () => (await client.xlen(`{${STREAM}}:dead`)) === 1);
    await waitFor(async () => (await client.xlen(STREAM)) === 0);
  });
});

describe('in polling mode', () => {
  it('says that the queue is switched off and never speaks of Redis', async () => {
    await start('poll');
    expect(messages()).toContain('scheduler running in DB polling mode');
    expect(messages()).not.toContain('consumer group ready');
  });
});
