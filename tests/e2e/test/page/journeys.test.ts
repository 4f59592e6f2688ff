import { addVirtualAuthenticator, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { controlShop, waitForEvent } from '../support.js';
import { type Visit, violationsOf, visit } from './browser.js';
import { type House, lookNow, NAME, openHouse, PASSWORD } from './house.js';

let house: House;
const visits: Visit[] = [];

beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house?.stop();
});

/** A window of somebody who is signed in. */
async function enter(path: string, options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  const here = await visit(house.browser, house.origin, { state: house.state, ...options });
  visits.push(here);
  await here.page.goto(path);
  return here;
}

async function addItem(title: string, more: object = {}): Promise<number> {
  const { id } = await controlShop<{ id: number }>(house.stack, 'add', { title, priceMinor: 12_300, ...more });
  return id;
}

/** Looks again and again until it shows: a look that is under way already has not seen what changed meanwhile. */
async function lookUntil(isThere: () => Promise<boolean>, what: string): Promise<void> {
  await waitFor(
    async () => {
      if (await isThere()) return true;
      await lookNow(house);
      return false;
    },
    { everyMs: 300, what },
  );
}

describe('the page', () => {
  it('shows what happens while it is open, behind "new", and its price history behind a press', async () => {
    const { page, troubles } = await enter('/');
    await page.getByRole('list', { name: 'Feed' }).or(page.getByText('What do you hunt for?')).first().waitFor();
    const shopId = await addItem('A camera that was not there before');
    const bar = page.getByRole('button', { name: /^\d+ new$/ });
    await lookUntil(() => bar.isVisible(), 'news above the feed');
    expect(await page.getByText('A camera that was not there before').count()).toBe(0);
    const link = page.getByRole('link', { name: /A camera that was not there before/ }).first();
    // The shop has other news, too: the bar may come back with the camera a moment later.
    await waitFor(
      async () => {
        if (await bar.isVisible()) await bar.click();
        else await lookNow(house);
        return link.isVisible();
      },
      { everyMs: 300, what: 'the camera in the feed' },
    );
    await link.click();
    await page.getByRole('heading', { name: 'A camera that was not there before' }).waitFor();
    await controlShop(house.stack, 'price', { id: shopId, priceMinor: 9_900 });
    await page.locator('.uplot canvas').waitFor();
    await page.getByRole('button', { name: 'Show as a table' }).click();
    await lookUntil(() => page.getByRole('cell', { name: '€99' }).isVisible(), 'the new price');
    expect(await page.getByRole('link', { name: 'Open at the shop' }).first().getAttribute('href')).toMatch(/^http/);
    expect(troubles).toEqual([]);
  });

  it('makes a hunt of a pasted link in two actions, and marks the cards while one types', async () => {
    const { page, troubles } = await enter('/');
    const field = page.getByRole('textbox', { name: 'Paste a link or say what you hunt for' }).locator('visible=true');
    await field.fill(house.stack.shopUrl);
    await field.press('Enter');
    await page.getByRole('button', { name: 'Keep watching' }).waitFor();
    const count = page.getByRole('heading', { name: /are in$/ });
    const before = await count.textContent();
    await page.getByRole('combobox', { name: 'Without' }).fill('lens');
    await page.getByRole('combobox', { name: 'Without' }).press('Enter');
    await page.getByText('Out: “lens”').first().waitFor();
    expect(await count.textContent()).not.toBe(before);
    await page.getByRole('textbox', { name: 'Name' }).fill('No lenses');
    await page.getByRole('button', { name: 'Keep watching' }).click();
    await page.getByRole('heading', { name: 'No lenses' }).waitFor();
    expect(troubles).toEqual([]);
  });

  it('asks which of several prices is meant, and watches the one that was chosen', async () => {
    const { page, troubles } = await enter(`/hunts/new?url=${encodeURIComponent(`${house.cornerShop.url}/lamp`)}`);
    const prices = page.getByRole('radiogroup', { name: /3 prices are on this page/ });
    await prices.getByRole('radio', { name: /€120/, checked: true }).waitFor();
    await prices.getByRole('radio', { name: /With a bulb/ }).click();
    await page.locator('li').filter({ hasText: 'Arc lamp' }).getByText('€135').waitFor();
    await page
      .getByRole('radiogroup', { name: /stock/ })
      .getByRole('radio', { name: /p.online/ })
      .click();
    await page.getByRole('button', { name: 'Keep watching' }).click();
    await page.getByRole('heading', { name: 'Arc lamp' }).first().waitFor();
    await page.getByText('€135').first().waitFor();
    expect(await page.getByText('€120').count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it('goes on with another list of a page, and with what selectors of one’s own hit', async () => {
    const { page } = await enter(`/hunts/new?url=${encodeURIComponent(`${house.cornerShop.url}/front`)}`);
    await page.getByRole('heading', { name: '15 of 15 are in' }).waitFor();
    await page.getByRole('combobox', { name: 'Without' }).fill('5');
    await page.getByRole('combobox', { name: 'Without' }).press('Enter');
    await page.getByRole('radio', { name: /Chairs: 6 things/ }).click();
    // What was typed goes along.
    await page.getByRole('heading', { name: '5 of 6 are in' }).waitFor();
    await page.getByRole('button', { name: 'Is this wrong? Name the places yourself' }).click();
    await page.getByRole('textbox', { name: 'Each card of the list' }).fill('li.card[');
    await page.getByRole('button', { name: 'Look again with these' }).click();
    await page
      .getByRole('alert')
      .getByText(/must be a CSS selector/)
      .waitFor();
    await page.getByRole('textbox', { name: 'Each card of the list' }).fill('li.card:nth-child(odd)');
    await page.getByRole('textbox', { name: 'Price' }).fill('.set');
    await page.getByRole('button', { name: 'Look again with these' }).click();
    await page.getByText('8 hits, first: €30.00').waitFor();
    await page.getByText('€30', { exact: true }).first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keep watching' }).click();
    await page.getByRole('tab', { name: /^Items/ }).waitFor();
  });

  it('signs in by a passkey that was made under "Me", which can be removed', async () => {
    const { page, context } = await enter('/settings/me');
    await addVirtualAuthenticator(await context.newCDPSession(page));
    await page.getByLabel('Name').fill('Laptop');
    await page.getByRole('button', { name: 'Make a passkey' }).click();
    await page.getByRole('button', { name: 'Remove the passkey Laptop' }).waitFor();
    await context.clearCookies();
    await page.goto('/settings/me#sign-in=group');
    await page.getByText(/not in the group that may come in/).waitFor();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('button', { name: 'Remove the passkey Laptop' }).click();
    await page.getByRole('button', { name: 'Remove the passkey Laptop' }).waitFor({ state: 'detached' });
    expect(new URL(page.url()).hash).toBe('');
  });

  it('says in words what is the matter with a link that gives nothing', async () => {
    const { page } = await visit(house.browser, house.origin);
    await page.goto('/password');
    await page.getByText(/This link has no code/).waitFor();
    await page.goto(`/password#code=${'x'.repeat(43)}`);
    await page.reload();
    await page.getByLabel('Password', { exact: true }).fill('three other words unused');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByRole('alert').waitFor();
    await page.goto(`/shared/${'x'.repeat(43)}`);
    await page.getByText('This shared hunt cannot be shown').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('pauses and resumes a hunt, and changes it where it stands', async () => {
    const { page, troubles } = await enter(`/hunts/${house.taskId}`);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByText('Paused by you').waitFor();
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await page.getByText('Looking.').waitFor();
    await page.getByRole('button', { name: 'Change: Name' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('The demo shop, renamed');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'The demo shop, renamed' }).waitFor();
    expect(troubles).toEqual([]);
  });

  it('acts on a hunt from its row, by mouse and by keys', async () => {
    const { page, troubles } = await enter('/hunts');
    const more = page.getByRole('button', { name: /^More for The demo shop/ });
    const menu = page.getByRole('menu', { name: /^More for The demo shop/ });
    await more.click();
    await menu.waitFor();
    expect(await violationsOf(page)).toEqual([]);
    // Where the button was pressed, a second press closes.
    const place = (await more.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.click(place.x + place.width / 2, place.y + place.height / 2);
    await menu.waitFor({ state: 'detached' });
    await more.focus();
    await page.keyboard.press('Enter');
    await menu.waitFor();
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await waitFor(async () => (await more.and(page.locator(':focus')).count()) === 1, { what: 'the focus being back' });
    await page.keyboard.press('Enter');
    await menu.getByRole('menuitem', { name: 'Pause' }).click();
    const row = page.getByRole('list', { name: 'Hunts' }).getByRole('listitem').first();
    await row.getByText('Paused by you').waitFor();
    await more.click();
    await menu.getByRole('menuitem', { name: 'Resume' }).click();
    await row.getByText('Paused by you').waitFor({ state: 'detached' });
    const notices = page.getByRole('switch', { name: /^Notices of The demo shop/ });
    const isOn = async () => (await house.stack.api.call('GET', `/api/tasks/${house.taskId}`)).body.noticesOn;
    expect(await notices.isChecked()).toBe(true);
    await notices.focus();
    await page.keyboard.press('Space');
    await page.getByRole('switch', { name: /^Notices of The demo shop/, checked: false }).waitFor();
    await waitFor(async () => (await isOn()) === false, { what: 'the notices being off' });
    await notices.click();
    await page.getByRole('switch', { name: /^Notices of The demo shop/, checked: true }).waitFor();
    await waitFor(async () => (await isOn()) === true, { what: 'the notices being on' });
    expect(troubles).toEqual([]);
  });

  it('runs nothing that a shop writes', async () => {
    const hostile = [
      '<img src=x onerror=alert(1)>',
      '"><script>window.pwned=1</script>',
      "'-alert(1)-'",
      '<svg/onload=alert(1)>',
      'javascript:alert(1)//',
      '{{constructor.constructor("alert(1)")()}}',
      '<iframe srcdoc="<script>parent.pwned=1</script>">',
      '\u202egnp.exe <b>bold</b>',
      `${'long '.repeat(50)}<details open ontoggle=alert(1)>`,
    ];
    await Promise.all(hostile.map((title) => addItem(title)));
    await lookNow(house);
    await waitForEvent(house.stack, ({ item }) => item?.title === '<svg/onload=alert(1)>');
    const { page, troubles } = await enter('/?words=onload');
    await page.getByText('<svg/onload=alert(1)>').first().waitFor();
    await page
      .getByRole('link', { name: /onload/ })
      .first()
      .click();
    await page.getByRole('heading', { name: '<svg/onload=alert(1)>' }).waitFor();
    await page.goto(`/hunts/${house.taskId}`);
    await page.getByText('<svg/onload=alert(1)>').first().waitFor();
    expect(await page.evaluate('"pwned" in window')).toBe(false);
    expect(await page.locator('main iframe, main script').count()).toBe(0);
    expect(troubles).toEqual([]);
  });

  it('is used by keys alone', async () => {
    const { page, troubles } = await enter('/');
    await page.getByRole('list', { name: 'Feed' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await page.getByRole('heading', { name: /^Hunts/ }).waitFor();
    await page.getByRole('list', { name: 'Hunts' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: /^Items/ }).waitFor();
    await page.getByRole('tab', { name: /^Items/ }).focus();
    await page.keyboard.press('ArrowRight');
    await waitFor(
      async () => (await page.getByRole('tab', { name: 'Events' }).getAttribute('aria-selected')) === 'true',
      {
        what: 'the tab of events',
      },
    );
    await page.keyboard.press('n');
    await waitFor(() => page.locator('input:focus[aria-label^="Paste"]').isVisible(), {
      what: 'the field having the focus',
    });
    expect(troubles).toEqual([]);
  });

  it('asks for the password when the session ends, and comes back to where one was', async () => {
    const { page, context } = await enter(`/hunts/${house.taskId}?tab=looks`);
    await page.getByRole('tab', { name: 'Looks', selected: true }).waitFor();
    await context.clearCookies();
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await page.getByLabel('Name').fill(NAME);
    await page.getByLabel('Password', { exact: true }).fill('not this one at all');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('tab', { name: 'Looks', selected: true }).waitFor();
    expect(new URL(page.url()).search).toBe('?tab=looks');
  });

  it('says so when the api is away, keeps what is on the screen, and goes on by itself', async () => {
    const { page } = await enter('/');
    const list = page.getByRole('list', { name: 'Feed' });
    await list.waitFor();
    // Also to somebody who has scrolled.
    await page.mouse.wheel(0, 600);
    await waitFor(() => page.evaluate('scrollY > 100'), { what: 'the list having moved' });
    await house.stack.apiProcess.kill('SIGKILL');
    await page.getByText(/^No answer since/).waitFor();
    const place = await page.getByText(/^No answer since/).boundingBox();
    expect(place?.y).toBeGreaterThan(0);
    expect(await list.isVisible()).toBe(true);
    await house.stack.startApi();
    await page.getByText(/^No answer since/).waitFor({ state: 'detached' });
    expect(await list.isVisible()).toBe(true);
  });

  // The last: the shop is left alone for a while afterwards, as it should be.
  it('says in words what is wrong', async () => {
    const { page } = await enter(`/hunts/${house.taskId}`);
    await page.getByText('Looking.').waitFor();
    await controlShop(house.stack, 'fail', { kind: 'challenge', times: 1000 });
    await lookUntil(() => page.getByText('The shop turns us away').first().isVisible(), 'the trouble in words');
    await page.goto('/hunts');
    await page.getByText('The shop turns us away').first().waitFor();
  });
});
