import { rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type CuttableRedis, cuttableRedis, elapse, latch, startRedis, waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RedisOptions } from 'ioredis';
import { createRedisConnect, createWriteProbe } from '../../src/index.js';
import { createTestQueue, type TestQueue, tasks } from '../support/set-up.js';

let redis: CuttableRedis;
let queue: TestQueue;
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const rejections: unknown[] = [];
const note = (reason: unknown) => rejections.push(reason);
beforeAll(async () => {
  process.on('unhandledRejection', note);
  redis = await cuttableRedis({ password: 'secret', appendonly: true });
});
beforeEach(() => {
  queue = createTestQueue(redis.server, redis.addr);
});
afterEach(() => queue.close());
afterAll(async () => {
  await redis.stop();
  process.off('unhandledRejection', note);
  expect(rejections).toEqual([]);
});

async function startCounting() {
  const seen: number[] = [];
  const worker = queue.worker({ handler: async ({ taskId }) => void seen.push(taskId), leaseMs: 1200 });
  await worker.start();
  return { seen, worker };
}

/** A stream that is made anew within the millisecond would name an entry as the one in hand is named, and that would wait for it. */
async function untilNextMillisecond() {
  const nowMs = async () => {
    const [seconds, microseconds] = await queue.client.time();
    return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
  };
  const added = await nowMs();
  await waitFor(async () => (await nowMs()) > added);
}

/** Adds tasks, past any connection that is still coming back, until they have run. */
async function expectToRun(seen: number[], from: number) {
  await waitFor(() => queue.producer.submitTasks(tasks(3, from)));
  await waitFor(() => [0, 1, 2].every((i) => seen.includes(from + i)));
}

describe('a worker survives', () => {
  it('a Redis that is not there at first, and says so', async () => {
    redis.cut();
    const seen: number[] = [];
    const worker = queue.worker({ handler: async ({ taskId }) => void seen.push(taskId) });
    expect(await worker.start()).toBe('unavailable');
    redis.heal();
    await expectToRun(seen, 1);
    expect(queue.eventsOf('unavailable')).toHaveLength(1);
    expect(queue.eventsOf('ready')).toHaveLength(1);
  });

  it('a restart, without losing what is in hand', async () => {
    const gate = latch();
    const seen: number[] = [];
    const worker = queue.worker({
      concurrency: 2,
      handler: async ({ taskId }) => {
        seen.push(taskId);
        if (taskId < 10) await gate.opened;
        return 'done';
      },
    });
    await worker.start();
    await queue.producer.submitTasks(tasks(4));
    await waitFor(() => seen.length === 2);
    await redis.server.restart();
    gate.open();
    await expectToRun(seen, 10);
    await queue.isEmpty();
    expect(seen.filter((id) => id < 10)).toEqual([1, 2, 3, 4]);
    expect(queue.eventsOf('lost')).toEqual([]);
    expect(queue.events.map(({ type }) => type)).toEqual(['ready', 'unavailable', 'available']);
  });

  it('FLUSHALL, in the middle of a run too', async () => {
    const gate = latch();
    const seen: number[] = [];
    const aborted: number[] = [];
    const worker = queue.worker({
      handler: async ({ taskId }, { signal }) => {
        seen.push(taskId);
        signal.addEventListener('abort', () => aborted.push(taskId));
        if (taskId === 1) await gate.opened;
        return 'done';
      },
    });
    await worker.start();
    await queue.producer.submitTask({ taskId: 1, source: 'api' });
    await waitFor(() => seen.length === 1);
    await untilNextMillisecond();
    await queue.client.flushall();
    await expectToRun(seen, 10);
    gate.open();
    await waitFor(() => queue.eventsOf('lost').length === 1);
    expect(aborted).toEqual([]);
    expect(queue.eventsOf('retired')).toHaveLength(1);
    await queue.isEmpty();
  });

  it('XGROUP DESTROY: waiting and pending entries run, none twice at the same time', async () => {
    const gate = latch();
    const running = new Map<number, number>();
    const done: number[] = [];
    const worker = queue.worker({
      concurrency: 8,
      handler: async ({ taskId }) => {
        running.set(taskId, (running.get(taskId) ?? 0) + 1);
        await gate.opened;
        done.push(taskId);
        return 'done';
      },
    });
    await worker.start();
    await queue.producer.submitTasks(tasks(4));
    await waitFor(() => running.size === 4);
    await queue.client.xgroup('DESTROY', queue.stream, queue.group);
    const pending = async () => ((await queue.client.xpending(queue.stream, queue.group)) as unknown[])[0];
    await waitFor(async () => (await pending()) === 4);
    gate.open();
    await queue.isEmpty();
    expect(done.sort()).toEqual([1, 2, 3, 4]);
    expect([...running.values()]).toEqual([1, 1, 1, 1]);
  });

  it('XGROUP DESTROY among several: nobody acknowledges what was delivered to another since', async () => {
    const gates = [latch(), latch()];
    const running = [0, 0];
    const start = async (index: 0 | 1) => {
      const gate = gates[index] as ReturnType<typeof latch>;
      const handler = async () => {
        running[index] = (running[index] ?? 0) + 1;
        await gate.opened;
        return 'done' as const;
      };
      const worker = queue.worker({ handler });
      await worker.start();
      return worker;
    };
    const first = await start(0);
    await queue.producer.submitTasks(tasks(4));
    await waitFor(() => running[0] === 4);
    first.pause();
    await start(1);
    await queue.client.xgroup('DESTROY', queue.stream, queue.group);
    await waitFor(() => running[1] === 4);
    gates[0]?.open();
    await waitFor(() => queue.eventsOf('lost').length === 4);
    const [pending] = (await queue.client.xpending(queue.stream, queue.group)) as [number];
    expect([pending, await queue.client.xlen(queue.stream)]).toEqual([4, 4]);
    gates[1]?.open();
    await queue.isEmpty();
    expect(queue.eventsOf('lost')).toHaveLength(4);
  });

  it('a right to read that was taken away: asks ever more seldom, and goes on when it is back', async () => {
    const { client } = queue;
    const { seen } = await startCounting();
    const denials = async () => {
      const log = (await client.call('ACL', 'LOG')) as (string | number)[][];
      return log.reduce((sum, entry) => sum + Number(entry[1]), 0);
    };
    await client.call('ACL', 'LOG', 'RESET');
    await client.call('ACL', 'SETUSER', 'default', '-xreadgroup');
    try {
      // Ends the read under way.
      await queue.producer.submitTasks(tasks(1, 50));
      await waitFor(async () => (await denials()) >= 4);
      const before = await denials();
      await elapse(2000);
      // Without backoff it would be some fifty.
      expect((await denials()) - before).toBeLessThan(10);
    } finally {
      await client.call('ACL', 'SETUSER', 'default', '+xreadgroup');
    }
    await expectToRun(seen, 1);
    expect(queue.eventsOf('unavailable').slice(0, 1)).toMatchObject([{ reason: 'refused' }]);
  });

  it('a path that dies between connecting and the first answer', async () => {
    const sockets = new Set<Socket>();
    let isDead = false;
    const path = createServer((socket) => {
      sockets.add(socket.on('error', () => {}));
      // Taken and never answered, also when the path is fine again.
      if (isDead) return void socket.resume();
      const onward = connect(redis.server.port, '127.0.0.1').on('error', () => {});
      sockets.add(onward);
      socket.pipe(onward).pipe(socket);
    });
    await new Promise<void>((resolve) => path.listen(0, '127.0.0.1', resolve));
    const { port } = path.address() as AddressInfo;
    const open = createRedisConnect({ addr: `127.0.0.1:${port}`, password: 'secret' });
    const seen: number[] = [];
    const worker = queue.worker({ connect: open, handler: async ({ taskId }) => void seen.push(taskId) });
    try {
      await worker.start();
      isDead = true;
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      // Reader and admin have each opened one that nobody will answer.
      await waitFor(() => sockets.size >= 2);
      isDead = false;
      await expectToRun(seen, 1);
    } finally {
      await worker.close();
      for (const socket of sockets) socket.destroy();
      path.close();
    }
  });

  it('a connection factory that throws, and a listener that does', async () => {
    const factory = { isBroken: false, failures: 0 };
    const seen: number[] = [];
    const problems: string[] = [];
    const worker = queue.worker({
      connect: (role) => {
        if (factory.isBroken && ++factory.failures) throw new Error('no address today');
        const client = queue.connect(role);
        // Gives up at the first loss, so that the factory is asked again.
        (client.options as RedisOptions).retryStrategy = () => null;
        return client;
      },
      handler: async ({ taskId }) => (taskId === 1 ? { bury: 'no use' } : void seen.push(taskId)),
      onEvent: (event) => {
        throw new Error(`cannot count ${event.type}`);
      },
      log: { ...SILENT, error: (message) => problems.push(message) },
    });
    await worker.start();
    factory.isBroken = true;
    redis.cut();
    await waitFor(() => !worker.stats().available);
    redis.heal();
    await waitFor(() => factory.failures > 2);
    factory.isBroken = false;
    await waitFor(() => worker.stats().available);
    await waitFor(() => queue.producer.submitTasks(tasks(2)));
    await waitFor(() => seen.includes(2));
    await waitFor(async () => (await queue.inspector.stats()).deadLetters === 1);
    expect(new Set(problems)).toEqual(new Set(['the listener of queue events failed']));
  });

  it('another type at the key of the stream', async () => {
    const { seen } = await startCounting();
    await queue.client.del(queue.stream);
    await queue.client.set(queue.stream, 'a string');
    await waitFor(() => queue.eventsOf('unavailable').length === 1);
    expect(queue.eventsOf('unavailable')).toMatchObject([{ reason: 'wrongtype' }]);
    await queue.client.del(queue.stream);
    await expectToRun(seen, 1);
  });

  it('a frozen server: it is told, and there is no busy loop meanwhile', async () => {
    const { seen } = await startCounting();
    await queue.producer.submitTasks(tasks(1));
    await waitFor(() => seen.length === 1);
    redis.server.pause();
    await waitFor(() => queue.eventsOf('unavailable').length === 1);
    const cpuBefore = process.cpuUsage();
    await elapse(1000);
    const { user, system } = process.cpuUsage(cpuBefore);
    expect((user + system) / 1000).toBeLessThan(400);
    redis.server.resume();
    await expectToRun(seen, 10);
  });

  it('a half-open socket', async () => {
    const { seen } = await startCounting();
    redis.mute();
    await waitFor(() => queue.eventsOf('unavailable').length === 1);
    redis.heal();
    await expectToRun(seen, 10);
  });

  it('a replica in its place, as in a failover', async () => {
    const { seen } = await startCounting();
    // Redis turns a read that is blocked away in words of its own; one that comes later gets READONLY.
    await waitFor(async () => /flags=b.*cmd=xreadgroup/.test(String(await queue.client.client('LIST'))));
    await queue.client.replicaof('127.0.0.1', 1);
    try {
      await waitFor(() => queue.eventsOf('unavailable').length === 1);
      expect(queue.eventsOf('unavailable')).toMatchObject([{ reason: 'readonly' }]);
    } finally {
      await queue.client.replicaof('NO', 'ONE');
    }
    await expectToRun(seen, 10);
  });

  it('maxmemory: it drains what waits, keeps beating, and nobody is taken for dead', async () => {
    await queue.producer.submitTasks(tasks(600));
    await queue.client.config('SET', 'maxmemory', '1');
    try {
      await expect(queue.producer.submitTask({ taskId: 999, source: 'api' })).rejects.toMatchObject({ reason: 'full' });
      const { seen, worker } = await startCounting();
      await waitFor(() => seen.length === 600);
      await queue.isEmpty();
      const beat = async () => Number(await queue.client.zscore(`{${queue.stream}}:workers`, worker.stats().worker));
      const first = await beat();
      await waitFor(async () => (await beat()) > first);
      expect(queue.eventsOf('unavailable').concat(queue.eventsOf('retired'))).toEqual([]);
    } finally {
      await queue.client.config('SET', 'maxmemory', '0');
    }
  });

  it('warns of an eviction policy that may drop the queue', async () => {
    await queue.client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    try {
      await startCounting();
      await waitFor(() => queue.eventsOf('evicting').length > 0);
      expect(queue.eventsOf('evicting')[0]).toEqual({ type: 'evicting', policy: 'allkeys-lru' });
    } finally {
      await queue.client.config('SET', 'maxmemory-policy', 'noeviction');
    }
  });

  it('closing without Redis', async () => {
    const { worker } = await startCounting();
    redis.cut();
    await worker.close({ timeoutMs: 100 });
    redis.heal();
  });
});

describe('the write probe', () => {
  const options = () => ({ connect: createRedisConnect({ ...redis.server, addr: redis.addr }), stream: queue.stream });

  it('tells ok, full and down apart', async () => {
    const probe = createWriteProbe({ ...options(), timeoutMs: 100 });
    await waitFor(async () => (await probe.check()).status === 'ok');
    await queue.client.config('SET', 'maxmemory', '1');
    await waitFor(async () => (await probe.check()).status === 'full');
    await queue.client.config('SET', 'maxmemory', '0');
    await waitFor(async () => (await probe.check()).status === 'ok');
    redis.server.pause();
    expect(await probe.check()).toEqual({ status: 'down', reason: 'timeout' });
    redis.server.resume();
    await waitFor(async () => (await probe.check()).status === 'ok');
    redis.cut();
    expect((await probe.check()).status).toBe('down');
    redis.heal();
    await probe.close();
  });

  it('sees a Redis that cannot persist; workers survive it', async () => {
    const server = await startRedis();
    const other = createTestQueue(server);
    const seen: number[] = [];
    await other.worker({ leaseMs: 600, handler: async ({ taskId }) => void seen.push(taskId) }).start();
    const admin = server.client();
    // A failed background save refuses every write from then on; its directory is gone, so it fails.
    await admin.config('SET', 'save', '3600 1');
    await rm(server.dir, { recursive: true, force: true });
    await admin.bgsave();
    await waitFor(async () => (await admin.info('persistence')).includes('rdb_last_bgsave_status:err'));
    const probe = createWriteProbe({ connect: createRedisConnect({ ...server }), stream: 's' });
    expect(await probe.check()).toEqual({ status: 'down', reason: 'misconf' });
    await probe.close();
    await waitFor(() => other.eventsOf('unavailable').length === 1);
    expect(other.eventsOf('unavailable')).toMatchObject([{ reason: 'misconf' }]);
    await expect(other.producer.submitTask({ taskId: 1, source: 'api' })).rejects.toMatchObject({ reason: 'misconf' });
    await admin.config('SET', 'stop-writes-on-bgsave-error', 'no');
    await waitFor(() => other.producer.submitTask({ taskId: 1, source: 'api' }));
    await waitFor(() => seen.length === 1);
    await other.close();
    await server.stop();
  });
});
