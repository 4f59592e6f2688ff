import type { Task } from '@goodshunter/contracts/api';
import { type Stack, startStack, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { controlShop, createTask, listItems, waitForEvent } from './support.js';

/** A person pastes an address, sees what it is, and keeps it: no other call. */
describe('a pasted link', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ env: { API_ANNOUNCE_BUDGET_MS: '10000' } });
    await controlShop(stack, 'freeze', {});
  });
  afterAll(() => stack?.stop());

  async function preview(url: string): Promise<Task> {
    const { task } = await createTask(stack, { url, draft: true, intervalSeconds: 5 });
    return waitFor(
      async () => {
        const { body } = await stack.api.call<Task>('GET', `/api/tasks/${task.id}`);
        if (body.draft?.state === 'failed') throw new Error(`${body.health}: ${body.healthMessage}`);
        return body.draft?.state === 'ready' ? body : undefined;
      },
      { everyMs: 20, what: `the preview of ${url}` },
    );
  }
  const keep = (task: Task) => stack.api.call<Task>('PATCH', `/api/tasks/${task.id}`, { state: 'active' });

  it.each([
    ['/', 'shopify'],
    ['/feed.xml', 'feed'],
    ['/list', 'list'],
  ])('%s is recognised as %s, shows its listings and is kept without another look', async (path, source) => {
    const draft = await preview(stack.shopUrl + path);
    expect(draft).toMatchObject({ state: 'draft', source, draft: { resolved: { source } } });
    const items = await listItems(stack, draft.id);
    expect(items.length).toBeGreaterThan(10);
    const kept = await keep(draft);
    expect(kept.body).toMatchObject({ state: 'active', source, lastRunAt: draft.lastRunAt });
  });

  it('to a product page is that product', async () => {
    const { handle } = await controlShop<{ handle: string }>(stack, 'add', { title: 'Moon lamp', priceMinor: 12_000 });
    const draft = await preview(`${stack.shopUrl}/products/${handle}`);
    expect(draft).toMatchObject({ source: 'page', draft: { resolved: { source: 'page' } } });
    expect(await listItems(stack, draft.id)).toMatchObject([{ title: 'Moon lamp', price: 12_000, currency: 'EUR' }]);
  });

  it('to a list page tells news, price cuts and sales as a shop does', async () => {
    const draft = await preview(`${stack.shopUrl}/list`);
    await keep(draft);
    const isOf = (kind: string) => (event: { kind: string; taskId: number }) =>
      event.kind === kind && event.taskId === draft.id;
    const { handle } = await controlShop<{ handle: string }>(stack, 'add', { title: 'Sun lamp', priceMinor: 50_000 });
    expect(await waitForEvent(stack, isOf('new'))).toMatchObject({ newPrice: 50_000, item: { title: 'Sun lamp' } });
    await controlShop(stack, 'price', { handle, priceMinor: 40_000 });
    expect(await waitForEvent(stack, isOf('price_drop'))).toMatchObject({ oldPrice: 50_000, newPrice: 40_000 });
    await controlShop(stack, 'sell', { handle });
    expect(await waitForEvent(stack, isOf('sold'))).toMatchObject({ item: { title: 'Sun lamp' } });
    // What lay behind the few pages of the preview was there before.
    const { body } = await stack.api.call<{ data: { kind: string; taskId: number; item: { title: string } | null }[] }>(
      'GET',
      '/api/timeline?limit=100',
    );
    const news = body.data.filter(isOf('new')).map(({ item }) => item?.title);
    // The moon lamp came seconds before, and a crawl that is shared for as long as that need not have seen it.
    expect(news.filter((title) => title !== 'Moon lamp')).toEqual(['Sun lamp']);
  });
});
