import { crawlOk } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { listing } from '../support/items.js';
import { useRunRig } from '../support/use-run-rig.js';

const rig = useRunRig();
const { eventsOf, lookAgain, makeDue, run } = rig;

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
});
