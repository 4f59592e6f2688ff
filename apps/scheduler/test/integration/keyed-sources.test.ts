import { inspect } from 'node:util';
import { collectCredentials } from '@goodshunter/contracts/sources';
import { type FakeCrawler, fakeCrawler } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { runTask } from '../../src/pipeline/run-task.js';
import { createRunDeps, type TestRunDeps } from '../support/run-deps.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const CREDENTIALS = collectCredentials({
  ebayClientId: 'the-ebay-id',
  ebayClientSecret: 'the-ebay-secret',
  yahooShoppingAppId: 'the-yahoo-id',
});

let database: TestDatabase;
let crawler: FakeCrawler;
let deps: TestRunDeps;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  crawler = await fakeCrawler();
  deps = await createRunDeps(database, [crawler], { credentials: CREDENTIALS });
});
afterEach(async () => {
  await deps.close();
  await crawler.close();
});

/** Runs a new task of this source once, and answers what the crawler was asked. */
async function crawlOf(source: string, query: Record<string, unknown>): Promise<object | undefined> {
  const taskId = await database.createTask({ query });
  await database.db.sql.execute('UPDATE task SET source = ? WHERE id = ?', [source, taskId]);
  await runTask(deps, { taskId, mode: 'redis_streams' }, new AbortController().signal);
  return crawler.crawls.at(-1);
}

describe('the key of a source', () => {
  it.each([
    ['ebay', { q: 'leica' }, CREDENTIALS.ebay],
    ['yahoo-shopping-jp', { query: 'leica' }, CREDENTIALS['yahoo-shopping-jp']],
  ] as const)('goes along with a crawl of %s, and no other key', async (source, query, credentials) => {
    expect(await crawlOf(source, query)).toHaveProperty('credentials', { ...credentials });
  });

  it('goes nowhere else', async () => {
    const crawl = await crawlOf('page', { url: 'https://shop.example/ebay' });
    expect(crawl).toMatchObject({ source: 'page' });
    expect(crawl).not.toHaveProperty('credentials');
  });

  it('is not logged', async () => {
    crawler.setAnswer(() => 'garbage');
    await crawlOf('ebay', { q: 'leica' });
    expect(crawler.crawls).toHaveLength(1);
    expect(deps.log.lines.length).toBeGreaterThan(0);
    expect(inspect(deps.log.lines, { depth: null })).not.toMatch(/the-ebay|the-yahoo/);
  });
});
