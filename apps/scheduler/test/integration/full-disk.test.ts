import { type MariadbServer, type RedisServer, startMariadb, startRedis, waitFor } from '@goodshunter/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Scheduler } from '../../src/scheduler.js';
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
afterEach(() => rig.close());

const get = async (scheduler: Scheduler, path: string) => {
  const response = await fetch(`http://127.0.0.1:${scheduler.port}${path}`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe.each(['stream', 'poll'] as const)('a database whose disk is full, in %s mode', (mode) => {
  it('keeps the result in hand, crawls for nobody else, spends no attempt, and all goes on when there is room', async () => {
    const { database, crawler, log } = rig;
    const scheduler = await rig.start(mode === 'stream' ? redis : undefined);
    const [schema] = await database.db.sql.query<{ name: string }>('SELECT DATABASE() AS name');
    // No row of a run finds room; claims and leases need none.
    await mariadb.runAsRoot([
      `CREATE TRIGGER ${schema?.name}.no_room BEFORE INSERT ON ${schema?.name}.run FOR EACH ROW
         SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = 'The table is full'`,
    ]);
    const inHand = await database.createTask({ isSettled: true, intervalS: 3600 });
    await waitFor(() => log.lines.some(({ msg }) => msg === 'reading paused, the database is away'));
    const later = await database.createTask({ isSettled: true, intervalS: 3600 });
    await waitFor(async () => {
      const { dueInMs } = await database.task(later);
      return dueInMs !== null && dueInMs < -3000;
    });
    expect(await get(scheduler, '/healthz')).toMatchObject({
      status: 200,
      body: { status: 'degraded', database: 'the database has no space left' },
    });
    expect((await get(scheduler, '/readyz')).status).toBe(200);
    expect(crawler.crawls).toHaveLength(1);
    expect(await database.count('run')).toBe(0);

    await mariadb.runAsRoot([`DROP TRIGGER ${schema?.name}.no_room`]);
    await waitFor(async () => (await database.count('run')) === 2);
    for (const id of [inHand, later]) {
      expect(await database.count('run', `task_id = ${id} AND outcome = 'ok' AND attempt = 1`)).toBe(1);
    }
    await waitFor(async () => (await get(scheduler, '/healthz')).body.status === 'ok');
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(log.lines.filter(({ msg }) => msg === 'reading paused, the database is away')).toHaveLength(1);
  });
});
