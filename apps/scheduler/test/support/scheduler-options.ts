import { PATIENCE_MS, type RedisServer } from '@goodshunter/testing';
import type { SchedulerOptions } from '../../src/scheduler-options.js';

export const STREAM = 'goodshunter:task:queue';
export const GROUP = 'scheduler_group';

/** A Redis server, or a proxy before one. */
export type RedisAddress = Pick<RedisServer, 'addr' | 'password'>;

/** Where a scheduler of a test finds what it needs. */
export interface Surroundings {
  databaseUrl: string;
  crawlers: readonly { url: string }[];
  /** Undefined: the queue is switched off. */
  redis?: RedisAddress | undefined;
}

/** A scheduler of a test: quick ticks and leases, any free port. */
export function schedulerOptions(where: Surroundings, more: Partial<SchedulerOptions> = {}): SchedulerOptions {
  return {
    databaseUrl: where.databaseUrl,
    poolSize: 10,
    queue: where.redis && { addr: where.redis.addr, password: where.redis.password, stream: STREAM, group: GROUP },
    crawlerUrls: where.crawlers.map(({ url }) => url),
    allowHosts: [],
    scheduleIntervalMs: 60_000,
    tickMs: 200,
    leaseMs: 2000,
    graceMs: 5000,
    announceAhead: 2000,
    workerPoolSize: 8,
    memoryQueueSize: 64,
    maxAttempts: 3,
    unhealthyAfter: 3,
    retentionMs: 3_600_000,
    history: { eventsMs: 0, priceDetailMs: 0, unlistedMs: 0, itemsMs: 0 },
    statisticsIntervalMs: 60_000,
    // What a test holds is not given up.
    crawlDeadlineMs: PATIENCE_MS,
    maxRequests: 5,
    // Tests tell crawls apart by their tasks.
    crawlShareMs: 0,
    hostRates: { requestsPerSecond: 1000, burst: 1000 },
    port: 0,
    version: 'test',
    ...more,
  };
}
