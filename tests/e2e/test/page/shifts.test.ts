import { PATIENCE_MS, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page, Route } from 'playwright-core';
import { controlShop, timeline } from '../support.js';
import { visit } from './browser.js';
import { type House, lookNow, openHouse } from './house.js';

let house: House;
let itemId: number;

/** As in a house where people live: every list has something in it. */
beforeAll(async () => {
  house = await openHouse({ NOTIFY_SECRET_KEY: 'a key of the tests' });
  const { stack, taskId } = house;
  const post = async (path: string, body: object) => {
    const { status } = await stack.api.call('POST', path, body);
    if (status >= 400) throw new Error(`POST ${path} said ${status}`);
  };
  await controlShop(stack, 'add', { title: 'A camera that stays where it is', priceMinor: 12_300 });
  await lookNow(house);
  const event = await waitFor(async () => (await timeline(stack)).find(({ item }) => item !== null), {
    what: 'an event of an item',
  });
  itemId = event.item?.id ?? 0;
  for (const name of ['first', 'second', 'third']) {
    await post('/api/channels', { kind: 'webhook', name, config: { url: `${stack.shopUrl}/${name}` } });
    await post('/api/tokens', { name, scopes: ['read'] });
    await post('/api/feed-links', { what: 'all' });
    await post('/api/invites', { role: 'member' });
  }
  await post(`/api/tasks/${taskId}/pause`, {});
  await post(`/api/tasks/${taskId}/resume`, {});
}, 240_000);
afterAll(async () => {
  await house?.stop();
});

/** Each page, and what is on it when all is known. */
const pages = (): [path: string, sign: string][] => [
  ['/', '[aria-label="Feed"] li a'],
  ['/hunts', '[aria-label="Hunts"] li a'],
  [`/hunts/${house.taskId}`, 'main a[href^="/items/"]'],
  [`/hunts/${house.taskId}?tab=events`, 'main a[href^="/items/"]'],
  [`/hunts/${house.taskId}?tab=looks`, 'table'],
  [`/items/${itemId}`, '.uplot canvas'],
  ['/attention', 'h1'],
  ['/hunts/new', 'h1'],
  ['/settings/me', 'h1'],
  ['/settings/channels', 'text=third'],
  ['/settings/quiet', 'h1'],
  ['/settings/people', 'text=Withdraw'],
  ['/settings/tokens', 'text=third'],
  ['/settings/in-and-out', 'h1'],
  ['/settings/system', 'dl'],
  ['/settings/audit', 'table'],
];

interface Shifts {
  score: number;
  moved: Record<string, string>;
  /** Each shift with what it moved, and whence and whither. */
  shifted: string[][];
}

/** Written down by the page itself: how much was shifted on the screen, and which controls moved after they could be pressed. */
const WATCH = `
  window.shifts = { score: 0, moved: {}, shifted: [] };
  const named = ({ node, previousRect: from, currentRect: to }) =>
    [node?.nodeName, node?.className || node?.textContent?.slice(0, 40), from.y + '+' + from.height, 'to', to.y + '+' + to.height].join(' ');
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      shifts.score += value;
      shifts.shifted.push([value.toFixed(3), ...sources.map(named)]);
    }
  }).observe({ type: 'layout-shift', buffered: true });
  const places = new WeakMap();
  requestAnimationFrame(function look() {
    for (const control of document.querySelectorAll('main button, main input, main select, main textarea, main [role="tab"]')) {
      if (!control.checkVisibility({ visibilityProperty: true })) continue;
      const { left, top } = control.getBoundingClientRect();
      const place = [Math.round(left + scrollX), Math.round(top + scrollY)];
      const before = places.get(control);
      if (before && Math.hypot(place[0] - before[0], place[1] - before[1]) > 4) {
        shifts.moved[control.getAttribute('aria-label') || control.textContent || control.id || control.outerHTML.slice(0, 80)] = [before, place].join(' to ');
      }
      places.set(control, place);
    }
    requestAnimationFrame(look);
  });`;

const HELD = /^\/(api\/.*|openapi\.json)$/;
/** Who one is decides whether there is a page at all; a stream has no end; pictures have a place of their own. */
const LEFT_ALONE = /^\/api\/(session|events\/stream|items\/\d+\/picture)$/;

/**
 * Holds every answer of the api, and lets them go one by one, the last one that was asked for first, each when all before it is
 * drawn: the slowest net, and the worst order.
 */
async function holdAnswers(page: Page): Promise<(until: Locator) => Promise<void>> {
  const held: Route[] = [];
  let asked = 0;
  await page.route(
    ({ pathname }) => HELD.test(pathname) && !LEFT_ALONE.test(pathname),
    (route) => {
      asked += 1;
      held.push(route);
    },
  );
  const drawn = () => page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  return async (until) => {
    const giveUpAt = Date.now() + PATIENCE_MS;
    while (Date.now() < giveUpAt) {
      // What is asked for by what came is asked for once that is drawn.
      const before = asked;
      await drawn();
      await drawn();
      if (asked > before) continue;
      const route = held.pop();
      if (!route) {
        if (await until.isVisible()) return;
        continue;
      }
      await route.fulfill({ response: await route.fetch() });
    }
    throw new Error(`${page.url()} does not come to show all it has`);
  };
}

it.each([1280, 360])(
  'moves nothing that one may be about to press while answers come slowly, at %i px',
  async (width) => {
    const faults: unknown[] = [];
    for (const [path, sign] of pages()) {
      const { page, context, troubles } = await visit(house.browser, house.origin, { width, state: house.state });
      await page.addInitScript(WATCH);
      const release = await holdAnswers(page);
      await page.goto(path);
      await release(page.locator(sign).first());
      const { score, moved, shifted } = (await page.evaluate('shifts')) as Shifts;
      if (score >= 0.05 || Object.keys(moved).length > 0) faults.push([path, score.toFixed(3), moved, shifted]);
      expect([path, troubles]).toEqual([path, []]);
      await context.close();
    }
    expect(faults).toEqual([]);
  },
);
