import { Redis } from 'ioredis';
import { BODY_BYTES, type Engine, GROUP, STREAM } from './engine.js';

const READ = 500;
type Reply = [string, [string, string[]][]][] | null;

/** ioredis alone: no dedup, no ownership, no recovery. The next read is under way while handlers run. */
export function createRawEngine(port: number): Engine {
  const adder = new Redis({ port });
  const body = (taskId: number): string => {
    const start = `{"task_id":${taskId},"action":"execute","timestamp":"${new Date().toISOString()}","pad":"`;
    return `${start.padEnd(BODY_BYTES - 2, 's')}"}`;
  };
  return {
    name: 'raw',
    async addBulk(count, from) {
      for (let start = 0; start < count; start += 1000) {
        const pipeline = adder.pipeline();
        const end = Math.min(start + 1000, count);
        for (let i = start; i < end; i++) pipeline.xadd(STREAM, '*', 'data', body(from + i));
        await pipeline.exec();
      }
    },
    addOne: (taskId) => adder.xadd(STREAM, '*', 'data', body(taskId)),
    async consume(concurrency, handler) {
      const reader = new Redis({ port });
      const acker = new Redis({ port });
      await acker.xgroup('CREATE', STREAM, GROUP, '0', 'MKSTREAM').catch(() => {});
      let isStopped = false;
      const read = () =>
        reader.xreadgroup(
          'GROUP',
          GROUP,
          'raw',
          'COUNT',
          READ,
          'BLOCK',
          1000,
          'STREAMS',
          STREAM,
          '>',
        ) as Promise<Reply>;
      const loop = (async () => {
        let next = read();
        let acked: Promise<unknown> = Promise.resolve();
        while (!isStopped) {
          const entries = (await next)?.[0]?.[1] ?? [];
          next = read();
          if (entries.length === 0) continue;
          let position = 0;
          const run = async () => {
            for (let entry = entries[position++]; entry; entry = entries[position++]) {
              await handler(JSON.parse(entry[1][1] ?? '').task_id);
            }
          };
          await Promise.all(Array.from({ length: Math.min(concurrency, entries.length) }, run));
          await acked;
          const ids = entries.map(([id]) => id);
          acked = Promise.all([acker.xack(STREAM, GROUP, ...ids), acker.xdel(STREAM, ...ids)]);
        }
        await acked;
        await next;
      })();
      return async () => {
        isStopped = true;
        await loop;
        reader.disconnect();
        acker.disconnect();
      };
    },
    async close() {
      adder.disconnect();
    },
  };
}
