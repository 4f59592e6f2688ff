import { inspect } from 'node:util';
import { collectCredentials } from '@goodshunter/contracts/sources';
import { describe, expect, it } from '@jest/globals';
import { useRunRig } from '../support/use-run-rig.js';

const CREDENTIALS = collectCredentials({
  ebayClientId: 'the-ebay-id',
  ebayClientSecret: 'the-ebay-secret',
  yahooShoppingAppId: 'the-yahoo-id',
});

const rig = useRunRig({ credentials: CREDENTIALS });

/** Runs a new task of this source once, and answers what the crawler was asked. */
async function crawlOf(source: string, query: Record<string, unknown>): Promise<object | undefined> {
  const taskId = await rig.database.createTask({ query });
  await rig.database.db.sql.execute('UPDATE task SET source = ? WHERE id = ?', [source, taskId]);
  await rig.run(taskId);
  return rig.crawler.crawls.at(-1);
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
    rig.crawler.setAnswer(() => 'garbage');
    await crawlOf('ebay', { q: 'leica' });
    expect(rig.crawler.crawls).toHaveLength(1);
    expect(rig.deps.log.lines.length).toBeGreaterThan(0);
    expect(inspect(rig.deps.log.lines, { depth: null })).not.toMatch(/the-ebay|the-yahoo/);
  });
});
