import { startRedis, startTcpProxy, waitFor } from '@goodshunter/testing';
import { connectDatabase } from '../connect-database.js';
import type { Fault } from '../fault.js';
import { timeToMode } from './queue-mode.js';

const SPLIT_MS = 10_000;

/** A failover that only some have seen: each side reaches a Redis that works, and not the same one. */
export const PARTITION_FAULT: Fault = {
  name: 'partition',
  title: 'for 10 s the api announces to one Redis and the schedulers read from another',
  promise: 'what nobody hears of is found in the database: creations run meanwhile, and once',
  // The api is started anew behind its proxy.
  mayRefuse: ['503', 'TypeError'],
  async run({ stack, redis, book, hold, measure, onEnd }) {
    const [ofApi, ofSchedulers] = [await startTcpProxy(redis.port), await startTcpProxy(redis.port)];
    const other = await startRedis({ password: redis.password });
    const db = await connectDatabase(stack.databaseUrl);
    onEnd(async () => {
      await Promise.all([ofApi.close(), ofSchedulers.close()]);
      await other.stop();
      await db.end();
    });
    await stack.apiProcess.kill('SIGTERM');
    await stack.startApi({ REDIS_ADDR: `127.0.0.1:${ofApi.port}` });
    for (const [index, scheduler] of stack.schedulers.entries()) {
      stack.schedulers[index] = await stack.startScheduler({ REDIS_ADDR: `127.0.0.1:${ofSchedulers.port}` });
      await scheduler.kill('SIGTERM');
    }
    await timeToMode(stack, 'redis_streams');

    const before = new Set(book.acknowledged);
    ofSchedulers.redirect(other.port);
    await hold(SPLIT_MS);
    const created = [...book.acknowledged].filter((id) => !before.has(id));
    if (created.length === 0) throw new Error('nothing was created while they were apart');
    await waitFor(
      async () => {
        const [{ n = 0 } = {}] = await db.query<{ n: number }[]>(
          'SELECT COUNT(*) n FROM task WHERE id IN (?) AND last_success_at IS NOT NULL',
          [created],
        );
        return n === created.length;
      },
      { everyMs: 100, what: 'tasks that were announced elsewhere to run' },
    );
    measure('announced elsewhere, and run before it healed', created.length);
    ofSchedulers.redirect(redis.port);
    await timeToMode(stack, 'redis_streams');
  },
};
