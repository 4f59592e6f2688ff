import { type RedisServer, startRedis } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { createTestQueue, type TestQueue } from './set-up.js';

/** A queue of its own for each test of a file, on a Redis of the file's own: what is returned is always the present one. */
export function useTestQueue(): TestQueue {
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
  return new Proxy({} as TestQueue, { get: (_, key) => Reflect.get(queue, key) });
}
