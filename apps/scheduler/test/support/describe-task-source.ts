import { type FakeCrawler, fakeCrawler, PATIENCE_MS, waitFor } from '@goodshunter/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TaskSource } from '../../src/intake/task-source.js';
import type { RunTaskDeps } from '../../src/pipeline/run-context.js';
import { WorkerPool } from '../../src/pipeline/worker-pool.js';
import { createRunDeps, type TestRunDeps } from './run-deps.js';
import { openTestDatabase, type TestDatabase } from './test-database.js';

export interface SourceUnderTest {
  source: TaskSource;
  /** Makes known that these tasks are due, where the source needs telling. */
  announce(taskIds: readonly number[]): Promise<void>;
  /** Nothing is left in hand or unacknowledged. */
  expectNothingLeft(): Promise<void>;
  end(): Promise<void>;
}

export type CreateSource = (deps: {
  run: RunTaskDeps;
  pool: WorkerPool;
  database: TestDatabase;
}) => Promise<SourceUnderTest>;

const WORKERS = 3;

/** What every source of turns promises, whatever it reads from. */
export function describeTaskSource(name: string, createSource: CreateSource): void {
  describe(`the ${name} source`, () => {
    let database: TestDatabase;
    let crawler: FakeCrawler;
    let run: TestRunDeps;
    let pool: WorkerPool;
    let tested: SourceUnderTest;

    beforeEach(async () => {
      database = await openTestDatabase();
      crawler = await fakeCrawler();
      run = await createRunDeps(database, [crawler]);
      pool = new WorkerPool(WORKERS);
      tested = await createSource({ run, pool, database });
    });
    afterEach(async () => {
      await tested.source.close({ timeoutMs: 100 });
      await tested.end();
      await run.close();
      await crawler.close();
      await database.close();
    });

    async function createTasks(count: number): Promise<number[]> {
      const taskIds = await Promise.all(Array.from({ length: count }, () => database.createTask()));
      await tested.announce(taskIds);
      return taskIds;
    }

    it('runs each due task once', async () => {
      await createTasks(10);
      await tested.source.start();
      await waitFor(async () => (await database.count('run')) === 10);
      await tested.expectNothingLeft();
      expect(crawler.crawls).toHaveLength(10);
    });

    it('runs no more at once than the pool has places', async () => {
      const gate = crawler.hold();
      await createTasks(10);
      await tested.source.start();
      await waitFor(() => crawler.inFlight === WORKERS);
      expect(pool.free).toBe(0);
      gate.open();
      await waitFor(async () => (await database.count('run')) === 10);
      expect(crawler.mostInFlight).toBe(WORKERS);
    });

    it('takes nothing more while it is paused, finishes what it has, and goes on', async () => {
      const gate = crawler.hold();
      await createTasks(WORKERS);
      await tested.source.start();
      await waitFor(() => crawler.inFlight === WORKERS);
      tested.source.pause();
      gate.open();
      await waitFor(async () => (await database.count('run')) === WORKERS);
      await createTasks(2);
      tested.source.resume();
      await waitFor(async () => (await database.count('run')) === WORKERS + 2);
    });

    it('finishes what runs when it is closed, and leaves the rest to others', async () => {
      const gate = crawler.hold();
      await createTasks(10);
      await tested.source.start();
      await waitFor(() => crawler.inFlight === WORKERS);
      const closing = tested.source.close({ timeoutMs: PATIENCE_MS });
      gate.open();
      await closing;
      expect(await database.count('run')).toBe(crawler.crawls.length);
      expect(await database.count('task', 'lease_owner IS NOT NULL')).toBe(0);
      expect(await database.count('task', 'due_at <= UTC_TIMESTAMP(3)')).toBe(10 - crawler.crawls.length);
    });

    it('gives claims back unspent when its grace period is over', async () => {
      crawler.hold();
      await createTasks(WORKERS);
      await tested.source.start();
      await waitFor(() => crawler.inFlight === WORKERS);
      await tested.source.close({ timeoutMs: 50 });
      await waitFor(async () => (await database.count('task', 'lease_owner IS NOT NULL OR attempt <> 0')) === 0);
      expect(await database.count('run')).toBe(0);
    });

    it('takes up no attempt while all crawlers are full, and goes on when one has room', async () => {
      await crawler.close();
      const taskIds = await createTasks(2);
      await tested.source.start();
      await waitFor(() => run.crawlers.counts().resting === 1);
      crawler = await fakeCrawler({ port: crawler.port });
      await waitFor(async () => (await database.count('run')) === taskIds.length);
      expect(await database.count('run', 'attempt <> 1')).toBe(0);
    });
  });
}
