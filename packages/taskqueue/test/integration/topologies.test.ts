import { freePort, type RedisServer, startRedis, waitFor } from '@goodshunter/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Connect, createProducer, createRedisConnect, createWorker, type QueueEvent } from '../../src/index.js';
import { tasks } from '../support/set-up.js';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function start(...args: Parameters<typeof startRedis>): Promise<RedisServer> {
  const server = await startRedis(...args);
  closers.push(server.stop);
  return server;
}

function startQueue(connect: Connect) {
  const queue = { connect, stream: 'some:queue', group: 'group' };
  const producer = createProducer(queue);
  const seen = new Set<number>();
  const events: QueueEvent[] = [];
  const worker = createWorker({
    ...queue,
    leaseMs: 1000,
    commandTimeoutMs: 500,
    onEvent: (event) => events.push(event),
    handler: async ({ taskId }) => void seen.add(taskId),
  });
  closers.push(
    () => producer.close(),
    () => worker.close({ timeoutMs: 100 }),
  );
  return { producer, worker, seen, events };
}

describe('a cluster of three nodes', () => {
  it('keeps all keys of a queue in one slot, runs everything, and recovers what a dead worker held', async () => {
    const nodes: RedisServer[] = [];
    for (let i = 0; i < 3; i++) {
      const busPort = await freePort();
      nodes.push(await start({ extraArgs: ['--cluster-enabled', 'yes', '--cluster-port', String(busPort)] }));
    }
    const admins = nodes.map((node) => node.client());
    for (const [i, admin] of admins.entries()) {
      const first = Math.ceil((16_384 / 3) * i);
      const last = Math.ceil((16_384 / 3) * (i + 1)) - 1;
      await admin.call('CLUSTER', 'ADDSLOTSRANGE', first, last);
    }
    for (const node of nodes.slice(1)) {
      const busPort = Number(String(await node.client().call('CLUSTER', 'NODES')).match(/@(\d+)/)?.[1]);
      await admins[0]?.call('CLUSTER', 'MEET', '127.0.0.1', node.port, busPort);
    }
    await waitFor(async () => {
      const infos = await Promise.all(admins.map((admin) => admin.call('CLUSTER', 'INFO')));
      return infos.every((info) => /cluster_state:ok/.test(String(info)) && /cluster_known_nodes:3/.test(String(info)));
    });
    const connect = createRedisConnect({ clusterNodes: nodes.map(({ addr }) => addr) });
    const { producer, worker, seen, events } = startQueue(connect);
    await worker.start();
    await waitFor(() => worker.stats().available);
    await waitFor(() => producer.submitTasks(tasks(1000)));
    await waitFor(() => seen.size === 1000);
    const cluster = connect('admin');
    closers.push(async () => cluster.disconnect());
    await waitFor(() => cluster.status === 'ready');
    // A worker that died with three entries in hand.
    await worker.close();
    await producer.submitTasks(tasks(3, 2000));
    await cluster.xreadgroup('GROUP', 'group', 'dead', 'STREAMS', 'some:queue', '>');
    await cluster.zadd('{some:queue}:workers', 1, 'dead');
    const next = createWorker({
      connect,
      stream: 'some:queue',
      group: 'group',
      leaseMs: 1000,
      onEvent: (event) => events.push(event),
      handler: async ({ taskId }) => void seen.add(taskId),
    });
    closers.push(() => next.close());
    await next.start();
    await waitFor(() => seen.size === 1003);
    // On a busy machine the living may be late for their own beat, and are recovered from too.
    const fromDead = events.flatMap((event) =>
      event.type === 'recovered' && event.from === 'dead' ? [event.count] : [],
    );
    expect(fromDead).toEqual([3]);
    await waitFor(async () => (await cluster.xlen('some:queue')) === 0);
  });
});

describe('a master with a replica and a sentinel', () => {
  it('goes on by itself after a failover', async () => {
    const master = await start();
    const replica = await start({ extraArgs: ['--replicaof', '127.0.0.1', String(master.port)] });
    const sentinel = await start({ extraArgs: ['--protected-mode', 'no'] });
    const sentinelAdmin = await startSentinel(sentinel, master);
    await waitFor(async () => String(await replica.client().info('replication')).includes('master_link_status:up'));
    await waitFor(async () => ((await sentinelAdmin.call('SENTINEL', 'REPLICAS', 'house')) as unknown[]).length === 1);
    const { producer, worker, seen, events } = startQueue(
      createRedisConnect({ sentinels: { addrs: [`127.0.0.1:${sentinel.port}`], masterName: 'house' } }),
    );
    await worker.start();
    await waitFor(() => worker.stats().available);
    await producer.submitTasks(tasks(100));
    await waitFor(() => seen.size === 100);
    await sentinelAdmin.call('SENTINEL', 'FAILOVER', 'house');
    await waitFor(async () => String(await replica.client().info('replication')).includes('role:master'));
    await master.kill('SIGKILL');
    await waitFor(() => producer.submitTasks(tasks(100, 1000)));
    await waitFor(() => seen.size === 200);
    expect(events.map(({ type }) => type)).toContain('unavailable');
    expect(events.at(-1)?.type).toMatch(/available|ready|retired/);
  });
});

/** Turns a plain server's place into a sentinel watching `master`. */
async function startSentinel(server: RedisServer, master: RedisServer) {
  const { spawn } = await import('node:child_process');
  const { writeFile } = await import('node:fs/promises');
  const { guardProcess } = await import('@goodshunter/testing');
  await server.kill('SIGKILL');
  const conf = `${server.dir}/sentinel.conf`;
  await writeFile(
    conf,
    [
      `port ${server.port}`,
      'bind 127.0.0.1',
      `dir ${server.dir}`,
      `sentinel monitor house 127.0.0.1 ${master.port} 1`,
      'sentinel down-after-milliseconds house 1000',
      'sentinel failover-timeout house 5000',
    ].join('\n'),
  );
  const child = spawn('redis-server', [conf, '--sentinel'], { stdio: 'ignore' });
  child.once('exit', guardProcess(child.pid ?? 0, server.dir));
  closers.push(
    () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGKILL');
      }),
  );
  const client = server.client();
  await waitFor(async () => (await client.ping()) === 'PONG');
  return client;
}
