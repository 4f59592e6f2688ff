// How fast and how fairly the outbox tells: node --conditions=@goodshunter/source --import tsx bench/telling.ts [fair|rate|cost|held]
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type AnyChannelKind, type ChannelRegistry, createSealer, type News } from '@goodshunter/channels';
import { createDatabase, type Database, migrate, type SqlValue } from '@goodshunter/db';
import { startMariadb } from '@goodshunter/testing';
import { z } from 'zod';
import { createMetrics } from '../src/metrics.js';
import { Outbox } from '../src/notify/outbox.js';

const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
const OK: Answer = { status: 'sent', message: 'ok' };

type Send = (url: string, messageId: string) => Promise<Answer>;

function fakeKinds(send: Send): ChannelRegistry {
  const make = (kind: string): AnyChannelKind => ({
    kind,
    name: kind,
    group: 'machines',
    setup: 'paste',
    configSchema: z.object({ url: z.string() }),
    secretFields: [],
    limits: { entries: 20 },
    missing: undefined,
    check: () => undefined,
    destinationOf: ({ url }) => url,
    render: ({ messageId }) => messageId,
    send: (messageId: string, { url }: { url: string }) => send(url, messageId),
  });
  return new Map(['webhook', 'ntfy'].map((kind) => [kind, make(kind)]));
}

const percentile = (values: number[], share: number) =>
  [...values].sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;
const say = (name: string, values: number[]) =>
  console.log(
    `${name}: n ${values.length}, p50 ${percentile(values, 0.5).toFixed(0)} ms, p99 ${percentile(values, 0.99).toFixed(0)} ms`,
  );

async function createChannel(db: Database, userId: number, kind: string, url: string): Promise<number> {
  const { insertId } = await db.sql.execute(
    "INSERT INTO channel (user_id, name, kind, config, secret) VALUES (?, 'x', ?, ?, '')",
    [userId, kind, JSON.stringify({ url })],
  );
  return insertId;
}

let token = 0;
function noticeRow(channelId: number, userId: number, itemId: number, dueAt: Date): SqlValue[] {
  token += 1;
  const news: News = {
    taskId: 1,
    taskName: 'Bench',
    itemId,
    item: { id: itemId, title: 'A listing', url: 'https://shop.example/1', imageUrl: null },
    events: [{ kind: 'price_drop', oldPrice: 2000, newPrice: 1000, currency: 'EUR', message: null }],
    createdAt: new Date().toISOString(),
    correlationId: null,
  };
  return [userId, channelId, 1, itemId, token, JSON.stringify(news), dueAt];
}

async function put(db: Database, rows: SqlValue[][]): Promise<void> {
  for (let from = 0; from < rows.length; from += 200) {
    const page = rows.slice(from, from + 200);
    await db.sql.execute(
      `INSERT INTO notice (user_id, channel_id, task_id, item_id, run_token, news, due_at) VALUES ${page.map(() => '(?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
      page.flat(),
    );
  }
}

function startOutbox(db: Database, send: Send, name: string): Outbox {
  const outbox = new Outbox({
    db,
    kinds: fakeKinds(send),
    sealer: createSealer(''),
    metrics: createMetrics('bench'),
    log: silent,
    owner: name,
    tickMs: 1000,
  });
  outbox.start();
  return outbox;
}

/** Events one by one at `ratePerS`, for this long; the delay of each from its commit to its sending, in ms. */
async function drive(
  db: Database,
  outbox: Outbox,
  users: readonly (readonly [userId: number, channelIds: readonly number[]])[],
  ratePerS: number,
  seconds: number,
  sentAt: Map<string, number>,
): Promise<number[]> {
  const committedAt = new Map<string, number>();
  const startedAt = performance.now();
  const pending: Promise<void>[] = [];
  for (let n = 0; n < ratePerS * seconds; n += 1) {
    await sleep(Math.max(0, startedAt + (n * 1000) / ratePerS - performance.now()));
    const [userId, channelIds] = users[n % users.length] ?? [0, []];
    const rows = channelIds.map((channelId) => noticeRow(channelId, userId, n + 1, new Date(Date.now() - 1000)));
    const ids = rows.map(([, channelId, , itemId, runToken]) => `msg_1_${runToken}_${itemId}_${channelId}`);
    pending.push(
      put(db, rows).then(() => {
        for (const id of ids) committedAt.set(id, performance.now());
        outbox.nudge(userId);
      }),
    );
  }
  await Promise.all(pending);
  for (let wait = 0; wait < 300 && [...committedAt.keys()].some((id) => !sentAt.has(id)); wait += 1) await sleep(100);
  return [...committedAt].map(([id, at]) => Math.max(0, (sentAt.get(id) ?? Number.POSITIVE_INFINITY) - at));
}

const ROUNDS = 6;
const FAIR_SECONDS = 8;

/** A healthy channel alone, and beside 100 that have just begun to hang or to fail, in turns: whatever else the machine does hits both. */
async function fair(db: Database): Promise<void> {
  const good = await createChannel(db, 1, 'webhook', 'good');
  const delays: Record<'alone' | 'beside', number[]> = { alone: [], beside: [] };
  for (let turn = 0; turn < 2 * ROUNDS; turn += 1) {
    // Alone, beside, beside, alone, ...
    const where = turn % 4 === 0 || turn % 4 === 3 ? 'alone' : 'beside';
    const sentAt = new Map<string, number>();
    const send: Send = async (url, id) => {
      if (url === 'good') {
        sentAt.set(id, performance.now());
        return OK;
      }
      if (url === 'hangs') await sleep(10_000);
      return { status: 'retry', message: 'no' };
    };
    const bad = where === 'beside' ? await createBadChannels(db) : [];
    const outbox = startOutbox(db, send, `turn-${turn}`);
    for (const userId of bad) outbox.nudge(userId);
    delays[where].push(...(await drive(db, outbox, [[1, [good]]], 10, FAIR_SECONDS, sentAt)));
    await outbox.close({ timeoutMs: where === 'alone' ? 5000 : 0 });
    for (const table of ['notice', 'delivery', 'channel'])
      await db.sql.execute(`DELETE FROM ${table} WHERE user_id >= 100`);
    await db.sql.execute('DELETE FROM channel_gate WHERE channel_id <> ?', [good]);
  }
  say('a healthy channel alone, 10 events/s', delays.alone);
  say('beside 50 that hang and 50 that fail', delays.beside);
  for (const share of [0.5, 0.99]) {
    const ratio = percentile(delays.beside, share) / percentile(delays.alone, share);
    console.log(`p${share * 100}, beside / alone: ${ratio.toFixed(2)}`);
  }
}

/** Of as many people, each with 30 messages that wait. @returns the people */
async function createBadChannels(db: Database): Promise<number[]> {
  const userIds = Array.from({ length: 100 }, (_value, n) => 100 + n);
  for (const [n, userId] of userIds.entries()) {
    const bad = await createChannel(db, userId, 'webhook', n < 50 ? 'hangs' : 'fails');
    // Half of them have worked until now.
    if (n % 2 === 0) {
      await db.sql.execute('INSERT INTO channel_gate (channel_id, last_success_at) VALUES (?, UTC_TIMESTAMP(3))', [
        bad,
      ]);
    }
    const due = new Date(Date.now() - 1000);
    await put(
      db,
      Array.from({ length: 30 }, (_value, index) => noticeRow(bad, userId, 10_000 + index, due)),
    );
  }
  return userIds;
}

async function rate(db: Database): Promise<void> {
  const sentAt = new Map<string, number>();
  const users: [number, number[]][] = [];
  for (let user = 1; user <= 25; user += 1) users.push([user, [await createChannel(db, user, 'webhook', `w${user}`)]]);
  const outbox = startOutbox(
    db,
    async (_url, id) => {
      sentAt.set(id, performance.now());
      await sleep(20);
      return OK;
    },
    'one',
  );
  say('50 events/s to 25 receivers that take 20 ms, commit to send', await drive(db, outbox, users, 50, 30, sentAt));
  await outbox.close({ timeoutMs: 5000 });
}

async function cost(db: Database): Promise<void> {
  const channels: number[] = [];
  for (let n = 0; n < 20; n += 1) channels.push(await createChannel(db, 1, 'webhook', `w${n}`));
  const sentAt = new Map<string, number>();
  const outbox = startOutbox(
    db,
    async (_url, id) => {
      sentAt.set(id, performance.now());
      return OK;
    },
    'one',
  );
  const questions = async () =>
    Number((await db.sql.query<{ Value: string }>("SHOW GLOBAL STATUS LIKE 'Questions'"))[0]?.Value);
  const [before, cpu] = [await questions(), process.cpuUsage()];
  const delays = await drive(db, outbox, [[1, channels]], 5, 20, sentAt);
  const { user, system } = process.cpuUsage(cpu);
  say('5 events/s, each to 20 channels, commit to send', delays);
  console.log(
    `per message: ${((user + system) / 1000 / delays.length).toFixed(2)} ms of CPU, ${(((await questions()) - before) / delays.length).toFixed(1)} statements`,
  );
  await outbox.close({ timeoutMs: 5000 });
}

async function held(db: Database): Promise<void> {
  const dueAt = new Date(Date.now() + 20_000);
  for (let user = 1; user <= 1000; user += 1) {
    const channel = await createChannel(db, user, 'ntfy', `n${user}`);
    await put(
      db,
      Array.from({ length: 10 }, (_value, index) => noticeRow(channel, user, index + 1, dueAt)),
    );
  }
  await db.sql.execute("UPDATE notice SET held = 'daily'");
  let count = 0;
  let lastAt = 0;
  const send: Send = async () => {
    count += 1;
    lastAt = Date.now();
    await sleep(50);
    return OK;
  };
  const outboxes = [startOutbox(db, send, 'one'), startOutbox(db, send, 'two')];
  while (count < 1000 && Date.now() < dueAt.getTime() + 120_000) await sleep(200);
  console.log(
    `10,000 held notices of 1,000 people due at once, two senders, services that take 50 ms: ${count} messages, the last ${((lastAt - dueAt.getTime()) / 1000).toFixed(1)} s after the hour`,
  );
  await Promise.all(outboxes.map((outbox) => outbox.close({ timeoutMs: 5000 })));
}

const BENCHES = { fair, rate, cost, held };
const wanted = process.argv.slice(2) as (keyof typeof BENCHES)[];
const server = await startMariadb();
try {
  for (const name of wanted.length > 0 ? wanted : (Object.keys(BENCHES) as (keyof typeof BENCHES)[])) {
    const url = await server.createDatabase();
    await migrate(url);
    const db = createDatabase({ url, poolSize: 10 });
    await BENCHES[name](db);
    await db.close();
  }
} finally {
  await server.stop();
}
