import { type RedisServer, startRedis } from '@goodshunter/testing';
import type { Redis } from 'ioredis';
import { createBullmqEngine } from './bullmq-engine.js';
import { type Engine, STREAM } from './engine.js';
import { measureBulk, measureCallers, measureDrain, measureIdle, measureLatency, measureMemory } from './measure.js';
import { createOursEngine } from './ours-engine.js';
import { createRawEngine } from './raw-engine.js';
import { Figures, writeReport } from './report.js';

const rounds = Number(process.env.BENCH_ROUNDS ?? 7);
const scale = Number(process.env.BENCH_SCALE ?? 1);
const figures = new Figures();
const log = (line: string) => process.stdout.write(`${line}\n`);

/** A Redis that rewrites its append-only file when it is told to, not in the middle of a measurement. */
function startBenchRedis(): Promise<RedisServer> {
  const extraArgs = ['--appendfsync', 'everysec', '--auto-aof-rewrite-percentage', '0'];
  return startRedis({ appendonly: true, extraArgs });
}

/** Empties Redis, its file and the heap, so that no engine pays for what another left. */
async function clear(admin: Redis): Promise<void> {
  const isUnderWay = async () =>
    // Raw sits in a blocking read of a second after draining.
    /cmd=xreadgroup/.test(String(await admin.client('LIST'))) ||
    !(await admin.info('persistence')).includes('aof_rewrite_in_progress:0');
  while (await isUnderWay()) await new Promise((go) => setTimeout(go, 20));
  await admin.flushall();
  await admin.bgrewriteaof();
  while (await isUnderWay()) await new Promise((go) => setTimeout(go, 20));
  global.gc?.();
}

/** Every engine in turn, metric by metric and round by round, so that whatever else the machine does hits all alike. */
async function compare(redis: RedisServer, engines: Engine[]): Promise<void> {
  const admin = redis.client();
  const flush = () => clear(admin);
  for (let round = 0; round <= rounds; round++) {
    const shift = round % engines.length;
    for (const engine of [...engines.slice(shift), ...engines.slice(0, shift)]) {
      // The first round warms up.
      const note = (metric: string, value: number) => round > 0 && figures.add(metric, engine.name, value);
      const many = Math.round((engine.name === 'bullmq' ? 4_000 : 100_000) * scale);
      const few = Math.round((engine.name === 'bullmq' ? 4_000 : 20_000) * scale);
      const bulk = await measureBulk(engine, admin, many);
      note('bulk', bulk.tasksPerS);
      note('bulk node', bulk.nodeCpu);
      note('bulk redis', bulk.redisCpu);
      const drain1 = await measureDrain(engine, admin, many, 1);
      note('drain 1', drain1.tasksPerS);
      await flush();
      await engine.addBulk(many, 1);
      const drain100 = await measureDrain(engine, admin, many, 100);
      note('drain 100', drain100.tasksPerS);
      note('drain node', drain100.nodeCpu);
      note('drain redis', drain100.redisCpu);
      await flush();
      note('callers', (await measureCallers(engine, admin, few, 100)).tasksPerS);
      await flush();
      note('one', (await measureCallers(engine, admin, Math.round(few / 10), 1)).tasksPerS);
      await flush();
      const latency = await measureLatency(engine, 200, 3 * scale);
      note('p50', latency.p50);
      note('p99', latency.p99);
      await flush();
      note('memory', await measureMemory(engine, admin, few));
      await flush();
    }
    log(`round ${round} of ${rounds}`);
  }
}

/** Ids drawn from a million, as after a long life: neighbours are rare. */
async function compareRandomIds(redis: RedisServer): Promise<void> {
  const admin = redis.client();
  for (let round = 1; round <= rounds; round++) {
    for (const engine of [createRawEngine(redis.port), createOursEngine(redis.addr, { randomIds: true })]) {
      const count = Math.round(50_000 * scale);
      figures.add('random bulk redis', engine.name, (await measureBulk(engine, admin, count)).redisCpu);
      const distinct = await admin.xlen(STREAM);
      figures.add('random drain redis', engine.name, (await measureDrain(engine, admin, distinct, 100)).redisCpu);
      await clear(admin);
      await engine.close();
    }
  }
}

/** Whether a million waiting entries cost more per task than ten thousand, and whether any command takes 5 ms then. */
async function measureBacklog(): Promise<void> {
  const count = Math.round(50_000 * scale);
  const backlogs = await Promise.all(
    Object.entries({ '10k': 10_000, '1M': Math.round(1_000_000 * scale) }).map(async ([label, waiting]) => {
      const redis = await startBenchRedis();
      const admin = redis.client();
      const engine = createOursEngine(redis.addr);
      await engine.addBulk(waiting, 10_000_000);
      await admin.config('SET', 'slowlog-log-slower-than', '5000');
      await admin.slowlog('RESET');
      return { label, redis, admin, engine };
    }),
  );
  for (let round = 0; round <= rounds; round++) {
    for (const { label, admin, engine } of round % 2 === 0 ? backlogs : backlogs.toReversed()) {
      global.gc?.();
      const bulk = await measureBulk(engine, admin, count);
      const drain = await measureDrain(engine, admin, count, 100);
      if (round === 0) continue;
      figures.add(`backlog ${label}`, 'ours', bulk.nodeCpu + bulk.redisCpu + drain.nodeCpu + drain.redisCpu);
    }
  }
  for (const { label, redis, admin, engine } of backlogs) {
    figures.add(`slow ${label}`, 'ours', Number(await admin.slowlog('LEN')));
    await engine.close();
    await redis.stop();
  }
}

async function measureIdleWorkers(): Promise<void> {
  const seconds = Math.max(20, Math.round(60 * scale));
  const measure = async (create: (redis: RedisServer) => Engine) => {
    const redis = await startRedis();
    const engine = create(redis);
    figures.add('idle', engine.name, await measureIdle(engine, redis.client(), seconds));
    await engine.close();
    await redis.stop();
  };
  await Promise.all([
    measure((redis) => createOursEngine(redis.addr)),
    measure((redis) => createBullmqEngine(redis.port)),
  ]);
}

const redis = await startBenchRedis();
const engines = [createRawEngine(redis.port), createOursEngine(redis.addr), createBullmqEngine(redis.port)];
await compare(redis, engines);
for (const engine of engines) await engine.close();
await compareRandomIds(redis);
await measureBacklog();
await measureIdleWorkers();
log(await writeReport(figures, { rounds, scale, redis }));
await redis.stop();
// BullMQ leaves sockets open that would keep the process alive.
process.exit(0);
