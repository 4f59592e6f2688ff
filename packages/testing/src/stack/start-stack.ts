import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../free-port.js';
import { type MariadbServer, type StartMariadbOptions, startMariadb, toServiceUrl } from '../mariadb-server.js';
import { type RedisServer, startRedis } from '../redis-server.js';
import { waitFor } from '../wait-for.js';
import { type ApiClient, createApiClient } from './api-client.js';
import { type ServiceProcess, startService } from './service-process.js';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const REDIS_PASSWORD = 'goodshunter_redis';
/** A crawler's deadlines are there for strangers' pages; a page of a test is read on a slow machine as well. */
const PATIENT_CRAWLS = { CRAWLER_DEADLINE_MS: '60000', CRAWLER_PARSE_TIMEOUT_MS: '60000' };

export interface StartStackOptions {
  /** Whether a Redis is started and the queue switched on. @default true */
  redis?: boolean;
  /** How the queue is switched off where there is no Redis. @default 'environment' */
  switchedOffBy?: 'environment' | 'file';
  /** Redis as the services see it, such as the address of a proxy before the real one. @default the started server */
  redisAddr?: (server: RedisServer) => Promise<string> | string;
  database?: StartMariadbOptions;
  /** The database as the services see it. @default the started server's */
  databaseUrl?: (server: MariadbServer, url: string) => Promise<string> | string;
  schedulers?: number;
  /** Another entry point for schedulers, an absolute path: a build with a fault planted in it. @default the built one */
  schedulerEntry?: string | undefined;
  crawlers?: number;
  demoShop?: boolean;
  /** Further environment of every service. */
  env?: Record<string, string>;
  /** Services write their output to files, and keep no `lines`. @default false */
  logsToFiles?: boolean;
  /** `host:port` pairs that crawls and webhooks may reach beside the demo shop. */
  allowHosts?: string[];
}

/** The whole house as real processes on private servers and free ports. */
export interface Stack {
  readonly redis: RedisServer | undefined;
  readonly database: MariadbServer;
  readonly databaseUrl: string;
  readonly api: ApiClient;
  readonly apiProcess: ServiceProcess;
  readonly schedulers: ServiceProcess[];
  readonly crawlers: ServiceProcess[];
  /** Of the crawlers, in order; all on 127.0.0.1. */
  readonly crawlerPorts: readonly number[];
  /** `http://127.0.0.1:port` of the demo shop. */
  readonly shopUrl: string;
  startApi(env?: Record<string, string>): Promise<ServiceProcess>;
  /** Health address of each started scheduler, in order: `http://127.0.0.1:port`. */
  readonly schedulerUrls: string[];
  startScheduler(env?: Record<string, string>): Promise<ServiceProcess>;
  /** Starts a crawler again at the address of the `index`th, or a new one that schedulers started later know. */
  startCrawler(index?: number): Promise<ServiceProcess>;
  /** Ends everything, whatever state it is in. */
  stop(): Promise<void>;
}

/** Starts the built services (`turbo run build` first). All end with the calling process. */
export async function startStack(options: StartStackOptions = {}): Promise<Stack> {
  const {
    redis: withRedis = true,
    schedulers: schedulerCount = 1,
    crawlers: crawlerCount = 1,
    demoShop = true,
  } = options;
  const dir = await mkdtemp(join(tmpdir(), 'goodshunter-stack-'));
  const processes: ServiceProcess[] = [];
  const [database, redis] = await Promise.all([
    startMariadb(options.database),
    withRedis ? startRedis({ password: REDIS_PASSWORD, appendonly: true }) : undefined,
  ]);

  async function stop(): Promise<void> {
    await Promise.all(processes.map((service) => service.kill('SIGKILL')));
    await Promise.all([redis?.stop(), database.stop()]);
    await rm(dir, { recursive: true, force: true });
  }

  try {
    const ownUrl = await database.createDatabase();
    const serviceUrl = toServiceUrl(ownUrl);
    const databaseUrl = (await options.databaseUrl?.(database, serviceUrl)) ?? serviceUrl;
    const shopPort = await freePort();
    const apiPort = await freePort();
    const crawlerPorts = await Promise.all(Array.from({ length: crawlerCount }, () => freePort()));
    const schedulerUrls: string[] = [];
    const tokenFile = join(dir, 'token');
    const common = {
      LOG_LEVEL: 'debug',
      DATABASE_URL: databaseUrl,
      REDIS_PASSWORD,
      REDIS_ADDR: redis ? ((await options.redisAddr?.(redis)) ?? redis.addr) : '127.0.0.1:1',
      ...(withRedis ? {} : await switchQueueOff(dir, options.switchedOffBy)),
      FETCH_ALLOW_HOSTS: [`127.0.0.1:${shopPort}`, ...(options.allowHosts ?? [])].join(','),
      CRAWLER_URLS: crawlerPorts.map((port) => `http://127.0.0.1:${port}`).join(','),
      API_TOKEN_FILE: tokenFile,
      ...PATIENT_CRAWLS,
      ...options.env,
    };
    await migrateDatabase({ ...common, DATABASE_MIGRATION_URL: ownUrl });

    async function start(
      name: string,
      app: string,
      port: number,
      env: Record<string, string>,
    ): Promise<ServiceProcess> {
      const service = await startService({
        name,
        entry: (app === 'scheduler' && options.schedulerEntry) || join(ROOT, 'apps', app, 'dist/main.js'),
        env,
        ...(options.logsToFiles ? { logFile: join(dir, `${name}.log`) } : {}),
        isReady: async () => (await fetch(`http://127.0.0.1:${port}${app === 'demo-shop' ? '/healthz' : '/livez'}`)).ok,
      });
      processes.push(service);
      return service;
    }
    const startApi = (env: Record<string, string> = {}) =>
      start('api', 'api', Number(env.API_PORT ?? apiPort), { ...common, API_PORT: String(apiPort), ...env });
    const startCrawlerAt = (port: number) =>
      // No database, no Redis: what a crawler is not told it cannot lose.
      start(`crawler-${port}`, 'crawler', port, {
        LOG_LEVEL: 'debug',
        CRAWLER_PORT: String(port),
        FETCH_ALLOW_HOSTS: common.FETCH_ALLOW_HOSTS,
        ...PATIENT_CRAWLS,
        ...options.env,
      });
    async function startScheduler(env: Record<string, string> = {}): Promise<ServiceProcess> {
      const port = await freePort();
      schedulerUrls.push(`http://127.0.0.1:${port}`);
      return start(`scheduler-${port}`, 'scheduler', port, { ...common, SCHEDULER_PORT: String(port), ...env });
    }

    if (demoShop) {
      const shopEnv = { DEMO_SHOP_PORT: String(shopPort), DEMO_SHOP_SEED: '7', ...options.env };
      await start('demo-shop', 'demo-shop', shopPort, shopEnv);
    }
    const crawlers = await Promise.all(crawlerPorts.map(startCrawlerAt));
    const apiProcess = await startApi();
    const schedulers = await Promise.all(Array.from({ length: schedulerCount }, () => startScheduler()));
    // The api listens before the tables are looked at and the first token is written, and the file is there before the token counts.
    const token = (await waitFor(() => readFile(tokenFile, 'utf8'), { what: 'the token file' })).trim();
    const api = createApiClient(`http://127.0.0.1:${apiPort}`, token);
    const isTaken = async () => (await api.call('GET', '/api/tasks?limit=1')).status !== 401;
    // Not more often: whoever guesses at tokens is shut out.
    await waitFor(isTaken, { everyMs: 500, what: 'a token that the api takes' });
    return {
      redis,
      database,
      databaseUrl: ownUrl,
      api,
      apiProcess,
      schedulers,
      schedulerUrls,
      crawlers,
      crawlerPorts,
      shopUrl: `http://127.0.0.1:${shopPort}`,
      startApi,
      startScheduler,
      async startCrawler(index) {
        const port = index === undefined ? await freePort() : crawlerPorts[index];
        if (port === undefined) throw new Error(`no crawler ${index}`);
        return startCrawlerAt(port);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function switchQueueOff(dir: string, by: StartStackOptions['switchedOffBy']): Promise<Record<string, string>> {
  if (by !== 'file') return { APP_ENABLE_REDIS_QUEUE: 'false' };
  const file = join(dir, 'config.json');
  await writeFile(file, JSON.stringify({ app: { enable_redis_queue: false } }));
  return { GOODSHUNTER_CONFIG: file };
}

async function migrateDatabase(env: Record<string, string>): Promise<void> {
  const entry = join(ROOT, 'packages/db/dist/cli/migrate.js');
  await promisify(execFile)(process.execPath, [entry], { env: { PATH: process.env.PATH ?? '', ...env } });
}
