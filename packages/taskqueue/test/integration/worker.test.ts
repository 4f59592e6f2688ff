import { latch, PATIENCE_MS, waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { PoisonTaskError, type TaskMessage } from '../../src/index.js';
import { tasks } from '../support/set-up.js';
import { useTestQueue } from '../support/use-test-queue.js';

const queue = useTestQueue();

describe('a worker', () => {
  it('runs what was added before and after it started, and leaves an empty stream', async () => {
    const { producer, worker, inspector, client, stream } = queue;
    await producer.submitTasks(tasks(1000));
    const seen: TaskMessage[] = [];
    const started = worker({ handler: async (message) => void seen.push(message) });
    expect(await started.start()).toBe('ready');
    await waitFor(() => seen.length === 1000);
    await producer.submitTasks(tasks(1000, 1001));
    await waitFor(() => seen.length === 2000);
    expect(new Set(seen.map(({ taskId }) => taskId)).size).toBe(2000);
    expect(seen[0]).toEqual({
      taskId: 1,
      action: 'execute',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      retry: 0,
      source: 'api',
    });
    await waitFor(async () => (await inspector.stats()).length === 0);
    expect(await client.keys(`{${stream}}:*`)).toEqual([`{${stream}}:workers`]);
  });

  it('runs no more handlers at once than it may, and holds no more than its memory queue', async () => {
    const { producer, worker } = queue;
    await producer.submitTasks(tasks(100));
    const gate = latch();
    let running = 0;
    let most = 0;
    const w = worker({
      concurrency: 3,
      memoryQueue: 10,
      handler: async () => {
        most = Math.max(most, ++running);
        await gate.opened;
        running--;
        return 'done';
      },
    });
    await w.start();
    await waitFor(() => w.stats().inHand > 3 && running === 3);
    expect(w.stats().inHand).toBeLessThanOrEqual(13);
    gate.open();
    await waitFor(() => w.stats().finished === 100);
    expect(most).toBe(3);
  });

  it('holds exactly as much as it may when its handlers begin to hang', async () => {
    const { producer, worker, client, stream, group, isEmpty } = queue;
    const gate = latch();
    let isHanging = false;
    const w = worker({
      concurrency: 4,
      memoryQueue: 200,
      blockMs: 100,
      handler: async () => {
        if (isHanging) await gate.opened;
        return 'done';
      },
    });
    await w.start();
    // Quick ones first, so that it reads as far ahead as it may.
    await producer.submitTasks(tasks(1000));
    await isEmpty();
    const reads = async () => Number(/cmdstat_xreadgroup:calls=(\d+)/.exec(await client.info('commandstats'))?.[1]);
    const readsBefore = await reads();
    await waitFor(async () => (await reads()) > readsBefore + 1);
    isHanging = true;
    await producer.submitTasks(tasks(1000, 1001));
    const pending = async () => ((await client.xpending(stream, group)) as [number])[0];
    await waitFor(async () => (await pending()) >= 204);
    const beat = () => client.zscore(`{${stream}}:workers`, w.stats().worker);
    for (let beats = 0; beats < 2; beats++) {
      const last = await beat();
      await waitFor(async () => (await beat()) !== last);
    }
    expect([await pending(), w.stats().inHand, w.stats().running]).toEqual([204, 204, 4]);
    gate.open();
    await isEmpty();
  });

  it('retries a failing handler, counting its failures, and then buries the entry', async () => {
    const { producer, worker, inspector, events, client, stream } = queue;
    await producer.submitTask({ taskId: 7, source: 'api' });
    const failures: number[] = [];
    await worker({
      maxFailures: 3,
      handler: async (_message, context) => {
        failures.push(context.failures);
        throw new Error('no luck');
      },
    }).start();
    await waitFor(() => events.some(({ type }) => type === 'buried'));
    expect(failures).toEqual([0, 1, 2]);
    const [letter] = await inspector.listDeadLetters();
    expect(letter).toMatchObject({ reason: 'Error: no luck', deliveries: 1, failures: 3, message: { taskId: 7 } });
    expect(await inspector.stats()).toMatchObject({ length: 0, pending: 0, deadLetters: 1 });
    expect(await client.exists(`{${stream}}:failures`, `{${stream}}:ids:`)).toBe(0);
  });

  it('buries what no retry can mend at once', async () => {
    const { producer, worker, inspector, client, stream } = queue;
    await client.xadd(stream, '*', 'data', 'not json');
    await client.xadd(stream, '*', 'other', 'field', 'more', 'fields');
    await client.xadd(stream, '*', 'data', '{\n"task_id": 5, "action": "execute", "unknown": 1}');
    await producer.submitTasks(tasks(2, 10));
    const seen: number[] = [];
    await worker({
      handler: async ({ taskId }) => {
        seen.push(taskId);
        if (taskId === 10) throw new PoisonTaskError('never');
        return taskId === 11 ? { bury: 'unwanted' } : 'done';
      },
    }).start();
    await waitFor(async () => (await inspector.stats()).deadLetters === 4);
    const reasons = (await inspector.listDeadLetters()).map(({ reason }) => reason);
    expect(reasons.sort()).toEqual([
      'never',
      'unreadable: the payload is not JSON',
      'unreadable: the payload is not JSON',
      'unwanted',
    ]);
    expect(seen.sort()).toEqual([10, 11, 5]);
  });

  it('keeps the newest thousand dead letters, and of a huge one the beginning', async () => {
    const { worker, inspector, client, stream } = queue;
    for (let from = 0; from < 1200; from += 200) {
      const batch = client.pipeline();
      for (let n = from; n < from + 200; n++) batch.xadd(stream, '*', 'data', `not json ${n}`);
      await batch.exec();
    }
    await client.xadd(stream, '*', 'data', `huge ${'x'.repeat(8_000_000)}`);
    await worker({ handler: async () => 'done' }).start();
    await waitFor(async () => (await inspector.stats()).length === 0);
    expect((await inspector.stats()).deadLetters).toBe(1000);
    const letters = await inspector.listDeadLetters({ limit: 1000 });
    const longest = letters.map(({ data }) => data.length).sort((a, b) => b - a);
    expect(longest[0]).toBe(16_384);
    expect(longest[1]).toBeLessThan(20);
  });

  it('keeps an entry in hand when asked to run it later', async () => {
    const { producer, worker, events } = queue;
    await producer.submitTask({ taskId: 7, source: 'api' });
    let runs = 0;
    const w = worker({ handler: async () => (++runs < 3 ? { retryInMs: 5 } : 'done') });
    await w.start();
    await waitFor(() => w.stats().finished === 1);
    expect(runs).toBe(3);
    expect(events.filter(({ type }) => type === 'retrying')).toMatchObject([{ failures: 0 }, { failures: 0 }]);
  });

  it('waits for as long as a timer can when asked to run an entry later than that', async () => {
    const { producer, worker, eventsOf } = queue;
    let runs = 0;
    const w = worker({
      concurrency: 1,
      handler: async ({ taskId }) => {
        if (taskId === 2) return 'done';
        runs++;
        return { retryInMs: 30 * 24 * 3600_000 };
      },
    });
    await w.start();
    await producer.submitTasks(tasks(1));
    await waitFor(() => eventsOf('retrying').length > 0);
    await producer.submitTasks(tasks(1, 2));
    await waitFor(() => w.stats().finished === 1);
    expect([runs, w.stats().delayed]).toEqual([1, 1]);
  });

  it('runs stops beside tasks that take all its handlers, but no more of them at once', async () => {
    const { producer, worker, isEmpty } = queue;
    const gate = latch();
    const running = { execute: 0, stop: 0 };
    const most = { execute: 0, stop: 0 };
    const w = worker({
      concurrency: 2,
      handler: async ({ action }) => {
        most[action] = Math.max(most[action], ++running[action]);
        await gate.opened;
        running[action]--;
        return 'done';
      },
    });
    await w.start();
    await producer.submitTasks(tasks(2));
    await waitFor(() => running.execute === 2);
    await Promise.all(tasks(5).map((task) => producer.stopTask(task)));
    await waitFor(() => running.stop === 2);
    await waitFor(() => w.stats().inHand === 7);
    gate.open();
    await isEmpty();
    expect(most).toEqual({ execute: 2, stop: 2 });
  });

  it('refuses numbers that make no sense', () => {
    const refused = { concurrency: 4.5, memoryQueue: -1, blockMs: 0, leaseMs: 99 };
    for (const [name, value] of Object.entries(refused)) {
      expect(() => queue.worker({ handler: async () => 'done', [name]: value })).toThrow(name);
    }
  });
});

describe('shutting down', () => {
  it('finishes what runs, and an idle worker has the rest within a second', async () => {
    const { producer, worker, inspector } = queue;
    const gate = latch();
    const first = worker({
      concurrency: 2,
      memoryQueue: 50,
      handler: async () => {
        await gate.opened;
        return 'done';
      },
    });
    await first.start();
    await producer.submitTasks(tasks(4));
    await waitFor(() => first.stats().inHand === 4);
    const seen: number[] = [];
    const second = worker({ handler: async ({ taskId }) => void seen.push(taskId) });
    await second.start();
    const closing = first.close({ timeoutMs: PATIENCE_MS });
    await waitFor(() => seen.length === 2);
    gate.open();
    expect(await closing).toEqual({ finished: 2, handedBack: 2 });
    await waitFor(async () => (await inspector.stats()).length === 0);
    expect(seen.sort()).toEqual([3, 4]);
    expect((await inspector.stats()).consumers).toBe(1);
  });

  it('aborts what outlasts the grace period and leaves it to others', async () => {
    const { producer, worker, events } = queue;
    await producer.submitTask({ taskId: 1, source: 'api' });
    const first = worker({
      handler: (_message, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    });
    await first.start();
    await waitFor(() => first.stats().running === 1);
    expect(await first.close({ timeoutMs: 20 })).toEqual({ finished: 0, handedBack: 1 });
    const deliveries: number[] = [];
    const second = worker({ handler: async (_message, context) => void deliveries.push(context.deliveries) });
    await second.start();
    await waitFor(() => deliveries.length === 1);
    expect(deliveries).toEqual([1]);
    expect(events.find(({ type }) => type === 'recovered')).toMatchObject({ count: 1 });
  });
});
