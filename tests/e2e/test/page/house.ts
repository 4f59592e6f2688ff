import { type Stack, startStack, waitFor } from '@goodshunter/testing';
import type { Browser, BrowserContext } from 'playwright-core';
import { huntDemoShop } from '../support.js';
import { launch, visit } from './browser.js';
import { type CornerShop, startCornerShop } from './corner-shop.js';

export const NAME = 'Mika Klein';
export const PASSWORD = 'three words elsewhere unused';

/** The whole house with a hunt on the demo shop, a browser, and somebody who has set it up in that browser. */
export interface House {
  stack: Stack;
  cornerShop: CornerShop;
  browser: Browser;
  origin: string;
  taskId: number;
  state: Awaited<ReturnType<BrowserContext['storageState']>>;
  stop(): Promise<void>;
}

/** A look at once, so that nobody waits for the next one. */
export async function lookNow({ stack, taskId }: Pick<House, 'stack' | 'taskId'>): Promise<void> {
  await stack.api.call('POST', `/api/tasks/${taskId}/run`);
}

/**
 * Starts it and goes through the first minute: the printed link, a name, a password, the feed.
 * @param env further environment of every service
 */
export async function openHouse(env: Record<string, string> = {}): Promise<House> {
  const setupFile = `/tmp/goodshunter-setup-${process.pid}-${Date.now()}`;
  const cornerShop = await startCornerShop();
  const stack = await startStack({ env: { API_SETUP_FILE: setupFile, ...env }, allowHosts: [cornerShop.host] });
  const browser = await launch();
  const stop = async () => {
    await browser.close();
    await stack.stop();
    await cornerShop.stop();
  };
  try {
    const origin = stack.api.baseUrl.replace('127.0.0.1', 'localhost');
    const taskId = await huntDemoShop(stack);
    const { readFile } = await import('node:fs/promises');
    const link = await waitFor(() => readFile(setupFile, 'utf8'), { what: 'the set-up link' });
    const { page, context } = await visit(browser, origin);
    await page.goto(`/setup${new URL(link.trim()).hash}`);
    await page.getByLabel('Name').fill(NAME);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Open the feed' }).click();
    await page.getByRole('heading', { name: 'Feed', exact: true }).waitFor();
    const state = await context.storageState();
    await context.close();
    return { stack, cornerShop, browser, origin, taskId, state, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
