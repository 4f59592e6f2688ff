import {
  type Answer,
  type AnyChannelKind,
  type ChannelRegistry,
  createSealer,
  type News,
  type Telling,
} from '@goodshunter/channels';
import { latch, waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createMetrics } from '../../src/metrics.js';
import { Outbox, type OutboxOptions } from '../../src/notify/outbox.js';
import { recordingLog } from '../support/recording-log.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let outboxes: Outbox[];
let sent: Sent[];
let runToken = 1;

interface Sent extends Telling {
  url: string;
}

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const table of ['notification', 'notice', 'delivery', 'channel_gate', 'channel']) {
    await database.db.sql.execute(`DELETE FROM ${table}`);
  }
  outboxes = [];
  sent = [];
});
afterEach(() => Promise.all(outboxes.map((outbox) => outbox.close({ timeoutMs: 500 }))));

const retry = { firstMs: 20, longestMs: 100, maxAttempts: 4 };
const OK: Answer = { status: 'sent', message: 'the receiver answered 204' };
const failing = (more: object = {}): Answer => ({ status: 'retry', message: 'the receiver answered 500', ...more });

type Deliver = (telling: Sent, attempt: number) => Answer | Promise<Answer>;

/** A kind whose receivers answer as told; what they were sent is in `sent`. */
function fakeKinds(deliver: Deliver): ChannelRegistry {
  const attempts = new Map<string, number>();
  const kind: AnyChannelKind = {
    kind: 'webhook',
    name: 'Fake',
    group: 'machines',
    setup: 'paste',
    configSchema: z.object({ url: z.string() }),
    secretFields: [],
    limits: { entries: 3 },
    missing: undefined,
    check: () => undefined,
    destinationOf: ({ url }) => url,
    render: (telling: Telling) => telling,
    async send(telling: Telling, { url }: { url: string }) {
      const attempt = (attempts.get(telling.messageId) ?? 0) + 1;
      attempts.set(telling.messageId, attempt);
      sent.push({ ...telling, url });
      return deliver({ ...telling, url }, attempt);
    },
  };
  return new Map(['webhook', 'ntfy'].map((name) => [name, { ...kind, kind: name }]));
}

function start(deliver: Deliver, options: Partial<OutboxOptions> = {}): Outbox {
  const outbox = new Outbox({
    db: database.db,
    kinds: fakeKinds(deliver),
    sealer: createSealer(''),
    metrics: createMetrics('test'),
    log: recordingLog(),
    owner: `sender-${outboxes.length}`,
    tickMs: 20,
    sweepMs: 50,
    retry,
    ...options,
  });
  outboxes.push(outbox);
  outbox.start();
  return outbox;
}

const createChannel = async (url = 'https://hooks.example') =>
  database.createChannel({ userId: await database.createUser(), url });

/** Notices of `items`, one each unless an item is named again. */
async function put(channelId: number, items: readonly number[] = [1], more: { taskName?: string } = {}): Promise<void> {
  for (const itemId of items) {
    runToken += 1;
    const news: News = {
      taskId: 7,
      taskName: more.taskName ?? 'Lenses',
      itemId,
      item: { id: itemId, title: `Item ${itemId}`, url: 'https://shop.example/x', imageUrl: null },
      events: [{ kind: 'price_drop', oldPrice: 1000, newPrice: runToken, currency: 'EUR', message: null }],
      createdAt: new Date().toISOString(),
      correlationId: null,
    };
    await database.db.sql.execute(
      `INSERT INTO notice (user_id, channel_id, task_id, item_id, run_token, news, due_at, created_at)
       VALUES (1, ?, 7, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
      [channelId, itemId, runToken, JSON.stringify(news)],
    );
  }
}

const range = (count: number, from = 1) => Array.from({ length: count }, (_value, index) => from + index);
const states = async () => {
  const rows = await database.db.sql.query<{ state: string; n: number }>(
    'SELECT state, COUNT(*) AS n FROM delivery GROUP BY state',
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
};
const gate = async (channelId: number) => {
  const [row] = await database.db.sql.query<{
    state: string;
    failures: number;
    lastError: string | null;
    openInS: number;
    leaseOwner: string | null;
  }>(
    `SELECT state, failures, last_error AS lastError, lease_owner AS leaseOwner,
       TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(3), open_at) AS openInS FROM channel_gate WHERE channel_id = ?`,
    [channelId],
  );
  return row;
};

describe('Outbox', () => {
  it('sends each message once, also with two senders', async () => {
    await put(await createChannel(), range(40));
    start(() => OK);
    start(() => OK);
    await waitFor(async () => (await states()).sent === 40);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(40);
    expect(sent).toHaveLength(40);
  });

  it('tries again with the same id until it is taken', async () => {
    await put(await createChannel());
    start((_telling, attempt) => (attempt < 3 ? failing() : OK));
    await waitFor(async () => (await states()).sent === 1);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1);
    expect(sent[0]?.messageId).toMatch(/^msg_7_\d+_1_\d+$/);
  });

  it('gives a message up after its last attempt, and keeps the reason', async () => {
    await put(await createChannel());
    start(() => failing());
    await waitFor(async () => (await states()).dead === 1);
    expect(sent).toHaveLength(retry.maxAttempts);
    const [row] = await database.db.sql.query<{ answer: string }>('SELECT answer FROM delivery');
    expect(row?.answer).toBe('the receiver answered 500');
  });

  it('waits as long as the receiver asks for, with all channels that go to the same place', async () => {
    const [first, second, other] = [
      await createChannel('https://same.example'),
      await createChannel('https://same.example'),
      await createChannel('https://other.example'),
    ];
    await put(first);
    await put(second, [2]);
    start(({ url }) => (url.includes('same') ? { status: 'wait', message: 'slow down', retryAfterMs: 600_000 } : OK));
    await waitFor(async () => ((await gate(first))?.openInS ?? 0) > 590 && ((await gate(second))?.openInS ?? 0) > 590);
    const asked = sent.length;
    await put(first, range(5, 10));
    await put(second, range(5, 10));
    await put(other, [3]);
    await waitFor(async () => (await states()).sent === 1);
    expect(sent).toHaveLength(asked + 1);
    const [row] = await database.db.sql.query<{ attempt: number }>(
      "SELECT attempt FROM delivery WHERE state = 'pending'",
    );
    expect(row?.attempt).toBe(0);
  });

  it('lets receivers that hang or fail stop nobody', async () => {
    const open = latch<Answer>();
    const bad = await Promise.all(range(60).map((n) => createChannel(`https://${n % 2 ? 'hangs' : 'fails'}.example`)));
    for (const channelId of bad) await put(channelId, range(3));
    const good = await createChannel('https://good.example');
    await put(good, range(20));
    start(({ url }) => (url.includes('hangs') ? open.opened : url.includes('fails') ? failing() : OK), {
      // Nobody waits for those that hang: they hang for longer than this test may take.
      deadlineMs: 3_600_000,
    });
    await waitFor(async () => (await states()).sent === 20);
    // One message at most waits at a destination that hangs, and one that fails is asked with one at a time.
    for (const channelId of bad) {
      const calls = await database.count('delivery', `channel_id = ${channelId}`);
      expect(calls).toBeLessThanOrEqual(4);
    }
    open.open(OK);
  });

  it('asks a failing destination ever more rarely, with one message', async () => {
    const channelId = await createChannel();
    await put(channelId, range(50));
    start(() => failing(), { retry: { firstMs: 50, longestMs: 3_600_000, maxAttempts: 24 } });
    await waitFor(async () => ((await gate(channelId))?.failures ?? 0) >= 4);
    // The first claim has four under way; each further attempt is one message after twice the pause.
    expect(sent.length).toBeLessThanOrEqual(4 + 5);
    expect(await gate(channelId)).toMatchObject({ state: 'retrying', lastError: 'the receiver answered 500' });
  });

  it('lets no message that a receiver chokes on stop the others', async () => {
    const channelId = await createChannel();
    await put(channelId, range(12));
    start(({ entries }) => (entries[0]?.news.itemId === 3 ? failing() : OK));
    await waitFor(async () => (await states()).sent === 11);
    await waitFor(async () => (await states()).dead === 1);
  });

  it('keeps the order of one listing at a receiver that refuses now and then', async () => {
    const channelId = await createChannel();
    for (let round = 0; round < 6; round += 1) await put(channelId, range(6));
    let calls = 0;
    start(() => (++calls % 3 === 0 ? failing() : OK), { retry: { firstMs: 5, longestMs: 20, maxAttempts: 100 } });
    start(() => (++calls % 3 === 0 ? failing() : OK), { retry: { firstMs: 5, longestMs: 20, maxAttempts: 100 } });
    await waitFor(async () => (await states()).sent === 36);
    for (const itemId of range(6)) {
      const prices = sent
        .filter(({ entries }) => entries[0]?.news.itemId === itemId)
        .map(({ entries }) => entries[0]?.news.events[0]?.newPrice ?? 0);
      expect(prices).toEqual([...prices].sort((one, other) => one - other));
    }
  });

  it('holds what waits for a channel that is switched off, and sends it when it comes back', async () => {
    const channelId = await createChannel();
    await database.db.sql.execute('UPDATE channel SET is_enabled = 0 WHERE id = ?', [channelId]);
    await put(channelId, range(2));
    const other = await createChannel();
    await put(other, [9]);
    start(() => OK);
    await waitFor(async () => (await states()).sent === 1);
    expect(await database.count('notice', `channel_id = ${channelId} AND due_at IS NOT NULL`)).toBe(2);
    await database.db.sql.execute('UPDATE channel SET is_enabled = 1 WHERE id = ?', [channelId]);
    await waitFor(async () => (await states()).sent === 3);
  });

  it('switches a channel off whose receiver is gone, says why, and holds the rest', async () => {
    const channelId = await createChannel();
    await put(channelId, range(20));
    start(() => ({ status: 'dead', message: 'the receiver answered 410 Gone', httpStatus: 410 }));
    await waitFor(async () => (await gate(channelId))?.state === 'dead');
    expect(await database.count('channel', `id = ${channelId} AND is_enabled = 0`)).toBe(1);
    expect(sent.length).toBeLessThanOrEqual(4);
    expect(await gate(channelId)).toMatchObject({ lastError: 'the receiver answered 410 Gone' });
  });

  it('tells its person once, through another channel', async () => {
    const userId = await database.createUser();
    const gone = await database.createChannel({ userId, url: 'https://gone.example' });
    const other = await database.createChannel({ userId, url: 'https://other.example' });
    await database.db.sql.execute("UPDATE channel SET kind = 'ntfy' WHERE id = ?", [other]);
    await put(gone, range(3));
    start(() => ({ status: 'dead', message: 'the receiver answered 410 Gone', httpStatus: 410 }));
    await waitFor(async () => (await database.count('notice', `channel_id = ${other}`)) === 1);
    const [notice] = await database.db.sql.query<{ news: News }>('SELECT news FROM notice WHERE channel_id = ?', [
      other,
    ]);
    expect(notice?.news).toMatchObject({
      taskId: 0,
      channel: { name: 'hook', reason: 'the receiver answered 410 Gone' },
    });
  });

  it('asks a misconfigured destination no more until somebody changes it', async () => {
    const channelId = await createChannel();
    await put(channelId, range(3));
    start(() => ({ status: 'misconfigured', message: '401 Unauthorized' }));
    await waitFor(async () => (await gate(channelId))?.state === 'misconfigured');
    const asked = sent.length;
    await put(channelId, range(3, 10));
    await waitFor(async () => (await gate(channelId))?.leaseOwner === null);
    const good = await createChannel();
    await put(good, [99]);
    await waitFor(() => sent.length > asked);
    expect(sent.slice(asked).every(({ entries }) => entries[0]?.news.itemId === 99)).toBe(true);
  });

  it('makes one message of what waits, each event in exactly one, and counts what does not fit', async () => {
    const channelId = await createChannel();
    await database.db.sql.execute("UPDATE channel SET kind = 'ntfy' WHERE id = ?", [channelId]);
    await put(channelId, [1, 2, 3, 4, 5]);
    await put(channelId, [5], { taskName: 'Bargains' });
    const open = latch<Answer>();
    start((_telling, attempt) => (sent.length === 1 && attempt === 1 ? open.opened : OK));
    await waitFor(() => sent.length === 1);
    await put(channelId, [6, 7]);
    open.open(failing());
    await waitFor(async () => (await states()).sent === 2);
    expect(sent.map(({ entries }) => entries.map(({ news }) => news.itemId))).toEqual([
      [3, 4, 5],
      [3, 4, 5],
      [6, 7],
    ]);
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[0]).toMatchObject({ more: 2 });
    expect(sent[0]?.entries.at(-1)).toMatchObject({ news: { taskName: 'Bargains' }, otherHunts: ['Lenses'] });
    expect(await database.count('notice', 'delivery_id IS NULL')).toBe(0);
  });

  it('sends what waited for more of its kind when its second is over, and not at the next tick', async () => {
    const channelId = await createChannel();
    await put(channelId);
    await database.db.sql.execute('UPDATE notice SET due_at = UTC_TIMESTAMP(3) + INTERVAL 1 SECOND');
    const outbox = start(() => OK, { tickMs: 600_000, sweepMs: 600_000 });
    outbox.nudge(1);
    await waitFor(() => sent.length === 1);
  });

  it('leaves nothing out of merged messages to a machine: what does not fit goes with the next one', async () => {
    const channelId = await createChannel();
    await database.db.sql.execute("UPDATE channel SET config = JSON_SET(config, '$.merge', TRUE) WHERE id = ?", [
      channelId,
    ]);
    await put(channelId, [1, 2, 1, 3, 2]);
    start(() => OK);
    await waitFor(async () => (await states()).sent === 2);
    expect(sent.map(({ entries }) => entries.map(({ news }) => news.itemId))).toEqual([
      [1, 2, 1],
      [3, 2],
    ]);
    expect(sent.every(({ more }) => more === 0)).toBe(true);
    expect(await database.count('notice', 'delivery_id IS NULL')).toBe(0);
  });

  it('gives up what waited too long for its channel, and says so', async () => {
    const channelId = await createChannel();
    await put(channelId, range(2));
    await database.db.sql.execute('UPDATE channel SET is_enabled = 0 WHERE id = ?', [channelId]);
    await database.db.sql.execute(
      'UPDATE notice SET created_at = UTC_TIMESTAMP(3) - INTERVAL 2 HOUR WHERE item_id = 1',
    );
    start(() => OK, { maxAgeMs: 3_600_000 });
    await waitFor(async () => (await database.count('notice', "ended = 'expired' AND due_at IS NULL")) === 1);
    expect(await database.count('notice', 'due_at IS NOT NULL')).toBe(1);
  });

  it('says of what waited what is true now, and what it was worth before', async () => {
    const channelId = await createChannel();
    await database.db.sql.execute("UPDATE channel SET config = JSON_SET(config, '$.merge', TRUE) WHERE id = ?", [
      channelId,
    ]);
    await put(channelId, [901, 902, 903]);
    await database.db.sql.execute(
      `UPDATE notice SET held = 'quiet', news = JSON_SET(news, '$.createdAt', '2026-11-01T00:00:00.000Z',
         '$.events[0].newPrice', 900)`,
    );
    await database.db.sql.execute(
      `INSERT INTO task_item (task_id, item_id, price, currency, availability, is_match, first_seen_at, changed_at, misses)
       VALUES (7, 901, 790, 'EUR', 'in_stock', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 0),
         (7, 902, 900, 'EUR', 'in_stock', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 2),
         (7, 903, 900, 'EUR', 'in_stock', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 0)`,
    );
    await database.db.sql.execute(
      `INSERT INTO price_point (item_id, price, currency, observed_at)
       VALUES (901, 1000, 'EUR', '2026-10-01'), (901, 850, 'EUR', '2026-10-31')`,
    );
    start(() => OK);
    await waitFor(() => sent.length === 1);
    expect(sent[0]).toMatchObject({
      held: 'quiet',
      entries: [
        { meanwhile: { kind: 'price', price: 790 }, worth: { lowest: 850, typical: 1000, points: 2, days: 31 } },
        { meanwhile: { kind: 'sold' } },
        { meanwhile: null },
      ],
    });
  });

  it('sends again, with the same id, what a dead sender had under way', async () => {
    await put(await createChannel());
    const open = latch<Answer>();
    const first = start(() => open.opened, { leaseMs: 200, deadlineMs: 60_000 });
    await waitFor(() => sent.length === 1);
    await first.close({ timeoutMs: 0 });
    start(() => OK);
    await waitFor(async () => (await states()).sent === 1);
    expect(sent[1]?.messageId).toBe(sent[0]?.messageId);
    open.open(OK);
  });

  it('sends what an older replica left behind, with the ids it gave', async () => {
    const channelId = await createChannel();
    const payload = {
      type: 'item.event',
      timestamp: '2026-11-01T10:00:00.000Z',
      correlationId: 'c-1',
      data: {
        events: [
          { kind: 'sold', taskId: 3, taskName: 'Old', oldPrice: 5, newPrice: null, currency: 'EUR', message: null },
        ],
      },
    };
    await database.db.sql.execute(
      `INSERT INTO notification (message_id, user_id, channel_id, payload, created_at, due_at, attempt)
       VALUES ('msg_3_4_5_6', 1, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 2),
         ('msg_3_4_7_6', 1, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, 1)`,
      [channelId, JSON.stringify(payload), channelId, JSON.stringify(payload)],
    );
    start(() => OK);
    await waitFor(() => sent.length === 1);
    expect(sent[0]).toMatchObject({
      messageId: 'msg_3_4_5_6',
      entries: [{ news: { taskId: 3, itemId: 5, events: [{ kind: 'sold' }], createdAt: '2026-11-01T10:00:00.000Z' } }],
    });
    // An older replica has this one under way, or waits with it: it is left to its time.
    expect(await database.count('notification')).toBe(1);
  });
});
