import { crawlOk } from '@goodshunter/testing';
import { expect, it } from '@jest/globals';
import { listing } from '../support/items.js';
import { useRunRig } from '../support/use-run-rig.js';

const rig = useRunRig();

async function look(
  taskId: number,
  prices: readonly number[],
): Promise<{ lastEventAt: Date | null; newest: Date | null }> {
  rig.crawler.setAnswer(() => crawlOk(prices.map((price, index) => listing(`last.example:/${index}`, price))));
  await rig.makeDue(taskId);
  await rig.run(taskId);
  const [row] = await rig.database.db.sql.query<{ lastEventAt: Date | null; newest: Date | null }>(
    'SELECT last_event_at, (SELECT MAX(created_at) FROM event WHERE task_id = task.id) AS newest FROM task WHERE id = ?',
    [taskId],
  );
  if (!row) throw new Error(`no task ${taskId}`);
  return row;
}

it('notes with a task when its last event was, and leaves it alone while nothing happens', async () => {
  const taskId = await rig.database.createTask({});
  expect(await look(taskId, [7900])).toEqual({ lastEventAt: null, newest: null });
  const afterNew = await look(taskId, [7900, 5000]);
  expect(afterNew.newest).not.toBeNull();
  expect(afterNew.lastEventAt).toEqual(afterNew.newest);
  expect(await look(taskId, [7900, 5000])).toEqual(afterNew);
  const afterDrop = await look(taskId, [6900, 5000]);
  expect(afterDrop.lastEventAt).toEqual(afterDrop.newest);
  expect(afterDrop.lastEventAt?.getTime()).toBeGreaterThanOrEqual(afterNew.lastEventAt?.getTime() ?? 0);
});
