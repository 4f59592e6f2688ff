import { fileURLToPath } from 'node:url';
import { freePort, type ServiceProcess, startService, waitFor } from '@goodshunter/testing';
import type { Surroundings } from './scheduler-options.js';

/** A lease so long that a busy machine does not let a living claim lapse. */
export const LONG_LEASE = { APP_LEASE_MS: '10000' };

export interface SchedulerProcess extends ServiceProcess {
  readonly port: number;
}

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** A scheduler as a real process, run from its source: for tests that send signals. */
export async function startSchedulerProcess(
  where: Surroundings,
  env: Record<string, string> = {},
): Promise<SchedulerProcess> {
  const port = await freePort();
  const service = await startService({
    name: 'scheduler',
    entry: MAIN,
    env: {
      NODE_OPTIONS: '--conditions=@goodshunter/source --import tsx',
      LOG_LEVEL: 'debug',
      DATABASE_URL: where.databaseUrl,
      CRAWLER_URLS: where.crawlers.map(({ url }) => url).join(','),
      CRAWLER_DEADLINE_MS: '120000',
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

/**
 * Resolves when tasks come by announcements alone. On a busy machine the first look at Redis may fail; then the scheduler polls
 * until Redis has been well for a while, and a task may run without an entry.
 */
export const untilAnnouncing = ({ port }: SchedulerProcess) =>
  waitFor(
    async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
      return ((await answer.json()) as { mode?: string }).mode === 'redis_streams';
    },
    { what: 'the mode of announcements' },
  );
