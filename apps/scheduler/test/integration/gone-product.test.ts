import { crawlFailed, crawlOk, type FakeCrawler, fakeCrawler } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { runTask } from '../../src/pipeline/run-task.js';
import { listing } from '../support/items.js';
import { createRunDeps, type TestRunDeps } from '../support/run-deps.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let crawler: FakeCrawler;
let deps: TestRunDeps;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  crawler = await fakeCrawler();
  deps = await createRunDeps(database, [crawler]);
});
afterEach(async () => {
  await deps.close();
  await crawler.close();
});

async function pageTask(url: string): Promise<number> {
  const taskId = await database.createTask({ query: { url } });
  await database.db.sql.execute("UPDATE task SET source = 'page' WHERE id = ?", [taskId]);
  return taskId;
}

async function look(taskId: number): Promise<string[]> {
  const { sql } = database.db;
  await sql.execute('UPDATE task SET due_at = UTC_TIMESTAMP(3) WHERE id = ?', [taskId]);
  await runTask(deps, { taskId, mode: 'redis_streams' }, new AbortController().signal);
  const events = await sql.query<{ kind: string }>('SELECT kind FROM event WHERE task_id = ? ORDER BY id', [taskId]);
  return events.map(({ kind }) => kind);
}

describe('a page whose product is gone', () => {
  it('is told after two looks, keeps title and price, and recovers', async () => {
    const taskId = await pageTask('https://gone.example/p');
    const product = listing('gone.example:/p', 7900, { sku: 'K-7' });
    crawler.setAnswer(() => crawlOk([product]));
    await look(taskId);
    crawler.setAnswer(() => crawlFailed('gone', { message: 'The shop took this product away: it leads to https://x' }));
    expect(await look(taskId)).toEqual([]);
    expect(await look(taskId)).toEqual(['unhealthy']);
    expect(await look(taskId)).toEqual(['unhealthy']);
    expect(await database.task(taskId)).toMatchObject({ health: 'gone', isUnhealthy: 1 });
    const rows = await database.db.sql.query('SELECT title, price FROM item WHERE source_key = ?', [product.key]);
    expect(rows).toEqual([{ title: product.title, price: 7900 }]);
    crawler.setAnswer(() => crawlOk([product]));
    expect(await look(taskId)).toEqual(['unhealthy', 'recovered']);
  });

  it('is noticed by what the crawler is told of it, from the second look on', async () => {
    const taskId = await pageTask('https://known.example/p');
    crawler.setAnswer(() =>
      crawlOk([listing('known.example:/p', 7900, { sku: 'K-7', imageUrl: 'https://i.example/7' })]),
    );
    await look(taskId);
    await look(taskId);
    const [first, second] = crawler.crawls;
    expect(first).not.toHaveProperty('knownProduct');
    expect(second).toMatchObject({
      knownProduct: {
        title: 'Item known.example:/p',
        url: 'https://shop.example/known.example:/p',
        sku: 'K-7',
        imageUrl: 'https://i.example/7',
      },
    });
  });
});
