import { waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { controlShop, timeline } from '../support.js';
import { fitsWidth, violationsOf, visit } from './browser.js';
import { type House, lookNow, openHouse } from './house.js';

let house: House;
let itemId: number;

beforeAll(async () => {
  house = await openHouse({ NOTIFY_SECRET_KEY: 'a key of the tests' });
  await controlShop(house.stack, 'add', { title: 'A camera to look at', priceMinor: 12_300 });
  await lookNow(house);
  const event = await waitFor(async () => (await timeline(house.stack)).find(({ item }) => item !== null), {
    what: 'an event of an item',
  });
  itemId = event.item?.id ?? 0;
  const config = { url: `${house.stack.shopUrl}/inbox` };
  await house.stack.api.call('POST', '/api/channels', { kind: 'webhook', name: 'The inbox', config });
});
afterAll(async () => {
  await house?.stop();
});

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 780 };

/** Each page, and what is on it when it is there. */
const pages = (): [string, string][] => [
  ['/', '[aria-label="Feed"] li a'],
  ['/hunts', '[aria-label="Hunts"] li a'],
  [`/hunts/${house.taskId}`, '[role="tablist"]'],
  [`/hunts/${house.taskId}?tab=looks`, 'table'],
  [`/items/${itemId}`, '.uplot canvas'],
  ['/attention', 'h1'],
  ['/hunts/new', 'h1'],
  ['/settings/me', 'h1'],
  ['/settings/channels', 'h1'],
  ['/settings/quiet', 'h1'],
  ['/settings/people', 'h1'],
  ['/settings/tokens', 'h1'],
  ['/settings/in-and-out', 'h1'],
  ['/settings/system', 'dl'],
  ['/settings/audit', 'table'],
  ['/nowhere', 'h2'],
];

const isPhone = (page: Page) => (page.viewportSize()?.width ?? 0) < 768;

async function share(page: Page): Promise<void> {
  if (!isPhone(page)) return page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Share' }).click();
}

/** Of the bar that comes when hunts are selected. */
async function actOnSelected(page: Page, act: string): Promise<void> {
  if (isPhone(page)) {
    await page.getByRole('button', { name: 'Last event' }).click();
    await page.getByRole('menuitem', { name: 'Select several' }).click();
  }
  await page.getByRole('checkbox', { name: 'Select The demo shop' }).click();
  await page.getByRole('checkbox', { name: 'Select The demo shop', checked: true }).waitFor();
  await page.getByRole('toolbar').getByRole('button', { name: act }).click();
}

/** Of a hunt's settings, which are a tab on the phone. */
async function change(page: Page, line: string): Promise<void> {
  if (isPhone(page)) await page.getByRole('tab', { name: 'Settings' }).click();
  await page
    .getByRole('complementary', { name: 'Settings' })
    .getByRole('button', { name: `Change: ${line}` })
    .click();
}

/** What opens over a page, or in its place: where, by what, what it is, and what is in it when it is there. */
type Opening = [path: string, open: (page: Page) => Promise<unknown>, within: string, inner: string];
const dialogs = (): Opening[] => [
  ['/', (page) => page.keyboard.press('?'), '[role="dialog"]', 'dl'],
  ['/', (page) => page.keyboard.press('/'), '[role="dialog"]', 'input'],
  [
    '/',
    (page) => page.getByRole('button', { name: 'Filter' }).locator('visible=true').click(),
    '[role="dialog"]',
    'form',
  ],
  [
    `/hunts/${house.taskId}`,
    (page) => page.getByRole('button', { name: /^More for/ }).click(),
    '[role="menu"]',
    '[role="menuitem"]',
  ],
  [
    '/settings/channels',
    (page) => page.getByRole('button', { name: 'Add a channel' }).click(),
    '[role="dialog"]',
    'input',
  ],
  [
    '/settings/channels',
    async (page) => {
      await page.getByRole('button', { name: 'Add a channel' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Discord' }).click();
    },
    '[role="dialog"]',
    'form',
  ],
  [
    '/settings/channels',
    (page) => page.getByRole('button', { name: 'Change' }).click(),
    '[role="dialog"]',
    '[aria-label="Lend it"] input',
  ],
  [`/hunts/${house.taskId}`, share, '[role="dialog"]', 'form input'],
  ['/hunts', (page) => actOnSelected(page, 'Interval'), '[role="dialog"]', 'input'],
  ['/hunts', (page) => actOnSelected(page, 'Channels'), '[role="dialog"]', 'input'],
  ['/hunts', (page) => actOnSelected(page, 'Tag'), '[role="dialog"]', 'input'],
  ...['Source', 'Words', 'Price', 'Look every', 'Tell me', 'By'].map(
    (line): Opening => [`/hunts/${house.taskId}`, (page) => change(page, line), 'aside', 'form input'],
  ),
  [
    '/hunts/new',
    (page) => page.getByRole('button', { name: 'For experts: write the query yourself' }).click(),
    'main',
    'form fieldset',
  ],
  [`/hunts/${house.taskId}?view=list`, async () => {}, 'main', 'ul li a'],
  [
    `/items/${itemId}`,
    (page) => page.getByRole('button', { name: 'Show as a table' }).click(),
    'main',
    'table:visible',
  ],
  [
    '/settings/me',
    (page) => page.getByRole('button', { name: 'Delete the account' }).click(),
    '[role="dialog"]',
    'input',
  ],
];

/**
 * Every rule at both widths, in another theme each, and what colours can break in the other two. A page is loaded once for each theme
 * and follows the window, as it does for people who turn a phone.
 */
const LOOKS = {
  light: [
    [DESK, 'all'],
    [PHONE, 'colors'],
  ],
  dark: [
    [DESK, 'colors'],
    [PHONE, 'all'],
  ],
} as const;

type Look = (typeof LOOKS)[keyof typeof LOOKS][number];

/** What is wrong at one width. `within`: only what is in there. */
async function findFaults(page: Page, [size, what]: Look, within?: string): Promise<string[]> {
  await page.setViewportSize(size);
  const faults = await violationsOf(page, what, within);
  if (!(await fitsWidth(page))) faults.push('wider than the window');
  return faults.map((fault) => `${size.width} px: ${fault}`);
}

describe.each(['light', 'dark'] as const)(
  '%s, at 1280 and 360 px: WCAG AA, and nothing wider than the window',
  (theme) => {
    it('holds for every page, and none troubles the console', async () => {
      const { page, context, troubles } = await visit(house.browser, house.origin, { theme, state: house.state });
      for (const [path, sign] of pages()) {
        await page.setViewportSize(DESK);
        await page.goto(path);
        await page.locator(sign).first().waitFor();
        for (const look of LOOKS[theme]) expect([path, await findFaults(page, look)]).toEqual([path, []]);
      }
      expect(troubles).toEqual([]);
      await context.close();
    });

    it.each([1, 2, 3])('holds for what opens over a page, %i of 3', async (part) => {
      const { page, context, troubles } = await visit(house.browser, house.origin, { theme, state: house.state });
      for (const [path, open, within, inner] of dialogs().filter((_, index) => index % 3 === part - 1)) {
        for (const look of LOOKS[theme]) {
          await page.setViewportSize(look[0]);
          await page.goto(path);
          // It is there once the page knows what the api can.
          await page.getByRole('button', { name: 'Search' }).waitFor();
          await page.locator('main h1').first().waitFor({ state: 'attached' });
          await open(page);
          await page.locator(`${within} ${inner}`).first().waitFor();
          expect([path, inner, await findFaults(page, look, within)]).toEqual([path, inner, []]);
        }
      }
      expect(troubles).toEqual([]);
      await context.close();
    });
  },
);

it.each(['zh-CN', 'ja', 'de'])('speaks %s to a browser that does', async (language) => {
  const { page, context, troubles } = await visit(house.browser, house.origin, {
    language,
    width: 360,
    state: house.state,
  });
  await page.goto('/hunts');
  await page.locator('main li a').first().waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe(language);
  expect(await page.locator('nav').first().textContent()).not.toMatch(/Hunts|Settings/);
  expect(await fitsWidth(page)).toBe(true);
  expect(troubles).toEqual([]);
  await context.close();
});

it('shows the sign-in, and nothing else, to a stranger', async () => {
  const { page, context, troubles } = await visit(house.browser, house.origin, {});
  await page.goto('/settings/me');
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  expect(troubles).toEqual([]);
  await context.close();
});
