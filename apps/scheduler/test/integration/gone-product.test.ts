import { crawlFailed, crawlOk } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { listing } from '../support/items.js';
import { useRunRig } from '../support/use-run-rig.js';

const rig = useRunRig();

async function pageTask(url: string): Promise<number> {
  const taskId = await rig.database.createTask({ query: { url } });
  await rig.database.db.sql.execute("UPDATE task SET source = 'page' WHERE id = ?", [taskId]);
  return taskId;
}

async function look(taskId: number): Promise<string[]> {
  const { sql } = rig.database.db;
  await rig.makeDue(taskId);
  await rig.run(taskId);
  const events = await sql.query<{ kind: string }>('SELECT kind FROM event WHERE task_id = ? ORDER BY id', [taskId]);
  return events.map(({ kind }) => kind);
}

describe('a page whose product is gone', () => {
  it('is told after two looks, keeps title and price, and recovers', async () => {
    const taskId = await pageTask('https://gone.example/p');
    const product = listing('gone.example:/p', 7900, { sku: 'K-7' });
    rig.crawler.setAnswer(() => crawlOk([product]));
    await look(taskId);
    rig.crawler.setAnswer(() =>
      crawlFailed('gone', { message: 'The shop took this product away: it leads to https://x' }),
    );
    expect(await look(taskId)).toEqual([]);
    expect(await look(taskId)).toEqual(['unhealthy']);
    expect(await look(taskId)).toEqual(['unhealthy']);
    expect(await rig.database.task(taskId)).toMatchObject({ health: 'gone', isUnhealthy: 1 });
    const rows = await rig.database.db.sql.query('SELECT title, price FROM item WHERE source_key = ?', [product.key]);
    expect(rows).toEqual([{ title: product.title, price: 7900 }]);
    rig.crawler.setAnswer(() => crawlOk([product]));
    expect(await look(taskId)).toEqual(['unhealthy', 'recovered']);
  });

  it('is noticed by what the crawler is told of it, from the second look on', async () => {
    const taskId = await pageTask('https://known.example/p');
    rig.crawler.setAnswer(() =>
      crawlOk([listing('known.example:/p', 7900, { sku: 'K-7', imageUrl: 'https://i.example/7' })]),
    );
    await look(taskId);
    await look(taskId);
    const [first, second] = rig.crawler.crawls;
    expect(first).not.toHaveProperty('knownProduct');
    expect(second).toMatchObject({
      knownProduct: {
        title: 'Item known.example:/p',
        url: 'https://shop.example/known.example:/p',
        sku: 'K-7',
        imageUrl: 'https://i.example/7',
        price: 7900,
        currency: 'EUR',
      },
    });
  });
});
