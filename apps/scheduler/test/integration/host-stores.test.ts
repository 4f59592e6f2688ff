import { HOST_KEY_PREFIX } from '@goodshunter/contracts/sources';
import { createRedisConnect } from '@goodshunter/taskqueue';
import { elapse, PATIENCE_MS, type RedisServer, startRedis, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { createHostLimits } from '../../src/hosts/host-limits.js';
import { exchangeByRules, type HostState, NEW_HOST } from '../../src/hosts/host-rules.js';
import { type HostAnswer, type HostMove, NOTHING_SETTLED } from '../../src/hosts/host-store.js';
import { createRedisHostStore, EXCHANGE, type RedisHostStore, toArguments } from '../../src/hosts/redis-host-store.js';
import { createRowsHostStore } from '../../src/store/hosts/rows-host-store.js';
import { anyMove, anyPause, later, moveAt, ownerLater } from '../support/host-moves.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let redis: RedisServer;
let client: Redis;
let redisStore: RedisHostStore;
let database: TestDatabase;
let hosts = 0;

beforeAll(async () => {
  redis = await startRedis({ password: 'secret' });
  client = redis.client();
  redisStore = createRedisHostStore({ connect: createRedisConnect(redis), timeoutMs: PATIENCE_MS });
  database = await openTestDatabase();
});
afterAll(async () => {
  redisStore.close();
  await redis.stop();
  await database.close();
});

function newHost(): string {
  hosts += 1;
  return `host${hosts}.example`;
}

interface Seen {
  answer: HostAnswer;
  state: HostState;
  now: number;
}

/** One store, seen from inside, with a way to let time pass. */
interface StoreInside {
  /** In ms. */
  readClock(): Promise<number>;
  exchange(move: HostMove): Promise<Seen>;
  passTime(host: string, ms: number): Promise<void>;
}

const insideRedis: StoreInside = {
  async readClock() {
    const [seconds, micros] = await client.time();
    return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
  },
  async exchange(move) {
    const key = HOST_KEY_PREFIX + move.host;
    const reply = await client.eval(EXCHANGE, 1, key, ...toArguments(move));
    const [waitMs, costMs, isSlowed, now] = reply as [number, number, number, number];
    const kept = await client.hgetall(key);
    const read = (field: string) => Number(kept[field]);
    const state: HostState = {
      full: read('full'),
      dayFull: read('day_full'),
      pace: read('pace'),
      delay: read('delay'),
      failures: read('failures'),
      notBefore: read('not_before'),
      lows: readLows(kept.lows),
      turns: { served: read('served'), owners: readOwners(kept.owners) },
    };
    return { answer: { waitMs, costMs, isSlowed: isSlowed === 1, atMs: now }, state, now };
  },
  async passTime(host, ms) {
    for (const field of ['full', 'day_full', 'not_before']) {
      await client.hincrby(HOST_KEY_PREFIX + host, field, -ms);
    }
    const kept = await client.hgetall(HOST_KEY_PREFIX + host);
    const owners = readOwners(kept.owners).map((turns) => Object.values(ownerLater(turns, -ms)).join(' '));
    const lows = readLows(kept.lows).map(({ at, low }) => `${at - ms} ${low}`);
    await client.hset(HOST_KEY_PREFIX + host, 'lows', lows.join(), 'owners', owners.join());
  },
};

function readLows(text = ''): HostState['lows'] {
  return [...text.matchAll(/(\d+) (\d+)/g)].map(([, at, low]) => ({ at: Number(at), low: Number(low) }));
}

function readOwners(text = ''): HostState['turns']['owners'] {
  return [...text.matchAll(/(\d+) (\d+) (\d+) (\d+) (\d+)/g)].map((match) => {
    const [owner = 0, served = 0, line = 0, keptUntil = 0, need = 0] = match.slice(1).map(Number);
    return { owner, served, line, keptUntil, need };
  });
}

interface KeptRow extends Omit<HostState, 'lows' | 'turns'> {
  lows: string;
  turns: string | null;
  now: number;
}

async function readRow(host: string): Promise<{ state: HostState; now: number }> {
  const [row] = await database.db.sql.query<KeptRow>(
    `SELECT full_ms AS full, day_full_ms AS dayFull, pace, delay_ms AS delay, failures, not_before_ms AS notBefore, lows, turns,
       asked_ms AS now FROM host_budget WHERE host = ?`,
    [host],
  );
  if (!row) throw new Error('no row');
  const { now, lows, turns, ...kept } = row;
  const served = Number(turns?.split(',')[0] ?? 0);
  return { state: { ...kept, lows: readLows(lows), turns: { served, owners: readOwners(turns ?? '') } }, now };
}

const insideRows: StoreInside = {
  async readClock() {
    const [row] = await database.db.sql.query<{ now: number }>('SELECT FLOOR(UNIX_TIMESTAMP(NOW(3)) * 1000) AS now');
    return Number(row?.now);
  },
  async exchange(move) {
    const answer = await createRowsHostStore(database.db.sql).exchange(move);
    return { answer, ...(await readRow(move.host)) };
  },
  async passTime(host, ms) {
    const { lows, turns } = (await readRow(host)).state;
    const owners = turns.owners.map((each) => Object.values(ownerLater(each, -ms)).join(' '));
    await database.db.sql.execute(
      `UPDATE host_budget SET full_ms = full_ms - ?, day_full_ms = day_full_ms - ?, not_before_ms = not_before_ms - ?, lows = ?, turns = ?
       WHERE host = ?`,
      [
        ...[ms, ms, ms],
        lows.map(({ at, low }) => `${at - ms} ${low}`).join(),
        owners.length === 0 ? null : [turns.served, ...owners].join(),
        host,
      ],
    );
  },
};

describe.each([
  ['redis', insideRedis],
  ['rows', insideRows],
] as const)('budgets in %s', (_name, inside) => {
  it('follow the rules, whatever comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyMove, anyPause), { minLength: 1, maxLength: 12 }), async (moves) => {
        const host = newHost();
        let state = NEW_HOST;
        for (const [part, pauseMs] of moves) {
          const move = { host, ...moveAt(part, await inside.readClock()) };
          const seen = await inside.exchange(move);
          const expected = exchangeByRules(state, move, seen.now);
          expect({ answer: seen.answer, state: seen.state }).toEqual(expected);
          await inside.passTime(host, pauseMs);
          state = later(expected.state, -pauseMs);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe.each(['redis', 'rows'] as const)('a store of %s', (name) => {
  const store = () => (name === 'redis' ? redisStore : createRowsHostStore(database.db.sql));
  const limits = createHostLimits({ requestsPerSecond: 0.1, burst: 10 });
  const ask = (host: string, wanted: number) =>
    store().exchange({ host, limits, wanted, owner: 1, settled: NOTHING_SETTLED });

  it('grants the burst of a new host once, however many ask at once', async () => {
    const host = newHost();
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask(host, 1)));
    const granted = answers.filter(({ waitMs }) => waitMs === 0);
    expect(granted.length).toBe(10);
    const turns = answers.map(({ waitMs }) => waitMs).filter((waitMs) => waitMs > 0);
    // Each of the others has a turn of its own, a request's time apart.
    turns.sort((a, b) => a - b);
    for (const [index, turn] of turns.entries()) {
      if (index > 0) expect(turn - (turns[index - 1] ?? 0)).toBeGreaterThan(9000);
    }
  });

  it('keeps hosts apart, by their exact names', async () => {
    const host = newHost();
    await ask(host, 10);
    expect(await ask(host, 10)).not.toMatchObject({ waitMs: 0 });
    expect(await ask(`${host}:8443`, 10)).toMatchObject({ waitMs: 0 });
  });
});

describe('a row of a host', () => {
  it("counts the time when it is a statement's turn, not when the statement began to wait for it", async () => {
    const host = newHost();
    const limits = createHostLimits({ requestsPerSecond: 1000, burst: 100 });
    const move = { host, owner: 1, limits, wanted: 5, settled: NOTHING_SETTLED };
    await createRowsHostStore(database.db.sql).exchange(move);
    const waiting = await database.db.transaction(async (sql) => {
      await sql.query('SELECT host FROM host_budget WHERE host = ? FOR UPDATE', [host]);
      const answer = createRowsHostStore(database.db.sql).exchange(move);
      await waitFor(
        async () =>
          (await sql.query("SELECT 1 FROM information_schema.processlist WHERE info LIKE 'UPDATE host_budget%'"))
            .length > 0,
      );
      // Longer than the burst covers: by the clock of its beginning, what others took meanwhile would have been taken in the future.
      await elapse(2 * limits.windowMs);
      await createRowsHostStore(sql).exchange(move);
      return { answer };
    });
    expect(await waiting.answer).toMatchObject({ waitMs: 0 });
  });
});

describe('the key of a host', () => {
  it('means the same to a server whose clock is behind, as after a failover', async () => {
    const host = newHost();
    const limits = createHostLimits({ requestsPerSecond: 0.1, burst: 10 });
    const ask = (wanted: number) => redisStore.exchange({ host, limits, wanted, owner: 1, settled: NOTHING_SETTLED });
    await ask(8);
    const { waitMs } = await ask(4);
    const ahead = -3_600_000;
    await insideRedis.passTime(host, ahead);
    await client.hincrby(HOST_KEY_PREFIX + host, 'asked', -ahead);
    expect(await ask(2)).toMatchObject({ waitMs: 0 });
    const later = await ask(4);
    expect(later.waitMs).toBeGreaterThan(waitMs);
    expect(later.waitMs).toBeLessThan(waitMs + 60_000);
  });

  it('expires when its budget is whole again', async () => {
    const host = newHost();
    const limits = createHostLimits({ requestsPerSecond: 1, burst: 10 });
    await redisStore.exchange({ host, limits, wanted: 10, owner: 1, settled: NOTHING_SETTLED });
    const ttlMs = await client.pttl(`goodshunter:host:${host}`);
    expect(ttlMs).toBeGreaterThan(0);
    expect(ttlMs).toBeLessThanOrEqual(70_000);
  });

  it('is found again by a client that met a restarted server', async () => {
    await client.script('FLUSH');
    const limits = createHostLimits({ requestsPerSecond: 1, burst: 10 });
    const move = { host: newHost(), limits, wanted: 1, owner: 1, settled: NOTHING_SETTLED };
    expect(await waitFor(() => redisStore.exchange(move).catch(() => undefined))).toMatchObject({ waitMs: 0 });
  });
});
