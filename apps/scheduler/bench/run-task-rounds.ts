import type { CrawlResponse } from '@goodshunter/contracts/crawl';
import { createDatabase, type Database } from '@goodshunter/db';
import { createLogger } from '@goodshunter/logger';
import { createRedisConnect } from '@goodshunter/taskqueue';
import type { RedisServer } from '@goodshunter/testing';
import { HostBudget } from '../src/hosts/host-budget.js';
import type { HostStore } from '../src/hosts/host-store.js';
import { createRedisHostStore } from '../src/hosts/redis-host-store.js';
import { createMetrics } from '../src/metrics.js';
import type { RunTaskDeps } from '../src/pipeline/run-context.js';
import { runTask } from '../src/pipeline/run-task.js';
import { RunningTasks } from '../src/pipeline/running-tasks.js';
import { type CrawlSharing, createCrawlSharing } from '../src/sharing/crawl-sharing.js';
import { createRedisSharedCrawls } from '../src/sharing/redis-shared-crawls.js';
import type { SharedCrawls } from '../src/sharing/shared-crawls.js';
import { createRowsHostStore } from '../src/store/hosts/rows-host-store.js';
import { median } from './figures.js';
import { createTasks, makeDue } from './tasks.js';

const WORKERS = 16;
const never = new AbortController().signal;

/**
 * `ours`: hosts without a budget, as before there was one; the next two: one host, whose budget Redis or a row keeps. `shared`: as
 * `withItems`, each answer offered to other replicas, which never want it.
 */
type Variant = 'floor' | 'bare' | 'ours' | 'budgetInRedis' | 'budgetInRows' | 'withItems' | 'shared';

export interface RunTaskFigures {
  /** Runs per second. */
  perSecond: Record<Variant, number>;
  /** CPU of this process per run, µs. */
  nodeUs: Record<Variant, number>;
  /** Median over slices of ours / floor, taken side by side. */
  ratio: number;
}

/**
 * Runs per second of `runTask` with an instant crawler, beside the floor: the bare statements of claim, read and save (in its
 * transaction, with the run's row). Slices of the variants alternate, so that whatever else the machine does hits all alike.
 */
export async function measureRunTask(
  url: string,
  redis: RedisServer,
  { slices, runs }: { slices: number; runs: number },
): Promise<RunTaskFigures> {
  const db = createDatabase({ url, poolSize: WORKERS });
  const redisHosts = createRedisHostStore({ connect: createRedisConnect(redis) });
  const redisCrawls = createRedisSharedCrawls({ connect: createRedisConnect(redis) });
  try {
    const ids = await createTasks(db, runs);
    const seenIds = await createTasks(db, runs);
    const empty = runDeps(db, answer(0));
    const listed = runDeps(db, answer(20));
    const inRedis = { ...empty, hosts: createHosts(db, redisHosts) };
    const inRows = { ...empty, hosts: createHosts(db) };
    const shared = {
      ...listed,
      sharing: createSharing(redisCrawls),
      options: { ...listed.options, crawlShareMs: 5000 },
    };
    await drain(seenIds, (id) => runOne(listed, id));
    const variants: Record<Variant, { ids: number[]; turn: (id: number) => Promise<void> }> = {
      bare: { ids, turn: (id) => runBare(db, id) },
      floor: { ids, turn: (id) => runFloor(db, id) },
      ours: { ids, turn: (id) => runOne(empty, id) },
      budgetInRedis: { ids, turn: (id) => runOne(inRedis, id) },
      budgetInRows: { ids, turn: (id) => runOne(inRows, id) },
      withItems: { ids: seenIds, turn: (id) => runOne(listed, id) },
      shared: { ids: seenIds, turn: (id) => runOne(shared, id) },
    };
    const names = Object.keys(variants) as Variant[];
    const samples = Object.fromEntries(names.map((name) => [name, [] as Slice[]])) as Record<Variant, Slice[]>;
    for (let slice = -2; slice < slices; slice += 1) {
      for (const name of names) {
        const variant = variants[name];
        await makeDue(db, variant.ids);
        const sample = await drain(variant.ids, variant.turn);
        // The first two warm up.
        if (slice >= 0) samples[name].push(sample);
      }
    }
    const each = (read: (slice: Slice) => number) =>
      Object.fromEntries(names.map((name) => [name, median(samples[name].map(read))])) as Record<Variant, number>;
    const ratios = samples.ours.map(
      ({ perSecond }, index) => perSecond / (samples.floor[index]?.perSecond ?? Number.NaN),
    );
    return {
      perSecond: each(({ perSecond }) => perSecond),
      nodeUs: each(({ nodeUs }) => nodeUs),
      ratio: median(ratios),
    };
  } finally {
    redisHosts.close();
    redisCrawls.close();
    await db.close();
  }
}

interface Slice {
  perSecond: number;
  nodeUs: number;
}

/** Three single statements: no run row, no transaction. */
async function runBare({ sql }: Database, id: number): Promise<void> {
  const { insertId } = await sql.execute(
    `UPDATE task SET token = LAST_INSERT_ID(token + 1), lease_owner = 'bench', attempt = attempt + 1,
       due_at = UTC_TIMESTAMP(3) + INTERVAL 30 SECOND WHERE id = ? AND due_at <= UTC_TIMESTAMP(3)`,
    [id],
  );
  await sql.query('SELECT * FROM task WHERE id = ? AND token = ?', [id, insertId]);
  await sql.execute(
    `UPDATE task SET token = token + 1, lease_owner = NULL, attempt = 0, failures = 0,
       due_at = UTC_TIMESTAMP(3) + INTERVAL interval_s SECOND WHERE id = ? AND token = ?`,
    [id, insertId],
  );
}

/** The statements that a run cannot do without if its row and its next due time shall be stored together. */
async function runFloor(db: Database, id: number): Promise<void> {
  const { sql } = db;
  const { insertId } = await sql.execute(
    `UPDATE task SET token = LAST_INSERT_ID(token + 1), lease_owner = 'bench', attempt = attempt + 1,
       due_at = UTC_TIMESTAMP(3) + INTERVAL 30 SECOND WHERE id = ? AND due_at <= UTC_TIMESTAMP(3)`,
    [id],
  );
  await sql.query('SELECT * FROM task WHERE id = ? AND token = ?', [id, insertId]);
  await db.transaction(async (tx) => {
    await tx.execute(
      `UPDATE task SET token = token + 1, lease_owner = NULL, attempt = 0, failures = 0,
       due_at = UTC_TIMESTAMP(3) + INTERVAL interval_s SECOND WHERE id = ? AND token = ?`,
      [id, insertId],
    );
    await tx.execute(
      `INSERT INTO run (task_id, token, outcome, message, attempt, started_at, finished_at, worker) VALUES (?, ?, 'ok', null, 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 'bench')`,
      [id, insertId],
    );
  });
}

async function runOne(deps: RunTaskDeps, taskId: number): Promise<void> {
  const outcome = await runTask(deps, { taskId, mode: 'redis_streams' }, never);
  if (outcome.status !== 'saved') throw new Error(`a run was ${outcome.status}`);
}

/** Runs every task once, `WORKERS` at a time. */
async function drain(ids: readonly number[], turn: (id: number) => Promise<void>): Promise<Slice> {
  let next = 0;
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      for (let id = ids[next++]; id !== undefined; id = ids[next++]) await turn(id);
    }),
  );
  const perSecond = (ids.length / (performance.now() - startedAt)) * 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { perSecond, nodeUs: (user + system) / ids.length };
}

function answer(count: number): CrawlResponse {
  const items = Array.from({ length: count }, (_value, index) => ({
    key: `bench/${index}`,
    title: `Item ${index}`,
    url: `https://shop.example/${index}`,
    description: 'A listing as shops write them, with a sentence or two about what it is. '.repeat(3),
    price: { amountMinor: 1000 + index, currency: 'EUR' },
    availability: 'in_stock' as const,
  }));
  return { status: 'ok', items, complete: true, mayHaveMissed: false, notModified: false, validators: {}, requests: 1 };
}

function hostOptions(db: Database) {
  return {
    rates: { requestsPerSecond: 1000, burst: 1000 },
    rows: createRowsHostStore(db.sql),
    metrics: createMetrics('bench'),
    log: createLogger({ service: 'bench', level: 'error' }),
    isRedisTrusted: () => true,
  };
}

/** A budget that is never short, but asked each time. */
function createHosts(db: Database, redis?: HostStore): HostBudget {
  const hosts = hostOptions(db);
  // Crawls of no duration give nearly all back, so a burst of a minute outlasts a slice.
  return new HostBudget({ ...hosts, rates: { requestsPerSecond: 1000, burst: 60_000 }, redis, isExempt: () => false });
}

function createSharing(redis?: SharedCrawls): CrawlSharing {
  return createCrawlSharing({
    isEnabled: redis !== undefined,
    redis,
    isRedisTrusted: () => true,
    log: createLogger({ service: 'bench', level: 'error' }),
  });
}

/** What `runTask` needs beside a crawler: no budgets, no sharing. */
export function createBenchDeps(db: Database): Omit<RunTaskDeps, 'crawlers'> {
  return {
    db,
    hosts: new HostBudget({ ...hostOptions(db), isExempt: () => true }),
    sharing: createSharing(),
    running: new RunningTasks(),
    metrics: createMetrics('bench'),
    log: createLogger({ service: 'bench', level: 'error' }),
    options: {
      worker: 'bench',
      claimLeaseMs: 30_000,
      crawlDeadlineMs: 20_000,
      maxRequests: 5,
      crawlShareMs: 0,
      maxAttempts: 5,
      parkMs: 1000,
      unhealthyAfter: 3,
      slotWaitMs: 100,
    },
  };
}

function runDeps(db: Database, response: CrawlResponse): RunTaskDeps {
  const crawlers = { acquire: async () => ({ crawl: async () => response, release: () => {} }) };
  return { ...createBenchDeps(db), crawlers };
}
