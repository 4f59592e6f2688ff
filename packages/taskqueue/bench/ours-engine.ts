import { createProducer, createRedisConnect, createWorker } from '../src/index.js';
import { encodeMessage } from '../src/message.js';
import { BODY_BYTES, type Engine, GROUP, STREAM } from './engine.js';

/** This package as it comes: dedup ids, ownership checks, acknowledging after the work. */
export function createOursEngine(addr: string, { randomIds = false } = {}): Engine {
  const queue = { connect: createRedisConnect({ addr }), stream: STREAM, group: GROUP };
  const producer = createProducer({ ...queue, commandTimeoutMs: 30_000 });
  const bare = {
    taskId: 100_000,
    action: 'execute',
    timestamp: new Date().toISOString(),
    retry: 0,
    source: '',
  } as const;
  const source = 's'.repeat(BODY_BYTES - encodeMessage(bare).length);
  const idOf = randomIds ? () => Math.floor(Math.random() * 1_000_000) : (taskId: number) => taskId;
  return {
    name: 'ours',
    async addBulk(count, from) {
      for (let start = 0; start < count; start += 1000) {
        const size = Math.min(1000, count - start);
        await producer.submitTasks(
          Array.from({ length: size }, (_, i) => ({ taskId: idOf(from + start + i), source })),
        );
      }
    },
    addOne: (taskId) => producer.submitTask({ taskId, source }),
    async consume(concurrency, handler) {
      const worker = createWorker({
        ...queue,
        concurrency,
        commandTimeoutMs: 30_000,
        handler: ({ taskId }) => handler(taskId) as Promise<undefined>,
      });
      await worker.start();
      return async () => {
        await worker.close();
      };
    },
    close: () => producer.close(),
  };
}
