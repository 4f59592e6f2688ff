import type { Rhythm } from '@goodshunter/contracts/api';
import { PATIENCE_MS, waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Outbox } from '../../src/notify/outbox.js';
import { tellNothing } from '../../src/store/outbox/tell-nothing.js';
import { createPhone, startPhoneOutbox } from '../support/phone-outbox.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let outbox: Outbox | undefined;
let userId: number;
let phone: number;
let token = 0;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const table of ['notice', 'delivery', 'channel_gate', 'channel', 'rhythm', 'run', 'task']) {
    await database.db.sql.execute(`DELETE FROM ${table}`);
  }
  userId = await database.createUser();
  phone = await createPhone(database.db, userId);
});
afterEach(() => outbox?.close({ timeoutMs: PATIENCE_MS }));

/** A rhythm whose daily turn was a minute ago, and was not looked after yet. */
async function sleepUntilAMinuteAgo(more: Partial<Rhythm> = {}): Promise<void> {
  const [clock] = await database.db.sql.query<{ at: Date }>(
    'SELECT UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE - INTERVAL SECOND(UTC_TIMESTAMP()) SECOND AS at',
  );
  const clockTime = (clock?.at.toISOString() ?? '').slice(11, 16);
  const rhythm = { kind: 'daily', at: clockTime };
  await database.db.sql.execute(
    `REPLACE INTO rhythm (user_id, time_zone, quiet, wake_under, rhythm, per_hunt, tells_nothing, digest_at)
     VALUES (?, 'UTC', '[]', NULL, ?, ?, 1, UTC_TIMESTAMP(3) - INTERVAL 3 MINUTE)`,
    [userId, JSON.stringify(more.rhythm ?? rhythm), JSON.stringify(more.perHunt ?? {})],
  );
}

async function createHunt(name: string, looks: number, failed = 0, notify: number[] | null = null): Promise<number> {
  const id = await database.createTask({ userId, isSettled: true });
  await database.db.sql.execute('UPDATE task SET name = ?, notify = ?, is_unhealthy = ? WHERE id = ?', [
    name,
    notify === null ? null : JSON.stringify(notify),
    failed > 0 ? 1 : 0,
    id,
  ]);
  for (let look = 0; look < looks; look += 1) {
    token += 1;
    await database.db.sql.execute(
      `INSERT INTO run (task_id, token, outcome, attempt, started_at, finished_at, worker)
       VALUES (?, ?, ?, 1, UTC_TIMESTAMP(3) - INTERVAL 2 HOUR, UTC_TIMESTAMP(3) - INTERVAL 2 HOUR, 'w')`,
      [id, token, look < failed ? 'blocked' : 'ok'],
    );
  }
  return id;
}

async function putNews(taskId: number, channelId: number): Promise<void> {
  token += 1;
  const news = { taskId, taskName: 'x', itemId: 1, item: null, events: [], createdAt: new Date().toISOString() };
  await database.db.sql.execute(
    `INSERT INTO notice (user_id, channel_id, task_id, item_id, run_token, news, due_at, created_at)
     VALUES (?, ?, ?, 1, ?, ?, NULL, UTC_TIMESTAMP(3) - INTERVAL 3 HOUR)`,
    [userId, channelId, taskId, token, JSON.stringify(news)],
  );
}

const nothings = () =>
  database.db.sql.query<{ channelId: number; looks: number; failed: number; hunts: number; name: string; due: number }>(
    `SELECT channel_id AS channelId, CAST(JSON_VALUE(news, '$.nothing.looks') AS SIGNED) AS looks,
       CAST(JSON_VALUE(news, '$.nothing.failed') AS SIGNED) AS failed, CAST(JSON_VALUE(news, '$.nothing.hunts') AS SIGNED) AS hunts,
       JSON_VALUE(news, '$.taskName') AS name, due_at <= UTC_TIMESTAMP(3) AS due
     FROM notice WHERE task_id = 0 ORDER BY channel_id`,
  );

describe('a daily digest of nothing', () => {
  it('says once, by each channel, how often its hunts looked, and is due again a day later', async () => {
    await createHunt('Lamps', 4);
    await createHunt('Bikes', 3, 2);
    const second = await createPhone(database.db, userId);
    await createHunt('Lenses', 5, 0, [second]);
    await sleepUntilAMinuteAgo();
    const both = await Promise.all([tellNothing(database.db), tellNothing(database.db)]);
    expect(both.flatMap(({ userIds }) => userIds)).toEqual([userId]);
    await tellNothing(database.db);
    expect(await nothings()).toEqual([
      { channelId: phone, looks: 7, failed: 2, hunts: 2, name: 'Lamps, Bikes', due: 1 },
      { channelId: second, looks: 12, failed: 2, hunts: 3, name: 'Lamps, Bikes, Lenses', due: 1 },
    ]);
    const [rhythm] = await database.db.sql.query<{ hours: number }>(
      'SELECT TIMESTAMPDIFF(MINUTE, UTC_TIMESTAMP(3), digest_at) / 60 AS hours FROM rhythm',
    );
    expect(Number(rhythm?.hours)).toBeGreaterThan(23.5);
    expect(Number(rhythm?.hours)).toBeLessThan(24);
  });

  it('does not come where something was told, by a machine, of muted hunts, or where nobody asked', async () => {
    const hunt = await createHunt('Lamps', 4);
    await putNews(hunt, phone);
    await database.createChannel({ userId, url: 'https://hooks.example' });
    await sleepUntilAMinuteAgo();
    await tellNothing(database.db);
    expect(await nothings()).toEqual([]);
    await database.db.sql.execute('DELETE FROM notice');
    await database.db.sql.execute('UPDATE task SET muted_until = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR');
    await sleepUntilAMinuteAgo();
    await tellNothing(database.db);
    expect(await nothings()).toEqual([]);
    await database.db.sql.execute('UPDATE task SET muted_until = NULL');
    await database.db.sql.execute('UPDATE rhythm SET digest_at = NULL');
    await tellNothing(database.db);
    expect(await nothings()).toEqual([]);
    await sleepUntilAMinuteAgo();
    await tellNothing(database.db);
    expect(await nothings()).toHaveLength(1);
  });

  it('counts only hunts that are told at its time', async () => {
    const [now, later, daily] = [
      await createHunt('Now', 1),
      await createHunt('Later', 1),
      await createHunt('Daily', 2),
    ];
    await putNews(now, phone);
    await sleepUntilAMinuteAgo({
      perHunt: { [now]: { kind: 'now' }, [later]: { kind: 'daily', at: '00:01' } },
    });
    await database.db.sql.execute(`UPDATE rhythm SET per_hunt = JSON_SET(per_hunt, '$."${later}".at', ?)`, [
      new Date(Date.now() + 5 * 3_600_000).toISOString().slice(11, 16),
    ]);
    await tellNothing(database.db);
    expect(await nothings()).toMatchObject([{ name: 'Daily', looks: 2, hunts: 1 }]);
    expect(daily).toBeGreaterThan(0);
  });

  it('goes out as one message, and is left out where there is something to say after all', async () => {
    await createHunt('Lamps', 4);
    await sleepUntilAMinuteAgo();
    const started = startPhoneOutbox(database.db);
    outbox = started.outbox;
    await waitFor(async () => (await database.count('delivery', "state = 'sent'")) === 1);
    expect(started.sent).toMatchObject([
      { held: 'daily', entries: [{ news: { nothing: { looks: 4, failed: 0, hunts: 1, blind: [] } } }] },
    ]);
    await outbox.close({ timeoutMs: PATIENCE_MS });
    await database.db.sql.execute("UPDATE delivery SET state = 'dead'");
    await database.db.sql.execute(
      'UPDATE notice SET delivery_id = NULL, due_at = UTC_TIMESTAMP(3), run_token = run_token - 1',
    );
    const hunt = await createHunt('Bikes', 1);
    await putNews(hunt, phone);
    await database.db.sql.execute('UPDATE notice SET due_at = UTC_TIMESTAMP(3)');
    const again = startPhoneOutbox(database.db);
    outbox = again.outbox;
    await waitFor(async () => (await database.count('delivery', "state = 'sent'")) === 1);
    expect(again.sent).toHaveLength(1);
    expect(again.sent[0]?.entries.map(({ news }) => news.taskId)).toEqual([hunt]);
    expect(await database.count('notice', 'delivery_id IS NULL')).toBe(0);
  });
});
