import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { waitFor } from '@goodshunter/testing';
import { type Book, quantile } from '../book.js';
import type { Fault } from '../fault.js';
import { timeToMode } from './queue-mode.js';
import { startControl } from './start-control.js';

const STREAM = 'goodshunter:task:queue';
const GROUP = 'scheduler_group';
/** Time the api's breaker has to open; creations before that may wait for their announce budget. */
const BREAKER_MS = 2000;

/** Faults of the Redis server. */
export const REDIS_FAULTS: Fault[] = [
  {
    name: 'redis-restart',
    title: 'Redis killed by kill -9, away for 8 s, started again',
    promise: 'monitoring goes on by polling and Streams mode comes back by itself',
    async run({ stack, redis, hold, measure }) {
      await redis.kill('SIGKILL');
      measure('time to polling, ms', await timeToMode(stack, 'db_polling'));
      await hold(8000);
      await redis.restart();
      measure('time back to streams, ms', await timeToMode(stack, 'redis_streams'));
    },
  },
  {
    name: 'redis-frozen',
    title: 'Redis frozen by SIGSTOP for 30 s',
    promise: 'creations are answered within 50 ms (p99) once the breaker is open, none is refused',
    async run({ stack, redis, book, hold, measure }) {
      const frozenAtMs = Date.now();
      redis.pause();
      const control = startControl(stack, book);
      measure('time to polling, ms', await timeToMode(stack, 'db_polling'));
      await hold(30_000);
      const usual = await control.stop(frozenAtMs + BREAKER_MS);
      const p99 = p99Of(book, (sentAtMs) => sentAtMs >= frozenAtMs + BREAKER_MS);
      redis.resume();
      const words = `${p99.toFixed(1)}, of a write without Redis at the same time ${usual.toFixed(1)}`;
      measure('p99 of POST after the breaker opened, ms', words);
      measure('time back to streams, ms', await timeToMode(stack, 'redis_streams'));
      // A machine that is slow for all does not break the promise.
      if (!(p99 < Math.max(50, 3 * usual))) throw new Error(`p99 of POST while Redis was frozen: ${p99.toFixed(1)} ms`);
    },
  },
  {
    name: 'redis-flapping',
    title: 'Redis frozen and continued 50 times, 300 ms each',
    promise: 'schedulers do not flap with it',
    async run({ stack, redis, hold, measure }) {
      for (let round = 0; round < 50; round += 1) {
        redis.pause();
        await hold(300);
        redis.resume();
        await hold(300);
      }
      const switches = stack.schedulers.map(
        ({ lines }) => lines.filter(({ msg }) => /^scheduler running in/.test(msg)).length,
      );
      measure('mode changes of a scheduler', Math.max(...switches));
      if (Math.max(...switches) > 10) throw new Error(`a scheduler changed its mode ${Math.max(...switches)} times`);
      await timeToMode(stack, 'redis_streams');
    },
  },
  {
    name: 'flushall',
    title: 'FLUSHALL, five times',
    promise: 'the next tick announces what is missing; runs under way are not run twice',
    async run({ redis, hold }) {
      const client = redis.client();
      for (let round = 0; round < 5; round += 1) {
        await client.flushall();
        await hold(1000);
      }
    },
  },
  {
    name: 'xgroup-destroy',
    title: 'XGROUP DESTROY, three times',
    promise: 'the group is made again and nothing is lost',
    async run({ redis, hold }) {
      const client = redis.client();
      for (let round = 0; round < 3; round += 1) {
        await client.xgroup('DESTROY', STREAM, GROUP);
        await hold(2000);
      }
    },
  },
  {
    name: 'wrong-type',
    title: 'a string at the stream’s key for 8 s',
    promise: 'polling meanwhile, Streams mode after the key is removed',
    async run({ stack, redis, hold }) {
      const client = redis.client();
      await client.multi().del(STREAM).set(STREAM, 'not a stream').exec();
      await hold(8000);
      await client.del(STREAM);
      await timeToMode(stack, 'redis_streams');
    },
  },
  {
    name: 'maxmemory',
    title: 'Redis full (maxmemory) for 10 s',
    promise: 'what waits is drained, nothing is announced, due tasks still run',
    async run({ stack, redis, hold }) {
      const client = redis.client();
      await client.config('SET', 'maxmemory', '1');
      await hold(10_000);
      await client.config('SET', 'maxmemory', '0');
      await timeToMode(stack, 'redis_streams');
    },
  },
  {
    name: 'disk-full',
    title: 'Redis refuses writes with MISCONF for 10 s (its disk takes no snapshot)',
    promise: 'PING still answers, yet polling takes over',
    async run({ stack, redis, hold, measure }) {
      const client = redis.client();
      // A directory in the way of the snapshot fails it as a full disk would, even for root.
      const obstacle = join(redis.dir, 'dump.rdb');
      await mkdir(join(obstacle, 'in the way'), { recursive: true });
      await client.config('SET', 'save', '1 1');
      await client.bgsave().catch(() => {});
      measure('time to polling, ms', await timeToMode(stack, 'db_polling'));
      await hold(10_000);
      await rm(obstacle, { recursive: true });
      await client.config('SET', 'save', '');
      await client.bgsave();
      await timeToMode(stack, 'redis_streams');
    },
  },
  {
    name: 'readonly',
    title: 'Redis becomes a read-only replica for 8 s, as in a failover',
    promise: 'polling meanwhile, Streams mode when it takes writes again',
    async run({ stack, redis, hold }) {
      const client = redis.client();
      await client.replicaof('127.0.0.1', '1');
      await hold(8000);
      await client.replicaof('NO', 'ONE');
      await timeToMode(stack, 'redis_streams');
    },
  },
  {
    name: 'entry-ten-times',
    title: 'the same entry added ten times by hand, for every task',
    promise: 'an entry makes nothing due: no task runs twice',
    async run({ redis, book, hold }) {
      const client = redis.client();
      for (const taskId of book.acknowledged) {
        const data = JSON.stringify({
          task_id: taskId,
          action: 'execute',
          timestamp: new Date().toISOString(),
          retry: 0,
          source: 'hand',
        });
        for (let copy = 0; copy < 10; copy += 1) await client.xadd(STREAM, '*', 'data', data);
      }
      await hold(3000);
    },
  },
  {
    name: 'poison-entry',
    title: 'entries that cannot be read',
    promise: 'they end in the dead letters; the others go on',
    async run({ stack, redis, hold, measure }) {
      const client = redis.client();
      await client.xadd(STREAM, '*', 'data', '{"task_id":');
      await client.xadd(STREAM, '*', 'other', 'field');
      await hold(3000);
      const count = async () => (await stack.api.call<{ deadLetters: number }>('GET', '/api/queue')).body.deadLetters;
      await waitFor(async () => (await count()) >= 2, { everyMs: 50, what: 'two dead letters' });
      measure('dead letters', await count());
    },
  },
];

function p99Of(book: Book, isMeant: (sentAtMs: number) => boolean): number {
  const during = book.latencies.filter(({ sentAtMs }) => isMeant(sentAtMs));
  return quantile(
    during.map(({ tookMs }) => tookMs),
    0.99,
  );
}
