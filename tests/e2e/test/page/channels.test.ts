import { startNtfy, startPushService, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { fitsWidth, type Visit, violationsOf, visit } from './browser.js';
import { type House, openHouse } from './house.js';

let house: House;
let ntfy: Awaited<ReturnType<typeof startNtfy>>;
let push: Awaited<ReturnType<typeof startPushService>>;

beforeAll(async () => {
  [ntfy, push] = await Promise.all([startNtfy(), startPushService()]);
  house = await openHouse({
    NOTIFY_ALLOW_HOSTS: `${ntfy.host},${push.host}`,
    NOTIFY_SECRET_KEY: 'the secret of these tests and of nothing else',
    NOTIFY_PUSH_KEY: Buffer.alloc(32, 7).toString('base64url'),
  });
});
afterAll(async () => {
  await house?.stop();
  await Promise.all([ntfy?.close(), push?.close()]);
});

async function enter(options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  const here = await visit(house.browser, house.origin, { state: house.state, ...options });
  await here.page.goto('/settings/channels');
  return here;
}

/** What the service worker shows at this moment; null: nothing. */
const NOTICE = `navigator.serviceWorker.ready
  .then((registration) => registration.getNotifications())
  .then(([notice]) => (notice ? { title: notice.title, body: notice.body } : null))`;

/** The dialog of a kind that is not connected yet. */
async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a channel' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name }).click();
}

describe('a newcomer', () => {
  it.each(['light', 'dark'] as const)('scans where ntfy tells a topic that nobody can guess (%s)', async (theme) => {
    const { page, context, troubles } = await enter({ theme, width: 360 });
    await choose(page, 'ntfy');
    const topic = await page.getByLabel('Topic').inputValue();
    expect(topic).toMatch(/^gh-[2-9a-km-z]{12}$/);
    await page.getByRole('img', { name: `QR code of https://ntfy.sh/${topic}` }).waitFor();
    const link = page.getByRole('link', { name: 'Open it on this device' });
    expect(await link.getAttribute('href')).toBe(`https://ntfy.sh/${topic}`);
    await page.getByText('ntfy for Android').click();
    await page.getByRole('img', { name: `QR code of ntfy://ntfy.sh/${topic}` }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await fitsWidth(page)).toBe(true);
    await page.getByLabel('Topic').fill('no topic');
    await link.waitFor({ state: 'detached' });
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('connects ntfy: choose, test, keep', async () => {
    const { page, context, troubles } = await enter();
    await choose(page, 'Discord');
    // Kinds stay in sight: another one is one press away.
    await page.getByRole('dialog').getByRole('button', { name: 'ntfy' }).click();
    // The one thing that a test does otherwise than a newcomer: ntfy.sh is not asked.
    await page.getByLabel('Server').fill(ntfy.url);
    const topic = await page.getByLabel('Topic').inputValue();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('ntfy accepted it').first().waitFor();
    expect(JSON.parse(ntfy.calls.at(-1)?.body ?? '{}')).toMatchObject({ topic });
    expect(await page.getByRole('listitem').filter({ hasText: 'Test' }).getAttribute('data-done')).toBe('true');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keep channel' }).click();
    await page.getByRole('switch', { name: 'ntfy on or off' }).waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('connects this browser by one click, and sees what comes', async () => {
    const { page, context, troubles } = await enter();
    await context.grantPermissions(['notifications'], { origin: house.origin });
    // Chromium alone has no push service behind it: this stands in for what one would answer.
    const { endpoint, p256dh, auth } = push.subscription;
    const answer = JSON.stringify({ endpoint, keys: { p256dh, auth } });
    await page.evaluate(`PushManager.prototype.subscribe = async () => ({ toJSON: () => (${answer}) })`);
    await choose(page, 'This browser');
    await page.getByRole('button', { name: 'Allow notices in this browser' }).click();
    await page.getByText('This browser can be told.').waitFor();
    await page.getByRole('button', { name: 'Keep channel' }).click();
    const card = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('switch', { name: 'This browser on or off' }) });
    await card.getByRole('button', { name: 'Test' }).click();
    await page.getByText('The test arrived').waitFor();
    const payload = push.received.at(-1)?.payload as { title: string; body: string };

    const devtools = await context.newCDPSession(page);
    const registered = new Promise<string>((resolve) => {
      devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [registration] = registrations;
        if (registration) resolve(registration.registrationId);
      });
    });
    await devtools.send('ServiceWorker.enable');
    await page.evaluate('navigator.serviceWorker.ready.then(() => null)');
    const registrationId = await registered;
    const delivery = { origin: house.origin, registrationId, data: JSON.stringify(payload) };
    const notice = await waitFor(
      async () => {
        // Unlike a push service, this keeps nothing for a worker that is just being started or put to sleep.
        await devtools.send('ServiceWorker.deliverPushMessage', delivery);
        return page.evaluate<{ title: string; body: string } | null>(NOTICE);
      },
      { everyMs: 1000, what: 'the notice that the browser shows' },
    );
    expect(notice).toEqual({ title: payload.title, body: payload.body });
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('pastes an address that is recognised, and has all hunts tell by it', async () => {
    const { api } = house.stack;
    const first = await api.call<{ id: number }>('POST', '/api/channels', {
      name: 'The first',
      kind: 'ntfy',
      config: { server: ntfy.url, topic: 'first' },
      onForNewHunts: false,
    });
    await api.call('PATCH', `/api/tasks/${house.taskId}`, { notify: [first.body.id] });
    const { page, context, troubles } = await enter({ width: 360 });
    await page.getByRole('button', { name: 'Add a channel' }).first().click();
    const field = page.getByRole('textbox', { name: 'Find, or paste an address' });
    const kinds = page.getByRole('group', { name: 'This address looks like' }).getByRole('button');
    await field.fill('https://discord.com/api/webhooks/123/secret');
    await kinds.filter({ hasText: 'Discord' }).waitFor();
    expect(await kinds.count()).toBe(1);
    await field.fill(`ntfy://${ntfy.host}/pasted?secure=false`);
    await kinds.filter({ hasText: 'ntfy' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await field.press('Enter');
    expect(await page.getByLabel('Topic').inputValue()).toBe('pasted');
    expect(await page.getByLabel('Server').inputValue()).toBe(ntfy.url);
    await page.getByLabel('Name', { exact: true }).fill('The pasted');
    await page.getByLabel('Use for all hunts').check();
    expect(await violationsOf(page)).toEqual([]);
    expect(await fitsWidth(page)).toBe(true);
    await page.getByRole('button', { name: 'Keep channel' }).click();
    await page.getByText('1 hunt tells by it').waitFor();
    await page.getByRole('switch', { name: 'The pasted on or off' }).waitFor();
    const channels = await api.call<{ data: { id: number; name: string }[] }>('GET', '/api/channels?limit=200');
    const pasted = channels.body.data.find(({ name }) => name === 'The pasted');
    const task = await api.call<{ notify: number[] }>('GET', `/api/tasks/${house.taskId}`);
    expect(task.body.notify).toEqual([first.body.id, pasted?.id]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('All hunts tell as before').waitFor();
    const before = await api.call<{ notify: number[] }>('GET', `/api/tasks/${house.taskId}`);
    expect(before.body.notify).toEqual([first.body.id]);
    expect(troubles).toEqual([]);
    await context.close();
  });
});
