import { crawlOk, fakeCrawler, latch, waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { runTask } from '../../src/pipeline/run-task.js';
import { listing } from '../support/items.js';
import { createRunDeps } from '../support/run-deps.js';
import { useRunRig } from '../support/use-run-rig.js';

const rig = useRunRig();
const { makeDue, run, withOptions } = rig;

describe('the claim of a run', () => {
  it('moves on by whole intervals, so that missed ones collapse and none drifts', async () => {
    const taskId = await rig.database.createTask({ intervalS: 60, isSettled: true });
    await rig.database.db.sql.execute(
      'UPDATE task SET planned_at = UTC_TIMESTAMP(3) - INTERVAL 150 SECOND WHERE id = ?',
      [taskId],
    );
    await run(taskId);
    const task = await rig.database.task(taskId);
    expect(task.plannedInMs).toBeGreaterThan(28_000);
    expect(task.plannedInMs).toBeLessThanOrEqual(30_000);
    expect(task.dueInMs).toBe(task.plannedInMs);
  });

  it('keeps the planned time of a task that was asked for in between', async () => {
    const taskId = await rig.database.createTask({ intervalS: 60, isSettled: true });
    await rig.database.db.sql.execute(
      'UPDATE task SET planned_at = UTC_TIMESTAMP(3) + INTERVAL 20 SECOND WHERE id = ?',
      [taskId],
    );
    await run(taskId);
    const { plannedInMs } = await rig.database.task(taskId);
    expect(plannedInMs).toBeGreaterThan(18_000);
    expect(plannedInMs).toBeLessThanOrEqual(20_000);
  });

  it('takes a random phase once, within the interval', async () => {
    const taskIds = await Promise.all(Array.from({ length: 8 }, () => rig.database.createTask({ intervalS: 1000 })));
    for (const taskId of taskIds) await run(taskId);
    const phases = await Promise.all(taskIds.map(async (id) => (await rig.database.task(id)).plannedInMs));
    expect(Math.min(...phases)).toBeGreaterThan(95_000);
    expect(Math.max(...phases)).toBeLessThanOrEqual(1_000_000);
    expect(new Set(phases.map((ms) => Math.round(ms / 1000))).size).toBeGreaterThan(4);
  });

  it('lets exactly one of many claim a due task', async () => {
    const taskId = await rig.database.createTask();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => run(taskId)));
    expect(outcomes.filter(({ status }) => status === 'saved')).toHaveLength(1);
    expect(outcomes.filter(({ status }) => status === 'not_due')).toHaveLength(7);
    expect(rig.crawler.crawls).toHaveLength(1);
  });

  it('stores and tells nothing when the task was edited during the run', async () => {
    const taskId = await rig.database.createTask();
    rig.crawler.setAnswer(async () => {
      await rig.database.db.sql.execute(
        'UPDATE task SET token = token + 1, lease_owner = NULL, due_at = UTC_TIMESTAMP(3) WHERE id = ?',
        [taskId],
      );
      return crawlOk([listing('edited/a')]);
    });
    expect(await run(taskId)).toEqual({ status: 'fenced' });
    expect(await rig.database.count('run', `task_id = ${taskId}`)).toBe(0);
    expect(await rig.database.count('item', "source_key = 'edited/a'")).toBe(0);
    expect((await rig.database.task(taskId)).dueInMs).toBeLessThanOrEqual(0);
  });

  it('leaves the winner its results when a run outlived its claim', async () => {
    const taskId = await rig.database.createTask();
    const late = latch();
    rig.crawler.setAnswer(async (crawl) => {
      if (rig.crawler.crawls.indexOf(crawl) > 0) return crawlOk([listing('zombie/winner')]);
      await late.opened;
      return crawlOk([listing('zombie/loser')]);
    });
    const zombie = run(taskId);
    await waitFor(() => rig.crawler.crawls.length === 1);
    await makeDue(taskId);
    expect(await run(taskId)).toEqual({ status: 'saved' });
    late.open();
    expect(await zombie).toEqual({ status: 'fenced' });
    expect(await rig.database.count('item', "source_key LIKE 'zombie/%'")).toBe(1);
    expect(await rig.database.count('run', `task_id = ${taskId}`)).toBe(1);
  });

  it('extends its claim while it runs, and aborts when that is refused', async () => {
    await withOptions({ claimLeaseMs: 2000 });
    const taskId = await rig.database.createTask();
    const finish = rig.crawler.hold();
    const first = run(taskId);
    await waitFor(() => rig.crawler.crawls.length === 1);
    const plannedInMs = async () => (await rig.database.task(taskId)).dueInMs ?? 0;
    // Extended twice, and not due for a moment.
    for (let extended = 0; extended < 2; extended += 1) {
      let before = await plannedInMs();
      await waitFor(async () => {
        const now = await plannedInMs();
        expect(now).toBeGreaterThan(0);
        const isExtended = now > before;
        before = now;
        return isExtended;
      });
    }
    await rig.database.db.sql.execute('UPDATE task SET token = token + 1, due_at = NULL WHERE id = ?', [taskId]);
    expect(await first).toEqual({ status: 'fenced' });
    await waitFor(() => rig.crawler.inFlight === 0);
    finish.open();
  });

  it('gives the claim back unspent when all crawlers are full', async () => {
    const full = await fakeCrawler({ slots: 0 });
    const deps = await createRunDeps(rig.database, [full]);
    const taskId = await rig.database.createTask();
    expect(await run(taskId, {}, deps)).toMatchObject({ status: 'busy' });
    await deps.close();
    await full.close();
    const task = await rig.database.task(taskId);
    expect(task).toMatchObject({ attempt: 0, failures: 0, leaseOwner: null, health: 'pending' });
    expect(task.dueInMs).toBeLessThan(500);
    expect(await rig.database.count('run', `task_id = ${taskId}`)).toBe(0);
  });

  it('does not even claim while it knows of no free crawler', async () => {
    const deps = await createRunDeps(rig.database, []);
    const taskId = await rig.database.createTask();
    expect(await run(taskId, {}, deps)).toMatchObject({ status: 'busy' });
    await deps.close();
    expect(await rig.database.task(taskId)).toMatchObject({ token: 0, attempt: 0 });
  });

  it('gives the claim back at once when the process shuts down', async () => {
    const taskId = await rig.database.createTask();
    rig.crawler.setAnswer(() => 'hang');
    const shutdown = new AbortController();
    const running = runTask(rig.deps, { taskId, mode: 'redis_streams' }, shutdown.signal);
    await waitFor(() => rig.crawler.crawls.length === 1);
    shutdown.abort();
    expect(await running).toEqual({ status: 'released' });
    const task = await rig.database.task(taskId);
    expect(task).toMatchObject({ attempt: 0, leaseOwner: null });
    expect(task.dueInMs).toBeLessThanOrEqual(0);
  });
});
