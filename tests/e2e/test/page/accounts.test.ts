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
