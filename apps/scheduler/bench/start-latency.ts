import { createDatabase, migrate } from '@goodshunter/db';
import { createRedisConnect, createTaskQueue } from '@goodshunter/taskqueue';
import { crawlOk, fakeCrawler, type MariadbServer, PATIENCE_MS, type RedisServer, waitFor } from '@goodshunter/testing';
import { pass, quantile } from './figures.js';
import { startReplica } from './scheduler-replica.js';
import { createTasks } from './tasks.js';

const STREAM = 'goodshunter:task:queue';
const GROUP = 'scheduler_group';
const WARM_UP_MS = 2000;

export interface LatencyFigures {
  /** Runs per second of one replica that is given all it can take. */
  saturated: number;
  /** Rate of what follows, runs per second: half of it. */
  rate: number;
  /** Ms from due to crawl start, found by the tick. */
  due: { p50: number; p99: number };
  /** Ms from insert and announce, as POST does, to crawl start. */
  announced: { p50: number; p99: number };
}

/** One whole scheduler as a process, its crawler instant: where it saturates, and how quickly it starts runs at half of that. */
export async function measureLatency(
  mariadb: MariadbServer,
  redis: RedisServer,
  seconds: number,
): Promise<LatencyFigures> {
  const url = await mariadb.createDatabase();
  await migrate(url);
  const db = createDatabase({ url, poolSize: 4 });
  const startedAtByUrl = new Map<string, number>();
  const crawler = await fakeCrawler({
    answer: ({ query }) => {
      startedAtByUrl.set(String(query.url), performance.now());
      return crawlOk();
    },
  });
  const putAtByUrl = new Map<string, number>();
  const putTask = async (target: string): Promise<number> => {
    putAtByUrl.set(target, performance.now());
    const { insertId } = await db.sql.execute(
      `INSERT INTO task (user_id, name, source, query, exclude_keywords, interval_s, planned_at, due_at)
       VALUES (1, 'bench', 'shopify', ?, '[]', 86400, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
      [JSON.stringify({ url: target })],
    );
    return insertId;
  };
  await redis.client().flushall();
  const backlog = await createTasks(db, 3000);
  const scheduler = await startReplica({ databaseUrl: url, redis, crawlerUrl: crawler.url });
  const producer = createTaskQueue({
    connect: createRedisConnect({ addr: redis.addr }),
    stream: STREAM,
    group: GROUP,
  }).producer();
  try {
    await waitFor(() => crawler.crawls.length > 0, { timeoutMs: 5 * PATIENCE_MS });
    const drainStart = performance.now();
    const before = crawler.crawls.length;
    await waitFor(() => crawler.crawls.length >= backlog.length, { timeoutMs: 5 * PATIENCE_MS });
    const saturated = ((crawler.crawls.length - before) / (performance.now() - drainStart)) * 1000;
    const rate = Math.max(5, saturated / 2);
    const due: number[] = [];
    const announced: number[] = [];
    const count = Math.round((rate * (seconds + WARM_UP_MS / 1000)) / 2);
    const begun = performance.now();
    for (let index = 0; index < count; index += 1) {
      const lateMs = begun + (index * 2000) / rate - performance.now();
      if (lateMs > 1) await pass(lateMs);
      await putTask(`https://due${index}.example`);
      const id = await putTask(`https://now${index}.example`);
      await producer.submitTask({ taskId: id, source: 'api' });
    }
    await waitFor(() => startedAtByUrl.size >= backlog.length + 2 * count, { timeoutMs: 5 * PATIENCE_MS });
    for (const [target, putAt] of putAtByUrl) {
      // From nothing to full rate is not what is asked about.
      if (putAt - begun < WARM_UP_MS) continue;
      const took = (startedAtByUrl.get(target) ?? Number.NaN) - putAt;
      (target.startsWith('https://due') ? due : announced).push(took);
    }
    const of = (values: number[]) => ({ p50: quantile(values, 0.5), p99: quantile(values, 0.99) });
    return { saturated, rate, due: of(due), announced: of(announced) };
  } finally {
    await producer.close();
    await scheduler.kill('SIGTERM');
    await crawler.close();
    await db.close();
  }
}
