import { type RedisServer, startRedis, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestQueue, type TestQueue, tasks } from '../support/set-up.js';

let redis: RedisServer;
let queue: TestQueue;
beforeAll(async () => {
  redis = await startRedis({ password: 'secret' });
  queue = createTestQueue(redis);
});
afterAll(async () => {
  await queue.close();
  await redis.stop();
});

const UNBOUNDED = new Set(['KEYS', 'SCAN', 'SMEMBERS', 'HGETALL', 'SORT', 'FLUSHALL', 'FLUSHDB']);

/** How many ids a command of a script touches at most. */
function countIds([command = '', ...args]: string[]): number {
  const name = command.toUpperCase();
  if (name === 'XACK') return args.length - 2;
  if (name === 'XDEL') return args.length - 1;
  if (name === 'XCLAIM') return args.slice(4).filter((arg) => /^\d+-\d+$/.test(arg)).length;
  // Without a range it is a summary.
  if (name === 'XPENDING') return args.length > 2 ? Number(args[4]) : 1;
  if (name === 'XRANGE') return args.includes('COUNT') ? Number(args.at(-1)) : args[1] === args[2] ? 1 : Infinity;
  return UNBOUNDED.has(name) ? Infinity : 1;
}

it('no script handles more than 250 ids, whatever waits and whatever a dead worker held', async () => {
  const { producer, worker, inspector, client, stream, group, isEmpty } = queue;
  await producer.submitTasks(tasks(5000));
  await client.xgroup('CREATE', stream, group, '0');
  await client.xreadgroup('GROUP', group, 'dead', 'COUNT', 5000, 'STREAMS', stream, '>');
  await client.zadd(`{${stream}}:workers`, 1, 'dead');
  await producer.submitTasks(tasks(20_000, 10_001));

  const scripts: string[][][] = [];
  const monitor = await client.monitor();
  monitor.on('monitor', (_time: string, args: string[], source: string) => {
    if (source === 'lua') scripts.at(-1)?.push(args);
    else scripts.push([]);
  });
  await producer.submitTasks(tasks(2000, 50_001));
  await inspector.stats();
  await worker({
    leaseMs: 500,
    concurrency: 300,
    handler: async ({ taskId }) => (taskId === 1 ? { bury: 'x' } : 'done'),
  }).start();
  await isEmpty();
  await waitFor(async () => (await inspector.listDeadLetters()).length === 1);
  monitor.disconnect();

  const commands = scripts.flat();
  for (const command of commands) {
    if (countIds(command) > 250) expect(command.slice(0, 8)).toBe('a command on at most 250 ids');
  }
  const most = (name: string) => Math.max(...commands.filter(([command]) => command === name).map(countIds));
  // The bound is reached, so that it could be overrun.
  expect([most('XACK'), most('XPENDING'), most('XCLAIM')]).toEqual([250, 250, 250]);
  const mostAdded = Math.max(...scripts.map((script) => script.filter(([command]) => command === 'XADD').length));
  expect(mostAdded).toBe(250);
});
