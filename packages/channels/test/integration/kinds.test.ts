import {
  startApprise,
  startDiscord,
  startMatrix,
  startNtfy,
  startPushService,
  startSlack,
  startTelegram,
} from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type ChannelRegistry, createChannelRegistry, type Telling } from '../../src/index.js';
import { nothingTold, openFetcher, TITLES, telling, tellingsOf, told } from '../support.js';

const BOT = '123456789:AAExampleExampleExampleExample';
const HOOK = '/api/webhooks/123/tok_en-1';
const PUSH_KEY = Buffer.alloc(32, 7).toString('base64url');

let telegram: Awaited<ReturnType<typeof startTelegram>>;
let discord: Awaited<ReturnType<typeof startDiscord>>;
let slack: Awaited<ReturnType<typeof startSlack>>;
let ntfy: Awaited<ReturnType<typeof startNtfy>>;
let matrix: Awaited<ReturnType<typeof startMatrix>>;
let apprise: Awaited<ReturnType<typeof startApprise>>;
let push: Awaited<ReturnType<typeof startPushService>>;
let kinds: ChannelRegistry;
let fetcher: ReturnType<typeof openFetcher>['fetcher'];
let configs: Record<string, object>;

beforeAll(async () => {
  telegram = await startTelegram({ token: BOT, chats: ['77', '-1002'] });
  discord = await startDiscord({ path: HOOK });
  slack = await startSlack({ path: '/services/T1/B1/x' });
  ntfy = await startNtfy({ token: 'tk_secret', reserved: ['taken'] });
  matrix = await startMatrix({ token: 'syt_secret', rooms: ['!abc:example.org'] });
  apprise = await startApprise({ keys: ['home'] });
  push = await startPushService();
  const open = openFetcher([telegram, discord, slack, ntfy, matrix, apprise, push].map(({ host }) => host));
  fetcher = open.fetcher;
  kinds = createChannelRegistry({
    fetcher,
    guard: open.guard,
    signingKey: '',
    pushKey: PUSH_KEY,
    publicUrl: 'https://hunter.example',
    telegram: { token: BOT, apiUrl: telegram.url },
  });
  configs = {
    telegram: { chatId: '77' },
    discord: { url: `${discord.url}${HOOK}` },
    slack: { url: `${slack.url}/services/T1/B1/x` },
    ntfy: { server: ntfy.url, topic: 'gh-7f3k9q2x' },
    matrix: { homeserver: matrix.url, roomId: '!abc:example.org', token: 'syt_secret' },
    apprise: { server: apprise.url, key: 'home' },
    push: push.subscription,
  };
});
afterAll(async () => {
  await fetcher.close();
  await Promise.all([telegram, discord, slack, ntfy, matrix, apprise, push].map((double) => double.close()));
});

async function send(kind: string, what: Telling, change: object = {}): Promise<Answer> {
  const found = kinds.get(kind);
  if (!found) throw new Error(`no kind ${kind}`);
  const config = { ...configs[kind], ...change };
  const parsed = found.configSchema.parse(config);
  return found.send(found.render(what, parsed), parsed, { secret: '', deadlineMs: 5000 });
}

const last = (double: { calls: { body: string }[] }) => JSON.parse(double.calls.at(-1)?.body ?? '{}');

describe.each(['telegram', 'discord', 'slack', 'ntfy', 'matrix', 'apprise', 'push'])('%s', (kind) => {
  it.each(TITLES)('takes a title %s, alone and among as many as it shows', async (_what, title) => {
    const entries = kinds.get(kind)?.limits.entries ?? 1;
    for (const what of tellingsOf(title, entries)) {
      expect(await send(kind, what)).toMatchObject({ status: 'sent' });
    }
  });

  it.each(['en', 'de', 'zh-CN', 'ja', 'xx'])('speaks %s', async (language) => {
    expect(await send(kind, telling([told()], { language }))).toMatchObject({ status: 'sent' });
  });

  it('says what happened, at what price, where, and what it was before', async () => {
    await send(kind, telling());
    const double = { telegram, discord, slack, ntfy, matrix, apprise }[kind as 'ntfy'];
    const text = kind === 'push' ? JSON.stringify(push.received.at(-1)?.payload) : (double?.calls.at(-1)?.body ?? '');
    for (const part of ['Drop', '12', '1,720', '1,950', 'Leica M6 Classic 0.72', 'foto-brenner.example']) {
      expect(text).toContain(part);
    }
  });

  it('says of what waited what is true now', async () => {
    await send(
      kind,
      telling(
        [
          told({}, { meanwhile: { kind: 'sold' } }),
          told({ itemId: 8 }, { meanwhile: { kind: 'price', price: 7900, currency: 'EUR' } }),
        ],
        { held: 'quiet' },
      ),
    );
    const double = { telegram, discord, slack, ntfy, matrix, apprise }[kind as 'ntfy'];
    const text = kind === 'push' ? JSON.stringify(push.received.at(-1)?.payload) : (double?.calls.at(-1)?.body ?? '');
    expect(text).toContain('Sold meanwhile');
    expect(text).toContain('Now €79');
    expect(text).toContain('While it was quiet');
  });

  it('says that there is nothing, how often it looked and what failed', async () => {
    const what = telling([nothingTold({ failed: 12, blind: ['Steel bikes'] })], { held: 'daily' });
    expect(await send(kind, what)).toMatchObject({ status: 'sent' });
    const double = { telegram, discord, slack, ntfy, matrix, apprise }[kind as 'ntfy'];
    const text = kind === 'push' ? JSON.stringify(push.received.at(-1)?.payload) : (double?.calls.at(-1)?.body ?? '');
    for (const part of ['Nothing, and I looked 1,400 times', '1,412 looks in 2 hunts', '12 of them failed']) {
      expect(text).toContain(part);
    }
    expect(text).not.toMatch(/undefined|NaN/);
  });

  it('keeps what cannot be reached for later, and calls an address that is closed to us wrong', async () => {
    const closed = {
      discord: { url: `http://127.0.0.1:1${HOOK}` },
      slack: { url: 'http://127.0.0.1:1/x' },
      ntfy: { server: 'http://127.0.0.1:1' },
    };
    if (!(kind in closed)) return;
    expect(await send(kind, telling(), closed[kind as 'ntfy'])).toMatchObject({ status: 'misconfigured' });
    const problem = kinds.get(kind)?.check({ ...configs[kind], ...closed[kind as 'ntfy'] }, openFetcher([]).guard);
    expect(problem?.message).toContain('forbidden address');
  });
});

describe('answers', () => {
  it.each<
    [string, string, object, { status: number; body?: unknown; headers?: Record<string, string> } | null, object]
  >([
    [
      'telegram',
      'sendMessage',
      {},
      {
        status: 429,
        body: { ok: false, description: 'Too Many Requests: retry after 7', parameters: { retry_after: 7 } },
      },
      { status: 'wait', retryAfterMs: 7000 },
    ],
    [
      'telegram',
      'sendMessage',
      {},
      { status: 403, body: { ok: false, description: 'Forbidden: bot was blocked by the user' } },
      { status: 'dead', message: expect.stringContaining('blocked by the user') },
    ],
    ['telegram', 'sendMessage', {}, { status: 502 }, { status: 'retry' }],
    ['telegram', '', { chatId: '99' }, null, { status: 'dead', message: expect.stringContaining('chat not found') }],
    ['telegram', '', { botToken: '999999999:AAWrongWrongWrongWrongWrong' }, null, { status: 'misconfigured' }],
    [
      'discord',
      HOOK,
      {},
      { status: 429, body: { message: 'You are being rate limited.', retry_after: 0.65 } },
      { status: 'wait', retryAfterMs: 650 },
    ],
    ['discord', HOOK, {}, { status: 400, body: { message: 'Invalid Form Body' } }, { status: 'refused' }],
    ['discord', HOOK, {}, { status: 500 }, { status: 'retry' }],
    [
      'slack',
      '/services/T1/B1/x',
      {},
      { status: 429, headers: { 'retry-after': '3' } },
      { status: 'wait', retryAfterMs: 3000 },
    ],
    ['slack', '/services/T1/B1/x', {}, { status: 403, body: 'invalid_token' }, { status: 'misconfigured' }],
    ['slack', '/services/T1/B1/x', {}, { status: 410, body: 'channel_is_archived' }, { status: 'dead' }],
    [
      'ntfy',
      '/',
      {},
      { status: 429, body: { code: 42_901, error: 'limit reached: too many requests' } },
      { status: 'wait', retryAfterMs: 15_000 },
    ],
    [
      'ntfy',
      '/',
      {},
      { status: 429, body: { code: 42_908, error: 'limit reached: daily message quota reached' } },
      { status: 'wait', retryAfterMs: 3_600_000 },
    ],
    [
      'ntfy',
      '',
      { topic: 'taken' },
      null,
      { status: 'misconfigured', message: expect.stringContaining('topic is reserved') },
    ],
    ['ntfy', '', { token: 'wrong' }, null, { status: 'misconfigured' }],
    ['matrix', '', { token: 'wrong' }, null, { status: 'misconfigured' }],
    ['matrix', '', { roomId: '!other:example.org' }, null, { status: 'dead' }],
    ['apprise', '', { key: 'nobody' }, null, { status: 'misconfigured' }],
    ['apprise', '', { key: undefined, urls: 'broken://x' }, null, { status: 'retry' }],
    ['apprise', '/notify/home', {}, { status: 500 }, { status: 'retry' }],
  ])('of %s %s %j %j: %j', async (kind, path, change, planned, expected) => {
    const double = { telegram, discord, slack, ntfy, matrix, apprise }[kind as 'ntfy'];
    if (planned) double.answerNext(kind === 'telegram' ? `/bot${BOT}/${path}` : path, planned);
    expect(await send(kind, telling(), change)).toMatchObject(expected);
  });

  it('of a Discord webhook that is gone: never again', async () => {
    const url = `${discord.url}/api/webhooks/999/gone`;
    expect(await send('discord', telling(), { url })).toMatchObject({
      status: 'dead',
      message: expect.stringContaining('Unknown Webhook'),
    });
  });

  it.each([
    [410, 'dead'],
    [404, 'dead'],
    [429, 'wait'],
    [401, 'misconfigured'],
    [503, 'retry'],
  ])('of a push service, %d: %s', async (status, expected) => {
    push.answerWith(status);
    expect(await send('push', telling())).toMatchObject({ status: expected });
    push.answerWith(201);
  });
});

describe('in particular', () => {
  it('Telegram follows a group that became a supergroup', async () => {
    telegram.answerNext(`/bot${BOT}/sendMessage`, {
      status: 400,
      body: {
        ok: false,
        description: 'Bad Request: group chat was upgraded to a supergroup chat',
        parameters: { migrate_to_chat_id: -1002 },
      },
    });
    expect(await send('telegram', telling())).toMatchObject({ status: 'sent' });
    expect(last(telegram).chat_id).toBe('-1002');
  });

  it('Discord calls nobody, and shows listings with one address apart', async () => {
    const same = { id: 7, title: '@everyone <@1>', url: 'https://shop.example/7', imageUrl: null };
    await send('discord', telling([told({ item: same }), told({ itemId: 8, item: same })]));
    const { embeds, allowed_mentions } = last(discord);
    expect(allowed_mentions).toEqual({ parse: [] });
    expect(embeds.map(({ url }: { url?: string }) => url)).toEqual(['https://shop.example/7', undefined]);
    expect(JSON.stringify(embeds)).not.toMatch(/@everyone|<@1>/);
  });

  it('Matrix drops what it was sent before by the transaction', async () => {
    const before = matrix.events.size;
    await send('matrix', telling([told()], { messageId: 'once' }));
    await send('matrix', telling([told()], { messageId: 'once' }));
    expect(matrix.events.size).toBe(before + 1);
  });

  it('push stays below 3 kB, is signed, and says which message it replaces', async () => {
    for (const [, title] of TITLES) {
      for (const what of tellingsOf(title, 8)) await send('push', what);
    }
    expect(Math.max(...push.received.map(({ bytes }) => bytes))).toBeLessThan(3072);
    await send('push', telling());
    await send(
      'push',
      telling([
        told({ events: [{ kind: 'sold', oldPrice: 172_000, newPrice: null, currency: 'EUR', message: null }] }),
      ]),
    );
    const [one, other] = push.received.slice(-2);
    expect(one).toMatchObject({ subject: 'https://hunter.example', topic: other?.topic, urgency: 'normal' });
    expect(one?.payload).toMatchObject({ title: 'Drop −12\u00a0%: €1,720', url: 'https://hunter.example/items/7' });
  });

  it('ntfy has the three links, and the picture by its address', async () => {
    const item = { id: 7, title: 'Lamp', url: 'https://shop.example/7', imageUrl: 'https://shop.example/7.jpg' };
    await send('ntfy', telling([told({ item })]));
    expect(last(ntfy)).toMatchObject({
      title: 'Drop −12\u00a0%: €1,720',
      attach: 'https://shop.example/7.jpg',
      click: 'https://shop.example/7',
      actions: [
        { label: 'Open at the shop', url: 'https://shop.example/7' },
        { label: 'See its history', url: 'https://hunter.example/items/7' },
        { label: 'Mute this hunt', url: 'https://hunter.example/mute/abc' },
      ],
    });
    const { propose } = kinds.get('ntfy') ?? {};
    expect(propose?.()).toMatchObject({ topic: expect.stringMatching(/^gh-[2-9a-km-z]{12}$/) });
    expect(propose?.()).not.toEqual(propose?.());
  });

  it('a link never leads to anything but http and https', async () => {
    const item = { id: 7, title: 'x', url: 'javascript:alert(1)', imageUrl: 'data:image/png;base64,AAAA' };
    for (const kind of ['telegram', 'discord', 'slack', 'ntfy', 'matrix', 'apprise']) {
      await send(kind, telling([told({ item })]));
      const double = { telegram, discord, slack, ntfy, matrix, apprise }[kind as 'ntfy'];
      expect(double.calls.at(-1)?.body).not.toMatch(/javascript:|data:image/);
    }
  });
});
