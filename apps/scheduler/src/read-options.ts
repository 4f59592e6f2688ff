import type { Config } from '@goodshunter/config';
import { collectCredentials } from '@goodshunter/contracts/sources';
import type { SchedulerOptions } from './scheduler-options.js';

/** The scheduler's slice of the configuration; `api` says where the page is that messages lead to. */
export const SECTIONS = [
  'app',
  'redis',
  'database',
  'scheduler',
  'crawler',
  'fetch',
  'sources',
  'notify',
  'mail',
  'api',
] as const;

export function readOptions(config: Pick<Config, (typeof SECTIONS)[number]>, version: string): SchedulerOptions {
  const { app, redis, database, crawler } = config;
  return {
    databaseUrl: database.url,
    poolSize: database.poolSize,
    queue: app.enableRedisQueue
      ? { addr: redis.addr, password: redis.password, stream: app.taskQueueStream, group: app.taskQueueGroup }
      : undefined,
    crawlerUrls: crawler.urls,
    allowHosts: config.fetch.allowHosts,
    webhookSigningKey: app.webhookSigningKey,
    notifyAllowHosts: config.notify.allowHosts,
    notifySecretKey: config.notify.secretKey,
    mail: config.mail,
    telegram: { token: config.notify.telegramToken, apiUrl: config.notify.telegramApiUrl },
    pushKey: config.notify.pushKey,
    publicUrl: config.api.publicUrl || `http://localhost:${config.api.port}`,
    notifyMaxAgeMs: config.notify.maxAgeMs,
    scheduleIntervalMs: app.scheduleIntervalMs,
    tickMs: app.tickMs,
    leaseMs: app.leaseMs,
    graceMs: app.graceMs,
    announceAhead: app.announceAhead,
    workerPoolSize: app.workerPoolSize,
    memoryQueueSize: app.memoryQueueSize,
    maxAttempts: app.maxAttempts,
    unhealthyAfter: app.unhealthyAfter,
    retentionMs: app.runRetentionMs,
    history: {
      eventsMs: app.eventRetentionMs,
      priceDetailMs: app.priceDetailRetentionMs,
      unlistedMs: app.forgetUnlistedAfterMs,
      itemsMs: app.itemRetentionMs,
    },
    statisticsIntervalMs: app.statisticsIntervalMs,
    crawlDeadlineMs: crawler.deadlineMs,
    maxRequests: crawler.maxPages,
    crawlShareMs: config.scheduler.crawlShareMs,
    credentials: collectCredentials(config.sources),
    hostRates: {
      requestsPerSecond: config.scheduler.hostRequestsPerSecond,
      burst: config.scheduler.hostRequestBurst,
    },
    host: config.scheduler.host,
    port: config.scheduler.port,
    crawlerSecret: config.crawler.secret,
    version,
  };
}
