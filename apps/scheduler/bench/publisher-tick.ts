import { createDatabase, migrate } from '@goodshunter/db';
import { createRedisConnect, createTaskQueue } from '@goodshunter/taskqueue';
import type { MariadbServer, RedisServer } from '@goodshunter/testing';
import { publishPeriodicTasks } from '../src/publisher/publish-periodic-tasks.js';
import { median } from './figures.js';
import { createIdleTasks, createTasks } from './tasks.js';

const DUE = 10_000;
const STREAM = 'bench:task:queue';
const GROUP = 'bench';

export interface TickFigures {
  /** Ms of one sweep that announces 10,000 due tasks, in a table of that many. */
  small: number;
  large: number;
  largeCount: number;
}

/** One sweep over 10,000 due tasks in a table of 10,000 and in one of a million, in turns. */
export async function measureTick(
  mariadb: MariadbServer,
  redis: RedisServer,
  largeCount: number,
  rounds: number,
): Promise<TickFigures> {
  const queue = createTaskQueue({ connect: createRedisConnect({ addr: redis.addr }), stream: STREAM, group: GROUP });
  const producer = queue.producer();
  const inspector = queue.inspector();
  const client = redis.client();
  const tables = await Promise.all(
    [0, largeCount - DUE].map(async (idle) => {
      const url = await mariadb.createDatabase();
      await migrate(url);
      const db = createDatabase({ url });
      if (idle > 0) await createIdleTasks(db, idle);
      await createTasks(db, DUE);
      return { db, times: [] as number[] };
    }),
  );
  try {
    for (let round = -1; round < rounds; round += 1) {
      for (const { db, times } of tables) {
        await client.flushall();
        await client.xgroup('CREATE', STREAM, GROUP, '0', 'MKSTREAM');
        const startedAt = performance.now();
        const { added } = await publishPeriodicTasks({
          sql: db.sql,
          producer,
          readWaiting: () => inspector.stats(),
          announceAhead: 2 * DUE,
          stop: new AbortController().signal,
        });
        if (added !== DUE) throw new Error(`${added} tasks were announced`);
        if (round >= 0) times.push(performance.now() - startedAt);
      }
    }
    const [small, large] = tables.map(({ times }) => median(times));
    return { small: small ?? Number.NaN, large: large ?? Number.NaN, largeCount };
  } finally {
    await Promise.all([producer.close(), inspector.close(), ...tables.map(({ db }) => db.close())]);
  }
}
