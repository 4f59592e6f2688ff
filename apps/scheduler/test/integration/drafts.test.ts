import { crawlFailed, crawlOk } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { pruneRows } from '../../src/store/housekeeping/prune-rows.js';
import { listing } from '../support/items.js';
import { useRunRig } from '../support/use-run-rig.js';

const rig = useRunRig({ unhealthyAfter: 1 });
const never = new AbortController().signal;

const { run } = rig;
const set = (taskId: number, assignments: string) =>
  rig.database.db.sql.execute(`UPDATE task SET ${assignments} WHERE id = ?`, [taskId]);
async function createDraft(): Promise<number> {
  const taskId = await rig.database.createTask();
  await set(taskId, "state = 'draft', draft_until = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR");
  return taskId;
}
async function rowOf(taskId: number) {
  const [row] = await rig.database.db.sql.query<Record<string, unknown>>(
    `SELECT source, JSON_EXTRACT(query, '$.url') AS url, name, due_at AS dueAt, health, is_baseline_cut AS isCut, draft,
       source_memory AS memory, (SELECT COUNT(*) FROM event WHERE task_id = task.id) AS events,
       (SELECT COUNT(*) FROM task_item WHERE task_id = task.id) AS seen,
       (SELECT COUNT(*) FROM task_item WHERE task_id = task.id AND is_match = 1) AS matches
     FROM task WHERE id = ?`,
    [taskId],
  );
  return row;
}

describe('a draft', () => {
  it('looks once, with few requests, and is never due again', async () => {
    const taskId = await createDraft();
    rig.crawler.setAnswer(() => crawlOk([listing('draft/a'), listing('draft/b')]));
    expect(await run(taskId)).toEqual({ status: 'saved' });
    expect(rig.crawler.crawls.at(-1)).toMatchObject({ maxRequests: 4 });
    expect(await rowOf(taskId)).toMatchObject({ dueAt: null, health: 'ok', events: 0, seen: 2 });
    expect(await run(taskId)).toEqual({ status: 'not_due' });
  });

  it('that fails is not due again either, and tells nobody', async () => {
    const taskId = await createDraft();
    rig.crawler.setAnswer(() => crawlFailed('layout_changed'));
    expect(await run(taskId)).toEqual({ status: 'failed' });
    expect(await rowOf(taskId)).toMatchObject({ dueAt: null, health: 'layout_changed', events: 0 });
  });

  it('keeps what a failed look saw, for three days', async () => {
    const taskId = await createDraft();
    const evidence = { url: 'https://shop.example/x', httpStatus: 403, title: 'Denied', text: 'You are a robot.' };
    rig.crawler.setAnswer(() => ({ ...crawlFailed('layout_changed'), evidence }));
    await run(taskId);
    const kept = () => rig.database.count('evidence', `task_id = ${taskId} AND title = 'Denied' AND http_status = 403`);
    expect(await kept()).toBe(1);
    await rig.database.db.sql.execute('UPDATE evidence SET seen_at = seen_at - INTERVAL 71 HOUR WHERE task_id = ?', [
      taskId,
    ]);
    await pruneRows(rig.database.db.sql, 3_600_000, never);
    expect(await kept()).toBe(1);
    await rig.database.db.sql.execute('UPDATE evidence SET seen_at = seen_at - INTERVAL 2 HOUR WHERE task_id = ?', [
      taskId,
    ]);
    await pruneRows(rig.database.db.sql, 3_600_000, never);
    expect(await kept()).toBe(0);
  });

  it('takes the filters that changed while it looked', async () => {
    const taskId = await createDraft();
    rig.crawler.setAnswer(async () => {
      await set(taskId, "keyword = 'draft/nothing-is-called-this'");
      return crawlOk([listing('draft/c'), listing('draft/d')]);
    });
    expect(await run(taskId)).toEqual({ status: 'saved' });
    expect(await rowOf(taskId)).toMatchObject({ seen: 2, matches: 0 });
  });

  it('becomes what its link turned out to be, items and all', async () => {
    const taskId = await createDraft();
    await set(taskId, `source = 'link', query = '{"url": "https://shop.example/x"}', name = 'shop.example'`);
    const findings = {
      resolved: { source: 'list', query: { url: 'https://shop.example/lamps' }, why: 'A page that lists 2 things.' },
      readings: [],
      name: 'Lamps',
      last7Days: 3,
    };
    rig.crawler.setAnswer(() => ({
      ...crawlOk([listing('link/a')]),
      findings,
      memory: { signature: { name: 'li.card' } },
    }));
    expect(await run(taskId)).toEqual({ status: 'saved' });
    const row = await rowOf(taskId);
    expect(row).toMatchObject({ source: 'list', name: 'Lamps', dueAt: null });
    expect(String(row?.url)).toContain('/lamps');
    expect(JSON.stringify(row?.draft)).toContain('last7Days');
    expect(JSON.stringify(row?.memory)).toContain('li.card');
    expect(await rig.database.count('item', "source = 'list' AND source_key = 'link/a'")).toBe(1);
  });

  it('that was kept after a look cut short tells what is new, never what lies behind', async () => {
    const taskId = await createDraft();
    rig.crawler.setAnswer(() =>
      crawlOk([listing('cut/b'), listing('cut/c')], { complete: false, mayHaveMissed: true }),
    );
    await run(taskId);
    expect(await rowOf(taskId)).toMatchObject({ isCut: 1 });
    await set(taskId, "state = 'active', due_at = UTC_TIMESTAMP(3)");
    const whole = ['cut/a', 'cut/b', 'cut/c', 'cut/d', 'cut/e'].map((key) => listing(key));
    rig.crawler.setAnswer(() => crawlOk(whole));
    expect(await run(taskId)).toEqual({ status: 'saved' });
    expect(rig.crawler.crawls.at(-1)).toMatchObject({ knownKeys: [] });
    expect(await rowOf(taskId)).toMatchObject({ isCut: 0, events: 1, seen: 5 });
    const [event] = await rig.database.db.sql.query<{ key: string; kind: string }>(
      'SELECT i.source_key AS `key`, e.kind FROM event e JOIN item i ON i.id = e.item_id WHERE e.task_id = ?',
      [taskId],
    );
    expect(event).toMatchObject({ key: 'cut/a', kind: 'new' });
  });

  it('is gone after its hour, with what it saw; one that was kept stays', async () => {
    const [gone, kept] = [await createDraft(), await createDraft()];
    rig.crawler.setAnswer(() => crawlOk([listing('hour/a')]));
    await run(gone);
    await run(kept);
    for (const taskId of [gone, kept]) await set(taskId, 'draft_until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND');
    await set(kept, "state = 'active', draft_until = NULL");
    const counts = await pruneRows(rig.database.db.sql, 3_600_000, never);
    expect(counts).toMatchObject({ drafts: 1, draftItems: 1 });
    expect(await rowOf(gone)).toBeUndefined();
    expect(await rowOf(kept)).toMatchObject({ seen: 1 });
  });
});
