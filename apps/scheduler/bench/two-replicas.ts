import { createDatabase, migrate } from '@goodshunter/db';
import { fakeCrawler, type MariadbServer, PATIENCE_MS, type RedisServer, waitFor } from '@goodshunter/testing';
import { median } from './figures.js';
import { startReplica } from './scheduler-replica.js';
import { createTasks, makeDue } from './tasks.js';

export interface ReplicaFigures {
  /** Runs per second of one process, and of two together. */
  one: number;
  two: number;
  /** Median over rounds of two / one, taken one after the other. */
  ratio: number;
  /** Crawls beyond one for each due task; none is meant to be. */
  doubled: number;
}

/** Runs per second of one scheduler and of two, whole processes with an instant crawler, on a backlog of due tasks. Rounds alternate. */
export async function measureReplicas(
  mariadb: MariadbServer,
  redis: RedisServer,
  { rounds, tasks }: { rounds: number; tasks: number },
): Promise<ReplicaFigures> {
  const databaseUrl = await mariadb.createDatabase();
  await migrate(databaseUrl);
  const db = createDatabase({ url: databaseUrl, poolSize: 2 });
  const crawler = await fakeCrawler();
  let doubled = 0;
  try {
    const ids = await createTasks(db, tasks, { dueInS: 86_400 });
    const drain = async (replicas: number): Promise<number> => {
      await redis.client().flushall();
      const where = { databaseUrl, redis, crawlerUrl: crawler.url };
      const schedulers = await Promise.all(Array.from({ length: replicas }, () => startReplica(where)));
      try {
        const before = crawler.crawls.length;
        await makeDue(db, ids);
        await waitFor(() => crawler.crawls.length > before, { timeoutMs: 5 * PATIENCE_MS, everyMs: 1 });
        const startedAt = performance.now();
        await waitFor(() => crawler.crawls.length >= before + tasks, { timeoutMs: 5 * PATIENCE_MS, everyMs: 2 });
        const perSecond = (tasks / (performance.now() - startedAt)) * 1000;
        await Promise.all(schedulers.map((scheduler) => scheduler.kill('SIGTERM')));
        doubled += crawler.crawls.length - before - tasks;
        return perSecond;
      } finally {
        await Promise.all(schedulers.map((scheduler) => scheduler.kill('SIGKILL')));
      }
    };
    const one: number[] = [];
    const two: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      one.push(await drain(1));
      two.push(await drain(2));
    }
    return {
      one: median(one),
      two: median(two),
      ratio: median(two.map((perSecond, round) => perSecond / (one[round] ?? Number.NaN))),
      doubled,
    };
  } finally {
    await crawler.close();
    await db.close();
  }
}
