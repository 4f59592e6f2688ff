// Takes the pictures of the documentation from a living demo shop: make pictures
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitFor } from '@goodshunter/testing';
import { visit } from '../test/page/browser.js';
import { type House, openHouse } from '../test/page/house.js';
import { controlShop, createTask, timeline, waitForSuccess } from '../test/support.js';

const PICTURES = fileURLToPath(new URL('../../../docs/pictures/', import.meta.url));
const ENOUGH_EVENTS = 12;

/** Something of each kind, so that a picture shows what there is to see. */
async function stir(house: House): Promise<void> {
  const { stack } = house;
  const config = { url: `${stack.shopUrl}/inbox` };
  await stack.api.call('POST', '/api/channels', { kind: 'webhook', name: 'The inbox', config });
  const hunts = [
    { name: 'Lenses under €200', keyword: 'lens', maxPrice: 20_000, currency: 'EUR' },
    { name: 'Cameras', keyword: 'camera' },
    { name: 'Tripods, any', keyword: 'tripod' },
  ];
  for (const hunt of hunts) {
    const { task } = await createTask(stack, {
      source: 'shopify',
      query: { url: stack.shopUrl },
      intervalSeconds: 10,
      ...hunt,
    });
    await waitForSuccess(stack, task.id);
    const tag = hunt.keyword === 'tripod' ? 'stands' : 'optics';
    await stack.api.call('POST', '/api/tasks/bulk', { action: 'addTag', ids: [task.id], value: tag });
  }
  const add = (title: string, priceMinor: number) =>
    controlShop<{ id: number }>(stack, 'add', { title, priceMinor, collection: 'cameras' });
  const first = await add('Orbis Six – Rangefinder camera with case and strap, serviced', 34_900);
  const second = await add('Tamura Prime – 50 mm f/1.8 lens, like new, with both caps', 18_500);
  const third = await add('Zeilen Field – Tripod, light and tall', 8_900);
  await waitFor(
    async () => (await timeline(stack)).some(({ item }) => item?.title.startsWith('Zeilen Field – Tripod, light')),
    {
      timeoutMs: 60_000,
      what: 'the new tripod',
    },
  );
  await controlShop(stack, 'price', { id: first.id, priceMinor: 29_900 });
  await controlShop(stack, 'price', { id: second.id, priceMinor: 19_500 });
  await controlShop(stack, 'sell', { id: third.id });
  await waitFor(
    async () => {
      const events = await timeline(stack);
      return events.length >= ENOUGH_EVENTS && events.some(({ kind }) => kind === 'price_drop');
    },
    { timeoutMs: 120_000, what: 'enough events' },
  );
}

async function main(): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  const house = await openHouse({ NOTIFY_SECRET_KEY: 'a key of the pictures' });
  try {
    await stir(house);
    const event = (await timeline(house.stack)).find(({ kind }) => kind === 'price_drop');
    const shots = [
      ['feed-1280-light', '/', 1280, 'light', '[aria-label="Feed"] li a'],
      ['feed-360-dark', '/', 360, 'dark', '[aria-label="Feed"] li a'],
      ['hunts-1280-light', '/hunts', 1280, 'light', '[aria-label="Hunts"] li a'],
      ['hunts-360-dark', '/hunts', 360, 'dark', '[aria-label="Hunts"] li a'],
      ['hunt-1280-light', `/hunts/${house.taskId}`, 1280, 'light', '[role="tablist"]'],
      ['item-1280-dark', `/items/${event?.item?.id ?? 1}`, 1280, 'dark', '.uplot canvas'],
      [
        'new-hunt-1280-light',
        `/hunts/new?url=${encodeURIComponent(house.stack.shopUrl)}`,
        1280,
        'light',
        'aside button',
      ],
      ['settings-360-light', '/settings', 360, 'light', 'main nav'],
    ] as const;
    for (const [name, path, width, theme, sign] of shots) {
      const { page, context } = await visit(house.browser, house.origin, { width, theme, state: house.state });
      await page.goto(path);
      await page.locator(sign).first().waitFor();
      await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => {});
      await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
      await context.close();
      console.log(`docs/pictures/${name}.png`);
    }
  } finally {
    await house.stop();
  }
}

await main();
