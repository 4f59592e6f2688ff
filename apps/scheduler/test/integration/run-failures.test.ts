import { crawlFailed, crawlOk, waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { useRunRig } from '../support/use-run-rig.js';

const rig = useRunRig();
const { eventsOf, lookAgain, makeDue, run, withOptions } = rig;

describe('a run that fails', () => {
  it('tells unhealthy once after enough failures in a row, and recovered once', async () => {
    const userId = await rig.database.createUser();
    await rig.database.createChannel({ userId, url: 'https://hooks.example' });
    const taskId = await rig.database.createTask({ userId, intervalS: 60, query: { url: 'https://sick.example' } });
    rig.crawler.setAnswer(() => crawlFailed('layout_changed'));
    for (let failure = 1; failure <= 4; failure += 1) {
      await makeDue(taskId);
      expect(await run(taskId)).toEqual({ status: 'failed' });
      const task = await rig.database.task(taskId);
      expect(task).toMatchObject({ health: 'layout_changed', failures: failure, isUnhealthy: failure >= 3 ? 1 : 0 });
      expect(task.dueInMs).toBeGreaterThan(59_000 * 2 ** (failure - 1));
    }
    expect((await eventsOf(taskId)).map(({ kind }) => kind)).toEqual(['unhealthy']);
    expect(await lookAgain(taskId, [])).toEqual(['recovered']);
    expect(await rig.database.task(taskId)).toMatchObject({ health: 'ok', failures: 0, isUnhealthy: 0 });
    expect(await rig.database.count('notice', `task_id = ${taskId}`)).toBe(2);
    expect(await rig.database.count('run', `task_id = ${taskId} AND outcome = 'layout_changed'`)).toBe(4);
  });

  it('honours Retry-After, and keeps the other tasks of that host back without spending their attempts', async () => {
    const query = { url: 'https://busy.example/x' };
    const first = await rig.database.createTask({ query });
    const second = await rig.database.createTask({ query });
    rig.crawler.setAnswer(() => crawlFailed('rate_limited', { retryAfterMs: 7_200_000 }));
    expect(await run(first)).toEqual({ status: 'failed' });
    expect((await rig.database.task(first)).dueInMs).toBeGreaterThan(7_190_000);
    expect(await run(second)).toEqual({ status: 'released' });
    expect(rig.crawler.crawls).toHaveLength(1);
    const kept = await rig.database.task(second);
    expect(kept).toMatchObject({ attempt: 0, failures: 0, health: 'pending' });
    expect(kept.dueInMs).toBeGreaterThan(7_190_000);
  });

  it('takes a crawler that answers garbage for a typed failure', async () => {
    const taskId = await rig.database.createTask();
    rig.crawler.setAnswer(() => 'garbage');
    expect(await run(taskId)).toEqual({ status: 'failed' });
    expect(await rig.database.task(taskId)).toMatchObject({ health: 'server_error', failures: 1, attempt: 0 });
  });

  it('takes a crawler that does not answer for ours, not the shop’s: an attempt, but no failed look', async () => {
    await withOptions({ crawlDeadlineMs: 700 });
    const taskId = await rig.database.createTask();
    rig.crawler.setAnswer(() => 'hang');
    expect(await run(taskId)).toEqual({ status: 'released' });
    const task = await rig.database.task(taskId);
    expect(task).toMatchObject({ health: 'pending', failures: 0, attempt: 1, leaseOwner: null });
    expect(task.dueInMs).toBeLessThan(5000);
    expect(await rig.database.count('run', `task_id = ${taskId}`)).toBe(0);
    rig.crawler.setAnswer(() => crawlOk([]));
    await makeDue(taskId);
    await waitFor(async () => (await run(taskId)).status === 'saved', { everyMs: 50 });
    expect(await rig.database.task(taskId)).toMatchObject({ health: 'ok', failures: 0, attempt: 0 });
  });

  it.each([
    ['breaks', 'break'],
    ['hangs', 'hang'],
  ] as const)(
    'counts a run that %s its crawler, and parks the task after enough of them, with one event',
    async (_how, answer) => {
      await withOptions({ crawlDeadlineMs: 700 });
      const taskId = await rig.database.createTask();
      rig.crawler.setAnswer(() => answer);
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        await makeDue(taskId);
        await waitFor(async () => (await run(taskId)).status === 'released', { everyMs: 50 });
        expect((await rig.database.task(taskId)).attempt).toBe(attempt);
      }
      await makeDue(taskId);
      await waitFor(async () => (await run(taskId)).status === 'parked', { everyMs: 50 });
      const task = await rig.database.task(taskId);
      expect(task).toMatchObject({ health: 'crashing', isUnhealthy: 1, attempt: 2, leaseOwner: null });
      expect(task.dueInMs).toBeGreaterThan(5.9 * 3600 * 1000);
      expect((await eventsOf(taskId)).map(({ kind }) => kind)).toEqual(['unhealthy']);
      const { values } = await rig.deps.metrics.events.get();
      expect(values.find(({ labels }) => labels.kind === 'unhealthy')).toMatchObject({ value: 1 });
      expect(await rig.database.count('run', `task_id = ${taskId} AND outcome = 'crashing'`)).toBe(1);
    },
  );
});
