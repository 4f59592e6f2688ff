import type { UpdateTask } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';
import type { Caller } from '../access/person.js';
import { isTaskWithin, readTask, readTaskOwner } from '../store/create-task.js';
import type { TaskDefinition } from '../store/insert-tasks.js';
import type { QuotaService } from './people/quota-service.js';

type Quotas = Pick<QuotaService, 'checkHunt' | 'checkDraft'>;

/** A task as it would be stored. */
export interface NewTask {
  definition: TaskDefinition;
  query: TaskDefinition['query'];
  isDraft: boolean;
}

/** In the transaction that stores it. @throws {QuotaError} */
export async function checkNewTask(
  quotas: Quotas,
  { person }: Pick<Caller, 'person'>,
  { definition, isDraft }: NewTask,
  transaction: Sql,
): Promise<void> {
  if (!person) return;
  const { intervalSeconds } = definition;
  if (isDraft) await quotas.checkDraft(transaction, person);
  else await quotas.checkHunt(transaction, person, { intervalSeconds, exceptId: 0, isNew: true });
}

/**
 * In the transaction of the change, before its task is locked: whoever locks both begins with the person. Quotas are the owner's, whoever
 * edits the hunt.
 * @throws {QuotaError}
 */
export async function checkChangedTask(
  quotas: Quotas,
  transaction: Sql,
  about: { userId: number; taskId: number; change: Pick<UpdateTask, 'intervalSeconds' | 'state'> },
): Promise<void> {
  const { userId, taskId, change } = about;
  if (change.intervalSeconds === undefined && change.state === undefined) return;
  // Whoever may not change it is refused for that, and learns nothing of the owner's quotas.
  if (!(await isTaskWithin(transaction, userId, taskId, 'change'))) return;
  const task = await readTask(transaction, userId, taskId);
  const owner = await readTaskOwner(transaction, taskId);
  if (!task || !owner) return;
  // A draft that is kept is one hunt more; what is resumed looks again.
  const isNew = change.state !== undefined && task.state === 'draft';
  const isResumed = change.state !== undefined && task.state === 'paused';
  if (!isNew && !isResumed && change.intervalSeconds === undefined) return;
  const intervalSeconds = change.intervalSeconds ?? task.intervalSeconds;
  await quotas.checkHunt(transaction, owner, { intervalSeconds, exceptId: taskId, isNew });
}
