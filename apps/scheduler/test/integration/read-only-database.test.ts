import { crawlOk, type MariadbServer, type RedisServer, startMariadb, startRedis, waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Scheduler } from '../../src/scheduler.js';
import { listing } from '../support/items.js';
import { openSchedulerRig, type SchedulerRig } from '../support/scheduler-rig.js';

let mariadb: MariadbServer;
let redis: RedisServer;
let rig: SchedulerRig;

beforeAll(async () => {
  [mariadb, redis] = await Promise.all([startMariadb(), startRedis({ password: 'secret' })]);
});
afterAll(async () => {
  await mariadb.stop();
  await redis.stop();
});
beforeEach(async () => {
  await redis.client().flushall();
  rig = await openSchedulerRig(mariadb);
});
afterEach(async () => {
  await mariadb.setReadOnly(false);
  await rig.close();
});

const get = async (scheduler: Scheduler, path: string) => {
  const response = await fetch(`http://127.0.0.1:${scheduler.port}${path}`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe.each(['stream', 'poll'] as const)('a database that becomes read-only, in %s mode', (mode) => {
  it('stops new runs, keeps the result in hand, spends no attempt, and all goes on by itself', async () => {
    const { database, crawler, log } = rig;
    const scheduler = await rig.start(mode === 'stream' ? redis : undefined);
    const held = crawler.hold([listing('shop.example/a')]);
    const inHand = await database.createTask({ isSettled: true, intervalS: 3600 });
    await waitFor(() => crawler.inFlight === 1);
    const later = await database.createTask({ isSettled: true, dueInMs: 3_600_000, intervalS: 3600 });

    await mariadb.setReadOnly(true);
    const [schema] = await database.db.sql.query<{ name: string }>('SELECT DATABASE() AS name');
    await mariadb.runAsRoot([`UPDATE ${schema?.name}.task SET due_at = UTC_TIMESTAMP(3) WHERE id = ${later}`]);
    held.open();
    await waitFor(() => log.lines.some(({ msg }) => msg === 'reading paused, the database is away'));
    await waitFor(
      async () => (await database.task(later)).dueInMs !== null && ((await database.task(later)).dueInMs ?? 0) < -1000,
    );
    const health = await get(scheduler, '/healthz');
    expect(health).toMatchObject({ status: 200, body: { status: 'degraded', database: 'the database is read-only' } });
    expect((await get(scheduler, '/readyz')).status).toBe(200);
    expect(crawler.crawls).toHaveLength(1);
    expect(await database.count('run')).toBe(0);

    crawler.setAnswer(() => crawlOk([]));
    await mariadb.setReadOnly(false);
    await waitFor(async () => (await database.count('run')) === 2);
    expect(await database.count('run', `task_id = ${inHand} AND outcome = 'ok' AND attempt = 1`)).toBe(1);
    expect(await database.count('run', `task_id = ${later} AND outcome = 'ok' AND attempt = 1`)).toBe(1);
    await waitFor(async () => (await get(scheduler, '/healthz')).body.status === 'ok');
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(log.lines.filter(({ msg }) => msg === 'reading paused, the database is away')).toHaveLength(1);
  });
});
