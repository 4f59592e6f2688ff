import { waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { controlShop } from '../support.js';
import { violationsOf, visit } from './browser.js';
import { letGo } from './dragging.js';
import { type House, openHouse } from './house.js';

let house: House;

beforeAll(async () => {
  house = await openHouse();
  await controlShop(house.stack, 'freeze', {});
});
afterAll(async () => {
  await house?.stop();
});

async function enter(path: string, options: Parameters<typeof visit>[2] = {}) {
  const here = await visit(house.browser, house.origin, { state: house.state, ...options });
  await here.page.goto(path);
  return here;
}

const fieldOf = (page: Page): Locator =>
  page.getByRole('textbox', { name: 'Paste a link or say what you hunt for' }).locator('visible=true').first();
const keepOn = (page: Page): Locator => page.getByRole('button', { name: 'Keep watching' });

/** The part of the browser's own names that the function below runs among. */
interface Dragging {
  DataTransfer: new () => { setData(type: string, data: string): void };
  DragEvent: new (type: string, init: object) => never;
}

/** What a browser does when a link is let go over an element. */
function drop(target: Locator, link: string): Promise<void> {
  return target.evaluate((element, address) => {
    const { DataTransfer, DragEvent } = globalThis as unknown as Dragging;
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/uri-list', address);
    for (const type of ['dragover', 'drop'])
      element.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
  }, link);
}

/** Opens a draft, once more where its look came to nothing: a machine that is busy may let one run out of time. */
async function openDraft(page: Page, open: () => Promise<unknown>): Promise<void> {
  await waitFor(
    async () => {
      await open();
      const refused = page.getByText('Nothing was kept');
      await keepOn(page).or(refused).first().waitFor();
      return keepOn(page).isVisible();
    },
    { everyMs: 1000, what: 'the preview of a link' },
  );
}

describe('a link', () => {
  it('is dropped onto the field, says where it leads, and keeps what was typed beside it through a reload', async () => {
    const { page, troubles } = await enter('/hunts/new');
    await openDraft(page, async () => {
      await page.goto('/hunts/new');
      await drop(fieldOf(page), `${house.cornerShop.url}/moved`);
    });
    await page.getByText(`It leads to ${house.cornerShop.url}/front`).waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('The corner');
    await page.getByRole('combobox', { name: 'Without' }).fill('5');
    await page.getByRole('combobox', { name: 'Without' }).press('Enter');
    await page.getByRole('heading', { name: '13 of 15 are in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '13 of 15 are in' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('The corner');
    expect(await violationsOf(page)).toEqual([]);
    await keepOn(page).click();
    await page.getByRole('heading', { name: 'The corner' }).waitFor();
    expect(troubles).toEqual([]);
  });

  it.each([
    ['the feed', '/', 1280],
    ['the hunts', '/hunts', 1280],
    ['New hunt', '/hunts/new', 1280],
    ['New hunt on a narrow window', '/hunts/new', 360],
    ['a page of the settings', '/settings/channels', 1280],
  ])('that is let go beside the field, on %s, opens New hunt with it', async (_where, path, width) => {
    const { page, troubles } = await enter(path, { width });
    const link = `${house.cornerShop.url}/front`;
    await fieldOf(page)
      .or(page.getByRole('link', { name: 'New hunt' }).locator('visible=true'))
      .first()
      .waitFor();
    expect(await letGo(page, { 'text/uri-list': link, 'text/plain': link }, width / 2, 600)).toBe(true);
    await page.waitForURL((url) => url.pathname === '/hunts/new' && url.searchParams.get('url') === link);
    await page.getByText(/A page that lists 15 things|Nothing was kept/).waitFor();
    expect(page.url().startsWith(house.origin)).toBe(true);
    expect(troubles).toEqual([]);
  });

  it('of this house’s own, words and another protocol leave what stands there alone', async () => {
    const { page } = await enter('/hunts/new');
    await fieldOf(page).fill('half a sen');
    for (const types of [
      { 'text/uri-list': `${house.origin}/hunts` },
      { 'text/plain': 'words of another window' },
      { 'text/uri-list': 'javascript:document.body.remove()' },
    ] as Record<string, string>[])
      expect(await letGo(page, types, 700, 600)).toBe(true);
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/hunts/new');
    expect(await fieldOf(page).inputValue()).toBe('half a sen');
  });

  it('comes by the bookmarklet from the page that it is of', async () => {
    const { page } = await enter('/settings/in-and-out');
    const written = await page.locator('a[href^="javascript:"]').getAttribute('href');
    const shop = await visit(house.browser, house.origin, { state: house.state });
    await openDraft(shop.page, async () => {
      await shop.page.goto(`${house.stack.shopUrl}/list`);
      await shop.page.evaluate(decodeURIComponent((written ?? '').slice('javascript:'.length)));
    });
    await shop.page.getByText(/A page that lists \d+ things/).waitFor();
  });

  it('that gives nothing says so without speaking of a draft, takes another, and looks again when asked', async () => {
    const { page } = await enter(`/hunts/new?url=${encodeURIComponent(`${house.cornerShop.url}/gone`)}`, {
      width: 360,
    });
    await page.getByText('There is nothing at this address').waitFor();
    expect(await page.getByText('Draft kept, you can leave').count()).toBe(0);
    const first = page.url();
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.waitForURL((url) => url.href !== first && url.searchParams.has('draft'));
    await page.getByText('There is nothing at this address').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await fieldOf(page).fill(`${house.cornerShop.url}/front`);
    await fieldOf(page).press('Enter');
    await page.getByText('A page that lists 15 things').waitFor();
  });

  it('that turned a look away is told of with what it showed, whole, as text', async () => {
    await house.stack.api.call('POST', '/api/tasks', {
      source: 'list',
      query: { url: `${house.cornerShop.url}/denied` },
      name: 'The door',
      intervalSeconds: 5,
    });
    const { page, troubles } = await enter('/attention');
    const card = page.getByRole('listitem').filter({ hasText: 'The door' });
    await card.getByText('Access denied').waitFor();
    expect(await card.getByText('The end of the notice').count()).toBe(0);
    await card.getByRole('button', { name: 'Show more' }).click();
    await card.getByText('You shall not pass', { exact: false }).waitFor();
    await card.getByText('<img src="/beacon.gif"> The end of the notice.', { exact: false }).waitFor();
    expect(await card.locator('img').count()).toBe(0);
    expect(troubles).toEqual([]);
  });

  it('that nobody answered stays in the field, and is looked at once somebody does', async () => {
    const { page, context } = await enter('/hunts/new');
    const field = page.getByRole('main').getByRole('textbox').first();
    await field.fill(`${house.stack.shopUrl}/list`);
    await context.setOffline(true);
    await field.press('Enter');
    await page.getByText('There is no answer at the moment').waitFor();
    expect(await field.inputValue()).toBe(`${house.stack.shopUrl}/list`);
    expect(await page.getByText('Nothing was kept').count()).toBe(0);
    await context.setOffline(false);
    await keepOn(page).waitFor();
    await context.close();
  });

  it('that is hunted already says so, on a phone too', async () => {
    const { page } = await enter('/', { width: 360 });
    await openDraft(page, () => page.goto(`/hunts/new?url=${encodeURIComponent(house.stack.shopUrl)}`));
    await page.getByText('You already hunt this:').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('is not needed: words are shown as they are understood, and looked for where one looks already', async () => {
    const { page } = await enter('/hunts/new');
    await openDraft(page, () => askInWords(page));
    expect(await page.getByRole('textbox', { name: 'To' }).inputValue()).toBe('900');
  });

  async function askInWords(page: Page): Promise<void> {
    await page.goto('/hunts/new');
    await fieldOf(page).fill('camera under 900 eur without repair');
    await fieldOf(page).press('Enter');
    for (const chip of ['camera', 'Up to 900 EUR', 'not repair'])
      await page.getByText(chip, { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Look there' }).first().click();
  }
});
