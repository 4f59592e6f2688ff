import { createServer } from 'node:net';
import { crawlOk, type FakeCrawler, latch, type RedisServer, startRedis, waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { listing } from '../support/items.js';
import { openSchedulerRig, type SchedulerRig } from '../support/scheduler-rig.js';
import type { TestDatabase } from '../support/test-database.js';

let redis: RedisServer;
let rig: SchedulerRig;
let database: TestDatabase;
let crawler: FakeCrawler;

beforeAll(async () => {
  redis = await startRedis({ password: 'secret' });
});
afterAll(() => redis.stop());
beforeEach(async () => {
  await redis.client().flushall();
  rig = await openSchedulerRig();
  ({ database, crawler } = rig);
});
afterEach(() => rig.close());

const start = (mode: 'stream' | 'poll', env: Record<string, string> = {}) =>
  rig.startProcess(mode === 'stream' ? redis : undefined, env);

describe.each(['stream', 'poll'] as const)('processes in %s mode', (mode) => {
  it('run what a killed one had in hand, each once', async () => {
    const release = latch();
    crawler.setAnswer(async (crawl) => {
      await release.opened;
      return crawlOk([listing(`killed-${mode}/${String(crawl.query.url)}`)]);
    });
    const taskIds = await Promise.all(
      Array.from({ length: 12 }, (_value, index) =>
        database.createTask({ query: { url: `https://k${index}.example` } }),
      ),
    );
    const victim = await start(mode);
    await waitFor(() => crawler.crawls.length === 4);
    await start(mode);
    await victim.kill('SIGKILL');
    release.open();
    await waitFor(async () => (await database.count('run')) === taskIds.length);
    expect(await database.count('item')).toBe(taskIds.length);
    expect(await database.count('task', "lease_owner IS NOT NULL OR attempt <> 0 OR health <> 'ok'")).toBe(0);
  });

  it('do no harm when one was frozen beyond its lease and wakes up', async () => {
    const taskId = await database.createTask({ isSettled: true });
    const answers = [listing(`frozen-${mode}/zombie`), listing(`frozen-${mode}/winner`)];
    const release = latch();
    crawler.setAnswer(async (crawl) => {
      const index = crawler.crawls.indexOf(crawl);
      if (index === 0) await release.opened;
      return crawlOk([answers[index] ?? answers[1] ?? {}]);
    });
    // However long the other one takes to start: neither gives up its crawl meanwhile.
    const patient = { APP_LEASE_MS: '4000', CRAWLER_DEADLINE_MS: '300000' };
    const zombie = await start(mode, patient);
    await waitFor(() => crawler.crawls.length === 1);
    await zombie.kill('SIGSTOP');
    await start(mode, patient);
    await waitFor(async () => (await database.count('run', `task_id = ${taskId}`)) === 1);
    release.open();
    await zombie.kill('SIGCONT');
    await waitFor(() => zombie.lines.some(({ msg }) => msg === 'run fenced off' || msg === 'run aborted'));
    expect(await database.count('run', `task_id = ${taskId}`)).toBe(1);
    expect(await database.count('event', `task_id = ${taskId}`)).toBe(1);
    expect(await database.count('item', `source_key = 'frozen-${mode}/zombie'`)).toBe(0);
    const metrics = await (await fetch(`http://127.0.0.1:${zombie.port}/metrics`)).text();
    expect(metrics).toMatch(/goodshunter_fenced_writes_total [1-9]/);
  });

  it('end by SIGTERM under load with exit code 0, and leave their work to others', async () => {
    crawler.setAnswer(async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return crawlOk([]);
    });
    const taskIds = await Promise.all(Array.from({ length: 150 }, () => database.createTask()));
    const first = await start(mode);
    await waitFor(async () => (await database.count('run')) > 20);
    expect(await first.kill('SIGTERM')).toBe(0);
    expect(await database.count('task', 'lease_owner IS NOT NULL')).toBe(0);
    expect(first.lines.filter(({ level }) => level === 'error' || level === 'stderr')).toEqual([]);
    await start(mode);
    await waitFor(async () => (await database.count('run')) === taskIds.length);
    expect(crawler.crawls).toHaveLength(taskIds.length);
  });
});

describe('a publisher that is killed', () => {
  it('is followed by another', async () => {
    const first = await start('stream');
    await first.waitForLine('publisher lease taken');
    const second = await start('stream');
    await first.kill('SIGKILL');
    await second.waitForLine('publisher lease taken');
  });
});

describe('a scheduler without a queue', () => {
  it('never opens a connection to Redis', async () => {
    let connections = 0;
    const trap = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    const address = trap.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const taskId = await database.createTask();
    const service = await start('poll', { REDIS_ADDR: `127.0.0.1:${port}` });
    await waitFor(async () => (await database.count('run', `task_id = ${taskId}`)) === 1);
    expect(await service.kill('SIGTERM')).toBe(0);
    expect(connections).toBe(0);
    trap.close();
  });
});
