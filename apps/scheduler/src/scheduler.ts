import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { formatDuration } from '@goodshunter/config';
import { createDatabase, DatabaseUnavailableError, isTemporary, UNAVAILABLE_WORDS } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import { createGuard } from '@goodshunter/safe-fetch';
import { createRedisConnect } from '@goodshunter/taskqueue';
import { runCaretaker } from './caretaker.js';
import { CrawlerPool } from './crawlers/crawler-pool.js';
import { createHealthServer } from './health.js';
import { runHistorian } from './historian.js';
import { createExemption } from './hosts/exempt-hosts.js';
import { HostBudget } from './hosts/host-budget.js';
import { createRedisHostStore } from './hosts/redis-host-store.js';
import { runLoop } from './loop.js';
import { createMetrics } from './metrics.js';
import { DatabaseGate } from './modes/database-gate.js';
import type { ModeDeps, RunningMode } from './modes/mode.js';
import { ModeBoard } from './modes/mode-board.js';
import { runPollingMode } from './modes/run-polling-mode.js';
import { runRedisMode } from './modes/run-redis-mode.js';
import { createTelling } from './notify/create-telling.js';
import type { RunTaskDeps } from './pipeline/run-context.js';
import { RunningTasks } from './pipeline/running-tasks.js';
import { WorkerPool } from './pipeline/worker-pool.js';
import { claimLeaseMs, type SchedulerOptions } from './scheduler-options.js';
import { createCrawlSharing } from './sharing/crawl-sharing.js';
import { createRedisSharedCrawls } from './sharing/redis-shared-crawls.js';
import { createRowsHostStore } from './store/hosts/rows-host-store.js';
import { beatReplica, forgetReplica } from './store/housekeeping/replica-row.js';

export interface Scheduler {
  /** Where health and metrics are served. */
  readonly port: number;
  /** Takes no more work, finishes or hands back what is in hand within `graceMs`, and ends. */
  close(): Promise<void>;
}

const PARK_MS = 6 * 3600 * 1000;
const SLOT_WAIT_MS = 250;
const BEAT_MS = 2000;
const SILENT_REPLICA_MS = 60_000;
const SAMPLE_MS = 5000;
/** Of the grace period, kept for what follows the runs: acknowledging, the outbox, closing connections. */
const CLOSING_SHARE = 0.2;

/** Starts a scheduler: everything is wired here. Outages of Redis, database or crawlers do not keep it from starting. */
export async function startScheduler(options: SchedulerOptions, log: Logger): Promise<Scheduler> {
  const worker = `${hostname().slice(0, 40)}-${process.pid}-${randomBytes(3).toString('hex')}`;
  const metrics = createMetrics(options.version);
  metrics.workers.set(options.workerPoolSize);
  const stop = new AbortController();
  const db = createDatabase({ url: options.databaseUrl, poolSize: options.poolSize, log });
  const pool = new WorkerPool(options.workerPoolSize);
  const running = new RunningTasks();
  const board = new ModeBoard(log, metrics);
  const crawlers = new CrawlerPool({
    urls: options.crawlerUrls,
    secret: options.crawlerSecret ?? '',
    log,
    onCall: (outcome) => metrics.crawlerCalls.inc({ outcome }),
  });
  const guard = createGuard({ allowHosts: options.allowHosts });
  const telling = createTelling(options, { db, metrics, log, owner: worker });
  let mode: RunningMode | undefined;
  const gate = new DatabaseGate({
    check: async () => {
      await db.ping();
      const trouble = await db.findWriteTrouble();
      if (trouble !== undefined) throw new DatabaseUnavailableError(UNAVAILABLE_WORDS[trouble], { reason: trouble });
    },
    log,
    onChange: (isOpen) => (isOpen ? mode?.resume() : mode?.pause()),
  });
  const onError = (error: unknown) => {
    if (!isTemporary(error)) log.error('background work failed', { error });
  };

  const isRedisTrusted = () => board.word?.mode === 'redis_streams';
  const redisHosts = options.queue && createRedisHostStore({ connect: createRedisConnect(options.queue) });
  const hosts = new HostBudget({
    rates: options.hostRates,
    rows: createRowsHostStore(db.sql),
    redis: redisHosts,
    isRedisTrusted,
    isExempt: createExemption(guard),
    metrics,
    log,
  });

  const redisCrawls = options.queue && createRedisSharedCrawls({ connect: createRedisConnect(options.queue) });
  const sharing = createCrawlSharing({
    isEnabled: options.crawlShareMs > 0,
    redis: redisCrawls,
    isRedisTrusted,
    onShared: (how) => metrics.crawlsShared.inc({ how }),
    log,
  });

  const run: RunTaskDeps = {
    db,
    crawlers,
    hosts,
    sharing,
    running,
    metrics,
    log,
    onOutbox: (userId) => telling.nudge(userId),
    options: {
      worker,
      claimLeaseMs: claimLeaseMs(options),
      crawlDeadlineMs: options.crawlDeadlineMs,
      maxRequests: options.maxRequests,
      crawlShareMs: options.crawlShareMs,
      credentials: options.credentials,
      maxAttempts: options.maxAttempts,
      parkMs: PARK_MS,
      unhealthyAfter: options.unhealthyAfter,
      slotWaitMs: SLOT_WAIT_MS,
    },
  };
  const deps: ModeDeps = { db, crawlers, pool, gate, board, run, metrics, log, worker, options };

  const health = createHealthServer({
    database: db,
    redisTrouble: () => mode?.redisTrouble(),
    mode: () => board.word,
    isClosing: () => stop.signal.aborted,
    metrics,
    refresh: () => {
      const { healthy, resting } = crawlers.counts();
      metrics.crawlersKnown.set({ state: 'healthy' }, healthy);
      metrics.crawlersKnown.set({ state: 'resting' }, resting);
      metrics.workersBusy.set(running.size);
      metrics.hostsSlowed.set(hosts.slowedCount);
    },
  });
  await new Promise<void>((resolve, reject) => {
    health.once('error', reject);
    health.listen(options.port, options.host ?? '127.0.0.1', resolve);
  });

  await crawlers.start();
  telling.start();
  const started = options.queue === undefined ? await runPollingMode(deps) : await runRedisMode(deps);
  mode = started;
  if (!gate.isOpen) mode.pause();
  log.info('scheduler started', {
    mode: board.word?.mode,
    interval: formatDuration(options.scheduleIntervalMs),
    worker,
    workers: options.workerPoolSize,
  });

  const loops = [
    runLoop(
      async () => {
        const word = board.word;
        if (word === undefined) return;
        const { mode: name, forMs, reason } = word;
        await beatReplica(
          db.sql,
          { name: worker, mode: name, modeForMs: forMs, modeReason: reason },
          SILENT_REPLICA_MS,
        );
      },
      { everyMs: BEAT_MS, stop: stop.signal, onError },
    ),
    runLoop(async () => void (await started.sample()), { everyMs: SAMPLE_MS, stop: stop.signal, onError }),
    runLoop(
      async () => {
        const { stream = null, group = null } = options.queue ?? {};
        log.info('queue statistics', { stream, group, ...(await started.sample()), mode: board.word?.mode });
      },
      { everyMs: options.statisticsIntervalMs, stop: stop.signal, onError },
    ),
    runHistorian({ db, log, owner: worker, retention: options.history, onError, stop: stop.signal }),
    runCaretaker({ db, metrics, log, owner: worker, retentionMs: options.retentionMs, onError, stop: stop.signal }),
  ];

  async function close(): Promise<void> {
    const closeAt = performance.now() + options.graceMs;
    stop.abort();
    const closed = await started.close({ timeoutMs: options.graceMs * (1 - CLOSING_SHARE) });
    log.info('source closed', { ...closed });
    await telling.close({ timeoutMs: Math.max(0, closeAt - performance.now() - 500) });
    await Promise.all([...loops, gate.close(), crawlers.close(), hosts.close()]);
    redisHosts?.close();
    await sharing.close();
    redisCrawls?.close();
    await forgetReplica(db.sql, worker).catch(() => {});
    await db.close();
    await new Promise<void>((resolve) => {
      health.close(() => resolve());
      health.closeAllConnections();
    });
    log.info('scheduler stopped');
  }

  let closing: Promise<void> | undefined;
  return {
    port: (health.address() as AddressInfo).port,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
