import { createDatabase, type Database } from '@goodshunter/db';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { fitsWidth, type Visit, violationsOf, visit } from './browser.js';
import { type House, NAME, openHouse, PASSWORD } from './house.js';

let house: House;
let database: Database;

beforeAll(async () => {
  house = await openHouse({ NOTIFY_SECRET_KEY: 'a key of the tests' });
  database = createDatabase({ url: house.stack.databaseUrl, poolSize: 1 });
});
afterAll(async () => {
  await database?.close();
  await house?.stop();
});

async function enter(path: string, options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  const here = await visit(house.browser, house.origin, { state: house.state, ...options });
  await here.page.goto(path);
  return here;
}

async function typePassword(page: Page): Promise<void> {
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

describe('the second step', () => {
  it('is set up with an app by its QR code, asked for after the password, and switched off again', async () => {
    const { page, context, troubles } = await enter('/settings/me', { width: 360, theme: 'dark' });
    await page.getByRole('button', { name: 'Use an authenticator app' }).click();
    await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await fitsWidth(page)).toBe(true);
    const secret = (await page.getByText(/^[A-Z2-7]{32}$/).textContent()) ?? '';
    const app = new TOTP({ secret: Secret.fromBase32(secret) });
    await page.getByLabel('Code', { exact: true }).fill(app.generate());
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await page.getByRole('button', { name: 'I have kept them' }).waitFor();
    const codes = await page.getByText(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/).allTextContents();
    expect(codes).toHaveLength(10);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 recovery codes are left.').waitFor();

    await context.clearCookies();
    await page.goto('/settings/me');
    await page.getByLabel('Name').fill(NAME);
    await typePassword(page);
    await page.getByRole('heading', { name: 'Second step at sign-in' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel('Code', { exact: true }).fill('a wrong one');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('This is not the second factor of this account.').waitFor();
    await page.getByLabel('Code', { exact: true }).fill(codes[0] ?? '');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('9 recovery codes are left.').waitFor();
    await page.getByRole('button', { name: 'Switch it off' }).click();
    await page.getByRole('button', { name: 'Use an authenticator app' }).waitFor();
    house.state = await context.storageState();
    // What a wrong code is answered, the browser tells its console.
    expect(troubles.filter((trouble) => !trouble.includes('401'))).toEqual([]);
    await context.close();
  });
});

describe('a session that began a while ago', () => {
  it('is asked who it is before it gives a token out, and then does what was asked', async () => {
    const { page, context, troubles } = await enter('/settings/tokens');
    await page.getByLabel('What it is for').fill('my script');
    await database.sql.execute('UPDATE session SET created_at = created_at - INTERVAL 20 MINUTE');
    await page.getByRole('button', { name: 'Make a token' }).click();
    const dialog = page.getByRole('dialog', { name: 'Is it you?' });
    await dialog.getByText(`Sign in anew as ${NAME}`, { exact: false }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText('Show that it is you', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Make a token' }).click();
    await typePassword(page);
    await page.getByText('my script').waitFor();
    expect(await page.getByLabel('Token', { exact: true }).inputValue()).toMatch(/^gh_/);
    house.state = await context.storageState();
    expect(troubles.filter((trouble) => !trouble.includes('403'))).toEqual([]);
    await context.close();
  });
});

describe('a guest', () => {
  it('is offered what they may, and nothing that would be refused', async () => {
    const { stack } = house;
    const { body: invite } = await stack.api.call<{ code: string }>('POST', '/api/invites', { role: 'guest' });
    const { page, context } = await visit(house.browser, house.origin, { width: 1280 });
    const refused: string[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (response.status() === 403) refused.push(`${response.request().method()} ${pathname}`);
    });
    await page.goto(`/invite/${invite.code}`);
    await page.getByLabel('Name').fill('Gil');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.getByText('Nothing is shared with you yet').waitFor();
    await page.goto('/hunts');
    await page.getByText('Nothing is shared with you yet').waitFor();
    await page.goto('/hunts/new?url=https://shop.example/');
    await page.getByText('Nothing is shared with you yet').waitFor();

    // An editor who has become a guest changes nothing either.
    const share = { userName: 'Gil', role: 'viewer' };
    expect((await stack.api.call('POST', `/api/tasks/${house.taskId}/shares`, share)).status).toBe(201);
    await database.sql.execute("UPDATE task_share SET role = 'editor' WHERE task_id = ?", [house.taskId]);
    await page.goto('/hunts');
    const link = page.getByRole('link', { name: 'The demo shop' });
    await link.waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'More for The demo shop' }).count()).toBe(0);
    expect(await page.getByRole('switch', { disabled: false }).count()).toBe(0);
    await link.click();
    await page
      .getByRole('tab', { name: /^Items/ })
      .or(page.getByRole('button', { name: /^Items/ }))
      .first()
      .waitFor();
    for (const name of [/^Look now/, /^Pause/, /^Share/, /^Change/, /^Hide/]) {
      expect([String(name), await page.getByRole('button', { name }).count()]).toEqual([String(name), 0]);
    }
    const item = page.locator('a[href^="/items/"]').first();
    await item.click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Paste a link or say what you hunt for' }).count()).toBe(0);
    for (const [path, name] of [
      ['/', 'Feed'],
      ['/attention', 'Needs attention'],
      ['/settings/tokens', 'Tokens and feeds'],
      ['/settings/in-and-out', 'In and out'],
      ['/settings/me', 'Me'],
    ] as const) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1, name }).waitFor();
    }
    const pages = await page.getByRole('navigation', { name: 'Settings' }).getByRole('link').allTextContents();
    expect(pages).toEqual(['Me', 'Tokens and feeds', 'In and out']);
    expect(refused).toEqual([]);
    await context.close();
  });
});
