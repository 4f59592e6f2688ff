import { waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { useSchedulerRig } from '../support/use-scheduler-rig.js';

const rig = useSchedulerRig({ ownServer: true });

describe.each(['stream', 'poll'] as const)('a database whose disk is full, in %s mode', (mode) => {
  it('keeps the result in hand, crawls for nobody else, spends no attempt, and all goes on when there is room', async () => {
    const { mariadb, database, crawler, log } = rig;
    const scheduler = await rig.start(mode);
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
    expect(await rig.get(scheduler, '/healthz')).toMatchObject({
      status: 200,
      json: { status: 'degraded', database: 'the database has no space left' },
    });
    expect((await rig.get(scheduler, '/readyz')).status).toBe(200);
    expect(crawler.crawls).toHaveLength(1);
    expect(await database.count('run')).toBe(0);

    await mariadb.runAsRoot([`DROP TRIGGER ${schema?.name}.no_room`]);
    await waitFor(async () => (await database.count('run')) === 2);
    for (const id of [inHand, later]) {
      expect(await database.count('run', `task_id = ${id} AND outcome = 'ok' AND attempt = 1`)).toBe(1);
    }
    await waitFor(async () => (await rig.get(scheduler, '/healthz')).json.status === 'ok');
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(log.lines.filter(({ msg }) => msg === 'reading paused, the database is away')).toHaveLength(1);
  });
});
