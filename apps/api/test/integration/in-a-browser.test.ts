import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addVirtualAuthenticator } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Rig, startRig } from './rig.js';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const PASSWORD = 'a long password';

let rig: Rig;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** The api as people type it: passkeys need a name, not an address. */
let home: string;

beforeAll(async () => {
  if (!CHROMIUM) throw new Error('install Chromium (apt-get install chromium): these tests need a real browser');
  rig = await startRig();
  home = rig.base.replace('127.0.0.1', 'localhost');
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  context = await browser.newContext();
  page = await context.newPage();
  // A page of our own origin that lets scripts of the test run: what the api itself serves allows none.
  await context.route(`${home}/page`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>GoodsHunter</title>' }),
  );
  await page.goto(`${home}/page`);
  const code = (await rig.api.ensureSetupLink())?.split('#code=')[1];
  const set = await send('POST', '/api/setup', { code, name: 'ada', password: PASSWORD });
  expect(set.status).toBe(201);
  await addVirtualAuthenticator(await context.newCDPSession(page));
});
afterAll(async () => {
  await browser?.close();
  await rig?.stop();
});

interface Answer {
  status: number;
  body: Record<string, never>;
}

/** A request of our own page, as the page makes it. */
function send(method: string, path: string, body?: unknown): Promise<Answer> {
  return page.evaluate(
    async (request) => {
      const response = await fetch(request.path, {
        method: request.method,
        ...(request.body === undefined
          ? {}
          : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(request.body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
    },
    { method, path, body },
  );
}

describe('a session', () => {
  it('is in a cookie that no script sees', async () => {
    expect(await page.evaluate('document.cookie')).toBe('');
    const [cookie] = await context.cookies(home);
    expect(cookie).toMatchObject({ name: 'goodshunter', httpOnly: true, sameSite: 'Lax', secure: false });
    expect((await send('GET', '/api/session')).body).toMatchObject({ user: { name: 'ada' } });
  });
});

interface WithCredentials {
  navigator: { credentials: Record<'create' | 'get', (options: unknown) => Promise<{ toJSON(): unknown }>> };
}

/** `navigator.credentials` by JSON, as browsers of today offer it. */
const create = (options: unknown) =>
  page.evaluate(async (json) => {
    const window = globalThis as never as Record<string, { parseCreationOptionsFromJSON(json: unknown): unknown }>;
    const publicKey = window.PublicKeyCredential?.parseCreationOptionsFromJSON(json);
    const { credentials } = (globalThis as never as WithCredentials).navigator;
    return (await credentials.create({ publicKey })).toJSON();
  }, options);
const get = (options: unknown) =>
  page.evaluate(async (json) => {
    const window = globalThis as never as Record<string, { parseRequestOptionsFromJSON(json: unknown): unknown }>;
    const publicKey = window.PublicKeyCredential?.parseRequestOptionsFromJSON(json);
    const { credentials } = (globalThis as never as WithCredentials).navigator;
    return (await credentials.get({ publicKey })).toJSON();
  }, options);

describe('a passkey', () => {
  it('is registered, signs in without a name, and is worth nothing when it is removed', async () => {
    const options = await send('POST', '/api/passkeys/options');
    const response = await create(options.body);
    const made = await send('POST', '/api/passkeys', { name: 'this laptop', response });
    expect(made).toMatchObject({ status: 201, body: { name: 'this laptop', lastUsedAt: null } });
    // The same answer again: its challenge is used up.
    expect((await send('POST', '/api/passkeys', { name: 'again', response })).status).toBe(422);

    await send('DELETE', '/api/session');
    expect((await send('GET', '/api/passkeys')).status).toBe(401);
    const proof = await get((await send('POST', '/api/session/passkey/options')).body);
    const signedIn = await send('POST', '/api/session/passkey', { response: proof });
    expect(signedIn).toMatchObject({ status: 200, body: { user: { name: 'ada' } } });
    const replayed = await send('POST', '/api/session/passkey', { response: proof });
    expect(replayed.status).toBe(401);

    const { body } = await send('GET', '/api/passkeys');
    const [passkey] = body.data as unknown as Array<{ id: number; lastUsedAt: string | null }>;
    expect(passkey?.lastUsedAt).not.toBeNull();
    expect((await send('DELETE', `/api/passkeys/${passkey?.id}`)).status).toBe(204);
    const late = await get((await send('POST', '/api/session/passkey/options')).body);
    expect((await send('POST', '/api/session/passkey', { response: late })).status).toBe(401);
  });
});

describe('a passkey as the second factor', () => {
  it('follows the password, of this account alone, and is not removed while nothing else would be left', async () => {
    const made = await send('POST', '/api/passkeys', {
      name: 'this laptop',
      response: await create((await send('POST', '/api/passkeys/options')).body),
    });
    const on = await send('POST', '/api/me/second-factor', {});
    expect(on).toMatchObject({ status: 200, body: { isOn: true, hasApp: false, passkeys: 1 } });
    const passkeyPath = `/api/passkeys/${made.body.id}`;
    expect((await send('DELETE', passkeyPath)).status).toBe(409);

    await send('DELETE', '/api/session');
    const half = await send('POST', '/api/session', { name: 'ada', password: PASSWORD });
    expect(half).toMatchObject({ status: 202, body: { hasApp: false } });
    expect((await send('GET', '/api/session')).body.user).toBeNull();
    const { ticket, passkey } = half.body;
    // An answer to a challenge that was given to nobody in particular is no second factor.
    const stray = await get((await send('POST', '/api/session/passkey/options')).body);
    const refused = await send('POST', '/api/session/second-factor', { ticket, response: stray });
    expect(refused).toMatchObject({ status: 401, body: { code: 'WRONG_SECOND_FACTOR' } });
    const response = await get(passkey);
    const whole = await send('POST', '/api/session/second-factor', { ticket, response });
    expect(whole).toMatchObject({ status: 200, body: { user: { name: 'ada', hasSecondFactor: true } } });
    expect((await send('POST', '/api/session/second-factor', { ticket, response })).status).toBe(401);

    expect((await send('DELETE', '/api/me/second-factor')).status).toBe(204);
    expect((await send('DELETE', passkeyPath)).status).toBe(204);
  });
});

describe('a hostile page', () => {
  let hostile: Server;
  let port: number;
  let taskId: number;

  beforeAll(async () => {
    hostile = createServer((_req, res) => res.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>'));
    await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve));
    port = (hostile.address() as AddressInfo).port;
    const task = { source: 'feed', query: { url: 'https://shop.example/feed' } };
    const created = await send('POST', '/api/tasks', task);
    taskId = (created.body as never as { task: { id: number } }).task.id;
  });
  afterAll(() => new Promise<void>((resolve) => hostile.close(() => resolve())));

  const state = async () => {
    const [task] = await rig.database.sql.query('SELECT state, token, name FROM task WHERE id = ?', [taskId]);
    const [count] = await rig.database.sql.query(
      `SELECT (SELECT COUNT(*) FROM task) AS tasks, (SELECT COUNT(*) FROM session) AS sessions,
         (SELECT COUNT(*) FROM api_token) AS tokens, (SELECT COUNT(*) FROM one_time_code WHERE kind = 'invite') AS invites`,
    );
    return { task, count };
  };

  // Another port of this host is another origin of the same site: browsers send it our cookie. An address is another site.
  it.each(['localhost', '127.0.0.1'])(
    'on %s changes and reads nothing by form, fetch, image or frame',
    async (host) => {
      const evil = await context.newPage();
      const sent: string[] = [];
      evil.on('request', (request) => {
        if (request.url().startsWith(`${home}/api`))
          sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
      });
      await evil.goto(`http://${host}:${port}/`);
      const before = await state();
      const body = JSON.stringify({ source: 'feed', query: { url: 'https://evil.example/feed' } });

      const read = await evil.evaluate(
        async ({ home: target, id, text }) => {
          const attempt = (path: string, init: RequestInit) =>
            fetch(target + path, { credentials: 'include', ...init }).then(
              async (response) => `${response.status} ${await response.text().catch(() => '')}`,
              () => 'blocked',
            );
          return Promise.all([
            // What a browser sends without asking first.
            attempt('/api/tasks', {
              method: 'POST',
              mode: 'no-cors',
              headers: { 'Content-Type': 'text/plain' },
              body: text,
            }),
            attempt(`/api/tasks/${id}/pause`, { method: 'POST', mode: 'no-cors' }),
            attempt('/api/invites', { method: 'POST', mode: 'no-cors', body: '{}' }),
            attempt('/api/session', { method: 'POST', mode: 'no-cors', body: '{}' }),
            // What it asks first for.
            attempt('/api/tokens', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }),
            attempt(`/api/tasks/${id}`, { method: 'DELETE' }),
            attempt('/api/session', { method: 'DELETE' }),
            attempt('/api/me/sessions', { method: 'DELETE' }),
            // Reading.
            attempt('/api/tasks', {}),
            attempt('/api/me/export', { mode: 'no-cors' }),
          ]);
        },
        { home, id: taskId, text: body },
      );
      for (const answer of read) expect(answer).toMatch(/^(blocked|0 )$/);

      for (const [path, type] of [
        [`/api/tasks/${taskId}/pause`, 'text/plain'],
        ['/api/tasks', 'text/plain'],
        ['/api/session', 'application/x-www-form-urlencoded'],
      ] as const) {
        const form = await context.newPage();
        await form.goto(`http://${host}:${port}/`);
        await form.setContent(
          `<form id="f" method="post" enctype="${type}" action="${home}${path}"><input name='{"a":"' value='"}'></form>`,
        );
        const answered = form.waitForResponse((response) => response.url() === `${home}${path}`);
        await form.evaluate('document.getElementById("f").submit()');
        expect([path, (await answered).status()]).toEqual([path, 403]);
        await form.close();
      }

      await evil.setContent(
        `<img src="${home}/api/tasks/${taskId}/pause"><img src="${home}/api/session"><iframe id="x" src="${home}/docs"></iframe>`,
      );
      await evil.waitForLoadState('networkidle');
      const framed = evil.frames().map((frame) => frame.url());
      expect(framed.some((url) => url.startsWith(`${home}/docs`))).toBe(false);

      expect(sent).toContain(`POST /api/tasks/${taskId}/pause`);
      expect(await state()).toEqual(before);
      expect((await send('GET', '/api/session')).body).toMatchObject({ user: { name: 'ada' } });
      await evil.close();
    },
  );

  it('may still be a link to us: who follows it is signed in', async () => {
    const other = await context.newPage();
    await other.goto(`http://127.0.0.1:${port}/`);
    await other.setContent(`<a id="a" href="${home}/api/session">here</a>`);
    await other.click('#a');
    await other.waitForURL(`${home}/api/session`);
    expect(await other.textContent('body')).toContain('"name":"ada"');
    await other.close();
  });
});
