import { readFile } from 'node:fs/promises';
import { latch, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Visit, visit } from './browser.js';
import { type House, openHouse } from './house.js';

const FRIEND = 'Aiko Tanaka';
const FRIENDS_PASSWORD = 'four other words unused';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house?.stop();
});

function enter(options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  return visit(house.browser, house.origin, { state: house.state, ...options });
}

/** Presses what downloads, and reads the file. */
async function download(page: Page, press: () => Promise<unknown>): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

/** On the page of a hunt that somebody else shared: told by a channel of one's own, then silent for a week. */
async function chooseOwnChannel(page: Page): Promise<void> {
  const channel = { kind: 'webhook', name: 'Own bell', config: { url: `${house.stack.shopUrl}/inbox` } };
  const create = `fetch('/api/channels', { method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: '${JSON.stringify(channel)}' }).then(({ status }) => status)`;
  expect(await page.evaluate(create)).toBe(201);
  await page.reload();
  const settings = page.getByRole('complementary', { name: 'Settings' });
  const change = settings.getByRole('button', { name: 'Change: By' });
  await settings.getByText('no channel', { exact: true }).waitFor();
  await change.click();
  await settings.getByRole('checkbox', { name: 'Own bell' }).check();
  await settings.getByRole('button', { name: 'Save' }).click();
  await change.waitFor();
  await settings.getByText('Own bell', { exact: true }).waitFor();
  await change.click();
  await settings.getByRole('combobox', { name: 'Mute' }).click();
  await page.getByRole('option', { name: 'For a week' }).click();
  await settings.getByRole('button', { name: 'Save' }).click();
  await settings.getByText('muted for now', { exact: true }).waitFor();
}

describe('two people', () => {
  it('come together by an invite, share a hunt to look at, and end it', async () => {
    const mine = await enter();
    // What stands above the form must not move it away under the finger, however late it comes.
    const people = latch();
    await mine.page.route('**/api/people', async (route) => {
      await people.opened;
      await route.continue();
    });
    await mine.page.goto('/settings/people');
    await mine.page.getByRole('heading', { name: 'People', exact: true }).waitFor();
    const make = mine.page.getByRole('button', { name: 'Make a link' });
    expect(await make.count()).toBe(0);
    people.open();
    await make.click();
    const link = await mine.page.getByLabel('Invite link, shown once').inputValue();
    const theirs = await visit(house.browser, house.origin, {});
    await theirs.page.goto(new URL(link).pathname);
    await theirs.page.getByLabel('Name').fill(FRIEND);
    await theirs.page.getByLabel('Password', { exact: true }).fill(FRIENDS_PASSWORD);
    await theirs.page.getByRole('button', { name: 'Come in' }).click();
    await theirs.page.getByText('What do you hunt for?').waitFor();

    await mine.page.goto(`/hunts/${house.taskId}`);
    await mine.page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = mine.page.getByRole('dialog', { name: 'Share this hunt' });
    await dialog.getByLabel('Name of a person here').fill(FRIEND);
    await dialog.getByRole('button', { name: 'Share', exact: true }).click();
    await dialog.getByText(FRIEND, { exact: true }).waitFor();

    await theirs.page.goto('/hunts');
    await theirs.page.getByRole('link', { name: 'The demo shop' }).click();
    await theirs.page.getByRole('tab', { name: /^Items \d/ }).waitFor();
    expect(await theirs.page.getByRole('button', { name: 'Pause', exact: true }).count()).toBe(0);
    expect(await theirs.page.getByRole('button', { name: 'Change: Name' }).count()).toBe(0);
    await chooseOwnChannel(theirs.page);

    await dialog.getByRole('button', { name: `Stop sharing with ${FRIEND}` }).click();
    await dialog.getByText(FRIEND, { exact: true }).waitFor({ state: 'detached' });
    await theirs.page.reload();
    await theirs.page.getByText('Nothing is here').waitFor();
    expect(mine.troubles).toEqual([]);
    // What the browser itself says of the hunt that is gone.
    expect(theirs.troubles.filter((trouble) => !trouble.includes('404'))).toEqual([]);
  });
});

describe('moving in and out', () => {
  it('reads a list, CSV, OPML and a backup of changedetection.io from files, and says of each line what will happen', async () => {
    const { page, troubles } = await enter({ width: 360 });
    await page.goto('/settings/in-and-out');
    const file = page.locator('input[type="file"]');
    // Only asked what would happen: nobody looks there.
    const shop = (n: number) => `https://shop-${n}.example/collections/all`;
    const opml = `<opml version="2.0"><body><outline text="A feed" xmlUrl="${shop(3)}.xml"/></body></opml>`;
    const backup = JSON.stringify({ watching: { a: { url: house.stack.shopUrl, title: 'Watched' } } });
    const files = [
      ['links.txt', `${shop(1)}\nnot a link\n`, shop(1), '1 of 2 would be imported'],
      [
        'hunts.csv',
        `url,name\n${shop(2)},"Lenses, cheap"\nhttps://127.0.0.1/,Inside\n`,
        'Inside',
        '1 of 2 would be imported',
      ],
      ['feeds.opml', opml, 'A feed', '1 of 1 would be imported'],
      ['backup.json', backup, 'Watched', '1 of 1 would be imported'],
    ] as const;
    for (const [name, content, line, sentence] of files) {
      await file.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
      const outcome = page.getByRole('status').filter({ hasText: sentence });
      await outcome.getByText(line, { exact: true }).waitFor();
    }
    await page.getByRole('button', { name: 'Import 1 hunt' }).click();
    await page.getByText('1 of 1 is imported').waitFor();
    await page.goto('/hunts');
    await page.getByRole('link', { name: 'Watched' }).waitFor();
    expect(troubles).toEqual([]);
  });

  it('gives everything as JSON, and the items of a hunt as CSV', async () => {
    const { page } = await enter();
    await page.goto('/settings/in-and-out');
    const all = await download(page, () => page.getByRole('link', { name: 'Export everything' }).click());
    expect(all.name).toBe('goodshunter.json');
    expect(JSON.parse(all.text).tasks).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'The demo shop' })]),
    );
    await page.goto(`/hunts/${house.taskId}`);
    await page.getByRole('button', { name: 'More for The demo shop' }).click();
    const items = await download(page, () => page.getByRole('menuitem', { name: 'Items as CSV' }).click());
    expect(items.name).toMatch(/\.csv$/);
    expect(items.text.split('\r\n').length).toBeGreaterThan(10);
  });

  it('opens a new hunt with what a phone shares, wherever the phone puts the link', async () => {
    const { page } = await enter({ width: 360 });
    const { share_target: target } = (await (await page.request.get('/manifest.webmanifest')).json()) as {
      share_target: { action: string; params: { text: string } };
    };
    const shared = new URLSearchParams({ [target.params.text]: `Second Light ${house.stack.shopUrl}` });
    await page.goto(`${target.action}?${shared}`);
    await page.getByRole('button', { name: 'Keep watching' }).waitFor();
  });
});

it('filters the feed by its source from the dialog, and says so in words', async () => {
  const { page, context, troubles } = await enter();
  const askedSource = () => new URL(page.url()).searchParams.get('source');
  await page.goto('/');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Source' }).click();
  await page.getByRole('option', { name: 'A feed', exact: true }).click();
  await dialog.getByRole('button', { name: 'Show' }).click();
  const chip = page.getByRole('button', { name: 'Remove the filter A feed' });
  await chip.waitFor();
  expect(askedSource()).toBe('feed');
  await chip.click();
  await chip.waitFor({ state: 'detached' });
  expect(askedSource()).toBeNull();
  expect(troubles).toEqual([]);
  await context.close();
});

it('shows the shell and the last feed while the net is away, marked with their time, and goes on by itself', async () => {
  const { page, context } = await enter();
  await page.goto('/');
  await page.evaluate('navigator.serviceWorker.ready');
  // The worker answers from the next load on, which is when it keeps what it sees.
  await page.reload();
  const list = page.getByRole('list', { name: 'Feed' }).or(page.getByText('What do you hunt for?'));
  await list.first().waitFor();
  await context.setOffline(true);
  await page.reload();
  await list.first().waitFor();
  await page.getByText(/^No answer since/).waitFor();
  await waitFor(() => page.evaluate('document.querySelector(\'img[src="/mark.svg"]\').naturalWidth > 0'), {
    what: 'the mark, from what is kept',
  });
  await context.setOffline(false);
  await page.getByText(/^No answer since/).waitFor({ state: 'detached' });
});
