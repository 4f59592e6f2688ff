import { startNtfy, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { controlShop, createTask, timeline } from '../support.js';
import { fitsWidth, type Visit, violationsOf, visit } from './browser.js';
import { type House, lookNow, openHouse } from './house.js';

let house: House;
let ntfy: Awaited<ReturnType<typeof startNtfy>>;
const TITLE = 'A sextant of brass';

beforeAll(async () => {
  ntfy = await startNtfy();
  house = await openHouse({ NOTIFY_SECRET_KEY: 'a key of the tests', NOTIFY_ALLOW_HOSTS: ntfy.host });
  await controlShop(house.stack, 'add', { title: TITLE, priceMinor: 45_000 });
  await waitForNews(TITLE);
});
afterAll(async () => {
  await house?.stop();
  await ntfy?.close();
});

async function enter(path: string, options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  const here = await visit(house.browser, house.origin, { state: house.state, ...options });
  await here.page.goto(path);
  return here;
}

/** Looks until the feed has it. */
async function waitForNews(title: string): Promise<void> {
  await waitFor(
    async () => {
      if ((await timeline(house.stack)).some(({ item }) => item?.title === title)) return true;
      await lookNow(house);
      return false;
    },
    { everyMs: 300, what: `${title} in the feed` },
  );
}

const asked = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const waitForAddress = (page: Page, query: Record<string, string>) =>
  waitFor(async () => JSON.stringify(asked(page)) === JSON.stringify(query), {
    what: `the address saying ${JSON.stringify(query)}`,
  });

describe('filters', () => {
  it('of the feed are chips in the address: kept by a reload, taken back one by one, brought again', async () => {
    const { page, context, troubles } = await enter('/');
    const row = page.getByRole('link', { name: new RegExp(TITLE) });
    await row.first().waitFor();
    await page.getByRole('button', { name: 'New', exact: true }).click();
    await waitForAddress(page, { kind: 'new' });
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Words in the title').fill('sextant');
    await dialog.getByLabel('Price from').fill('400');
    await dialog.getByLabel('Price to').fill('500.50');
    await dialog.getByLabel('Since').fill('2020-01-31');
    await dialog.getByRole('button', { name: 'Show' }).click();
    const all = {
      kind: 'new',
      words: 'sextant',
      from: '2020-01-31',
      minPrice: '40000',
      maxPrice: '50050',
      currency: 'EUR',
    };
    await waitForAddress(page, all);
    const chip = (text: string) => page.getByRole('button', { name: `Remove the filter ${text}` });
    for (const text of ['“sextant”', 'From €400', 'Up to €500.50', 'Since 31 January 2020']) await chip(text).waitFor();
    await row.first().waitFor();

    await page.reload();
    await chip('“sextant”').waitFor();
    await page.getByRole('button', { name: 'New', exact: true, pressed: true }).waitFor();
    await chip('Up to €500.50').click();
    const { maxPrice: _, ...rest } = all;
    await waitForAddress(page, rest);
    await page.goBack();
    await waitForAddress(page, all);
    await page.goBack();
    await waitForAddress(page, { kind: 'new' });
    await chip('“sextant”').waitFor({ state: 'detached' });
    await page.goForward();
    await chip('“sextant”').waitFor();

    await page.goto('/?words=nothing+is+called+so&kind=back');
    await page.getByText('Nothing fits these filters').waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await row.first().waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('of hunts let go of what was typed when they are taken away', async () => {
    const { page, context, troubles } = await enter('/hunts');
    const field = page.getByRole('textbox', { name: 'Find in hunts' });
    await page.getByRole('link', { name: 'The demo shop' }).waitFor();
    await field.pressSequentially('nothing is called so');
    await page.getByRole('heading', { name: 'No hunt fits' }).waitFor();
    await page.getByRole('button', { name: 'Show all hunts' }).click();
    await page.getByRole('link', { name: 'The demo shop' }).waitFor();
    expect(await field.inputValue()).toBe('');
    await page.goBack();
    await waitFor(async () => (await field.inputValue()) === 'nothing is called so', { what: 'the words of before' });
    expect(troubles).toEqual([]);
    await context.close();
  });
});

it('is deleted with a way back, from its page and from the list', async () => {
  const { task } = await createTask(house.stack, {
    source: 'shopify',
    query: { url: house.stack.shopUrl },
    name: 'Not wanted any more',
    intervalSeconds: 3600,
  });
  const { page, context, troubles } = await enter(`/hunts/${task.id}`);
  const link = page.getByRole('link', { name: 'Not wanted any more' });
  await page.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'Hunts' }).waitFor();
  await link.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await link.waitFor();
  await page.getByRole('button', { name: 'More for Not wanted any more' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await link.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await link.waitFor();
  expect(troubles.filter((trouble) => !trouble.includes('404'))).toEqual([]);
  await context.close();
  await house.stack.api.call('DELETE', `/api/tasks/${task.id}`);
});

it('is tagged among others by a word and Enter', async () => {
  const { page, context, troubles } = await enter('/hunts');
  await page.getByRole('checkbox', { name: 'Select The demo shop' }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Tag' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tag' });
  await dialog.getByRole('button', { name: 'Missing: Tag' }).waitFor();
  await dialog.getByLabel('Tag').fill('brass');
  await dialog.getByLabel('Tag').press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^brass 1$/ }).waitFor();
  expect(troubles).toEqual([]);
  await context.close();
});

it('searches for all that is typed after the key, also before the field is there', async () => {
  const { page, context, troubles } = await enter('/hunts');
  await page.getByRole('link', { name: 'The demo shop' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('next sextant');
  const field = page.getByRole('combobox', { name: 'Search' });
  await waitFor(async () => (await field.inputValue()) === 'next sextant', { what: 'the whole words in the field' });
  expect(new URL(page.url()).pathname).toBe('/hunts');
  expect(troubles).toEqual([]);
  await context.close();
});

it('says that it could not look where it could not, and never that nothing is there', async () => {
  const { task } = await createTask(house.stack, {
    source: 'list',
    query: { url: `${house.cornerShop.url}/nowhere` },
    name: 'A shop that moved',
    intervalSeconds: 3600,
  });
  for (const width of [1280, 360]) {
    const { page, context, troubles } = await enter(`/hunts/${task.id}`, { width });
    await page.getByRole('heading', { name: 'Could not look' }).waitFor();
    await page.getByText('if the shop moved it, give this hunt the new one').waitFor();
    expect(await page.getByText(/Nothing matches yet|0 items/).count()).toBe(0);
    expect(await fitsWidth(page)).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
  }
  await house.stack.api.call('DELETE', `/api/tasks/${task.id}`);
});

it('has room for five digits at the foot of a phone', async () => {
  const { page, context, troubles } = await enter('/', { width: 360, language: 'de', serviceWorkers: 'block' });
  const overview = { huntsLooking: 54_320, huntsTotal: 54_321, lastLookAt: new Date().toISOString(), looksToday: 0 };
  await page.route('**/api/overview', (route) =>
    route.fulfill({ json: { ...overview, attention: 12_345, newestEventId: 1 } }),
  );
  await page.reload();
  const nav = page.getByRole('navigation').first();
  await nav.getByText('99+').waitFor();
  await nav.getByText('12.345 Sachen zu erledigen').waitFor({ state: 'attached' });
  const cut = await nav.evaluate((element) =>
    [...element.querySelectorAll('a')]
      .filter((link) => link.getBoundingClientRect().width > 0 && link.scrollWidth > link.clientWidth)
      .map((link) => link.textContent),
  );
  expect(cut).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByText('54.320 von 54.321 laufen').waitFor();
  expect(await fitsWidth(page)).toBe(true);
  expect(troubles.filter((trouble) => !trouble.includes('Service Worker'))).toEqual([]);
  await context.close();
});

it('holds news in quiet hours, shows what waits and what it became, and lets go when they end', async () => {
  // A shop that lives on by itself has more to tell, and could have what was sold back in stock.
  await controlShop(house.stack, 'freeze', {});
  const config = { server: ntfy.url, topic: 'gh-quiet' };
  const { status } = await house.stack.api.call('POST', '/api/channels', { kind: 'ntfy', name: 'The phone', config });
  expect(status).toBe(201);
  const { page, context, troubles } = await enter('/settings/quiet');
  const held = page.getByRole('region', { name: 'What waits' });
  await held.getByText('Nothing waits.').waitFor();
  await page.getByRole('switch', { name: 'Quiet hours' }).press('Space');
  for (const days of ['Mon to Fri', 'Sat, Sun']) {
    // From and until alike: the whole day.
    await page.getByLabel(`${days}, quiet from`).fill('00:00');
    await page.getByLabel(`${days}, quiet until`).fill('00:00');
  }
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();

  const title = 'A compass that is sold before anybody hears of it';
  const { id } = await controlShop<{ id: number }>(house.stack, 'add', { title, priceMinor: 9_900 });
  await waitForNews(title);
  await controlShop(house.stack, 'sell', { id });
  const waiting = held.getByRole('link', { name: new RegExp(title) });
  await waitFor(
    async () => {
      await lookNow(house);
      await page.reload();
      await held.waitFor();
      return waiting.filter({ hasText: 'Sold meanwhile' }).first().isVisible();
    },
    { everyMs: 500, what: 'what waits, sold meanwhile' },
  );
  await held.getByRole('heading', { name: /^Next: / }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 780 });
  expect(await fitsWidth(page)).toBe(true);
  expect(await violationsOf(page)).toEqual([]);

  await page.getByRole('switch', { name: 'Quiet hours' }).press('Space');
  await page.getByRole('button', { name: 'Save' }).click();
  await waitFor(
    async () => {
      await page.reload();
      await held.waitFor();
      return held.getByText('Nothing waits.').isVisible();
    },
    { everyMs: 500, what: 'nothing that waits any more' },
  );
  const told = () => ntfy.calls.map(({ body }) => body).filter((body) => body.includes(title));
  await waitFor(async () => told().length > 0, { what: 'the message after the quiet hours' });
  expect(told()).toEqual([expect.stringContaining('Sold meanwhile')]);
  expect(troubles).toEqual([]);
  await context.close();
});
