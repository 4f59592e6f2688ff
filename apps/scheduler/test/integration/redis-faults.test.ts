import { type CuttableRedis, crawlOk, cuttableRedis, elapse, type FakeCrawler, waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Scheduler } from '../../src/scheduler.js';
import type { RecordingLog } from '../support/recording-log.js';
import { GROUP, STREAM } from '../support/scheduler-options.js';
import { openSchedulerRig, type SchedulerRig } from '../support/scheduler-rig.js';
import type { TestDatabase } from '../support/test-database.js';

let redis: CuttableRedis;
let rig: SchedulerRig;
let database: TestDatabase;
let crawler: FakeCrawler;
let log: RecordingLog;
let scheduler: Scheduler;

beforeAll(async () => {
  redis = await cuttableRedis({ password: 'secret', appendonly: true });
});
afterAll(() => redis.stop());
beforeEach(async () => {
  await redis.server.client().flushall();
  rig = await openSchedulerRig();
  ({ database, crawler, log } = rig);
});
afterEach(async () => {
  redis.heal();
  await rig.close();
});

async function start(): Promise<void> {
  scheduler = await rig.start(redis);
}

const modeNow = async () => {
  const response = await fetch(`http://127.0.0.1:${scheduler.port}/readyz`);
  return ((await response.json()) as { mode: string; why: string; since: string }) ?? {};
};
const untilMode = (mode: string) =>
  waitFor(async () => (await modeNow()).mode === mode, { everyMs: 50, what: `mode ${mode}` });

/** A task that falls due now is run within the promised 2 s. */
async function expectPromptRun(): Promise<void> {
  const taskId = await database.createTask();
  await waitFor(async () => (await database.count('run', `task_id = ${taskId}`)) === 1, { what: 'the run' });
}

/** Nothing ran twice for one due time: as many crawls as runs. */
async function expectNothingDoubled(): Promise<void> {
  await waitFor(async () => (await database.count('task', 'lease_owner IS NOT NULL')) === 0);
  expect(crawler.crawls).toHaveLength(await database.count('run'));
}

describe('while Redis', () => {
  it('is cut off: polls, and comes back to the stream by itself', async () => {
    await start();
    await expectPromptRun();
    redis.cut();
    await untilMode('db_polling');
    await expectPromptRun();
    expect((await modeNow()).why).toMatch(/redis is down/);
    const health = await fetch(`http://127.0.0.1:${scheduler.port}/healthz`);
    expect([health.status, await health.json()]).toMatchObject([200, { status: 'degraded' }]);
    redis.heal();
    await untilMode('redis_streams');
    await expectPromptRun();
    await expectNothingDoubled();
    expect(log.lines.map(({ msg }) => msg)).toContain('scheduler running in DB polling mode');
  });

  it('is frozen: polls while nothing answers', async () => {
    await start();
    redis.freeze();
    await expectPromptRun();
    await untilMode('db_polling');
    await expectPromptRun();
    redis.heal();
    await untilMode('redis_streams');
    await expectPromptRun();
    await expectNothingDoubled();
  });

  it('is killed and started again: goes on', async () => {
    await start();
    await redis.server.kill('SIGKILL');
    await untilMode('db_polling');
    await expectPromptRun();
    await redis.server.restart();
    await untilMode('redis_streams');
    await expectPromptRun();
    await expectNothingDoubled();
  });

  it('is away at the start: starts in polling mode', async () => {
    redis.cut();
    await start();
    expect((await modeNow()).mode).toBe('db_polling');
    await expectPromptRun();
    redis.heal();
    await untilMode('redis_streams');
    expect(log.lines.map(({ msg }) => msg)).toContain('consumer group ready');
  });

  it('is full: polls what cannot be announced', async () => {
    await start();
    await expectPromptRun();
    const client = redis.server.client();
    await client.config('SET', 'maxmemory', '1');
    try {
      await untilMode('db_polling');
      // On a busy machine the first answer may come too late to say why.
      await waitFor(async () => /full/.test((await modeNow()).why));
      await expectPromptRun();
    } finally {
      await client.config('SET', 'maxmemory', '0');
    }
    await untilMode('redis_streams');
    await expectPromptRun();
  });

  it('holds another type at the key: polls, and comes back when it is gone', async () => {
    await start();
    const client = redis.server.client();
    await client.multi().del(STREAM).set(STREAM, 'nonsense').exec();
    await untilMode('db_polling');
    await expectPromptRun();
    await client.del(STREAM);
    await untilMode('redis_streams');
    await expectPromptRun();
  });

  it('is flushed in the middle of a run: the run is saved, and nothing runs twice', async () => {
    const release = crawler.hold();
    await start();
    const taskId = await database.createTask();
    await waitFor(() => crawler.crawls.length === 1);
    await redis.server.client().flushall();
    // The publisher's next look finds the task neither running nor announced, for all that Redis knows.
    await elapse(600);
    release.open();
    await waitFor(async () => (await database.count('run', `task_id = ${taskId}`)) === 1);
    await expectPromptRun();
    await expectNothingDoubled();
  });

  it('loses its consumer group: the group is made again and the tick announces', async () => {
    await start();
    await redis.server.client().xgroup('DESTROY', STREAM, GROUP);
    await expectPromptRun();
    await waitFor(async () => ((await redis.server.client().xinfo('GROUPS', STREAM)) as unknown[]).length === 1);
  });
});

describe('an announcement', () => {
  it('runs nothing that is not due, however often it is added', async () => {
    await start();
    const taskId = await database.createTask({ dueInMs: 60_000 });
    const client = redis.server.client();
    for (let copy = 0; copy < 10; copy += 1) {
      await client.xadd(STREAM, '*', 'data', JSON.stringify({ task_id: taskId, action: 'execute' }));
    }
    await waitFor(async () => (await client.xlen(STREAM)) === 0);
    expect(crawler.crawls).toHaveLength(0);
    expect(await database.task(taskId)).toMatchObject({ token: 0 });
  });

  it('by an older service, ten times for a due task, runs it once', async () => {
    const client = redis.server.client();
    const taskId = await database.createTask();
    for (let copy = 0; copy < 10; copy += 1) {
      await client.xadd(STREAM, '*', 'data', JSON.stringify({ task_id: taskId, action: 'execute', old: true }));
    }
    await start();
    await waitFor(async () => (await client.xlen(STREAM)) === 0);
    expect(await database.count('run', `task_id = ${taskId}`)).toBe(1);
    expect(crawler.crawls).toHaveLength(1);
  });

  it('that cannot be read is buried, and the others go on', async () => {
    await start();
    const client = redis.server.client();
    await client.xadd(STREAM, '*', 'data', '{nonsense');
    await expectPromptRun();
    await waitFor(async () => (await client.xlen(`{${STREAM}}:dead`)) === 1);
  });

  it('carries its correlation id to the crawl and the run', async () => {
    const taskId = await database.createTask();
    const message = { task_id: taskId, action: 'execute', correlation_id: 'from-the-api' };
    await redis.server.client().xadd(STREAM, '*', 'data', JSON.stringify(message));
    await start();
    await waitFor(() => database.count('run', `correlation_id = 'from-the-api' AND task_id = ${taskId}`));
    expect(crawler.crawls[0]).toMatchObject({ correlationId: 'from-the-api' });
  });

  it('to stop aborts the run of a revoked task, and the edited task runs again at once', async () => {
    crawler.setAnswer((crawl) => (crawler.crawls.indexOf(crawl) === 0 ? 'hang' : crawlOk([])));
    await start();
    const taskId = await database.createTask();
    await waitFor(() => crawler.crawls.length === 1);
    await database.db.sql.execute(
      'UPDATE task SET token = token + 1, lease_owner = NULL, due_at = UTC_TIMESTAMP(3) WHERE id = ?',
      [taskId],
    );
    const stop = { task_id: taskId, action: 'stop' };
    await redis.server.client().xadd(STREAM, '*', 'data', JSON.stringify(stop));
    await waitFor(async () => (await database.count('run', `task_id = ${taskId}`)) === 1);
    expect(crawler.crawls).toHaveLength(2);
  });
});
