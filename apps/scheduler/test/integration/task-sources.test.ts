import { createRedisConnect, createTaskQueue } from '@goodshunter/taskqueue';
import { type RedisServer, startRedis, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPollSource } from '../../src/intake/poll-source.js';
import { createStreamSource } from '../../src/intake/stream-source.js';
import { DatabaseGate } from '../../src/modes/database-gate.js';
import { handleTaskMessage } from '../../src/modes/handle-task-message.js';
import { runTask } from '../../src/pipeline/run-task.js';
import { claimDueRuns } from '../../src/store/tasks/claim-due-runs.js';
import { describeTaskSource } from '../support/describe-task-source.js';
import { recordingLog } from '../support/recording-log.js';
import { GROUP, STREAM } from '../support/scheduler-options.js';
import { openTestDatabase } from '../support/test-database.js';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

describeTaskSource('stream', async ({ run, pool }) => {
  const client = redis.client();
  await client.flushall();
  const queue = createTaskQueue({ connect: createRedisConnect({ addr: redis.addr }), stream: STREAM, group: GROUP });
  const producer = queue.producer();
  const gate = { isOpen: true, reportAway: () => {} };
  const source = createStreamSource({
    queue,
    handle: (message, context) => handleTaskMessage({ run, pool, gate }, message, context),
    concurrency: pool.size,
    memoryQueue: 20,
    leaseMs: 2000,
  });
  return {
    source,
    async announce(taskIds) {
      await producer.submitTasks(taskIds.map((taskId) => ({ taskId, source: 'api' })));
    },
    async expectNothingLeft() {
      await waitFor(async () => (await client.xlen(STREAM)) === 0);
    },
    end: () => producer.close(),
  };
});

describeTaskSource('poll', async ({ run, pool, database }) => {
  const log = recordingLog();
  const source = createPollSource({
    db: database.db,
    crawlers: run.crawlers,
    pool,
    log,
    tickMs: 20,
    worker: 'poller',
    claimLeaseMs: 10_000,
    run: async (turn, cancel) => void (await runTask(run, turn, cancel)),
    onError: (error) => log.error('polling failed', { error }),
  });
  return {
    source,
    announce: async () => {},
    async expectNothingLeft() {
      await waitFor(() => pool.free === pool.size);
    },
    end: async () => {},
  };
});

describe('claimDueRuns', () => {
  it('shares due tasks among pollers without overlap, wait or deadlock', async () => {
    const database = await openTestDatabase();
    try {
      const taskIds = await Promise.all(Array.from({ length: 300 }, () => database.createTask()));
      const poll = async (owner: string) => {
        const mine: number[] = [];
        for (;;) {
          const claims = await claimDueRuns(database.db, 20, { owner, leaseMs: 60_000 });
          if (claims.length === 0) return mine;
          mine.push(...claims.map(({ taskId }) => taskId));
        }
      };
      const claimed = (await Promise.all(['a', 'b', 'c'].map(poll))).flat();
      expect(claimed.sort((a, b) => a - b)).toEqual(taskIds.sort((a, b) => a - b));
    } finally {
      await database.close();
    }
  });

  it('holds up neither new tasks nor saves of others while it claims', async () => {
    const database = await openTestDatabase();
    try {
      const first = await database.createTask();
      await database.db.transaction(async (sql) => {
        await sql.query(
          'SELECT id FROM task WHERE due_at <= UTC_TIMESTAMP(3) ORDER BY due_at, id LIMIT 10 FOR UPDATE SKIP LOCKED',
        );
        // A second connection, while the first holds its locks: what waited for them would wait for ever.
        const second = await database.createTask();
        await database.db.sql.execute('UPDATE task SET token = token + 1 WHERE id = ?', [second]);
        expect(await claimDueRuns(database.db, 10, { owner: 'other', leaseMs: 1000 })).toMatchObject([
          { taskId: second },
        ]);
        expect(first).not.toBe(second);
      });
    } finally {
      await database.close();
    }
  });
});

describe('DatabaseGate', () => {
  it('closes at the first report, tells once, and opens when the database answers', async () => {
    const changes: boolean[] = [];
    let isUp = false;
    const gate = new DatabaseGate({
      check: async () => {
        if (!isUp) throw new Error('away');
      },
      log: recordingLog(),
      onChange: (isOpen) => changes.push(isOpen),
    });
    gate.reportAway(new Error('away'));
    gate.reportAway(new Error('away'));
    expect(gate.isOpen).toBe(false);
    isUp = true;
    await waitFor(() => gate.isOpen);
    expect(changes).toEqual([false, true]);
    gate.reportAway(new Error('away'));
    await gate.close();
    expect(changes).toEqual([false, true, false]);
  });
});
