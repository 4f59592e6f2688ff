import { fileURLToPath } from 'node:url';
import { freePort, type RedisServer, type ServiceProcess, startService } from '@goodshunter/testing';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export interface ReplicaOptions {
  databaseUrl: string;
  redis: Pick<RedisServer, 'addr' | 'password'>;
  crawlerUrl: string;
}

/** A whole scheduler as a process of its own, with the settings it ships with; hosts have budget enough, as the crawler is instant. */
export async function startReplica({ databaseUrl, redis, crawlerUrl }: ReplicaOptions): Promise<ServiceProcess> {
  const port = await freePort();
  return startService({
    name: 'scheduler',
    entry: MAIN,
    env: {
      NODE_ENV: 'production',
      NODE_OPTIONS: '--conditions=@goodshunter/source --import tsx',
      LOG_LEVEL: 'error',
      DATABASE_URL: databaseUrl,
      REDIS_ADDR: redis.addr,
      REDIS_PASSWORD: redis.password,
      CRAWLER_URLS: crawlerUrl,
      SCHEDULER_PORT: String(port),
      HOST_REQUESTS_PER_SECOND: '1000',
      HOST_REQUEST_BURST: '1000',
    },
    isReady: async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok,
  });
}
