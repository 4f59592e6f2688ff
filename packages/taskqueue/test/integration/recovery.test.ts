import { type CuttableRedis, cuttableRedis, latch, waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { holdTasks } from '../support/hold-tasks.js';
import { createTestQueue, type TestQueue, tasks } from '../support/set-up.js';

let redis: CuttableRedis;
let queue: TestQueue;
beforeAll(async () => {
  redis = await cuttableRedis({ password: 'secret' });
});
beforeEach(() => {
  queue = createTestQueue(redis.server);
});
afterEach(() => queue.close());
afterAll(() => redis.stop());

const LEASE_MS = 6000;

describe('a worker that was killed', () => {
  it('loses none of 1,000 entries in hand: all begin again once its lease is over', async () => {
    const { producer, worker, workerProcess, isEmpty, client, stream, group } = queue;
    // The worker process dies at the worst instant: right after a beat.
    const doomed = await workerProcess({ leaseMs: LEASE_MS, concurrency: 1000, memoryQueue: 0 });
    await producer.submitTasks(tasks(1000));
    await waitFor(() => doomed.began.length === 1000);
    const beginAgain = new Set<number>();
    const survivors = [1, 2].map(() =>
      worker({
        leaseMs: LEASE_MS,
        concurrency: 50,
        handler: async ({ taskId }) => {
          beginAgain.add(taskId);
          return 'done';
        },
      }),
    );
    for (const survivor of survivors) await survivor.start();
    const beatAt = async () => Number(await client.zscore(`{${stream}}:workers`, await doomedName()));
    const doomedName = async () => {
      const consumers = (await client.xinfo('CONSUMERS', stream, group)) as unknown[][];
      return String(consumers.find((consumer) => Number(consumer[3]) > 0)?.[1]);
    };
    const lastBeat = await beatAt();
    await waitFor(async () => (await beatAt()) !== lastBeat);
    const killedAt = performance.now();
    await doomed.kill('SIGKILL');
    await waitFor(() => beginAgain.size > 0);
    expect(performance.now() - killedAt).toBeGreaterThan(LEASE_MS * 0.96);
    await waitFor(() => beginAgain.size === 1000);
    await isEmpty();
    const consumers = (await client.xinfo('CONSUMERS', stream, group)) as unknown[];
    expect(consumers).toHaveLength(2);
  });

  it('is taken over as room frees, and in the order of its entries', async () => {
    const { producer, worker, workerProcess, isEmpty } = queue;
    const doomed = await workerProcess({ leaseMs: 1000, concurrency: 100, memoryQueue: 0 });
    await producer.submitTasks(tasks(100));
    await waitFor(() => doomed.began.length === 100);
    await doomed.kill('SIGKILL');
    const order: number[] = [];
    const survivor = worker({
      concurrency: 2,
      memoryQueue: 5,
      handler: async ({ taskId }) => {
        order.push(taskId);
        expect(survivor.stats().inHand).toBeLessThanOrEqual(7);
        return 'done';
      },
    });
    await survivor.start();
    await isEmpty();
    expect(order).toEqual(tasks(100).map(({ taskId }) => taskId));
  });

  it('counts as a crash: an entry that kills its workers is buried unseen by the next', async () => {
    const { producer, worker, workerProcess, inspector } = queue;
    await producer.submitTask({ taskId: 13, source: 'api' });
    for (let crash = 0; crash < 2; crash++) {
      const crashing = await workerProcess({ leaseMs: 500, crashes: true });
      await crashing.exited;
      expect(crashing.began).toEqual([13]);
    }
    const seen: number[] = [];
    await worker({ leaseMs: 500, maxDeliveries: 2, handler: async ({ taskId }) => void seen.push(taskId) }).start();
    await waitFor(async () => (await inspector.stats()).deadLetters === 1);
    expect(await inspector.listDeadLetters()).toMatchObject([
      { message: { taskId: 13 }, deliveries: 3, failures: 0, reason: 'its workers died 2 times' },
    ]);
    expect(seen).toEqual([]);
  });
});

it('runs an entry once more whose workers died as often as is allowed but for one', async () => {
  const { producer, worker, workerProcess, inspector, isEmpty } = queue;
  await producer.submitTask({ taskId: 14, source: 'api' });
  const crashing = await workerProcess({ leaseMs: 500, crashes: true });
  await crashing.exited;
  const deliveries: number[] = [];
  await worker({
    leaseMs: 500,
    maxDeliveries: 2,
    handler: async (_task, { deliveries: count }) => void deliveries.push(count),
  }).start();
  await isEmpty();
  expect(deliveries).toEqual([2]);
  expect((await inspector.stats()).deadLetters).toBe(0);
});

describe('a live worker', () => {
  it('keeps what runs and what is buffered, though a handler runs five leases long', async () => {
    const { producer, worker, isEmpty, eventsOf, stream, client } = queue;
    const gate = latch();
    const seen: string[] = [];
    const slow = worker({
      leaseMs: 300,
      concurrency: 1,
      memoryQueue: 20,
      handler: async ({ taskId }) => {
        seen.push(`slow ${taskId}`);
        await gate.opened;
        return 'done';
      },
    });
    await slow.start();
    await producer.submitTasks(tasks(2));
    await waitFor(() => slow.stats().inHand === 2);
    const idle = worker({ leaseMs: 300, handler: async ({ taskId }) => void seen.push(`idle ${taskId}`) });
    await idle.start();
    const beats = async () => Number(await client.zscore(`{${stream}}:workers`, slow.stats().worker));
    const first = await beats();
    await waitFor(async () => (await beats()) > first + 5 * 300);
    gate.open();
    await isEmpty();
    expect(seen).toEqual(['slow 1', 'slow 2']);
    expect(eventsOf('recovered').concat(eventsOf('lost'))).toEqual([]);
  });

  it('that was frozen and comes back does no harm: its results are refused, nothing is lost', async () => {
    const { producer, workerProcess, isEmpty, client, stream, group } = queue;
    const frozen = await workerProcess({ leaseMs: 500, concurrency: 5, memoryQueue: 0, handleMs: 200 });
    await producer.submitTasks(tasks(5));
    await waitFor(() => frozen.began.length === 5);
    await frozen.kill('SIGSTOP');
    const { worker: survivor, taken, gate } = await holdTasks(queue);
    await waitFor(() => taken.length === 5);
    await frozen.kill('SIGCONT');
    await waitFor(() => frozen.events.filter(({ type }) => type === 'lost').length === 5);
    await waitFor(() => frozen.events.filter(({ type }) => type === 'ready').length === 2);
    // What the survivor runs is still pending, at the survivor.
    expect(await client.xpending(stream, group)).toMatchObject([
      5,
      expect.anything(),
      expect.anything(),
      [[survivor.stats().worker, '5']],
    ]);
    gate.open();
    await isEmpty();
    expect(survivor.stats().finished).toBe(5);
    await producer.submitTasks(tasks(20, 100));
    await isEmpty();
    expect(frozen.events.filter(({ type }) => type === 'lost')).toHaveLength(5);
  });

  it('has its acknowledgement refused when somebody claimed the entry by hand', async () => {
    const { producer, worker, eventsOf, client, stream, group, inspector } = queue;
    const gate = latch();
    const w = worker({ handler: () => gate.opened.then(() => 'done' as const) });
    await w.start();
    const results = await producer.submitTasks(tasks(3));
    await waitFor(() => w.stats().running === 3);
    const claimed = results[1]?.entryId ?? '';
    await client.xclaim(stream, group, 'by-hand', 0, claimed);
    gate.open();
    await waitFor(() => eventsOf('lost').length === 1 && w.stats().inHand === 0);
    expect(eventsOf('lost')).toEqual([{ type: 'lost', entryId: claimed, taskId: 2 }]);
    expect(await inspector.stats()).toMatchObject({ length: 1, pending: 1 });
    expect(await producer.submitTask({ taskId: 2, source: 'api' })).toEqual({ status: 'duplicate', entryId: claimed });
  });

  it('finds entries again whose read reply was lost', async () => {
    const { producer, stream, group, client, eventsOf } = queue;
    const far = createTestQueue(redis.server, redis.addr);
    const seen: number[] = [];
    const worker = queue.worker({
      connect: far.connect,
      blockMs: 5000,
      handler: async ({ taskId }) => void seen.push(taskId),
    });
    await worker.start();
    await waitFor(async () => /cmd=xreadgroup/.test(String(await client.client('LIST'))));
    redis.mute();
    await producer.submitTasks(tasks(3));
    await waitFor(async () => ((await client.xpending(stream, group)) as unknown[])[0] === 3);
    expect(seen).toEqual([]);
    redis.cut();
    redis.heal();
    await waitFor(() => seen.length === 3);
    await queue.isEmpty();
    expect(eventsOf('recovered')).toMatchObject([{ count: 3, from: worker.stats().worker }]);
    await worker.close();
    await far.close();
  });
});

describe('consumers of older services', () => {
  it('have entries taken one by one once idle for a lease, not before', async () => {
    const { producer, worker, client, stream, group, isEmpty } = queue;
    await producer.submitTasks(tasks(2));
    await client.xgroup('CREATE', stream, group, '0');
    const [[, entries] = ['', []]] = (await client.xreadgroup('GROUP', group, 'older', 'STREAMS', stream, '>')) as [
      string,
      [string, string[]][],
    ][];
    await client.xclaim(stream, group, 'older', 0, entries[0]?.[0] ?? '', 'IDLE', 60_000);
    const seen: [number, number][] = [];
    await worker({
      leaseMs: 2000,
      handler: async ({ taskId }, { deliveries }) => void seen.push([taskId, deliveries]),
    }).start();
    await waitFor(() => seen.length === 1);
    expect(seen).toEqual([[1, 3]]);
    await isEmpty();
    expect(seen).toEqual([
      [1, 3],
      [2, 2],
    ]);
    expect(await client.xinfo('CONSUMERS', stream, group)).toHaveLength(1);
  });
});
