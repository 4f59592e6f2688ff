import { latch, waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createMetrics } from '../../src/metrics.js';
import type { Channel, Delivery } from '../../src/notify/channels/channel.js';
import { Outbox, type OutboxOptions } from '../../src/notify/run-outbox.js';
import type { ClaimedNotification } from '../../src/store/outbox/outbox.js';
import { recordingLog } from '../support/recording-log.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let outboxes: Outbox[];
let sent: ClaimedNotification[];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.sql.execute('DELETE FROM notification');
  outboxes = [];
  sent = [];
});
afterEach(() => Promise.all(outboxes.map((outbox) => outbox.close({ timeoutMs: 500 }))));

const retry = { firstMs: 20, longestMs: 100, maxAttempts: 4 };

type Deliver = (notification: ClaimedNotification) => Delivery | Promise<Delivery>;

/** Starts an outbox whose receivers answer as told; what they were sent is in `sent`. */
function start(deliver: Deliver, more: Partial<OutboxOptions> = {}): Outbox {
  const channel: Channel = {
    async send(notification) {
      sent.push(notification);
      return deliver(notification);
    },
  };
  const outbox = new Outbox({
    db: database.db,
    channels: new Map([['webhook', channel]]),
    metrics: createMetrics('test'),
    log: recordingLog(),
    owner: `sender-${outboxes.length}`,
    tickMs: 20,
    retry,
    ...more,
  });
  outboxes.push(outbox);
  outbox.start();
  return outbox;
}

async function createChannel(): Promise<number> {
  return database.createChannel({ userId: await database.createUser(), url: 'https://hooks.example' });
}

async function put(channelId: number, count = 1): Promise<void> {
  const [row] = await database.db.sql.query<{ last: number | null }>('SELECT MAX(id) AS last FROM notification');
  for (let index = 0; index < count; index += 1) {
    await database.db.sql.execute(
      `INSERT INTO notification (message_id, user_id, channel_id, payload, created_at, due_at)
       VALUES (?, 1, ?, '{"type":"item.event"}', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
      [`msg_${row?.last ?? 0}_${index}`, channelId],
    );
  }
}

const failed = (more: Partial<Extract<Delivery, { status: 'failed' }>> = {}): Delivery => ({
  status: 'failed',
  message: 'the receiver answered 500',
  isPermanent: false,
  ...more,
});
const states = async () => {
  const rows = await database.db.sql.query<{ state: string; n: number }>(
    'SELECT state, COUNT(*) AS n FROM notification GROUP BY state',
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
};

describe('Outbox', () => {
  it('sends each message once, also with two senders', async () => {
    await put(await createChannel(), 40);
    start(() => ({ status: 'sent' }));
    start(() => ({ status: 'sent' }));
    await waitFor(async () => (await states()).sent === 40);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(40);
    expect(sent).toHaveLength(40);
  });

  it('tries again with the same id until it is taken', async () => {
    await put(await createChannel());
    start(({ attempt }) => (attempt < 3 ? failed() : { status: 'sent' }));
    await waitFor(async () => (await states()).sent === 1);
    expect(sent.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('gives up after the last attempt, or at once when no retry can mend it, and keeps the reason', async () => {
    await put(await createChannel());
    start(() => failed());
    await waitFor(async () => (await states()).dead === 1);
    expect(sent).toHaveLength(retry.maxAttempts);
    await put(await createChannel());
    const permanent = start(() => failed({ isPermanent: true, message: 'the receiver answered 410 Gone' }));
    await outboxes[0]?.close({ timeoutMs: 100 });
    permanent.nudge();
    await waitFor(async () => (await states()).dead === 2);
    const rows = await database.db.sql.query<{ dueAt: Date | null; lastError: string }>(
      'SELECT due_at AS dueAt, last_error AS lastError FROM notification ORDER BY id',
    );
    expect(rows[0]).toEqual({ dueAt: null, lastError: 'the receiver answered 500' });
  });

  it('waits as long as the receiver asks for', async () => {
    await put(await createChannel());
    start(() => failed({ retryAfterMs: 600_000 }));
    await waitFor(async () => {
      const rows = await database.db.sql.query<{ waitS: number }>(
        'SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(3), due_at) AS waitS FROM notification WHERE lease_owner IS NULL AND attempt = 1',
      );
      return (rows[0]?.waitS ?? 0) > 590;
    });
  });

  it('does not let a receiver that hangs or fails stop the others', async () => {
    const [hanging, failing, good] = await Promise.all([createChannel(), createChannel(), createChannel()]);
    const open = latch<Delivery>();
    await put(hanging, 30);
    await put(failing, 30);
    await put(good, 10);
    start(({ channelId }) => {
      if (channelId === hanging) return open.opened;
      return channelId === failing ? failed({ retryAfterMs: 60_000 }) : { status: 'sent' };
    });
    await waitFor(async () => (await states()).sent === 10);
    expect(sent.filter(({ channelId }) => channelId === hanging).length).toBeLessThanOrEqual(4);
    open.open({ status: 'sent' });
  });

  it('sends nothing to a channel that was switched off', async () => {
    const channelId = await createChannel();
    await database.db.sql.execute('UPDATE channel SET is_enabled = 0 WHERE id = ?', [channelId]);
    await put(channelId);
    start(() => ({ status: 'sent' }));
    await waitFor(async () => (await states()).dead === 1);
    expect(sent).toEqual([]);
  });

  it('sends again, with the same id, what a dead sender had under way', async () => {
    await put(await createChannel());
    const open = latch<Delivery>();
    const first = start(() => open.opened, { leaseMs: 200 });
    await waitFor(() => sent.length === 1);
    await first.close({ timeoutMs: 0 });
    start(() => ({ status: 'sent' }));
    await waitFor(async () => (await states()).sent === 1);
    expect(sent[1]?.messageId).toBe(sent[0]?.messageId);
    open.open({ status: 'sent' });
  });
});
