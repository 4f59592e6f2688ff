import type { Redis } from 'ioredis';
import type { Engine } from './engine.js';

/** What one measurement of one engine came to. `perTask` figures are µs. */
export interface Sample {
  tasksPerS: number;
  nodeCpu: number;
  redisCpu: number;
}

async function redisCpuUs(admin: Redis): Promise<number> {
  const info = await admin.info('cpu');
  const seconds = (name: string) => Number(new RegExp(`${name}:([\\d.]+)`).exec(info)?.[1]);
  return (seconds('used_cpu_user') + seconds('used_cpu_sys')) * 1e6;
}

/** Time and CPU that `work` on `count` tasks takes, here and in Redis. */
export async function sample(admin: Redis, count: number, work: () => Promise<void>): Promise<Sample> {
  const redisBefore = await redisCpuUs(admin);
  const nodeBefore = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const tookMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(nodeBefore);
  return {
    tasksPerS: (count / tookMs) * 1000,
    nodeCpu: (user + system) / count,
    redisCpu: ((await redisCpuUs(admin)) - redisBefore) / count,
  };
}

export function measureBulk(engine: Engine, admin: Redis, count: number): Promise<Sample> {
  return sample(admin, count, () => engine.addBulk(count, 1));
}

export function measureCallers(engine: Engine, admin: Redis, count: number, callers: number): Promise<Sample> {
  return sample(admin, count, async () => {
    let next = 1;
    const call = async () => {
      while (next <= count) await engine.addOne(next++);
    };
    await Promise.all(Array.from({ length: callers }, call));
  });
}

/** Draining `count` waiting tasks with handlers that do nothing, from the start of the worker to its end. */
export function measureDrain(engine: Engine, admin: Redis, count: number, concurrency: number): Promise<Sample> {
  return sample(admin, count, async () => {
    let handled = 0;
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const stop = await engine.consume(concurrency, async () => {
      if (++handled === count) finish();
    });
    await finished;
    const stopped = stop();
    // Raw ioredis sits in its last blocking read; that wait is no part of draining.
    if (engine.name !== 'raw') await stopped;
    else void stopped;
  });
}

/** From adding to the start of the handler, at `ratePerS`, in ms: p50 and p99. */
export async function measureLatency(engine: Engine, ratePerS: number, seconds: number) {
  const addedAt = new Map<number, number>();
  const latencies: number[] = [];
  const stop = await engine.consume(100, async (taskId) => {
    latencies.push(performance.now() - (addedAt.get(taskId) ?? 0));
  });
  const count = Math.round(ratePerS * seconds);
  const startedAt = performance.now();
  const adds: Promise<unknown>[] = [];
  for (let taskId = 1; taskId <= count; taskId++) {
    const dueAt = startedAt + (taskId * 1000) / ratePerS;
    const waitMs = dueAt - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    addedAt.set(taskId, performance.now());
    adds.push(engine.addOne(taskId));
  }
  await Promise.all(adds);
  while (latencies.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  await stop();
  latencies.sort((a, b) => a - b);
  return { p50: latencies[Math.floor(count * 0.5)] ?? 0, p99: latencies[Math.floor(count * 0.99)] ?? 0 };
}

/** Bytes of Redis memory per waiting task. */
export async function measureMemory(engine: Engine, admin: Redis, count: number): Promise<number> {
  const used = async () => Number(/used_memory:(\d+)/.exec(await admin.info('memory'))?.[1]);
  const before = await used();
  await engine.addBulk(count, 1);
  return ((await used()) - before) / count;
}

/** Commands one idle worker sends a second, over `seconds`; what its scripts do inside Redis is not counted. */
export async function measureIdle(engine: Engine, admin: Redis, seconds: number): Promise<number> {
  const stop = await engine.consume(1, async () => {});
  const monitor = await admin.monitor();
  let sent = 0;
  monitor.on('monitor', (_time: string, _args: string[], source: string) => {
    if (source !== 'lua') sent++;
  });
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  monitor.disconnect();
  await stop();
  return sent / seconds;
}
