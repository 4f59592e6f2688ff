import { crawlFailed, crawlOk, fakeCrawler, latch, waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { runTask } from '../../src/pipeline/run-task.js';
import { listing } from '../support/items.js';
import { createRunDeps } from '../support/run-deps.js';
import { useRunRig } from '../support/use-run-rig.js';

const rig = useRunRig();
const never = new AbortController().signal;

const run = (taskId: number, more: { correlationId?: string } = {}, using = rig.deps) =>
  runTask(using, { taskId, mode: 'redis_streams', ...more }, never);

const { makeDue, withOptions } = rig;
const eventsOf = (taskId: number) =>
  rig.database.db.sql.query<{ kind: string; oldPrice: number | null; newPrice: number | null }>(
    'SELECT kind, old_price AS oldPrice, new_price AS newPrice FROM event WHERE task_id = ? ORDER BY id',
    [taskId],
  );

/** Runs once more with this listing, and tells what events came. */
async function lookAgain(taskId: number, items: object[], more: object = {}): Promise<string[]> {
  const before = (await eventsOf(taskId)).length;
  rig.crawler.setAnswer(() => crawlOk(items, more));
  await makeDue(taskId);
  expect(await run(taskId)).toEqual({ status: 'saved' });
  return (await eventsOf(taskId)).slice(before).map(({ kind }) => kind);
}

describe('runTask', () => {
  it('lists the first look as the baseline, and tells state changes afterwards', async () => {
    const taskId = await rig.database.createTask();
    expect(await lookAgain(taskId, [listing('life/a'), listing('life/b', 500)])).toEqual([]);
    expect(await rig.database.count('task_item', `task_id = ${taskId}`)).toBe(2);
    expect(await lookAgain(taskId, [listing('life/a', 900), listing('life/b', 500), listing('life/c')])).toEqual([
      'price_drop',
      'new',
    ]);
    expect((await eventsOf(taskId))[0]).toEqual({ kind: 'price_drop', oldPrice: 1000, newPrice: 900 });
    const without = [listing('life/b', 500), listing('life/c')];
    expect(await lookAgain(taskId, without)).toEqual([]);
    expect(await lookAgain(taskId, without)).toEqual(['sold']);
    expect(await lookAgain(taskId, [listing('life/a', 900), ...without])).toEqual(['back']);
    expect(await rig.database.task(taskId)).toMatchObject({ health: 'ok', attempt: 0, failures: 0, leaseOwner: null });
    expect(await rig.database.count('run', `task_id = ${taskId} AND outcome = 'ok'`)).toBe(5);
  });

  it('writes nothing for an unchanged listing but the task and its run', async () => {
    const taskId = await rig.database.createTask();
    const items = [
      listing('same/a', 1000, { description: 'Größe: 42 ✓', imageUrl: 'https://shop.example/a.png' }),
      listing('same/b', null),
    ];
    await lookAgain(taskId, items);
    const read = () =>
      rig.database.db.sql.query(
        `SELECT i.*, ti.changed_at, (SELECT COUNT(*) FROM price_point p WHERE p.item_id = i.id) AS points
         FROM task_item ti JOIN item i ON i.id = ti.item_id WHERE ti.task_id = ? ORDER BY i.id`,
        [taskId],
      );
    const before = await read();
    await lookAgain(taskId, items);
    expect(await read()).toEqual(before);
    expect(before).toMatchObject([
      { points: 1, price: 1000 },
      { points: 0, price: null },
    ]);
  });

  it('keeps the price history of an item that two tasks see, one point per change', async () => {
    const first = await rig.database.createTask();
    const second = await rig.database.createTask();
    await lookAgain(first, [listing('shared/a', 1000)]);
    await lookAgain(second, [listing('shared/a', 1000)]);
    await lookAgain(first, [listing('shared/a', 800)]);
    expect(await lookAgain(second, [listing('shared/a', 800)])).toEqual(['price_drop']);
    const points = await rig.database.db.sql.query<{ price: number }>(
      "SELECT p.price FROM price_point p JOIN item i ON i.id = p.item_id WHERE i.source_key = 'shared/a' ORDER BY p.observed_at",
    );
    expect(points.map(({ price }) => price)).toEqual([1000, 800]);
  });

  it('ignores an observation that is older than the stored one', async () => {
    const slow = await rig.database.createTask({ query: { url: 'https://slow.example' } });
    const quick = await rig.database.createTask({ query: { url: 'https://quick.example' } });
    rig.crawler.setAnswer((crawl) =>
      crawlOk([listing('old/a', crawl.query.url === 'https://quick.example' ? 700 : 1000)]),
    );
    await run(quick);
    await rig.database.db.sql.execute(
      "UPDATE item SET observed_at = UTC_TIMESTAMP(3) + INTERVAL 1 MINUTE WHERE source_key = 'old/a'",
    );
    await run(slow);
    const [item] = await rig.database.db.sql.query<{ price: number }>(
      "SELECT price FROM item WHERE source_key = 'old/a'",
    );
    expect(item?.price).toBe(700);
  });

  it('sends validators and known keys, but neither for a baseline', async () => {
    const taskId = await rig.database.createTask();
    const validators = { 'https://shop.example/': { etag: '"1"' } };
    await lookAgain(taskId, [listing('known/a')], { validators });
    await makeDue(taskId);
    rig.crawler.setAnswer(() => crawlOk([], { notModified: true }));
    await run(taskId, { correlationId: 'c-42' });
    expect(rig.crawler.crawls[0]).toMatchObject({ validators: {}, knownKeys: [] });
    expect(rig.crawler.crawls[1]).toMatchObject({ validators, knownKeys: ['known/a'], correlationId: 'c-42' });
    expect(await eventsOf(taskId)).toEqual([]);
    const [stored] = await rig.database.db.sql.query<{ validators: unknown; id: string }>(
      'SELECT t.validators, r.correlation_id AS id FROM task t JOIN run r ON r.task_id = t.id WHERE t.id = ? ORDER BY r.id DESC LIMIT 1',
      [taskId],
    );
    expect(stored).toEqual({ validators, id: 'c-42' });
  });

  it('looks at the whole listing in one of ten runs, and misses nothing there if it comes upon known items', async () => {
    const taskId = await rig.database.createTask();
    const validators = { 'https://shop.example/': { etag: '"1"' } };
    await lookAgain(taskId, [listing('full/a', 1000)], { validators });
    for (let look = 1; look <= 10; look++) {
      await makeDue(taskId);
      rig.crawler.setAnswer(({ knownKeys }) =>
        crawlOk([listing('full/a', 1000)], { validators, mayHaveMissed: knownKeys?.length === 0 }),
      );
      expect(await run(taskId)).toEqual({ status: 'saved' });
    }
    const whole = rig.crawler.crawls.slice(1).filter(({ knownKeys }) => knownKeys?.length === 0);
    expect(whole).toMatchObject([{ validators: {} }]);
    expect(await rig.database.count('run', `task_id = ${taskId} AND outcome = 'ok' AND may_have_missed = 1`)).toBe(0);
  });

  it('doubts a listing that drops to nothing: looks again sooner, tells sold when it has stayed so, nothing when it comes back', async () => {
    const taskId = await rig.database.createTask({ intervalS: 7200, isSettled: true });
    const items = ['a', 'b', 'c', 'd'].map((name) => listing(`empty/${name}`));
    const validators = { 'https://shop.example/': { etag: '"1"' } };
    const healthOf = async () => {
      const [row] = await rig.database.db.sql.query<{ health: string; message: string | null; etags: unknown }>(
        'SELECT health, health_message AS message, validators AS etags FROM task WHERE id = ?',
        [taskId],
      );
      return row;
    };
    const soldEvents = async () => (await eventsOf(taskId)).filter(({ kind }) => kind === 'sold').length;
    await lookAgain(taskId, items, { validators });
    for (let look = 0; look < 3; look++) {
      await lookAgain(taskId, [], { validators: {} });
      expect(await healthOf()).toMatchObject({
        health: 'looks_empty',
        message: expect.stringContaining('4 of 4 listings'),
        etags: validators,
      });
      const { dueInMs } = await rig.database.task(taskId);
      expect(dueInMs).toBeLessThanOrEqual(15 * 60_000);
      expect(dueInMs).toBeGreaterThan(10 * 60_000);
    }
    await lookAgain(taskId, items, { validators });
    expect(await healthOf()).toMatchObject({ health: 'ok', message: null });
    expect(await soldEvents()).toBe(0);

    await lookAgain(taskId, [], { validators: {} });
    await rig.database.db.sql.execute('UPDATE task SET doubt_since = doubt_since - INTERVAL 61 MINUTE WHERE id = ?', [
      taskId,
    ]);
    await lookAgain(taskId, [], { validators: {} });
    expect(await healthOf()).toMatchObject({ health: 'ok' });
    expect(await soldEvents()).toBe(4);
    await lookAgain(taskId, [], { validators: {} });
    expect(await healthOf()).toMatchObject({ health: 'ok' });
    expect(await soldEvents()).toBe(4);
  });

  it('notes once a month that a listing was listed, whole or "not modified"', async () => {
    const taskId = await rig.database.createTask({ isSettled: true });
    await lookAgain(taskId, [listing('listed/a'), listing('listed/b')]);
    const oldOnes = async () =>
      (
        await rig.database.db.sql.query<{ name: string }>(
          `SELECT i.source_key AS name FROM task_item ti JOIN item i ON i.id = ti.item_id
           WHERE ti.task_id = ? AND ti.listed_at < UTC_TIMESTAMP(3) - INTERVAL 1 DAY ORDER BY i.source_key`,
          [taskId],
        )
      ).map(({ name }) => name);
    const age = (days: number) =>
      rig.database.db.sql.execute(
        'UPDATE task_item SET listed_at = UTC_TIMESTAMP(3) - INTERVAL ? DAY WHERE task_id = ?',
        [days, taskId],
      );
    await age(20);
    await lookAgain(taskId, [listing('listed/a'), listing('listed/b')]);
    expect(await oldOnes()).toEqual(['listed/a', 'listed/b']);
    await age(40);
    await lookAgain(taskId, [listing('listed/a')]);
    expect(await oldOnes()).toEqual(['listed/b']);
    await age(40);
    await makeDue(taskId);
    rig.crawler.setAnswer(() => crawlOk([], { notModified: true }));
    await run(taskId);
    // Missed once before.
    expect(await oldOnes()).toEqual(['listed/b']);
  });

  it('puts one message per listing and channel into the outbox, in the same transaction', async () => {
    const userId = await rig.database.createUser();
    const channelId = await rig.database.createChannel({ userId, url: 'https://hooks.example' });
    const taskId = await rig.database.createTask({ userId });
    await lookAgain(taskId, [listing('box/a')]);
    const reader = await rig.database.createUser();
    const shared = await rig.database.createChannel({ userId: reader, url: 'https://hooks.example/shared' });
    await rig.database.db.sql.execute(
      "INSERT INTO task_share (task_id, user_id, role, notify, created_at) VALUES (?, ?, 'viewer', ?, UTC_TIMESTAMP(3))",
      [taskId, reader, JSON.stringify([shared])],
    );
    const nudged: number[][] = [];
    rig.deps.onOutbox = (userIds) => {
      nudged.push([...userIds].sort((one, other) => one - other));
    };
    await lookAgain(taskId, [listing('box/a', 900), listing('box/b')]);
    const rows = await rig.database.db.sql.query<{
      channelId: number;
      news: { taskName: string; item: object; events: object[] };
    }>('SELECT channel_id AS channelId, news FROM notice WHERE task_id = ? ORDER BY channel_id, id', [taskId]);
    expect(rows.map((row) => row.channelId)).toEqual([channelId, channelId, shared, shared]);
    expect(rows[0]?.channelId).toBe(channelId);
    expect(rows[0]?.news).toMatchObject({
      taskName: 'A task',
      item: { title: 'Item box/a' },
      events: [{ kind: 'price_drop', oldPrice: 1000, newPrice: 900 }],
    });
    // Whoever it is shared with does not wait for a sweep either.
    expect(nudged).toEqual([[userId, reader]]);
  });

  it('tells what the first look finds only where the rules ask for it', async () => {
    const userId = await rig.database.createUser();
    await rig.database.createChannel({ userId, url: 'https://hooks.example' });
    const [quiet, loud] = [await rig.database.createTask({ userId }), await rig.database.createTask({ userId })];
    await rig.database.db.sql.execute('UPDATE task SET rules = \'{"firstLook":true}\' WHERE id = ?', [loud]);
    expect(await lookAgain(quiet, [listing('first/a'), listing('first/b')])).toEqual([]);
    expect(await lookAgain(loud, [listing('first/a'), listing('first/b')])).toEqual(['new', 'new']);
    expect(await rig.database.count('notice', `task_id = ${loud}`)).toBe(2);
    expect(await lookAgain(loud, [listing('first/a'), listing('first/b')])).toEqual([]);
  });

  it('tells people by the rules and hours that they set, machines everything, and keeps why it told nobody', async () => {
    const userId = await rig.database.createUser();
    const hook = await rig.database.createChannel({ userId, url: 'https://hooks.example' });
    const { insertId: person } = await rig.database.db.sql.execute(
      "INSERT INTO channel (user_id, name, kind, config, secret) VALUES (?, 'me', 'ntfy', '{}', '')",
      [userId],
    );
    await rig.database.db.sql.execute(
      `INSERT INTO rhythm (user_id, time_zone, quiet, rhythm, per_hunt)
       VALUES (?, 'UTC', '[{"days":[1,2,3,4,5,6,7],"from":"00:00","to":"00:00"}]', '{"kind":"now"}', '{}')`,
      [userId],
    );
    const taskId = await rig.database.createTask({ userId });
    await lookAgain(taskId, [listing('rule/a'), listing('rule/b')]);
    await lookAgain(taskId, [listing('rule/a', 1200), listing('rule/b', 900)]);
    const noticesOf = (channelId: number) =>
      rig.database.db.sql.query<{ held: string | null; isHeld: number; news: { events: { kind: string }[] } }>(
        'SELECT held, due_at > UTC_TIMESTAMP(3) AS isHeld, news FROM notice WHERE task_id = ? AND channel_id = ? ORDER BY id',
        [taskId, channelId],
      );
    expect((await noticesOf(hook)).map(({ held, news }) => [held, news.events[0]?.kind])).toEqual([
      [null, 'price_rise'],
      [null, 'price_drop'],
    ]);
    expect((await noticesOf(person)).map(({ held, isHeld, news }) => [held, isHeld, news.events[0]?.kind])).toEqual([
      ['quiet', 1, 'price_drop'],
    ]);
    await rig.database.db.sql.execute('UPDATE task SET rules = ? WHERE id = ?', [
      JSON.stringify({ kinds: ['price_drop'], dropPercent: 50 }),
      taskId,
    ]);
    await lookAgain(taskId, [listing('rule/a', 1300), listing('rule/b', 800)]);
    const untold = await rig.database.db.sql.query<{ kind: string; untold: string | null }>(
      'SELECT kind, untold FROM event WHERE task_id = ? ORDER BY id',
      [taskId],
    );
    expect(untold.map(({ kind, untold: why }) => [kind, why])).toEqual([
      ['price_rise', null],
      ['price_drop', null],
      ['price_rise', 'kind'],
      ['price_drop', 'drop'],
    ]);
    await rig.database.db.sql.execute(
      'UPDATE task SET rules = NULL, muted_until = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR WHERE id = ?',
      [taskId],
    );
    await lookAgain(taskId, [listing('rule/a', 100), listing('rule/b', 800)]);
    expect(await rig.database.count('event', `task_id = ${taskId} AND untold = 'muted'`)).toBe(1);
    expect(await rig.database.count('notice', `task_id = ${taskId} AND channel_id = ${hook}`)).toBe(2);
  });

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
    'counts a run that %s its rig.crawler, and parks the task after enough of them, with one event',
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
