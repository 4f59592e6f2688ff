import { createChannelRegistry, createSealer } from '@goodshunter/channels';
import type { Rhythm } from '@goodshunter/contracts/api';
import { createDatabase, migrate } from '@goodshunter/db';
import { createGuard, createSafeFetcher } from '@goodshunter/safe-fetch';
import { type MariadbServer, PATIENCE_MS, startMariadb, startNtfy, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { retimeNotices, saveRhythm } from '../../../../apps/api/src/store/telling/rhythm-rows.js';
import { createMetrics } from '../../../../apps/scheduler/src/metrics.js';
import { Outbox } from '../../../../apps/scheduler/src/notify/outbox.js';
import { storeEvents } from '../../../../apps/scheduler/src/store/outbox/store-events.js';
import type { ClaimedTask } from '../../../../apps/scheduler/src/store/tasks/read-claimed-task.js';
import { atInstant } from './clocked-database.js';
import { expectedTime, isQuiet, wallAt } from './expected-time.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const NIGHT = [{ days: EVERY_DAY, from: '22:00', to: '07:00' }];
const DAILY: Rhythm['rhythm'] = { kind: 'daily', at: '18:00' };
const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

const rhythmOf = (timeZone: string, more: Partial<Rhythm> = {}): Rhythm => ({
  timeZone,
  quiet: [],
  wakeUnder: null,
  rhythm: { kind: 'now' },
  perHunt: {},
  ...more,
});

interface Person {
  name: string;
  rhythm: Rhythm;
  /** What it becomes in the middle of the week. */
  moves?: Rhythm;
}

const PEOPLE: Person[] = [
  { name: 'sleeps', rhythm: rhythmOf('Europe/Berlin', { quiet: NIGHT }) },
  {
    name: 'may be woken',
    rhythm: rhythmOf('America/New_York', { quiet: NIGHT, wakeUnder: { price: 5000, currency: 'EUR' } }),
  },
  // 02:30 is left out in spring and comes twice in autumn.
  { name: 'reads daily', rhythm: rhythmOf('Europe/Berlin', { rhythm: { kind: 'daily', at: '02:30' } }) },
  // Its hours begin at half past of the world's, and its clock changes by half an hour.
  { name: 'reads hourly', rhythm: rhythmOf('Asia/Kolkata', { rhythm: { kind: 'hourly' }, quiet: NIGHT }) },
  { name: 'on an island', rhythm: rhythmOf('Australia/Lord_Howe', { rhythm: { kind: 'hourly' } }) },
  {
    name: 'moves',
    rhythm: rhythmOf('Europe/Berlin', { quiet: NIGHT, rhythm: { kind: 'daily', at: '18:00' } }),
    moves: rhythmOf('Asia/Tokyo', { quiet: NIGHT, rhythm: { kind: 'daily', at: '18:00' } }),
  },
  // Wants to hear that it looks.
  { name: 'hears of nothing', rhythm: rhythmOf('Europe/Berlin', { rhythm: DAILY, tellNothing: true }) },
];

/** Where among them is who wants to hear of nothing. */
const CURIOUS = PEOPLE.length - 1;
const euros = (minor: number) =>
  new Intl.NumberFormat('en', {
    style: 'currency',
    currency: 'EUR',
    trailingZeroDisplay: 'stripIfInteger',
  } as object).format(minor / 100);

interface Told {
  topic: string;
  atMs: number;
  text: string;
}

let server: MariadbServer;
let ntfy: Awaited<ReturnType<typeof startNtfy>>;

beforeAll(async () => {
  [server, ntfy] = await Promise.all([startMariadb(), startNtfy()]);
});
afterAll(async () => {
  await Promise.all([server?.stop(), ntfy?.close()]);
});

/** Numbers that are the same in every run. */
function createDice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

/** A house with its people, on a database whose clock is ours. */
async function openWeek(startMs: number) {
  let nowMs = startMs;
  const url = await server.createDatabase();
  await migrate(url);
  const plain = createDatabase({ url, poolSize: 6 });
  const db = atInstant(plain, () => nowMs);
  const guard = createGuard({ allowHosts: [ntfy.host] });
  const fetcher = createSafeFetcher({ guard, userAgent: 'test' });
  const outbox = new Outbox({
    db,
    kinds: createChannelRegistry({ fetcher, guard, signingKey: '' }),
    sealer: createSealer(''),
    metrics: createMetrics('test'),
    log: silent,
    owner: 'sender',
    tickMs: 2,
    sweepMs: 0,
    maxAgeMs: 30 * DAY_MS,
  });
  let token = 0;
  const told: Told[] = [];
  const people = await Promise.all(
    PEOPLE.map(async (person, index) => {
      const topic = `topic-${startMs}-${index}`;
      const { insertId: userId } = await plain.sql.execute('INSERT INTO user (name) VALUES (?)', [person.name]);
      const { insertId: channelId } = await plain.sql.execute(
        "INSERT INTO channel (user_id, name, kind, config, secret) VALUES (?, 'phone', 'ntfy', ?, '')",
        [userId, JSON.stringify({ server: ntfy.url, topic })],
      );
      await saveRhythm(db.sql, userId, person.rhythm);
      const { insertId: taskId } = await plain.sql.execute(
        `INSERT INTO task (user_id, name, source, query, keyword, exclude_keywords, interval_s, state, planned_at)
         VALUES (?, 'Lenses', 'feed', '{}', '', '[]', 60, 'active', UTC_TIMESTAMP(3))`,
        [userId],
      );
      return { ...person, userId, channelId, taskId, topic };
    }),
  );
  type Placed = (typeof people)[number];

  /** Until nothing is due at this instant, and nothing under way. */
  async function settle(): Promise<void> {
    await waitFor(
      async () => {
        const [left] = await db.sql.query<{ n: number }>(
          `SELECT (SELECT COUNT(*) FROM notice n JOIN channel_gate g ON g.channel_id = n.channel_id
                   WHERE n.due_at <= UTC_TIMESTAMP(3) AND (g.open_at IS NULL OR g.open_at <= UTC_TIMESTAMP(3)))
                + (SELECT COUNT(*) FROM notice WHERE due_at <= UTC_TIMESTAMP(3) AND channel_id NOT IN (SELECT channel_id FROM channel_gate))
                + (SELECT COUNT(*) FROM channel_gate WHERE lease_owner IS NOT NULL)
                + (SELECT COUNT(*) FROM rhythm WHERE digest_at <= UTC_TIMESTAMP(3) - INTERVAL 10 SECOND) AS n`,
        );
        return left?.n === 0;
      },
      { what: `the sender to be done with ${new Date(nowMs).toISOString()}`, everyMs: 3 },
    );
    for (const call of ntfy.calls.splice(0)) {
      const { topic, title, message } = JSON.parse(call.body) as { topic: string; title: string; message: string };
      told.push({ topic, atMs: nowMs, text: `${title}\n${message}` });
    }
  }

  /** When something falls due next; undefined: nothing waits. */
  async function nextDue(): Promise<number | undefined> {
    const next = await db.sql.query<{ at: Date | null }>(
      `SELECT MIN(GREATEST(n.due_at, COALESCE(g.open_at, n.due_at))) AS at
       FROM notice n LEFT JOIN channel_gate g ON g.channel_id = n.channel_id WHERE n.due_at IS NOT NULL
       UNION ALL SELECT MIN(digest_at) + INTERVAL 10 SECOND FROM rhythm`,
    );
    const times = next.flatMap(({ at }) => at?.getTime() ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  return {
    people,
    told,
    outbox,
    now: () => nowMs,
    /** Lets time go by, stopping wherever something falls due. */
    async advanceTo(untilMs: number): Promise<void> {
      for (;;) {
        await settle();
        const due = await nextDue();
        if (due === undefined || due > untilMs) break;
        nowMs = Math.max(nowMs, due);
      }
      nowMs = untilMs;
    },
    async happens(person: Placed, itemId: number, newPrice: number): Promise<void> {
      token += 1;
      const claim = { taskId: person.taskId, token };
      const task = { id: person.taskId, userId: person.userId, name: 'Lenses', notify: null } as unknown as ClaimedTask;
      await db.sql.execute(
        `INSERT INTO item (id, source, source_key, title, url, first_seen_at, observed_at)
         VALUES (?, 'feed', ?, ?, 'https://shop.example/x', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
        [itemId, `key-${itemId}`, `Listing ${itemId} of it`],
      );
      await db.sql.execute(
        `INSERT INTO task_item (task_id, item_id, price, currency, availability, is_match, first_seen_at, changed_at)
         VALUES (?, ?, ?, 'EUR', 'in_stock', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
        [person.taskId, itemId, newPrice],
      );
      const events = [{ itemId, kind: 'new' as const, oldPrice: null, newPrice, currency: 'EUR', message: null }];
      const createdAt = new Date(nowMs);
      await db.transaction((sql) => storeEvents(sql, { claim, task, events, createdAt, correlationId: null }));
      outbox.nudge(person.userId);
    },
    async looks({ taskId }: Placed): Promise<void> {
      token += 1;
      await db.sql.execute(
        `INSERT INTO run (task_id, token, outcome, attempt, started_at, finished_at, worker)
         VALUES (?, ?, 'ok', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 'w')`,
        [taskId, token],
      );
    },
    async costs(itemId: number, price: number): Promise<void> {
      await db.sql.execute('UPDATE task_item SET price = ? WHERE item_id = ?', [price, itemId]);
    },
    async sells(itemId: number): Promise<void> {
      await db.sql.execute("UPDATE task_item SET availability = 'out_of_stock' WHERE item_id = ?", [itemId]);
    },
    async moves({ userId, moves }: Placed): Promise<void> {
      if (!moves) return;
      await saveRhythm(db.sql, userId, moves);
      await retimeNotices(db, userId, moves);
    },
    async close() {
      await outbox.close({ timeoutMs: PATIENCE_MS });
      await Promise.all([plain.close(), fetcher.close()]);
    },
  };
}

describe.each([
  ['in which Europe puts its clocks forward', Date.UTC(2026, 2, 25, 12)],
  ['in which Europe puts them back', Date.UTC(2026, 9, 21, 12)],
  ['in which an island puts them back by half an hour', Date.UTC(2026, 3, 1, 12)],
])('a week %s', (_what, startMs) => {
  it('tells everybody everything once, at their hours, and what is true then', async () => {
    const dice = createDice(startMs / HOUR_MS);
    const week = await openWeek(startMs);
    const { people, told } = week;
    const moveAt = startMs + 3 * DAY_MS + 90 * 60_000;
    const happened: { itemId: number; person: (typeof people)[number]; atMs: number; price: number }[] = [];
    const times = Array.from({ length: 72 }, () => startMs + dice(7 * 24 * 60) * 60_000 + 1000 * dice(60)).sort(
      (one, other) => one - other,
    );
    week.outbox.start();
    let hasMoved = false;
    const sold = new Map<number, number>();
    const costs = new Map<number, { atMs: number; price: number }>();
    const looks: number[] = [];
    const curious = people[CURIOUS];
    if (!curious) throw new Error('nobody is curious');
    for (const [index, atMs] of times.entries()) {
      if (!hasMoved && atMs > moveAt) {
        await week.advanceTo(moveAt);
        for (const person of people) await week.moves(person);
        hasMoved = true;
      }
      await week.advanceTo(atMs);
      const person = people[index % people.length];
      if (!person) throw new Error('nobody');
      const itemId = 1000 + index;
      const price = 1000 + dice(20_000);
      happened.push({ itemId, person, atMs, price });
      await week.happens(person, itemId, price);
      await week.looks(curious);
      looks.push(atMs);
      // Every fifth costs something else half an hour later.
      if (index % 5 === 1) {
        const changeAt = Math.min(atMs + HOUR_MS / 2, (times[index + 1] ?? Number.POSITIVE_INFINITY) - 1000);
        await week.advanceTo(changeAt);
        await week.costs(itemId, price + 700);
        costs.set(itemId, { atMs: week.now(), price: price + 700 });
      }
      // Every fifth is sold an hour later, before the next thing happens or after.
      if (index % 5 === 0) {
        const soldAt = atMs + HOUR_MS;
        await week.advanceTo(Math.min(soldAt, (times[index + 1] ?? soldAt) - 1000));
        await week.sells(itemId);
        sold.set(itemId, week.now());
      }
    }
    await week.advanceTo(startMs + 10 * DAY_MS);
    await week.close();

    let corrected = 0;
    for (const { itemId, person, atMs, price } of happened) {
      const name = `Listing ${itemId} of it`;
      const carriers = told.filter(({ text }) => text.includes(name));
      expect([name, carriers.map(({ topic }) => topic)]).toEqual([name, [person.topic]]);
      const at = carriers[0]?.atMs ?? 0;
      const { rhythm, moves } = person;
      const isWaking = rhythm.wakeUnder !== null && price <= rhythm.wakeUnder.price;
      let expected = expectedTime(atMs, rhythm, rhythm.rhythm, isWaking);
      let hours = rhythm;
      if (moves && (atMs > moveAt || expected > moveAt)) {
        // What is held when somebody moves goes by the hours of where they are now.
        hours = moves;
        expected = expectedTime(Math.max(atMs, moveAt), moves, moves.rhythm, false);
      }
      const wall = `${wallAt(at, hours.timeZone).clock} for ${wallAt(expected, hours.timeZone).clock}`;
      // A second for more of its kind, another between two messages to one phone.
      expect([name, person.name, wall, at >= expected && at <= expected + 5000]).toEqual([
        name,
        person.name,
        wall,
        true,
      ]);
      if (!isWaking) expect([name, wall, isQuiet(at, hours)]).toEqual([name, wall, false]);
      const line = carriers[0]?.text.split('\n').find((one) => one.includes(name)) ?? '';
      const isSold = (sold.get(itemId) ?? Number.POSITIVE_INFINITY) < at;
      expect([carriers[0]?.text, (carriers[0]?.text ?? '').includes('Sold meanwhile') || !isSold]).toEqual([
        carriers[0]?.text,
        true,
      ]);
      const cost = costs.get(itemId);
      if (cost && cost.atMs < at) {
        expect([name, carriers[0]?.text.includes(`Now ${euros(cost.price)}`)]).toEqual([name, true]);
        corrected += 1;
      } else expect([name, line.includes('Now ')]).toEqual([name, false]);
      if (isSold) corrected += 1;
      if (line.includes('Sold meanwhile')) expect([name, isSold]).toEqual([name, true]);
    }
    // Of what was held, some was sold and some cost something else when it went out.
    expect(corrected).toBeGreaterThan(10);
    const found = happened
      .filter(({ person }) => person === curious)
      .map(({ atMs }) => expectedTime(atMs, curious.rhythm, DAILY, false));
    const days: string[][] = [];
    let since = expectedTime(startMs - DAY_MS, curious.rhythm, DAILY, false);
    for (let turn = expectedTime(startMs, curious.rhythm, DAILY, false); turn <= startMs + 9 * DAY_MS; ) {
      const count = looks.filter((atMs) => atMs > since && atMs <= turn).length;
      const how = count === 0 ? 'I could not look' : `Nothing, and I looked ${count === 1 ? 'once' : `${count} times`}`;
      const said = told.filter(({ topic, atMs }) => topic === curious.topic && atMs >= turn && atMs < turn + HOUR_MS);
      const texts = said.map(({ text }) => text.split('\n')[0] ?? '');
      const day = wallAt(turn, 'Europe/Berlin').day;
      if (found.includes(turn)) {
        expect([day, texts.length, texts.join().includes('I looked')]).toEqual([day, 1, false]);
      } else expect([day, ...texts]).toEqual([day, how]);
      days.push(texts);
      since = turn;
      turn = expectedTime(turn, curious.rhythm, DAILY, false);
    }
    expect(days.flat().filter((text) => text.startsWith('Nothing')).length).toBeGreaterThan(0);
    const daily = told.filter(({ topic }) => topic === people[2]?.topic);
    const digestDays = daily.map(({ atMs }) => wallAt(atMs, 'Europe/Berlin').day);
    expect(new Set(digestDays).size).toBe(digestDays.length);
    // What was held came together: there are fewer messages than things that happened.
    const ofFinds = told.filter(({ text }) => text.includes('Listing'));
    expect(ofFinds.length).toBeLessThan(happened.length);
  });
});
