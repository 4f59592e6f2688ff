import { createChannelRegistry, createPictureClient, createPictureSource, createSealer } from '@goodshunter/channels';
import type { Config } from '@goodshunter/config';
import { collectCredentials, createRobotsOverride } from '@goodshunter/contracts/sources';
import { createDatabase } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import { createGuard, createSafeFetcher } from '@goodshunter/safe-fetch';
import { createInspector, createProducer, createRedisConnect, createWriteProbe } from '@goodshunter/taskqueue';
import type { Express } from 'express';
import { createAnnouncer, createSilentAnnouncer } from './announce/announcer.js';
import { CircuitBreaker } from './announce/circuit-breaker.js';
import { StreamRoom } from './announce/stream-room.js';
import { createApp } from './app.js';
import { createPeople, publicUrlOf } from './create-people.js';
import { createHealthChecks } from './health.js';
import { readPageFiles } from './http/page-files.js';
import { createMetrics, type Metrics } from './metrics.js';
import { createMetricsApp } from './metrics-app.js';
import { createChannelService } from './services/channel-service.js';
import { type AdminTokenState, ensureAdmin } from './services/ensure-admin.js';
import { createItemService } from './services/item-service.js';
import { createEventHub } from './services/page/event-hub.js';
import { createFeedService } from './services/page/feed-service.js';
import { createHostService } from './services/page/host-service.js';
import { createPageService } from './services/page/page-service.js';
import { createPictureService } from './services/page/picture-service.js';
import { createSystemService } from './services/page/system-service.js';
import { ensureSetupLink } from './services/people/setup-link.js';
import { createQueueSampler } from './services/queue-sampler.js';
import { createQueueService } from './services/queue-service.js';
import { createTaskService } from './services/task-service.js';
import { createDeliveryService } from './services/telling/delivery-service.js';
import { createMessageLinkService } from './services/telling/message-link-service.js';
import { createRhythmService } from './services/telling/rhythm-service.js';
import { createSetupService } from './services/telling/setup-service.js';
import { WorkWatch } from './services/work-watch.js';
import { prunePeople } from './store/people/audit-store.js';
import { readSchedulers } from './store/read-schedulers.js';

/** How often the gauges of the queue look. */
const SAMPLE_EVERY_MS = 5000;
/** Limits of sign-in go on in memory when Redis is slower than this. */
const LIMIT_TIMEOUT_MS = 250;
const PRUNE_EVERY_MS = 600_000;

export type ApiConfig = Pick<
  Config,
  'app' | 'api' | 'redis' | 'database' | 'fetch' | 'sources' | 'people' | 'oidc' | 'mail' | 'notify' | 'crawler'
>;

/** Everything of one api process but the listening socket. */
export interface Api {
  app: Express;
  /** For API_METRICS_PORT. */
  metricsApp: Express;
  /** Begins to sample the queue and to log `queue statistics`. */
  startTimers(): void;
  /** @see ensureAdmin */
  ensureAdmin(): Promise<AdminTokenState>;
  /** The set-up link while nobody is the first admin. @see ensureSetupLink */
  ensureSetupLink(): Promise<string | undefined>;
  /** From now on `/readyz` answers 503. */
  beginStop(): void;
  /** Ends timers and connections; requests must have ended. */
  close(): Promise<void>;
}

/** Wires one api from its configuration. With the queue switched off no connection to Redis is ever opened. */
export function createApi(config: ApiConfig, log: Logger, version: string): Api {
  const { taskQueueStream: stream, taskQueueGroup: group, enableRedisQueue } = config.app;
  const metrics = createMetrics(version);
  const database = createDatabase({ url: config.database.url, poolSize: config.database.poolSize, log });
  const guard = createGuard({ allowHosts: config.fetch.allowHosts });
  // Receivers in the own network are open to messages, and to nothing else.
  const tellingGuard = createGuard({ allowHosts: [...config.fetch.allowHosts, ...config.notify.allowHosts] });
  const pictureClient = createPictureClient({ crawlerUrls: config.crawler.urls, secret: config.crawler.secret });
  const tellingFetcher = createSafeFetcher({ guard: tellingGuard, userAgent: `GoodsHunter/${version}` });
  const sealer = createSealer(config.notify.secretKey);
  const credentials = collectCredentials(config.sources);
  const room = new StreamRoom(config.app.announceAhead);
  const link = enableRedisQueue ? linkQueue(config, log, metrics, room) : undefined;
  const sampler = createQueueSampler({ ...(link && { inspector: link.inspector }), log });
  const watch = new WorkWatch(performance.now());
  const workTrouble = () => watch.trouble?.words;
  const queue = createQueueService({
    sql: database.sql,
    sampler,
    stream,
    group,
    workTrouble: () => watch.trouble,
    log,
  });
  let isStopping = false;
  const timers: NodeJS.Timeout[] = [];
  log.info('task producer initialized', { stream, enabled: enableRedisQueue });

  const health = createHealthChecks({ database, probe: link?.probe, workTrouble });
  const announcer = link?.announcer ?? createSilentAnnouncer(metrics.observeAnnounce);
  const hub = createEventHub({ sql: database.sql, log });
  const people = createPeople({ config, database, sealer, limitStore: link?.limitStore, log, version });
  const setups = createSetupService({
    sql: database.sql,
    mail: config.mail,
    telegram: { fetcher: tellingFetcher, apiUrl: config.notify.telegramApiUrl, token: config.notify.telegramToken },
    limits: people.limits,
    log,
  });
  const app = createApp({
    ...people,
    trustedProxies: config.api.trustedProxies,
    page: readPageFiles(),
    tasks: createTaskService({
      database,
      announcer,
      guard,
      credentials,
      mayIgnoreRobots: createRobotsOverride(config.fetch.robotsOverrideHosts),
      defaultIntervalMs: config.app.scheduleIntervalMs,
      log,
      quotas: people.quotas,
      onCreated: metrics.countTaskCreated,
    }),
    items: createItemService(database),
    channels: createChannelService({
      database,
      quotas: people.quotas,
      limits: people.limits,
      guard: tellingGuard,
      kinds: createChannelRegistry({
        fetcher: tellingFetcher,
        guard: tellingGuard,
        signingKey: config.app.webhookSigningKey,
        pictures: createPictureSource(pictureClient),
        mail: config.mail,
        telegram: { token: config.notify.telegramToken, apiUrl: config.notify.telegramApiUrl },
        pushKey: config.notify.pushKey,
        publicUrl: publicUrlOf(config),
      }),
      sealer,
      signingKey: config.app.webhookSigningKey,
      publicUrl: publicUrlOf(config),
      findSetup: setups.findResult,
    }),
    pages: createPageService(database),
    hub,
    setups,
    feeds: createFeedService({ sql: database.sql, limits: people.limits, publicUrl: publicUrlOf(config) }),
    system: createSystemService({
      sql: database.sql,
      queue,
      hosts: createHostService({ sql: database.sql, redis: link?.limitStore }),
      announcer,
      inspector: link?.inspector,
      crawlerUrls: config.crawler.urls,
      version,
      links: { Runbook: config.api.runbookUrl, Grafana: config.api.grafanaUrl },
    }),
    pictures: createPictureService({
      sql: database.sql,
      client: pictureClient,
    }),
    deliveries: createDeliveryService(database),
    rhythms: createRhythmService(database),
    messageLinks: createMessageLinkService(database, sealer),
    queue,
    credentials,
    health,
    metrics,
    log,
    version,
    isStopping: () => isStopping,
  });

  const sample = async () => {
    const [seen, writeTrouble] = await Promise.all([sampler.sample(), database.findWriteTrouble()]);
    metrics.queue.update(seen);
    room.note(seen?.stats.waiting);
    metrics.work.setWriteTrouble(writeTrouble);
    // While the database is away nobody can be seen, which others tell.
    const schedulers = await readSchedulers(database.sql).catch(() => undefined);
    if (schedulers === undefined) return;
    watch.look({ schedulers, stats: seen?.stats, writeTrouble }, performance.now());
    metrics.work.setTrouble(watch.trouble?.kind);
  };
  return {
    app,
    metricsApp: createMetricsApp({ metrics, health }),
    startTimers() {
      const every = (ms: number, work: () => Promise<void>) => timers.push(setInterval(() => void work(), ms));
      every(SAMPLE_EVERY_MS, sample);
      every(config.app.statisticsIntervalMs, queue.logStatistics);
      every(PRUNE_EVERY_MS, async () => {
        await prunePeople(database.sql).catch((error: unknown) => log.warn('old sessions not pruned', { error }));
      });
      void sample();
    },
    ensureAdmin: () => ensureAdmin(database, config.api.tokenFile),
    ensureSetupLink: () => ensureSetupLink({ database, publicUrl: publicUrlOf(config), file: config.api.setupFile }),
    beginStop() {
      isStopping = true;
      // Streams do not end by themselves, and the server waits for them.
      hub.close();
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      hub.close();
      setups.close();
      await Promise.all([people.close(), link?.close(), tellingFetcher.close(), database.close()]);
    },
  };
}

/** The parts that talk to Redis. */
function linkQueue(config: ApiConfig, log: Logger, metrics: Metrics, room: StreamRoom) {
  const { taskQueueStream: stream, taskQueueGroup: group } = config.app;
  const connect = createRedisConnect({ addr: config.redis.addr, password: config.redis.password });
  const queue = { connect, stream, group, log };
  const producer = createProducer(queue);
  const inspector = createInspector(queue);
  const probe = createWriteProbe({ connect, stream });
  const limitStore = createRedisConnect({
    addr: config.redis.addr,
    password: config.redis.password,
    redisOptions: { commandTimeout: LIMIT_TIMEOUT_MS },
  })('admin');
  return {
    probe,
    limitStore,
    inspector,
    announcer: createAnnouncer({
      producer,
      breaker: new CircuitBreaker({ onChange: metrics.setBreakerState }),
      budgetMs: config.api.announceBudgetMs,
      isCrowded: () => room.isCrowded,
      log,
      onOutcome: (outcome, durationMs) => {
        if (outcome === 'queued') room.countAdded();
        metrics.observeAnnounce(outcome, durationMs);
      },
    }),
    async close() {
      limitStore.disconnect();
      await Promise.all([producer.close(), inspector.close(), probe.close()]);
    },
  };
}
