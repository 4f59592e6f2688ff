import { waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { type Connection, createConnection } from 'mariadb';
import type { BrowserContext, Page, Request } from 'playwright-core';
import { launch, visit } from './browser.js';
import { type House, openHouse } from './house.js';

let house: House;
let connection: Connection;
let userId: bigint;
let token = 1_000_000;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  house = await openHouse();
  const { stack } = house;
  // What happens is written by hand here, so that it is known to the event.
  for (const scheduler of [...stack.schedulers]) await scheduler.kill('SIGTERM');
  const { port, rootUrl } = stack.database;
  connection = await createConnection({
    host: '127.0.0.1',
    port,
    user: new URL(rootUrl).username,
    database: new URL(stack.databaseUrl).pathname.slice(1),
  });
  [{ userId }] = (await connection.query('SELECT user_id AS userId FROM task WHERE id = ?', [house.taskId])) as [
    { userId: bigint },
  ];
  await commitEvents(1);
}, 240_000);
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});
afterAll(async () => {
  await connection?.end();
  await house?.stop();
});

async function commitEvents(count: number): Promise<void> {
  token += 1;
  await connection.query(
    `INSERT INTO event (user_id, task_id, item_id, token, kind, created_at)
     SELECT ?, ?, seq, ?, 'recovered', UTC_TIMESTAMP(3) FROM seq_1_to_${count}`,
    [userId, house.taskId, token],
  );
}

const newBar = (page: Page, text: string) => page.getByRole('button', { name: text, exact: true });

/** The ids of all events that the list shows, from the first to the last, as somebody sees them who scrolls. */
async function readList(page: Page): Promise<number[]> {
  const ids: number[] = [];
  await page.evaluate('scrollTo(0, 0)');
  const keysShown = `[...document.querySelectorAll('[aria-label="Feed"] li[data-key]')]
    .map((row) => [row.getBoundingClientRect().top + scrollY, Number(row.dataset.key)])
    .filter(([, key]) => Number.isInteger(key)).sort((a, b) => a[0] - b[0]).map(([, key]) => key)`;
  await waitFor(
    async () => {
      const known = new Set(ids);
      ids.push(...((await page.evaluate(keysShown)) as number[]).filter((id) => !known.has(id)));
      await page.evaluate('scrollBy(0, innerHeight)');
      return page.evaluate('scrollY + innerHeight >= document.documentElement.scrollHeight - 1');
    },
    { everyMs: 100, what: 'the end of the list' },
  );
  const known = new Set(ids);
  ids.push(...((await page.evaluate(keysShown)) as number[]).filter((id) => !known.has(id)));
  return ids;
}

async function readAll(): Promise<number[]> {
  const rows = await connection.query('SELECT id FROM event WHERE user_id = ? ORDER BY id DESC', [userId]);
  return (rows as { id: bigint }[]).map(({ id }) => Number(id));
}

it('misses nothing and shows nothing twice when the api goes away while much happens', async () => {
  const { page, context } = await visit(house.browser, house.origin, { state: house.state });
  contexts.push(context);
  await page.goto('/');
  await page.getByRole('list', { name: 'Feed' }).waitFor();
  await commitEvents(2);
  await newBar(page, '2 new').waitFor();
  await house.stack.apiProcess.kill('SIGKILL');
  await page.getByText(/^No answer since/).waitFor();
  // Far more than one answer of the api holds.
  await commitEvents(150);
  await house.stack.startApi();
  await newBar(page, '152 new').waitFor();
  await commitEvents(1);
  await newBar(page, '153 new').click();
  await newBar(page, '153 new').waitFor({ state: 'detached' });
  expect(await readList(page)).toEqual(await readAll());
});

it('keeps a thousand of a storm in mind, and then begins anew without a hole', async () => {
  const { page, context } = await visit(house.browser, house.origin, { state: house.state });
  contexts.push(context);
  await page.goto('/');
  await page.getByRole('list', { name: 'Feed' }).waitFor();
  await commitEvents(1200);
  await newBar(page, '1,000+ new').click();
  await newBar(page, '1,000+ new').waitFor({ state: 'detached' });
  expect(await readList(page)).toEqual(await readAll());
});

it('has one tab of a browser listen for all of them, on plain http in a LAN too', async () => {
  const lan = await launch(['--host-resolver-rules=MAP house.lan 127.0.0.1']);
  try {
    const cookies = house.state?.cookies.map((cookie) => ({ ...cookie, domain: 'house.lan' })) ?? [];
    const origin = house.origin.replace('localhost', 'house.lan');
    const { page: first, context } = await visit(lan, origin, { state: { cookies, origins: [] } });
    const streams = new Set<Request>();
    const listening = () => [...streams].map((request) => request.frame().page()).filter((page) => !page.isClosed());
    const pages = [first];
    // More than the six connections that a browser opens to a server.
    while (pages.length < 8) pages.push(await context.newPage());
    for (const page of pages) {
      page.on('request', (request) => request.url().includes('/api/events/stream') && streams.add(request));
      page.on('requestfinished', (request) => streams.delete(request));
      page.on('requestfailed', (request) => streams.delete(request));
      await page.goto('/');
      await page.getByRole('list', { name: 'Feed' }).waitFor();
    }
    expect(await first.evaluate('isSecureContext')).toBe(false);
    await waitFor(() => listening().length === 1, { what: 'one tab that listens' });
    await commitEvents(1);
    for (const page of pages) await newBar(page, '1 new').waitFor();
    const [leader] = listening();
    await leader?.close();
    await commitEvents(1);
    for (const page of pages) if (page !== leader) await newBar(page, '2 new').waitFor();
    await waitFor(() => listening().length === 1, { what: 'another tab that listens' });
  } finally {
    await lan.close();
  }
});
