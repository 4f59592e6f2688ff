import { latch, type RedisServer, startRedis, waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestQueue, type TestQueue, tasks } from '../support/set-up.js';

let redis: RedisServer;
let queue: TestQueue;
beforeAll(async () => {
  redis = await startRedis({ password: 'secret' });
});
beforeEach(() => {
  queue = createTestQueue(redis);
});
afterEach(() => queue.close());
afterAll(() => redis.stop());

describe('a worker that was frozen past its lease', () => {
  it.each(['failure', 'poison', 'later'] as const)(
    'has its say refused when its handlers end in %s, and runs nothing again',
    async (ending) => {
      const { producer, worker, workerProcess, isEmpty, client, stream, group, inspector } = queue;
      const frozen = await workerProcess({ leaseMs: 500, concurrency: 3, memoryQueue: 0, handleMs: 1500, ending });
      const gate = latch();
      await producer.submitTasks(tasks(3));
      await waitFor(() => frozen.began.length >= 3);
      await frozen.kill('SIGSTOP');
      const taken: number[] = [];
      const survivor = worker({
        leaseMs: 500,
        handler: async ({ taskId }) => {
          taken.push(taskId);
          await gate.opened;
          return 'done';
        },
      });
      await survivor.start();
      await waitFor(() => taken.length === 3);
      const beganBefore = frozen.began.length;
      await frozen.kill('SIGCONT');
      const lost = () => frozen.events.filter(({ type }) => type === 'lost').length;
      await waitFor(() => lost() === 3);
      await waitFor(() => frozen.events.filter(({ type }) => type === 'ready').length === 2);
      const [pending, , , owners] = (await client.xpending(stream, group)) as unknown[];
      expect([pending, owners]).toEqual([3, [[survivor.stats().worker, '3']]]);
      gate.open();
      await isEmpty();
      expect(taken.sort()).toEqual([1, 2, 3]);
      expect(frozen.began.length).toBe(beganBefore);
      expect(await inspector.stats()).toMatchObject({ deadLetters: 0, length: 0 });
    },
    20_000,
  );

  it('with a full memory queue: what waited there is run by others, and what it still begins does not count', async () => {
    const { producer, worker, workerProcess, isEmpty, inspector } = queue;
    const frozen = await workerProcess({ leaseMs: 500, concurrency: 2, memoryQueue: 60, handleMs: 5 });
    // Quick ones first, so that it reads ahead.
    await producer.submitTasks(tasks(200, 1001));
    await isEmpty();
    await producer.submitTasks(tasks(400));
    await waitFor(() => frozen.inHand() > 20);
    await frozen.kill('SIGSTOP');
    const taken: number[] = [];
    await worker({ leaseMs: 500, handler: async ({ taskId }) => void taken.push(taskId) }).start();
    await isEmpty(10_000);
    const beganBefore = frozen.began.length;
    await frozen.kill('SIGCONT');
    await waitFor(() => frozen.events.filter(({ type }) => type === 'ready').length === 2);
    await waitFor(() => frozen.inHand() === 0);
    // Its two handlers may each begin another before the first answer of Redis.
    expect(frozen.began.length - beganBefore).toBeLessThan(20);
    expect(new Set([...frozen.began, ...taken].filter((taskId) => taskId <= 400)).size).toBe(400);
    expect(new Set(taken).size).toBe(taken.length);
    expect(await inspector.stats()).toMatchObject({ length: 0, deadLetters: 0, consumers: 2 });
  }, 30_000);
});
