import { fileURLToPath } from 'node:url';
import { freePort, type RedisServer, type ServiceProcess, startService } from '@goodshunter/testing';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** A scheduler as a real process, run from its source: for tests that send signals. */
export async function startSchedulerProcess(
  where: { databaseUrl: string; crawlers: readonly { url: string }[]; redis?: Pick<RedisServer, 'addr' | 'password'> },
  env: Record<string, string> = {},
): Promise<ServiceProcess & { port: number }> {
  const port = await freePort();
  const service = await startService({
    name: 'scheduler',
    entry: MAIN,
    env: {
      NODE_OPTIONS: '--conditions=@goodshunter/source --import tsx',
      LOG_LEVEL: 'debug',
      DATABASE_URL: where.databaseUrl,
      CRAWLER_URLS: where.crawlers.map(({ url }) => url).join(','),
      CRAWLER_DEADLINE_MS: '10000',
      SCHEDULER_PORT: String(port),
      APP_TICK_MS: '200',
      APP_LEASE_MS: '1000',
      APP_GRACE_MS: '3000',
      WORKER_POOL_SIZE: '4',
      HOST_REQUESTS_PER_SECOND: '1000',
      HOST_REQUEST_BURST: '1000',
      CRAWL_SHARE_MS: '0',
      ...(where.redis
        ? { REDIS_ADDR: where.redis.addr, REDIS_PASSWORD: where.redis.password }
        : { APP_ENABLE_REDIS_QUEUE: 'false' }),
      ...env,
    },
    isReady: async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok,
  });
  return Object.assign(service, { port });
}
