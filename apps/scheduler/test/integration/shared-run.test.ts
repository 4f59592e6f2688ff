import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { crawlFailed, crawlOk, elapse, type FakeCrawler, fakeCrawler, latch, waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { runTask } from '../../src/pipeline/run-task.js';
import { listing } from '../support/items.js';
import { createRunDeps, type TestRunDeps } from '../support/run-deps.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let crawler: FakeCrawler;
let deps: TestRunDeps;
let shops = 0;
let query: { url: string };
let items: CrawledItem[];
const never = new AbortController().signal;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  shops += 1;
  query = { url: `https://shared${shops}.example` };
  items = [listing(`shared${shops}/a`)];
  crawler = await fakeCrawler({ answer: () => crawlOk(items) });
  deps = await createRunDeps(database, [crawler], { crawlShareMs: 60_000 });
});
afterEach(async () => {
  await deps.close();
  await crawler.close();
});

const run = (taskId: number, using = deps) => runTask(using, { taskId, mode: 'redis_streams' }, never);
const createTasks = (count: number) => Promise.all(Array.from({ length: count }, () => database.createTask({ query })));
const change = (taskId: number, set: string) =>
  database.db.sql.execute(`UPDATE task SET ${set} WHERE id = ?`, [taskId]);

/** Counts the runs that have asked for their crawl: whoever can join one has done so by then. */
function countOrders(from: TestRunDeps): { using: TestRunDeps; count: () => number } {
  let count = 0;
  const sharing: TestRunDeps['sharing'] = {
    crawl(order) {
      const answer = from.sharing.crawl(order);
      count += 1;
      return answer;
    },
  };
  return { using: { ...from, sharing }, count: () => count };
}

describe('runs with equal requests', () => {
  it('share one crawl, and each stores its own result', async () => {
    const door = crawler.hold(items);
    const { using, count } = countOrders(deps);
    const taskIds = await createTasks(5);
    const runs = taskIds.map((taskId) => run(taskId, using));
    await waitFor(() => count() === 5);
    door.open();
    expect(await Promise.all(runs)).toEqual(Array(5).fill({ status: 'saved' }));
    expect(crawler.crawls).toHaveLength(1);
    expect(await database.count('task_item', `task_id IN (${taskIds.join(', ')})`)).toBe(5);
    expect(await database.count('run', `outcome = 'ok' AND task_id IN (${taskIds.join(', ')})`)).toBe(5);
  });

  it('keep what is seen as old as it is', async () => {
    const [first = 0, second = 0] = await createTasks(2);
    await run(first);
    await elapse(50);
    expect(await run(second)).toEqual({ status: 'saved' });
    expect(crawler.crawls).toHaveLength(1);
    // By the clock of its own run, which began after the answer.
    const isOlder = `changed_at < (SELECT started_at FROM run WHERE task_id = ${second})`;
    expect(await database.count('task_item', `task_id = ${second} AND ${isOlder}`)).toBe(1);
  });

  it('do not share with one that was asked for later, nor with one that has seen the shop since', async () => {
    const [first = 0, asked = 0, ahead = 0, other = 0] = await createTasks(4);
    await run(first);
    await change(asked, 'planned_at = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR');
    expect(await run(asked)).toEqual({ status: 'saved' });
    expect(crawler.crawls).toHaveLength(2);
    await change(ahead, 'last_success_at = UTC_TIMESTAMP(3)');
    expect(await run(ahead)).toEqual({ status: 'saved' });
    expect(crawler.crawls).toHaveLength(3);
    expect(await run(other)).toEqual({ status: 'saved' });
    expect(crawler.crawls).toHaveLength(3);
  });

  it('lose nothing when the run that crawls is stopped', async () => {
    const door = crawler.hold(items);
    const { using, count } = countOrders(deps);
    const [first = 0, second = 0] = await createTasks(2);
    const crawling = run(first, using);
    await waitFor(() => crawler.crawls.length === 1);
    const waiting = run(second, using);
    await waitFor(() => count() === 2);
    deps.running.abort(first, 'stopped');
    expect(await crawling).toEqual({ status: 'released' });
    door.open();
    expect(await waiting).toEqual({ status: 'saved' });
    expect(crawler.crawls).toHaveLength(1);
  });

  it('lose nothing when that run is stopped while it waits for its host', async () => {
    const turn = latch();
    let turns = 0;
    const hosts: TestRunDeps['hosts'] = {
      async take(...wanted) {
        turns += 1;
        await turn.opened;
        return deps.hosts.take(...wanted);
      },
    };
    const { using, count } = countOrders({ ...deps, hosts });
    const [first = 0, second = 0] = await createTasks(2);
    const crawling = run(first, using);
    await waitFor(() => turns === 1);
    const waiting = run(second, using);
    await waitFor(() => count() === 2);
    deps.running.abort(first, 'stopped');
    expect(await crawling).toEqual({ status: 'released' });
    turn.open();
    expect(await waiting).toEqual({ status: 'saved' });
    expect([turns, crawler.crawls.length]).toEqual([1, 1]);
  });

  it('share a failure, each with a health of its own', async () => {
    const door = latch();
    crawler.setAnswer(() => door.opened.then(() => crawlFailed('blocked')));
    const { using, count } = countOrders(deps);
    const taskIds = await createTasks(3);
    const runs = taskIds.map((taskId) => run(taskId, using));
    await waitFor(() => count() === 3);
    door.open();
    expect(await Promise.all(runs)).toEqual(Array(3).fill({ status: 'failed' }));
    expect(crawler.crawls).toHaveLength(1);
    for (const taskId of taskIds) expect(await database.task(taskId)).toMatchObject({ health: 'blocked', failures: 1 });
  });

  it('spend one turn of their host, and wait for it together', async () => {
    const door = latch();
    let turns = 0;
    const hosts: TestRunDeps['hosts'] = {
      async take() {
        turns += 1;
        await door.opened;
        return { status: 'refused', waitMs: 60_000 };
      },
    };
    const { using, count } = countOrders({ ...deps, hosts });
    const taskIds = await createTasks(3);
    const runs = taskIds.map((taskId) => run(taskId, using));
    await waitFor(() => count() === 3);
    door.open();
    expect(await Promise.all(runs)).toEqual(Array(3).fill({ status: 'released' }));
    expect(turns).toBe(1);
    for (const taskId of taskIds) expect((await database.task(taskId)).dueInMs).toBeGreaterThan(50_000);
  });

  it('leave their crawlers to others while they wait', async () => {
    const small = await fakeCrawler({ slots: 1 });
    const door = small.hold();
    const own = await createRunDeps(database, [small], { crawlShareMs: 60_000 });
    const { using, count } = countOrders(own);
    try {
      const taskIds = await createTasks(4);
      const runs = taskIds.map((taskId) => run(taskId, using));
      await waitFor(() => count() === 4 && small.crawls.length === 1);
      expect(small.refused).toBe(0);
      door.open();
      expect(await Promise.all(runs)).toEqual(Array(4).fill({ status: 'saved' }));
      expect([small.crawls.length, small.refused]).toEqual([1, 0]);
    } finally {
      await own.close();
      await small.close();
    }
  });
});
