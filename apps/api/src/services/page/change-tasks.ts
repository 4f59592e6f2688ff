import type { Bulk, BulkResult } from '@goodshunter/contracts/api';
import type { Caller } from '../../access/person.js';
import { ApiError } from '../../errors.js';
import type { TaskService } from '../task-service.js';

/** So many at once: each is a few statements of its own, and others want the database too. */
const AT_ONCE = 4;

/** One act on many hunts, each for itself and by the same rules as alone. A database that goes away ends it. */
export async function changeTasks(tasks: TaskService, caller: Caller, bulk: Bulk): Promise<BulkResult> {
  const result: BulkResult = { done: [], refused: [] };
  const left = [...new Set(bulk.ids)];
  async function work(): Promise<void> {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      try {
        await changeTask(tasks, caller, id, bulk);
        result.done.push(id);
      } catch (error) {
        if (!(error instanceof ApiError) || error.status >= 500) throw error;
        result.refused.push({ id, reason: error.message, problem: error.said });
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { done: result.done.sort((a, b) => a - b), refused: result.refused.sort((a, b) => a.id - b.id) };
}

async function changeTask(tasks: TaskService, caller: Caller, id: number, bulk: Bulk): Promise<void> {
  switch (bulk.action) {
    case 'pause':
      await tasks.pause(caller, id);
      return;
    case 'resume':
      await tasks.resume(caller, id);
      return;
    case 'run':
      await tasks.run(caller, id);
      return;
    case 'delete':
      return tasks.remove(caller, id);
    case 'restore':
      return tasks.restore(caller, id);
    case 'setInterval':
      await tasks.update(caller, id, { intervalSeconds: bulk.value });
      return;
    case 'setChannels':
      await tasks.update(caller, id, { notify: bulk.value }, { notifyIs: bulk.from });
      return;
    case 'addTag':
      return tasks.tag(caller, id, bulk.value, true);
    case 'removeTag':
      return tasks.tag(caller, id, bulk.value, false);
  }
}
