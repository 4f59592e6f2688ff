import { ConfigError, checkSecrets, loadConfig, readVersion } from '@goodshunter/config';
import { collectCredentials } from '@goodshunter/contracts';
import { createLogger } from '@goodshunter/logger';
import { startScheduler } from './scheduler.js';

/** Beyond the grace period nothing is waited for any more. */
const EXIT_MARGIN_MS = 3000;

async function main(): Promise<void> {
  const config = loadConfig(process.env, {
    sections: ['app', 'redis', 'database', 'scheduler', 'crawler', 'fetch', 'sources', 'notify', 'mail', 'api', 'log'],
  });
  const log = createLogger({ service: 'scheduler', level: config.log.level });
  const { app, redis, database, crawler } = config;
  checkSecrets(config, (secret) => log.warn('weak secret', { ...secret }));
  const scheduler = await startScheduler(
    {
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
      version: readVersion(import.meta.url),
    },
    log,
  );

  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      log.info('stopping', { signal });
      setTimeout(() => {
        log.error('stopping took too long');
        process.exit(1);
      }, app.graceMs + EXIT_MARGIN_MS).unref();
      scheduler.close().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error('stopping failed', { error });
          process.exit(1);
        },
      );
    });
  }
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else createLogger({ service: 'scheduler' }).error('scheduler could not start', { error });
  process.exit(1);
});
