import { crawlOk, PATIENCE_MS, startWebhookReceiver, waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { listing } from '../support/items.js';
import { GROUP, STREAM } from '../support/scheduler-options.js';
import { SECRET } from '../support/test-database.js';
import { useSchedulerRig } from '../support/use-scheduler-rig.js';

const rig = useSchedulerRig();

const messages = () => rig.log.lines.map(({ msg }) => msg);

describe.each(['stream', 'poll'] as const)('a scheduler in %s mode', (mode) => {
  it('runs what is due, again and again, each task once per interval', async () => {
    const once = await rig.database.createTask();
    const paused = await rig.database.createTask({ dueInMs: null });
    const often = await rig.database.createTask({ intervalS: 1, isSettled: true });
    await rig.start(mode);
    await waitFor(async () => (await rig.database.count('run', `task_id = ${often}`)) >= 3);
    expect(await rig.database.count('run', `task_id = ${once}`)).toBe(1);
    expect(await rig.database.count('run', `task_id = ${paused}`)).toBe(0);
  });

  it('sends a signed webhook for what it finds', async () => {
    const receiver = await startWebhookReceiver();
    receiver.useSecret(SECRET);
    try {
      const userId = await rig.database.createUser();
      await rig.database.createChannel({ userId, url: receiver.url });
      await rig.start(mode, { allowHosts: [receiver.host] });
      const taskId = await rig.database.createTask({ userId, intervalS: 1, isSettled: true });
      rig.crawler.setAnswer(() => crawlOk([listing('hook/a')]));
      const received = await waitFor(() => receiver.received[0]);
      expect(received.id).toMatch(new RegExp(`^msg_${taskId}_`));
      expect(received.isSignatureValid).toBe(true);
      expect(received.body).toMatchObject({ type: 'item.event', data: { events: [{ kind: 'new', taskId }] } });
      await waitFor(async () => (await rig.database.count('delivery', "state = 'sent'")) === 1);
      await waitFor(async () => (await rig.database.count('run', `task_id = ${taskId}`)) >= 3);
      expect(receiver.received).toHaveLength(1);
    } finally {
      await receiver.close();
    }
  });

  it('shares the work of two replicas, each task once', async () => {
    const taskIds = await Promise.all(Array.from({ length: 60 }, () => rig.database.createTask()));
    const release = rig.crawler.hold();
    // A replica that gets no processor for a while is not given up.
    const options = { workerPoolSize: 4, leaseMs: PATIENCE_MS };
    await Promise.all([rig.start(mode, options), rig.start(mode, options)]);
    await waitFor(() => rig.crawler.inFlight === 8, { what: 'both to work' });
    release.open();
    await waitFor(async () => (await rig.database.count('run')) >= taskIds.length);
    expect(rig.crawler.crawls).toHaveLength(taskIds.length);
    const byWorker = await rig.database.db.sql.query<{ n: number }>('SELECT COUNT(*) AS n FROM run GROUP BY worker');
    expect(byWorker).toHaveLength(2);
  });

  it('says how it is', async () => {
    const scheduler = await rig.start(mode);
    const name = mode === 'stream' ? 'redis_streams' : 'db_polling';
    expect(await rig.get(scheduler, '/healthz')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
    expect((await rig.get(scheduler, '/livez')).status).toBe(200);
    expect(JSON.parse((await rig.get(scheduler, '/readyz')).body)).toMatchObject({ status: 'ready', mode: name });
    const metrics = (await rig.get(scheduler, '/metrics')).body;
    expect(metrics).toContain(`goodshunter_scheduler_mode{mode="${name}"} 1`);
    expect(metrics).toContain('goodshunter_runs_total{outcome="ok",mode="db_polling"} 0');
    expect((await rig.get(scheduler, '/nothing')).status).toBe(404);
    await waitFor(async () => (await rig.database.count('replica', `mode = '${name}'`)) === 1);
    await waitFor(() => messages().includes('queue statistics'));
    expect(rig.log.lines.find(({ msg }) => msg === 'scheduler started')).toMatchObject({
      mode: name,
      interval: '1m0s',
    });
  });

  it('closes within its grace period: hands back what does not end, and leaves nothing behind', async () => {
    rig.crawler.setAnswer(() => 'hang');
    const taskIds = await Promise.all(Array.from({ length: 20 }, () => rig.database.createTask()));
    const scheduler = await rig.start(mode, { graceMs: 1000, workerPoolSize: 4 });
    await waitFor(() => rig.crawler.crawls.length === 4);
    await scheduler.close();
    expect(await rig.database.count('task', 'lease_owner IS NOT NULL OR attempt <> 0')).toBe(0);
    expect(await rig.database.count('task', 'due_at <= UTC_TIMESTAMP(3)')).toBe(taskIds.length);
    expect(await rig.database.count('replica')).toBe(0);
    if (mode === 'stream') {
      const pending = (await rig.redis.client().xpending(STREAM, GROUP)) as unknown[];
      expect(pending[0]).toBe(0);
    }
  });

  it('keeps running while the database is away, and goes on when it is back', async () => {
    const taskId = await rig.database.createTask({ intervalS: 1, isSettled: true });
    await rig.start(mode);
    await waitFor(async () => (await rig.database.count('run', `task_id = ${taskId}`)) >= 1);
    const before = await rig.database.count('run', `task_id = ${taskId}`);
    // Ends every connection of this database: what was under way breaks.
    const connections = await rig.database.db.sql.query<{ id: number }>(
      'SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()',
    );
    for (const { id } of connections) await rig.database.db.sql.execute('KILL ?', [id]).catch(() => {});
    await waitFor(async () => (await rig.database.count('run', `task_id = ${taskId}`)) > before + 1);
  });
});

describe('in stream mode', () => {
  it('logs its start as promised', async () => {
    await rig.start('stream');
    for (const msg of [
      'consumer group ready',
      'redis streams consumer initialized',
      'task producer initialized',
      'scheduler started',
      'scheduler running in Redis Streams mode',
    ]) {
      expect(messages()).toContain(msg);
    }
    expect(rig.log.lines.find(({ msg }) => msg === 'consumer group ready')).toMatchObject({
      stream: STREAM,
      group: GROUP,
    });
  });

  it('leaves an idle stream empty, and buries the entry of a parked task', async () => {
    rig.crawler.setAnswer(() => 'break');
    const taskId = await rig.database.createTask();
    await rig.database.db.sql.execute('UPDATE task SET attempt = 3 WHERE id = ?', [taskId]);
    await rig.start('stream');
    const client = rig.redis.client();
    await waitFor(async () => (await rig.database.task(taskId)).health === 'crashing');
    await waitFor(async () => (await client.xlen(`{${STREAM}}:dead`)) === 1);
    await waitFor(async () => (await client.xlen(STREAM)) === 0);
  });
});

describe('in polling mode', () => {
  it('says that the queue is switched off and never speaks of Redis', async () => {
    await rig.start('poll');
    expect(messages()).toContain('scheduler running in DB polling mode');
    expect(messages()).not.toContain('consumer group ready');
  });
});
