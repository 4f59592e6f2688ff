import { type CuttableRedis, cuttableRedis, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QueueClosedError, type QueueEvent, QueueUnavailableError } from '../../src/index.js';
import { createTestQueue, tasks } from '../support/set-up.js';
import { useTestQueue } from '../support/use-test-queue.js';

const queue = useTestQueue();

describe('adding', () => {
  it('answers in the order of the tasks, with the entries as they stand in the stream', async () => {
    const { producer, client, stream } = queue;
    const results = await producer.submitTasks(tasks(700, 95));
    const entries = await client.xrange(stream, '-', '+');
    expect(results.map(({ entryId }) => entryId)).toEqual(entries.map(([id]) => id));
    expect(entries.map(([, fields]) => JSON.parse(fields[1] ?? '').task_id)).toEqual(
      tasks(700, 95).map((t) => t.taskId),
    );
    expect(results.every(({ status }) => status === 'queued')).toBe(true);
  });

  it('writes the wire format older services read', async () => {
    const { producer, client, stream } = queue;
    await producer.submitTask({ taskId: 42, source: 'a "quoted" one', correlationId: 'c-1' });
    const [[, fields] = ['', []]] = await client.xrange(stream, '-', '+');
    expect(fields[0]).toBe('data');
    expect(JSON.parse(fields[1] ?? '')).toEqual({
      task_id: 42,
      action: 'execute',
      timestamp: expect.stringMatching(/Z$/),
      retry: 0,
      source: 'a "quoted" one',
      correlation_id: 'c-1',
    });
  });

  it('adds a task once while it waits, whoever adds it, and within one batch', async () => {
    const { producer, newProducer, client, stream } = queue;
    const ids = [5, 900, 5, 7, 2 ** 53 - 1, 900, 2 ** 53 - 1, 7];
    const [first, second] = await Promise.all([
      producer.submitTasks(ids.map((taskId) => ({ taskId, source: 'api' }))),
      newProducer().submitTasks(ids.map((taskId) => ({ taskId, source: 'periodic' }))),
    ]);
    expect(await client.xlen(stream)).toBe(4);
    const queued = [...first, ...second].filter(({ status }) => status === 'queued');
    expect(queued).toHaveLength(4);
    const byTask = new Map<number | undefined, Set<string>>();
    for (const results of [first, second]) {
      results.forEach(({ entryId }, i) => {
        byTask.set(ids[i], (byTask.get(ids[i]) ?? new Set()).add(entryId));
      });
    }
    expect([...byTask.values()].map((entries) => entries.size)).toEqual([1, 1, 1, 1]);
  });

  it('adds a task once while it is pending, and again when it is done', async () => {
    const { producer, client, stream, worker, isEmpty } = queue;
    let finish = () => {};
    const w = worker({
      handler: () =>
        new Promise((resolve) => {
          finish = () => resolve('done');
        }),
    });
    await w.start();
    const first = await producer.submitTask({ taskId: 1, source: 'api' });
    await waitFor(() => w.stats().running === 1);
    expect(await producer.submitTask({ taskId: 1, source: 'api' })).toEqual({ ...first, status: 'duplicate' });
    finish();
    await isEmpty();
    expect(await producer.submitTask({ taskId: 1, source: 'api' })).toMatchObject({ status: 'queued' });
    await waitFor(() => w.stats().running === 1);
    finish();
    await isEmpty();
    expect(await client.xlen(stream)).toBe(0);
  });

  it('never deduplicates a stop', async () => {
    const { producer, client, stream } = queue;
    await producer.submitTask({ taskId: 1, source: 'api' });
    const stops = await Promise.all([1, 1].map((taskId) => producer.stopTask({ taskId, source: 'api' })));
    expect(stops.map(({ status }) => status)).toEqual(['queued', 'queued']);
    expect(await client.xlen(stream)).toBe(3);
  });

  it('sends the calls of one tick as one script, and those of the callers it wakes as the next', async () => {
    const { producer, client } = queue;
    await producer.submitTask({ taskId: 1, source: 'api' });
    const countScripts = async () => {
      const calls = /cmdstat_evalsha:calls=(\d+)/.exec(await client.info('commandstats'));
      return Number(calls?.[1]);
    };
    const before = await countScripts();
    const twice = async (taskId: number) => {
      await producer.submitTask({ taskId, source: 'api' });
      await producer.submitTask({ taskId: taskId + 1000, source: 'api' });
    };
    await Promise.all(Array.from({ length: 100 }, (_, i) => twice(i)));
    expect((await countScripts()) - before).toBe(2);
  });

  it('keeps the numbers of entries exact when a sequence runs over', async () => {
    const { producer, client, stream } = queue;
    const far = Date.now() + 3_600_000;
    await client.xadd(stream, `${far}-4090`, 'data', '{}');
    const results = await producer.submitTasks(tasks(20));
    const inStream = (await client.xrange(stream, '-', '+')).map(([id]) => id);
    expect(results.map(({ entryId }) => entryId)).toEqual(inStream.slice(1));
    expect(await producer.submitTasks(tasks(20))).toEqual(
      results.map((result) => ({ ...result, status: 'duplicate' })),
    );
    await client.xadd(stream, `${far + 5}-9999`, 'data', '{}');
    const [late] = await producer.submitTasks([{ taskId: 99, source: 'api' }]);
    expect((await client.xrevrange(stream, '+', '-', 'COUNT', 1))[0]?.[0]).toBe(late?.entryId);
  });

  it('refuses what is no task id, and everything once closed', async () => {
    const { newProducer } = queue;
    const producer = newProducer();
    for (const taskId of [-1, 1.5, Number.NaN, 2 ** 53]) {
      await expect(producer.submitTask({ taskId, source: 'api' })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    }
    const nothing = undefined as unknown as string;
    await expect(producer.submitTask({ taskId: 1, source: nothing })).rejects.toThrow('source');
    await expect(producer.submitTask({ taskId: 1, source: 'api', retry: Number.NaN })).rejects.toThrow('retry');
    const last = producer.submitTask({ taskId: 1, source: 'api' });
    await producer.close();
    expect(await last).toMatchObject({ status: 'queued' });
    await expect(producer.submitTask({ taskId: 2, source: 'api' })).rejects.toThrow(QueueClosedError);
  });
});

describe('a dedup id that stayed behind', () => {
  const again = () => queue.producer.submitTask({ taskId: 1, source: 'api' });

  it.each(['before it was delivered', 'while it is pending'])(
    'counts no more after DEL of the stream, %s',
    async (when) => {
      const { client, stream, group } = queue;
      await again();
      if (when === 'while it is pending') {
        await client.xgroup('CREATE', stream, group, '0');
        await client.xreadgroup('GROUP', group, 'someone', 'STREAMS', stream, '>');
      }
      await client.del(stream);
      expect(await again()).toMatchObject({ status: 'queued' });
      expect(await again()).toMatchObject({ status: 'duplicate' });
    },
  );

  it('counts no more after XTRIM', async () => {
    const { client, stream } = queue;
    await again();
    await client.xtrim(stream, 'MAXLEN', 0);
    expect(await again()).toMatchObject({ status: 'queued' });
  });

  it('counts no more after FLUSHALL', async () => {
    await again();
    await queue.client.flushall();
    expect(await again()).toMatchObject({ status: 'queued' });
  });

  it('counts no more after a manual XACK, and the remnant is removed', async () => {
    const { client, stream, group } = queue;
    const { entryId } = await again();
    await client.xgroup('CREATE', stream, group, '0');
    await client.xreadgroup('GROUP', group, 'someone', 'STREAMS', stream, '>');
    expect(await again()).toEqual({ status: 'duplicate', entryId });
    await client.xack(stream, group, entryId);
    expect(await again()).toMatchObject({ status: 'queued' });
    expect(await client.xlen(stream)).toBe(1);
  });

  it('is no obstacle when it is garbage', async () => {
    const { client, stream } = queue;
    await client.hset(`{${stream}}:ids:`, '1', 'garbage');
    expect(await again()).toMatchObject({ status: 'queued' });
  });
});

describe('when Redis cannot take it', () => {
  let cuttable: CuttableRedis;
  beforeAll(async () => {
    cuttable = await cuttableRedis();
  });
  afterAll(() => cuttable.stop());

  it('fails at once without a connection, and works again with one', async () => {
    const events: QueueEvent[] = [];
    const far = createTestQueue(cuttable.server, cuttable.addr);
    const producer = far.newProducer({ onEvent: (event) => events.push(event) });
    await producer.submitTask({ taskId: 1, source: 'api' });
    cuttable.cut();
    await waitFor(() => events.length === 1);
    // Not for the reason `timeout`: it did not wait.
    await expect(producer.submitTask({ taskId: 2, source: 'api' })).rejects.toMatchObject({
      code: 'QUEUE_UNAVAILABLE',
      reason: 'down',
    });
    cuttable.heal();
    await waitFor(() => producer.submitTask({ taskId: 2, source: 'api' }));
    expect(events.map(({ type }) => type)).toEqual(['unavailable', 'available']);
    await far.close();
  });

  it('gives up on a frozen server in time; what lands after all is a duplicate next time', async () => {
    const far = createTestQueue(cuttable.server, cuttable.addr);
    await far.producer.submitTask({ taskId: 1, source: 'api' });
    cuttable.server.pause();
    const quick = far.producer.submitTask({ taskId: 3, source: 'api' }, { timeoutMs: 20 });
    const slow = far.producer.submitTask({ taskId: 4, source: 'api' });
    const ends: string[] = [];
    quick.catch(() => ends.push('quick'));
    slow.catch(() => ends.push('slow'));
    await expect(quick).rejects.toMatchObject({ reason: 'timeout' });
    await expect(slow).rejects.toThrow(QueueUnavailableError);
    expect(ends).toEqual(['quick', 'slow']);
    cuttable.server.resume();
    await waitFor(() => far.producer.submitTask({ taskId: 3, source: 'api' }));
    await far.producer.submitTask({ taskId: 4, source: 'api' });
    expect(await far.client.xlen(far.stream)).toBe(3);
    await far.close();
  });

  it('adds one entry when the answer was lost and the caller tries again', async () => {
    const far = createTestQueue(cuttable.server, cuttable.addr);
    await far.producer.submitTask({ taskId: 1, source: 'api' });
    cuttable.mute();
    await expect(far.producer.submitTask({ taskId: 5, source: 'api' })).rejects.toMatchObject({ reason: 'timeout' });
    cuttable.heal();
    const again = await waitFor(() => far.producer.submitTask({ taskId: 5, source: 'api' }));
    expect(again.status).toBe('duplicate');
    expect(await far.client.xlen(far.stream)).toBe(2);
    await far.close();
  });

  it('tells full, read-only and a wrong type apart', async () => {
    const { producer, client, stream } = queue;
    await client.config('SET', 'maxmemory', '1');
    await expect(producer.submitTask({ taskId: 1, source: 'api' })).rejects.toMatchObject({ reason: 'full' });
    await client.config('SET', 'maxmemory', '0');
    await client.set(stream, 'a string');
    await expect(producer.submitTask({ taskId: 1, source: 'api' })).rejects.toMatchObject({ reason: 'wrongtype' });
    await client.del(stream);
    expect(await client.hget(`{${stream}}:ids:`, '1')).toBeNull();
    await client.replicaof('127.0.0.1', 1);
    await expect(producer.submitTask({ taskId: 1, source: 'api' })).rejects.toMatchObject({ reason: 'readonly' });
    await client.replicaof('NO', 'ONE');
    await waitFor(() => producer.submitTask({ taskId: 1, source: 'api' }));
  });
});
