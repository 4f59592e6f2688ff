import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { crawlOk } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { listing } from '../support/items.js';
import { useRunRig } from '../support/use-run-rig.js';

const rig = useRunRig();

/** Looks once, and tells what events came. */
async function look(taskId: number, items: CrawledItem[]): Promise<string[]> {
  const { sql } = rig.database.db;
  const count = () => rig.database.count('event', `task_id = ${taskId}`);
  const before = await count();
  rig.crawler.setAnswer(() => crawlOk(items, { complete: false }));
  await rig.makeDue(taskId);
  expect(await rig.run(taskId)).toEqual({ status: 'saved' });
  const events = await sql.query<{ kind: string }>('SELECT kind FROM event WHERE task_id = ? ORDER BY id', [taskId]);
  return events.slice(before).map(({ kind }) => kind);
}

interface SeenRow {
  id: number;
  key: string;
  formerKey: string | null;
  title: string;
  price: number;
  points: number;
}

/** What a task has seen, with the number of price points of each. */
const seenBy = (taskId: number) =>
  rig.database.db.sql.query<SeenRow>(
    `SELECT i.id, i.source_key AS \`key\`, i.former_key AS formerKey, i.title, i.price,
       (SELECT COUNT(*) FROM price_point p WHERE p.item_id = i.id) AS points
     FROM task_item ti JOIN item i ON i.id = ti.item_id WHERE ti.task_id = ? ORDER BY i.source_key`,
    [taskId],
  );

const entry = (feed: string, n: number, amount: number, former: string): CrawledItem =>
  listing(`${feed}:${n}`, amount, { title: `${feed} entry ${n}`, formerKeys: [former] });
const oldEntry = (feed: string, n: number, amount: number, key: string): CrawledItem =>
  listing(key, amount, { title: `${feed} entry ${n}` });

describe('keys of items', () => {
  it('move with the next look to those that name their origin, without a word, keeping ids and history', async () => {
    const taskId = await rig.database.createTask({ query: { url: 'https://up.example/feed' } });
    const old = (amount: number) => [1, 2, 3].map((n) => oldEntry('up', n, amount, `up.example:${n}`));
    await look(taskId, old(1000));
    expect(await look(taskId, old(900))).toEqual(['price_drop', 'price_drop', 'price_drop']);
    const before = await seenBy(taskId);

    const now = (amount: number) => [1, 2, 3].map((n) => entry('up', n, amount, `up.example:${n}`));
    expect(await look(taskId, now(900))).toEqual([]);
    const after = await seenBy(taskId);
    expect(after.map(({ key, formerKey, points }) => [key, formerKey, points])).toEqual([
      ['up:1', 'up.example:1', 2],
      ['up:2', 'up.example:2', 2],
      ['up:3', 'up.example:3', 2],
    ]);
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(await look(taskId, [...now(900), entry('up', 4, 900, 'up.example:4')])).toEqual(['new']);
    // A crawler that has not been upgraded yet, in between.
    expect(await look(taskId, old(800))).toEqual(['price_drop', 'price_drop', 'price_drop']);
    expect(await look(taskId, now(800))).toEqual([]);
    expect(await rig.database.count('item', "source_key LIKE 'up.example:%'")).toBe(0);
  });

  it('part where two feeds shared a row, and each keeps what it knows', async () => {
    const [one, two] = [
      await rig.database.createTask({ query: { url: 'https://one.example/feed' } }),
      await rig.database.createTask({ query: { url: 'https://two.example/feed' } }),
    ];
    // Both say that their entry is `tag:x`: the second had rewritten the first one's title, link and price.
    await look(one, [oldEntry('one', 1, 5000, 'tag:x')]);
    await look(two, [oldEntry('two', 1, 100, 'tag:x')]);
    expect(await look(two, [entry('two', 1, 100, 'tag:x')])).toEqual([]);
    expect(await look(one, [entry('one', 1, 5000, 'tag:x')])).toEqual([]);
    const [ofOne] = await seenBy(one);
    const [ofTwo] = await seenBy(two);
    expect(ofOne).toMatchObject({ key: 'one:1', title: 'one entry 1', price: 5000 });
    expect(ofTwo).toMatchObject({ key: 'two:1', title: 'two entry 1', price: 100 });
    expect(ofOne?.id).not.toBe(ofTwo?.id);
    expect(await look(one, [entry('one', 1, 4000, 'tag:x')])).toEqual(['price_drop']);
    expect(await seenBy(two)).toEqual([ofTwo]);
    expect(await look(two, [entry('two', 1, 100, 'tag:x')])).toEqual([]);
  });

  it('stay one row for two hunts of one feed, and make room for one that is there already', async () => {
    const query = { url: 'https://same.example/feed' };
    const [first, second, late] = [
      await rig.database.createTask({ query }),
      await rig.database.createTask({ query }),
      await rig.database.createTask({ query }),
    ];
    await look(first, [oldEntry('same', 1, 700, 'same.example:1')]);
    await look(second, [oldEntry('same', 1, 700, 'same.example:1')]);
    const [before] = await seenBy(first);
    await look(first, [entry('same', 1, 700, 'same.example:1')]);
    expect(await look(second, [entry('same', 1, 600, 'same.example:1')])).toEqual(['price_drop']);
    expect(await seenBy(first)).toEqual(await seenBy(second));
    expect((await seenBy(second))[0]?.id).toBe(before?.id);

    // It was seen under the old key by a replica of the version before, while the row had moved on.
    await look(late, [oldEntry('same', 1, 600, 'same.example:1')]);
    expect(await look(late, [entry('same', 1, 600, 'same.example:1')])).toEqual([]);
    expect(await seenBy(late)).toEqual(await seenBy(first));
  });

  it('move a thousand at once', async () => {
    const taskId = await rig.database.createTask({ query: { url: 'https://many.example/feed' } });
    const keys = Array.from({ length: 1000 }, (_, n) => n);
    await look(
      taskId,
      keys.map((n) => oldEntry('many', n, 1000, `many.example:${n}`)),
    );
    expect(
      await look(
        taskId,
        keys.map((n) => entry('many', n, 1000, `many.example:${n}`)),
      ),
    ).toEqual([]);
    expect((await seenBy(taskId)).filter(({ key }) => key.startsWith('many:'))).toHaveLength(1000);
  });

  it.each([
    [
      'ids',
      { publishedAt: '2026-11-27T10:00:00.250Z' },
      { publishedAt: '2026-11-27T10:00:00.250Z', url: 'https://up.example/b' },
    ],
    ['ids and dates', { publishedAt: '2026-11-27T10:00:00Z' }, { publishedAt: '2026-11-27T10:01:00Z' }],
    ['ids and links', {}, { url: 'https://up.example/visit-' }],
  ])('go on for entries of a feed that makes %s anew with each fetch', async (_what, first, second) => {
    const taskId = await rig.database.createTask({ query: { url: `https://up.example/${JSON.stringify(second)}` } });
    await rig.database.db.sql.execute("UPDATE task SET source = 'feed' WHERE id = ?", [taskId]);
    const entries = (visit: string, more: Partial<CrawledItem>) =>
      ['Wärmflasche 5 €', '湯たんぽ'].map((title, n) =>
        listing(`anew-${taskId}:${visit}-${n}`, 1000, {
          title,
          url: `https://up.example/${n}`,
          ...more,
          ...(more.url ? { url: `${more.url}${visit}/${n}` } : {}),
        }),
      );
    await look(taskId, entries('one', first));
    expect(await look(taskId, entries('two', second))).toEqual([]);
    expect(await seenBy(taskId)).toMatchObject([{ key: `anew-${taskId}:two-0` }, { key: `anew-${taskId}:two-1` }]);
  });

  it('go on for a product that was deleted and made anew with the same number', async () => {
    const taskId = await rig.database.createTask({ query: { url: 'https://anew.example' } });
    const { sql } = rig.database.db;
    const complete = async (items: CrawledItem[]) => {
      rig.crawler.setAnswer(() => crawlOk(items));
      await sql.execute('UPDATE task SET due_at = UTC_TIMESTAMP(3) WHERE id = ?', [taskId]);
      await rig.run(taskId);
    };
    await complete([listing('anew/1', 1000, { sku: 'LAMP-7' }), listing('anew/9')]);
    await complete([listing('anew/2', 800, { sku: 'LAMP-7' }), listing('anew/9')]);
    const events = await sql.query('SELECT kind FROM event WHERE task_id = ?', [taskId]);
    expect(events).toEqual([{ kind: 'price_drop' }]);
    expect(await seenBy(taskId)).toMatchObject([
      { key: 'anew/2', points: 2 },
      { key: 'anew/9', points: 1 },
    ]);
  });
});
