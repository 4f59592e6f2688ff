import { waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { controlShop, timeline } from '../support.js';
import { type Visit, visit } from './browser.js';
import { type House, lookNow, openHouse } from './house.js';

let house: House;
let itemTitle: string;

beforeAll(async () => {
  house = await openHouse();
  itemTitle = 'A camera for the keys';
  await controlShop(house.stack, 'add', { title: itemTitle, priceMinor: 12_300 });
  await lookNow(house);
  await waitFor(async () => (await timeline(house.stack)).some(({ item }) => item?.title === itemTitle), {
    what: 'the camera in the feed',
  });
});
afterAll(async () => {
  await house?.stop();
});

async function enter(path: string, options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  const here = await visit(house.browser, house.origin, { state: house.state, ...options });
  await here.page.goto(path);
  return here;
}

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === element.ownerDocument.activeElement);

/** More stops than any page has before what is looked for. */
const MOST_STOPS = 200;

/** Goes on by Tab alone until this has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${target}`);
}

describe('by keys alone', () => {
  it('finds an item, reads its chart as a table, and hides and shows it', async () => {
    const { page, context, troubles } = await enter('/');
    await page.getByRole('list', { name: 'Feed' }).waitFor();
    await page.keyboard.press('/');
    const search = page.getByRole('dialog').getByRole('combobox').or(page.getByRole('dialog').getByRole('textbox'));
    await waitFor(() => hasFocus(search.first()), { what: 'the search having the focus' });
    await page.keyboard.type(itemTitle);
    // The last row, which hunts for the words themselves, is there before anything was found.
    const item = page.getByRole('option', { name: new RegExp(`^${itemTitle}`) });
    const words = page.getByRole('option', { name: /^Hunt for/, selected: true });
    await item.waitFor();
    await page.keyboard.press('ArrowDown');
    await words.waitFor();
    await page.keyboard.press('ArrowUp');
    await words.waitFor({ state: 'detached' });
    expect(await item.getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: itemTitle, level: 1 }).waitFor();
    await page.getByText('Not enough history yet', { exact: false }).first().waitFor();
    const asTable = page.getByRole('button', { name: 'Show as a table' });
    await tabTo(page, asTable);
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: '€123' }).first().waitFor();
    await tabTo(page, page.getByRole('button', { name: 'Show as a chart' }));
    await page.keyboard.press('Enter');
    await page.locator('.uplot canvas').waitFor();
    await tabTo(page, page.getByRole('button', { name: 'Hide', exact: true }));
    await page.keyboard.press('Enter');
    await page.getByText('You have hidden this one.', { exact: false }).waitFor();
    await tabTo(page, page.getByRole('button', { name: 'Show again' }));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Hide', exact: true }).waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('runs the house: the queue, an invite that is made and withdrawn, the log', async () => {
    const { page, context, troubles } = await enter('/');
    await page.getByRole('list', { name: 'Feed' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    const settings = page.getByRole('navigation', { name: 'Settings' });
    await tabTo(page, settings.getByRole('link', { name: 'System' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'System' }).waitFor();
    await page
      .getByText(/Stream mode|Polling/)
      .first()
      .waitFor();
    await page.getByRole('heading', { name: 'Hosts and their budgets' }).waitFor();
    await tabTo(page, settings.getByRole('link', { name: 'People' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Make a link' }));
    await page.keyboard.press('Enter');
    await page.getByLabel('Invite link, shown once').waitFor();
    const withdraw = page.getByRole('button', { name: 'Withdraw' }).first();
    await tabTo(page, withdraw);
    await page.keyboard.press('Enter');
    await withdraw.waitFor({ state: 'detached' });
    await tabTo(page, settings.getByRole('link', { name: 'Audit log' }));
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: /Invite withdrawn/ }).waitFor();
    await page.getByRole('cell', { name: /Sign-in setup/ }).waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('a window that is turned', () => {
  const TALL = { width: 360, height: 780 };
  const WIDE = { width: 1280, height: 800 };

  it('keeps what was typed into a page of the settings, a dialog and a line of a hunt', async () => {
    const { page, context, troubles } = await enter('/settings/me');
    const password = page.getByLabel('Present password', { exact: true });
    await password.fill('typed before the turn');
    await page.setViewportSize(TALL);
    await page.getByRole('navigation', { name: 'Settings' }).waitFor({ state: 'detached' });
    expect(await password.inputValue()).toBe('typed before the turn');
    await page.setViewportSize(WIDE);
    await page.getByRole('navigation', { name: 'Settings' }).waitFor();
    expect(await password.inputValue()).toBe('typed before the turn');

    await page.goto('/settings/channels');
    await page.getByRole('button', { name: 'Add a channel' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Webhook' }).click();
    const address = page.getByRole('dialog').getByLabel('Address', { exact: true });
    await address.fill('https://hooks.example/typed');
    await page.setViewportSize(TALL);
    await page.getByRole('navigation', { name: 'Settings', includeHidden: true }).waitFor({ state: 'detached' });
    expect(await address.inputValue()).toBe('https://hooks.example/typed');

    await page.setViewportSize(WIDE);
    await page.goto(`/hunts/${house.taskId}`);
    await page.getByRole('button', { name: 'Change: Words' }).click();
    const words = page.getByLabel('Words, all of them');
    await words.fill('half a wor');
    await page.setViewportSize(TALL);
    await page.getByRole('tab', { name: 'Settings' }).click();
    expect(await words.inputValue()).toBe('half a wor');
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('the expert’s form', () => {
  it('is drawn from the schema of a source, says what is wrong at the field, and begins a draft', async () => {
    const { page, context } = await enter('/hunts/new', { width: 360 });
    await page.getByRole('button', { name: 'For experts: write the query yourself' }).click();
    const form = page.getByRole('form', { name: 'The query of a source' });
    await form.getByRole('combobox', { name: 'Source' }).click();
    await page.getByRole('option', { name: 'A Shopify shop' }).click();
    await form.getByLabel('Address', { exact: true }).fill(house.stack.shopUrl);
    await form.getByLabel('Collection (optional)').fill('no handle at all!');
    await form.getByRole('button', { name: 'Look with this' }).click();
    await form.getByText('Must be a collection handle: letters, digits and dashes').waitFor();
    expect(await form.getByLabel('Collection (optional)').getAttribute('aria-invalid')).toBe('true');
    await form.getByLabel('Collection (optional)').fill('cameras');
    await form.getByRole('button', { name: 'Look with this' }).click();
    await page.getByRole('button', { name: 'Keep watching' }).waitFor();
    await context.close();
  });

  it('speaks the language of the page, also in what the api refuses', async () => {
    const { page, context } = await enter('/hunts/new', { language: 'de' });
    await page.getByRole('button', { name: 'Für Kenner: Die Abfrage selbst schreiben' }).click();
    const form = page.getByRole('form', { name: 'Die Abfrage einer Quelle' });
    await form.getByLabel('Adresse', { exact: true }).fill('http://127.0.0.1:9/');
    await form.getByRole('button', { name: 'Damit nachsehen' }).click();
    await form
      .getByText('Darf nicht ins private Netz führen')
      .or(form.getByText('Muss Port', { exact: false }))
      .first()
      .waitFor();
    await context.close();
  });
});
