import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Rig, startRig } from './rig.js';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ withRedis: true });
});
afterAll(() => rig?.stop());

const FEED = { source: 'feed', query: { url: 'https://shop.example/feed' }, intervalSeconds: 600 };

async function createDraft(body: object = { ...FEED, draft: true }) {
  const response = await rig.call('post', '/api/tasks').send(body);
  expect(response.status).toBe(201);
  return response.body.task as { id: number } & Record<string, unknown>;
}

/** As a scheduler saves the only look of a draft: two items, of which the hunt's filters were asked for. */
async function saveLook(id: number, isCut = false): Promise<void> {
  const { sql } = rig.database;
  for (const [title, price] of [
    ['Leica M3', 50_000],
    ['Leica M6', 150_000],
  ] as const) {
    const { insertId } = await sql.execute(
      `INSERT INTO item (source, source_key, title, url, price, currency, first_seen_at, observed_at)
       VALUES ('feed', ?, ?, 'https://shop.example/x', ?, 'EUR', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
      [`${id}:${title}`, title, price],
    );
    await sql.execute(
      `INSERT INTO task_item (task_id, item_id, price, currency, availability, is_match, first_seen_at, changed_at)
       VALUES (?, ?, ?, 'EUR', 'in_stock', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
      [id, insertId, price],
    );
  }
  await sql.execute(
    `UPDATE task SET token = token + 2, due_at = NULL, baseline_at = UTC_TIMESTAMP(3), last_success_at = UTC_TIMESTAMP(3),
       last_run_at = UTC_TIMESTAMP(3), health = 'ok', is_baseline_cut = ?, draft = ? WHERE id = ?`,
    [isCut ? 1 : 0, JSON.stringify({ name: 'Lamps', last7Days: 12, intervalSeconds: 300 }), id],
  );
}

async function readRow(id: number) {
  const [row] = await rig.database.sql.query<Record<string, unknown>>(
    `SELECT state, token, draft_until, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(3), due_at) AS due_in,
       TIMESTAMPDIFF(MINUTE, UTC_TIMESTAMP(3), draft_until) AS minutes_left FROM task WHERE id = ?`,
    [id],
  );
  return row;
}

const titlesOf = async (id: number) => {
  const { body } = await rig.call('get', `/api/tasks/${id}/items`);
  return (body.data as { title: string }[]).map(({ title }) => title).sort();
};

describe('a draft', () => {
  it('is due at once, is gone after an hour, and stands in no list but its own', async () => {
    const { id, ...task } = await createDraft();
    expect(task).toMatchObject({
      state: 'draft',
      draft: { state: 'waiting', resolved: null },
      expiresAt: expect.any(String),
    });
    expect(await readRow(id)).toMatchObject({ state: 'draft', minutesLeft: 59 });
    const all = await rig.call('get', '/api/tasks');
    expect(all.body.data.map((other: { id: number }) => other.id)).not.toContain(id);
    const drafts = await rig.call('get', '/api/tasks?state=draft');
    expect(drafts.body.data.map((other: { id: number }) => other.id)).toContain(id);
  });

  it('shows what its look found', async () => {
    const { id } = await createDraft();
    await saveLook(id);
    const { body } = await rig.call('get', `/api/tasks/${id}`);
    expect(body.draft).toMatchObject({
      state: 'ready',
      name: 'Lamps',
      intervalSeconds: 300,
      estimate: { last7Days: 12 },
    });
    expect(await titlesOf(id)).toEqual(['Leica M3', 'Leica M6']);
  });

  it('marks its items anew when its filters change, without another look', async () => {
    const { id } = await createDraft();
    await saveLook(id);
    const before = await readRow(id);
    expect((await rig.call('patch', `/api/tasks/${id}`).send({ maxPrice: 100_000, currency: 'EUR' })).status).toBe(200);
    expect(await titlesOf(id)).toEqual(['Leica M3']);
    await rig.call('patch', `/api/tasks/${id}`).send({ maxPrice: null, keyword: 'm6' });
    expect(await titlesOf(id)).toEqual(['Leica M6']);
    await rig.call('patch', `/api/tasks/${id}`).send({ keyword: '', excludeKeywords: ['m6'] });
    expect(await titlesOf(id)).toEqual(['Leica M3']);
    expect(await readRow(id)).toMatchObject({ state: 'draft', token: before?.token, dueIn: null });
  });

  it('is kept with its look as the baseline, the next one an interval later', async () => {
    const { id } = await createDraft();
    await saveLook(id);
    const kept = await rig.call('patch', `/api/tasks/${id}`).send({ state: 'active', name: 'My lamps', keyword: 'm3' });
    expect(kept.body).toMatchObject({ state: 'active', name: 'My lamps', keyword: 'm3' });
    expect(kept.body).not.toHaveProperty('draft');
    const row = await readRow(id);
    expect(row).toMatchObject({ state: 'active', draftUntil: null });
    expect(row?.dueIn).toBeGreaterThan(590);
    expect(row?.dueIn).toBeLessThanOrEqual(600);
    expect(await titlesOf(id)).toEqual(['Leica M3']);
  });

  it('is due at once when it is kept before it saw anything', async () => {
    const { id } = await createDraft();
    await rig.database.sql.execute(
      `UPDATE task SET due_at = NULL, token = token + 2, last_run_at = UTC_TIMESTAMP(3), health = 'network' WHERE id = ?`,
      [id],
    );
    expect((await rig.call('get', `/api/tasks/${id}`)).body.draft.state).toBe('failed');
    await rig.call('patch', `/api/tasks/${id}`).send({ state: 'active' });
    expect((await readRow(id))?.dueIn).toBeLessThanOrEqual(0);
  });

  it('looks again when it is pointed elsewhere, and never by itself', async () => {
    const { id } = await createDraft();
    await saveLook(id);
    expect((await rig.call('post', `/api/tasks/${id}/run`)).status).toBe(409);
    await rig.call('patch', `/api/tasks/${id}`).send({ query: { url: 'https://shop.example/other' } });
    expect(await readRow(id)).toMatchObject({ state: 'draft' });
    expect((await readRow(id))?.dueIn).toBeLessThanOrEqual(0);
    expect(await titlesOf(id)).toEqual([]);
  });
});

describe('a price that a person chose', () => {
  it('stands in the query of a page by its place, and is looked for anew', async () => {
    const { id } = await createDraft({ source: 'page', query: { url: 'https://shop.example/p' }, draft: true });
    await saveLook(id);
    const chosen = await rig.call('patch', `/api/tasks/${id}`).send({ pricePlace: 'main > div.buy > b' });
    expect(chosen.body.query).toEqual({ url: 'https://shop.example/p', pricePlace: 'main > div.buy > b' });
    expect((await readRow(id))?.dueIn).toBeLessThanOrEqual(0);
  });

  it('has its like for the stock', async () => {
    const { id } = await createDraft({ source: 'page', query: { url: 'https://shop.example/p' }, draft: true });
    await saveLook(id);
    const chosen = await rig.call('patch', `/api/tasks/${id}`).send({ stockPlace: 'markup' });
    expect(chosen.body.query).toEqual({ url: 'https://shop.example/p', stockPlace: 'markup' });
  });

  it('is refused where there is no page of one product', async () => {
    const { id } = await createDraft();
    const refused = await rig.call('patch', `/api/tasks/${id}`).send({ pricePlace: 'main > b' });
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain('pricePlace is of pages');
  });
});

describe('own selectors', () => {
  const url = 'https://shop.example/p';

  it('stand in the query as they are', async () => {
    const query = { url, selectors: { price: 'span.price', stock: '#stock' } };
    expect(await createDraft({ source: 'page', query, draft: true })).toMatchObject({ query });
  });

  it.each([
    ['page', { price: 'a[' }, 'query.selectors.price must be a CSS selector'],
    ['page', { price: 'a:hover' }, 'query.selectors.price must not use :hover'],
    ['page', {}, 'must name one of price, title and stock'],
    ['list', { title: 'h3' }, 'query.selectors.item is required'],
  ])('of a %s are refused in a sentence: %j', async (source, selectors, words) => {
    const response = await rig.call('post', '/api/tasks').send({ source, query: { url, selectors }, draft: true });
    expect(response.status).toBe(422);
    expect(JSON.stringify(response.body)).toContain(words);
  });
});

describe('an address alone', () => {
  it('becomes a link, cleaned of what counts its visitors', async () => {
    const task = await createDraft({ url: 'https://shop.example/lamps?utm_source=mail&page=2#x', draft: true });
    expect(task).toMatchObject({
      source: 'link',
      name: 'shop.example',
      query: { url: 'https://shop.example/lamps?page=2' },
    });
  });

  it.each([
    ['https://www.amazon.de/dp/B0', 'does not allow programs'],
    ['https://www.ebay.de/sch/i.html?_nkw=leica', 'EBAY_CLIENT_ID'],
    ['https://shopping.yahoo.co.jp/search?p=camera', 'YAHOO_SHOPPING_APP_ID'],
    ['https://www.ebay.de/itm/256', 'holds no search words'],
    ['https://shopping.yahoo.co.jp/', 'holds no search words'],
    ['http://127.0.0.1/lamps', 'forbidden address'],
    ['ftp://shop.example/', 'http or https'],
  ])('%s is refused in a sentence', async (url, words) => {
    const response = await rig.call('post', '/api/tasks').send({ url, draft: true });
    expect(response.status).toBe(422);
    expect(JSON.stringify(response.body)).toContain(words);
  });

  it('goes with no source, and a source needs a query', async () => {
    for (const body of [{ url: 'https://a.example', source: 'feed' }, { source: 'feed' }, {}]) {
      expect((await rig.call('post', '/api/tasks').send(body)).status).toBe(422);
    }
  });
});
