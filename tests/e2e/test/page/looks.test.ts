import { PATIENCE_MS, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { timeline } from '../support.js';
import { fitsWidth, violationsOf, visit } from './browser.js';
import { type House, openHouse } from './house.js';

let house: House;
let itemId: number;

beforeAll(async () => {
  house = await openHouse();
  const event = await waitFor(async () => (await timeline(house.stack)).find(({ item }) => item !== null), {
    timeoutMs: PATIENCE_MS,
    what: 'an event of an item',
  });
  itemId = event.item?.id ?? 0;
});
afterAll(async () => {
  await house?.stop();
});

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
  ['/settings/audit', 'h1'],
  ['/nowhere', 'h2'],
];

it.each([
  [1280, 'light'],
  [1280, 'dark'],
  [360, 'light'],
  [360, 'dark'],
] as const)(
  'every page at %d px, %s: no violation of WCAG AA, no trouble in the console, nothing wider than the window',
  async (width, theme) => {
    const { page, context, troubles } = await visit(house.browser, house.origin, { width, theme, state: house.state });
    for (const [path, sign] of pages()) {
      await page.goto(path);
      await page.locator(sign).first().waitFor();
      expect([path, await violationsOf(page)]).toEqual([path, []]);
      expect([path, await fitsWidth(page)]).toEqual([path, true]);
    }
    expect(troubles).toEqual([]);
    await context.close();
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
  const { page, troubles } = await visit(house.browser, house.origin, {});
  await page.goto('/settings/me');
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  expect(troubles).toEqual([]);
});
