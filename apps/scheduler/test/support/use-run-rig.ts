import { crawlOk, type FakeCrawler, fakeCrawler } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import type { RunOptions, RunOutcome } from '../../src/pipeline/run-context.js';
import { runTask } from '../../src/pipeline/run-task.js';
import { createRunDeps, type TestRunDeps } from './run-deps.js';
import { openTestDatabase, type TestDatabase } from './test-database.js';

export interface RunRig {
  /** One for all tests of the file. */
  readonly database: TestDatabase;
  /** New for each test. */
  readonly crawler: FakeCrawler;
  readonly deps: TestRunDeps;
  /** Takes one turn of a task. */
  run(taskId: number, more?: { correlationId?: string }, using?: TestRunDeps): Promise<RunOutcome>;
  /** Oldest first. */
  eventsOf(taskId: number): Promise<{ kind: string; oldPrice: number | null; newPrice: number | null }[]>;
  /** Runs once more with this listing, and tells what kinds of events came. @param more of the crawler's answer */
  lookAgain(taskId: number, items: object[], more?: object): Promise<string[]>;
  makeDue(taskId: number): Promise<void>;
  /** Goes on with other options until the end of the test. */
  withOptions(options: Partial<RunOptions>): Promise<void>;
}

/** What tests of single runs stand on: a database, a crawler that answers as it is told, and what `runTask` needs. */
export function useRunRig(options: Partial<RunOptions> = {}): RunRig {
  let database: TestDatabase;
  let crawler: FakeCrawler;
  let deps: TestRunDeps;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    crawler = await fakeCrawler();
    deps = await createRunDeps(database, [crawler], options);
  });
  afterEach(async () => {
    await deps.close();
    await crawler.close();
  });
  const run: RunRig['run'] = (taskId, more = {}, using = deps) =>
    runTask(using, { taskId, mode: 'redis_streams', ...more }, new AbortController().signal);
  const eventsOf: RunRig['eventsOf'] = (taskId) =>
    database.db.sql.query(
      'SELECT kind, old_price AS oldPrice, new_price AS newPrice FROM event WHERE task_id = ? ORDER BY id',
      [taskId],
    );
  const makeDue: RunRig['makeDue'] = async (taskId) => {
    await database.db.sql.execute('UPDATE task SET due_at = UTC_TIMESTAMP(3) WHERE id = ?', [taskId]);
  };
  return {
    get database() {
      return database;
    },
    get crawler() {
      return crawler;
    },
    get deps() {
      return deps;
    },
    run,
    eventsOf,
    makeDue,
    async lookAgain(taskId, items, more = {}) {
      const before = (await eventsOf(taskId)).length;
      crawler.setAnswer(() => crawlOk(items, more));
      await makeDue(taskId);
      expect(await run(taskId)).toEqual({ status: 'saved' });
      return (await eventsOf(taskId)).slice(before).map(({ kind }) => kind);
    },
    async withOptions(other) {
      await deps.close();
      deps = await createRunDeps(database, [crawler], other);
    },
  };
}
