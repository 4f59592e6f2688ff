import { createDatabase, DatabaseUnavailableError, UNAVAILABLE_WORDS } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import { createGuard } from '@goodshunter/safe-fetch';
import { createRedisConnect } from '@goodshunter/taskqueue';
import { CrawlerPool } from './crawlers/crawler-pool.js';
import { createExemption } from './hosts/exempt-hosts.js';
import { HostBudget } from './hosts/host-budget.js';
import { createRedisHostStore } from './hosts/redis-host-store.js';
import { createMetrics } from './metrics.js';
import { DatabaseGate } from './modes/database-gate.js';
import type { ModeDeps } from './modes/mode.js';
import { ModeBoard } from './modes/mode-board.js';
import { createTelling, type Telling } from './notify/create-telling.js';
import type { RunOptions } from './pipeline/run-context.js';
import { RunningTasks } from './pipeline/running-tasks.js';
import { WorkerPool } from './pipeline/worker-pool.js';
import { claimLeaseMs, type SchedulerOptions } from './scheduler-options.js';
import { createCrawlSharing } from './sharing/crawl-sharing.js';
import { createRedisSharedCrawls } from './sharing/redis-shared-crawls.js';
import { createRowsHostStore } from './store/hosts/rows-host-store.js';

const PARK_MS = 6 * 3600 * 1000;
const SLOT_WAIT_MS = 250;

/** Everything that a scheduler works with, and its end; nothing of it works yet. */
export interface Parts extends ModeDeps {
  hosts: HostBudget;
  telling: Telling;
  /** Ends all but `telling` and the database, after the runs. */
  close(): Promise<void>;
}

/** @param onGate told when the database no longer takes anything, and when it does again */
export function createParts(
  options: SchedulerOptions,
  log: Logger,
  worker: string,
  onGate: (isOpen: boolean) => void,
): Parts {
  const metrics = createMetrics(options.version);
  metrics.workers.set(options.workerPoolSize);
  const db = createDatabase({ url: options.databaseUrl, poolSize: options.poolSize, log });
  const board = new ModeBoard(log, metrics);
  const crawlers = new CrawlerPool({
    urls: options.crawlerUrls,
    secret: options.crawlerSecret ?? '',
    log,
    onCall: (outcome) => metrics.crawlerCalls.inc({ outcome }),
  });
  const guard = createGuard({ allowHosts: options.allowHosts });
  const telling = createTelling(options, { db, metrics, log, owner: worker });
  const gate = new DatabaseGate({
    check: async () => {
      await db.ping();
      const trouble = await db.findWriteTrouble();
      if (trouble !== undefined) throw new DatabaseUnavailableError(UNAVAILABLE_WORDS[trouble], { reason: trouble });
    },
    log,
    onChange: onGate,
  });

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
  const running = new RunningTasks();
  const onOutbox = (userIds: readonly number[]) => telling.nudge(...userIds);
  const onDatabaseTrouble = (error: unknown) => gate.reportAway(error);
  const run = {
    ...{ db, crawlers, hosts, sharing, running, metrics, log, onOutbox, onDatabaseTrouble },
    options: toRunOptions(options, worker),
  };
  return {
    db,
    crawlers,
    pool: new WorkerPool(options.workerPoolSize),
    gate,
    board,
    run,
    metrics,
    log,
    worker,
    options,
    hosts,
    telling,
    async close() {
      await Promise.all([gate.close(), crawlers.close(), hosts.close()]);
      redisHosts?.close();
      await sharing.close();
      redisCrawls?.close();
    },
  };
}

function toRunOptions(options: SchedulerOptions, worker: string): RunOptions {
  const { crawlDeadlineMs, maxRequests, crawlShareMs, credentials, maxAttempts, unhealthyAfter } = options;
  return {
    worker,
    claimLeaseMs: claimLeaseMs(options),
    crawlDeadlineMs,
    maxRequests,
    crawlShareMs,
    credentials,
    maxAttempts,
    parkMs: PARK_MS,
    unhealthyAfter,
    slotWaitMs: SLOT_WAIT_MS,
  };
}
