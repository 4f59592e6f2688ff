// All kinds of channels at once, beside channels that hang, and a storm on one Discord webhook with its limits; writes the section
// "telling-kinds" of docs/benchmarks.md: node --conditions=@goodshunter/source --import tsx bench/telling-kinds.ts
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type ChannelRegistry, createChannelRegistry, createSealer, type News } from '@goodshunter/channels';
import { createDatabase, type Database, migrate } from '@goodshunter/db';
import { createGuard, createSafeFetcher } from '@goodshunter/safe-fetch';
import { replaceSection, startDiscord, startMariadb } from '@goodshunter/testing';
import { createMetrics } from '../src/metrics.js';
import { Outbox } from '../src/notify/outbox.js';
import { median, quantile } from './figures.js';
import { openTellingHouse, type TellingHouse } from './telling-house.js';

const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
const PEOPLE_PER_KIND = 20;
const EVENTS_PER_S = 50;
const ROUND_S = 8;
const ROUNDS = 7;
/** News for people waits this long for more of the same listing. */
const MERGE_WINDOW_MS = 1000;
const MACHINES = new Set(['webhook', 'mqtt']);

let token = 0;

async function addChannel(db: Database, userId: number, kind: string, config: object): Promise<number> {
  const { insertId } = await db.sql.execute(
    "INSERT INTO channel (user_id, name, kind, config, secret) VALUES (?, 'x', ?, ?, 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz')",
    [userId, kind, JSON.stringify(config)],
  );
  return insertId;
}

async function putNotice(db: Database, userId: number, channelId: number, itemId: number, dueInMs = 0): Promise<void> {
  token += 1;
  const news: News = {
    taskId: 1,
    taskName: 'Bench',
    itemId,
    item: { id: itemId, title: `Listing ${itemId}`, url: `https://shop.example/${itemId}`, imageUrl: null },
    events: [{ kind: 'price_drop', oldPrice: 2000, newPrice: 1000, currency: 'EUR', message: null }],
    createdAt: new Date().toISOString(),
    correlationId: null,
  };
  await db.sql.execute(
    `INSERT INTO notice (user_id, channel_id, task_id, item_id, run_token, news, due_at)
     VALUES (?, ?, 1, ?, ?, ?, UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND)`,
    [userId, channelId, itemId, token, JSON.stringify(news), dueInMs * 1000],
  );
}

interface Round {
  /** Commit to taken, in ms: of people's kinds beyond the second that they wait for more. */
  delays: Map<string, number[]>;
  lost: number;
}

interface Place {
  kind: string;
  userId: number;
  channelId: number;
}

function startOutbox(db: Database, kinds: ChannelRegistry): Outbox {
  const outbox = new Outbox({
    db,
    kinds,
    sealer: createSealer(''),
    metrics: createMetrics('bench'),
    log: silent,
    owner: 'one',
    tickMs: 1000,
  });
  outbox.start();
  return outbox;
}

async function driveRound(db: Database, outbox: Outbox, house: TellingHouse, places: readonly Place[]): Promise<Round> {
  const committed = new Map<number, { at: number; kind: string }>();
  const taken = new Map<number, number>();
  house.onTaken = (itemIds) => {
    for (const itemId of itemIds) if (!taken.has(itemId)) taken.set(itemId, performance.now());
  };
  const startedAt = performance.now();
  const first = token + 1_000_000;
  const writing: Promise<void>[] = [];
  for (let n = 0; n < EVENTS_PER_S * ROUND_S; n += 1) {
    await sleep(Math.max(0, startedAt + (n * 1000) / EVENTS_PER_S - performance.now()));
    const place = places[n % places.length];
    if (!place) throw new Error('nobody is told');
    const { kind, userId, channelId } = place;
    const dueInMs = MACHINES.has(kind) ? 0 : MERGE_WINDOW_MS;
    writing.push(
      putNotice(db, userId, channelId, first + n, dueInMs).then(() => {
        committed.set(first + n, { at: performance.now() + dueInMs, kind });
        outbox.nudge(userId);
      }),
    );
  }
  await Promise.all(writing);
  for (let wait = 0; wait < 600 && taken.size < committed.size; wait += 1) await sleep(50);
  const delays = new Map<string, number[]>();
  for (const [itemId, { at, kind }] of committed) {
    const takenAt = taken.get(itemId);
    if (takenAt === undefined) continue;
    delays.set(kind, [...(delays.get(kind) ?? []), Math.max(0, takenAt - at)]);
  }
  return { delays, lost: committed.size - taken.size };
}

const all = ({ delays }: Round) => [...delays.values()].flat();
const ms = (value: number) => value.toFixed(0);

/** Rounds alone and rounds beside a dead and three hanging channels take turns. */
async function allKinds(db: Database): Promise<string> {
  const house = await openTellingHouse();
  const places: Place[] = [];
  for (let n = 0; n < PEOPLE_PER_KIND; n += 1) {
    for (const [index, kind] of Object.keys(house.configs).entries()) {
      const userId = 1 + index * PEOPLE_PER_KIND + n;
      places.push({ kind, userId, channelId: await addChannel(db, userId, kind, house.configs[kind]?.(n) ?? {}) });
    }
  }
  const bad = await Promise.all([
    addChannel(db, 9001, 'discord', house.goneConfig),
    ...[9002, 9003, 9004].map((userId) =>
      addChannel(db, userId, 'ntfy', { server: house.hangingUrl, topic: `t${userId}` }),
    ),
  ]);
  const outbox = startOutbox(db, house.kinds);
  await driveRound(db, outbox, house, places);
  const [alone, beside]: [Round[], Round[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    alone.push(await driveRound(db, outbox, house, places));
    await db.sql.execute('UPDATE channel SET is_enabled = 1 WHERE id IN (?)', [bad]);
    await db.sql.execute("UPDATE channel_gate SET state = 'ok', failures = 0, open_at = NULL WHERE channel_id IN (?)", [
      bad,
    ]);
    for (const [index, channelId] of bad.entries()) {
      for (let n = 0; n < 30; n += 1) await putNotice(db, 9001 + index, channelId, 1 + n);
    }
    outbox.nudge(9001, 9002, 9003, 9004);
    beside.push(await driveRound(db, outbox, house, places));
    await db.sql.execute('UPDATE channel SET is_enabled = 0 WHERE id IN (?)', [bad]);
    await sleep(11_000);
  }
  await outbox.close({ timeoutMs: 12_000 });
  await house.close();
  const p50 = (rounds: Round[]) => median(rounds.map((round) => quantile(all(round), 0.5)));
  const p99 = (rounds: Round[]) => median(rounds.map((round) => quantile(all(round), 0.99)));
  const lost = [...alone, ...beside].reduce((sum, round) => sum + round.lost, 0);
  const byKind = Object.keys(house.configs).map((kind) => {
    const delays = alone.flatMap((round) => round.delays.get(kind) ?? []);
    return `| ${kind} | ${delays.length} | ${ms(quantile(delays, 0.5))} | ${ms(quantile(delays, 0.99))} |`;
  });
  const spread = (rounds: Round[]) => rounds.map((round) => ms(quantile(all(round), 0.99))).join(', ');
  return `50 events/s over all ten kinds at once, 20 channels of each, each event to one; from commit to the double's answer, without the second that news for
people waits for more of the same listing. ${ROUNDS} rounds of ${ROUND_S} s alone and ${ROUNDS} beside one dead channel and three that hang (30 messages wait for each)
take turns; medians of rounds. Not taken: ${lost}.

| | p50, ms | p99, ms | p99 of each round |
| --- | --- | --- | --- |
| alone | ${ms(p50(alone))} | ${ms(p99(alone))} | ${spread(alone)} |
| beside 1 dead and 3 hanging | ${ms(p50(beside))} | ${ms(p99(beside))} | ${spread(beside)} |
| ratio of the medians | ${(p50(beside) / p50(alone)).toFixed(2)} | ${(p99(beside) / p99(alone)).toFixed(2)} | |

| kind, alone | events | p50, ms | p99, ms |
| --- | --- | --- | --- |
${byKind.join('\n')}`;
}

/** What Discord lets a webhook take, and what somebody else takes of it. */
const DISCORD_PER_WINDOW = 5;
const DISCORD_WINDOW_MS = 2000;
const TAKEN_BY_OTHERS = 4;
const STORM = 1000;

async function storm(db: Database): Promise<string> {
  const path = '/api/webhooks/1/token';
  const discord = await startDiscord({ path });
  const guard = createGuard({ allowHosts: [discord.host] });
  const fetcher = createSafeFetcher({ guard, userAgent: 'bench' });
  let [windowAt, inWindow, refused] = [performance.now(), 0, 0];
  const limited = {
    fetch: async (url: string, options: Parameters<typeof fetcher.fetch>[1]) => {
      if (performance.now() - windowAt >= DISCORD_WINDOW_MS) [windowAt, inWindow] = [performance.now(), 0];
      inWindow += 1;
      if (inWindow > DISCORD_PER_WINDOW - TAKEN_BY_OTHERS) {
        refused += 1;
        const retryAfter = (DISCORD_WINDOW_MS - (performance.now() - windowAt)) / 1000;
        discord.answerNext(path, {
          status: 429,
          body: { message: 'You are being rate limited.', retry_after: retryAfter },
        });
      }
      return fetcher.fetch(url, options);
    },
  };
  const kinds = createChannelRegistry({ fetcher: limited, guard, signingKey: '' });
  const channelId = await addChannel(db, 1, 'discord', { url: `${discord.url}${path}` });
  const outbox = startOutbox(db, kinds);
  const startedAt = performance.now();
  const writing: Promise<void>[] = [];
  for (let n = 0; n < STORM; n += 1) {
    await sleep(Math.max(0, startedAt + n - performance.now()));
    writing.push(putNotice(db, 1, channelId, n + 1, MERGE_WINDOW_MS).then(() => outbox.nudge(1)));
  }
  await Promise.all(writing);
  const writtenMs = performance.now() - startedAt;
  const left = async () =>
    (
      await db.sql.query<{ n: number }>(
        "SELECT (SELECT COUNT(*) FROM notice WHERE due_at IS NOT NULL) + (SELECT COUNT(*) FROM delivery WHERE state = 'pending') AS n",
      )
    )[0]?.n ?? 0;
  for (let wait = 0; wait < 1200 && (await left()) > 0; wait += 1) await sleep(50);
  const doneMs = performance.now() - startedAt;
  await outbox.close({ timeoutMs: 5000 });
  const deliveries = await db.sql.query<{
    id: number;
    state: string;
    shown: number;
    more: number;
    firstId: number;
    attempt: number;
  }>(
    `SELECT id, state, JSON_LENGTH(content, '$.entries') AS shown, JSON_VALUE(content, '$.more') AS more, attempt,
       (SELECT MIN(item_id) FROM notice n WHERE n.delivery_id = delivery.id) AS firstId FROM delivery ORDER BY id`,
  );
  const [inNone] = await db.sql.query<{ n: number }>('SELECT COUNT(*) AS n FROM notice WHERE delivery_id IS NULL');
  const counted = deliveries.reduce((sum, { shown, more }) => sum + Number(shown) + Number(more), 0);
  const isOrdered = deliveries.every(({ firstId }, index) => firstId > (deliveries[index - 1]?.firstId ?? 0));
  const taken = discord.calls.length - refused;
  await fetcher.close();
  await discord.close();
  const ok =
    counted === STORM &&
    inNone?.n === 0 &&
    isOrdered &&
    taken === deliveries.length &&
    deliveries.every(({ state }) => state === 'sent');
  if (!ok)
    throw new Error(`the storm lost or doubled: ${JSON.stringify({ counted, inNone, isOrdered, taken, deliveries })}`);
  return `1,000 events within ${(writtenMs / 1000).toFixed(1)} s for one Discord webhook that takes 5 requests in 2 s, 4 of which somebody else uses: ${deliveries.length} messages, ${refused} answers of 429
obeyed, all told ${(doneMs / 1000).toFixed(1)} s after the first event; every event in exactly one message, in order, each message taken once (the command fails otherwise).`;
}

const server = await startMariadb();
try {
  const texts: string[] = [];
  for (const run of [allKinds, storm]) {
    const url = await server.createDatabase();
    await migrate(url);
    const db = createDatabase({ url, poolSize: 10 });
    texts.push(await run(db));
    console.log(texts.at(-1));
    await db.close();
  }
  const day = new Date().toISOString().slice(0, 10);
  const head = `\`pnpm --filter @goodshunter/scheduler bench:telling\`: MariaDB flushed at each commit, Node ${process.versions.node}, 2 cores shared with the doubles, load average ${loadavg()[1]?.toFixed(1)}, ${day}.`;
  await replaceSection(
    fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url)),
    'telling-kinds',
    ['### All kinds at once', head, ...texts].join('\n\n'),
  );
} finally {
  await server.stop();
}
