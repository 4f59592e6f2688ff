import { crawlOk, waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { listing } from '../support/items.js';
import { useSchedulerRig } from '../support/use-scheduler-rig.js';

const rig = useSchedulerRig({ ownServer: true });

describe.each(['stream', 'poll'] as const)('a database that becomes read-only, in %s mode', (mode) => {
  it('stops new runs, keeps the result in hand, spends no attempt, and all goes on by itself', async () => {
    const { mariadb, database, crawler, log } = rig;
    const scheduler = await rig.start(mode);
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
    const health = await rig.get(scheduler, '/healthz');
    expect(health).toMatchObject({ status: 200, json: { status: 'degraded', database: 'the database is read-only' } });
    expect((await rig.get(scheduler, '/readyz')).status).toBe(200);
    expect(crawler.crawls).toHaveLength(1);
    expect(await database.count('run')).toBe(0);

    crawler.setAnswer(() => crawlOk([]));
    await mariadb.setReadOnly(false);
    await waitFor(async () => (await database.count('run')) === 2);
    expect(await database.count('run', `task_id = ${inHand} AND outcome = 'ok' AND attempt = 1`)).toBe(1);
    expect(await database.count('run', `task_id = ${later} AND outcome = 'ok' AND attempt = 1`)).toBe(1);
    await waitFor(async () => (await rig.get(scheduler, '/healthz')).json.status === 'ok');
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(log.lines.filter(({ msg }) => msg === 'reading paused, the database is away')).toHaveLength(1);
  });
});
