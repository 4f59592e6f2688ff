import { createHash } from 'node:crypto';
import type {
  Action,
  CreateTask,
  Dispatch,
  DispatchedTask,
  FeedEvent,
  Hunt,
  HuntItem,
  Run,
  Task,
  UpdateTask,
} from '@goodshunter/contracts/api';
import type { RobotsOverride, SourceCredentials } from '@goodshunter/contracts/sources';
import type { Database, Sql } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import type { Guard } from '@goodshunter/safe-fetch';
import type { Caller } from '../access/person.js';
import type { Announcer } from '../announce/announcer.js';
import {
  type ApiError,
  ConflictError,
  ForbiddenError,
  IdempotencyKeyReusedError,
  InvalidInputError,
  NotFoundError,
} from '../errors.js';
import {
  deleteTask,
  editTask,
  keepDraft,
  lockTask,
  pauseTask,
  restoreTask,
  resumeTask,
  runTaskNow,
} from '../store/change-task.js';
import { findUsableChannels } from '../store/channel-store.js';
import { createTaskCreator, isTaskWithin, readTask, readTaskOwner } from '../store/create-task.js';
import { type EventFilter, type EventPage, listEvents, listEventsAfter } from '../store/list-events.js';
import { listRuns } from '../store/list-runs.js';
import { listTasks, type TaskFilter } from '../store/list-tasks.js';
import { type HuntItemFilter, readHuntItems } from '../store/page/read-hunt-items.js';
import { readHunts } from '../store/page/read-hunts.js';
import { addTag, MAX_TAGS, removeTag } from '../store/page/task-tags.js';
import type { PageRequest } from '../store/page-request.js';
import { refitItems } from '../store/refit-items.js';
import { saveRules } from '../store/telling/save-rules.js';
import { checkSourceQuery } from './check-source-query.js';
import { describeNewTask } from './describe-new-task.js';
import { mergeDefinition, nameTask } from './merge-definition.js';
import type { QuotaService } from './people/quota-service.js';
import { readTarget } from './read-target.js';
import { checkChangedTask, checkNewTask, type NewTask } from './task-quotas.js';

export interface TaskServiceOptions {
  database: Database;
  announcer: Announcer;
  guard: Guard;
  /** Keys of official APIs, as they are configured. */
  credentials: SourceCredentials;
  /** Which hosts' robots.txt a task may have ignored. */
  mayIgnoreRobots: RobotsOverride;
  /** Interval of a task that names none, in ms. */
  defaultIntervalMs: number;
  log: Logger;
  quotas: Pick<QuotaService, 'checkHunt' | 'checkDraft' | 'countsHunts'>;
  onCreated?: (dispatch: Dispatch) => void;
}

export type TaskService = ReturnType<typeof createTaskService>;

/** What users do with their tasks. Everything is committed before it is announced; announcing never fails a request. */
export function createTaskService(options: TaskServiceOptions) {
  const { database, announcer, guard, credentials, mayIgnoreRobots, defaultIntervalMs, log } = options;
  const { quotas, onCreated = () => {} } = options;
  const checks = { guard, credentials, mayIgnoreRobots };
  const { sql } = database;
  const createTask = createTaskCreator(database);

  /** Answers while the announcement is on its way: reading the row takes as long as ringing the bell. */
  async function announceAndRead({ userId, correlationId }: Caller, taskId: number): Promise<DispatchedTask> {
    const [dispatch, task] = await Promise.all([announcer.announce(taskId, correlationId), readLiving(userId, taskId)]);
    return { task, dispatch };
  }

  async function readLiving(userId: number, taskId: number): Promise<Task> {
    const task = await readTask(sql, userId, taskId);
    if (!task || task.state === 'deleted') throw missingTask(taskId);
    return task;
  }

  /** Why a task was not changed: it is not there, it is shared for reading only, or it is the owner's alone to do. */
  async function refuse(userId: number, taskId: number): Promise<ApiError> {
    const task = await readTask(sql, userId, taskId);
    if (!task || task.state === 'deleted') return missingTask(taskId);
    return new ForbiddenError([(await isTaskWithin(sql, userId, taskId, 'change')) ? 'owners_alone' : 'view_only']);
  }

  /** @throws {ForbiddenError} {NotFoundError} */
  async function requireTask(userId: number, taskId: number, action: Action): Promise<void> {
    if (!(await isTaskWithin(sql, userId, taskId, action))) throw await refuse(userId, taskId);
  }

  /** An editor of somebody else's hunt. @throws {InvalidInputError} when the change is the owner's alone */
  async function checkAsEditor(userId: number, taskId: number, { notify }: UpdateTask): Promise<void> {
    if (notify === undefined) return;
    const owner = await readTaskOwner(sql, taskId);
    if (!owner || owner.id === userId) return;
    throw new InvalidInputError([
      { field: 'notify', message: 'notify is the owner’s; set your own by PATCH /api/tasks/:id/shares/me' },
    ]);
  }

  async function checkChannels(userId: number, notify: readonly number[] | null | undefined): Promise<void> {
    if (!notify || notify.length === 0) return;
    const usable = await findUsableChannels(sql, userId, notify);
    const unknown = notify.find((id) => !usable.has(id));
    if (unknown === undefined) return;
    throw new InvalidInputError([
      { field: 'notify', message: `notify names channel ${unknown}, which does not exist` },
    ]);
  }

  /** What a new task would be. @throws {InvalidInputError} */
  async function define(caller: Caller, input: CreateTask): Promise<NewTask> {
    const { source, query: asked } = readTarget(input, guard);
    const query = checkSourceQuery(source, asked, checks);
    const isDraft = input.draft === true;
    await checkChannels(caller.userId, input.notify);
    const definition = {
      name: input.name ?? nameTask(source, query, input.keyword),
      source,
      query,
      keyword: input.keyword,
      minPrice: input.minPrice ?? null,
      maxPrice: input.maxPrice ?? null,
      currency: input.currency ?? null,
      excludeKeywords: input.excludeKeywords,
      notify: input.notify ?? null,
      intervalSeconds: input.intervalSeconds ?? Math.max(1, Math.round(defaultIntervalMs / 1000)),
    };
    return { definition, query, isDraft };
  }

  return {
    /** Checks as {@link create} does, and stores nothing. @throws {InvalidInputError} {QuotaError} */
    async check(caller: Caller, input: CreateTask): Promise<NewTask> {
      const defined = await define(caller, input);
      await checkNewTask(quotas, caller, defined, sql);
      return defined;
    },

    /**
     * Stores a task and announces it. With an Idempotency-Key that was used before with the same body, answers the task
     * that it made then.
     * @throws {InvalidInputError} {QuotaError} {@link IdempotencyKeyReusedError}
     */
    async create(caller: Caller, input: CreateTask, key?: string): Promise<DispatchedTask & { isReplay: boolean }> {
      const { userId, correlationId } = caller;
      const defined = await define(caller, input);
      const { definition, query, isDraft } = defined;
      const idempotency = key === undefined ? undefined : { key, requestHash: hashRequest(input, query) };
      const isCounted = caller.person !== null && quotas.countsHunts(caller.person, isDraft);
      const check = (transaction: Sql) => checkNewTask(quotas, caller, defined, transaction);
      // What needs no counting is checked before it joins the others.
      if (!isCounted) await check(sql);
      const more = { idempotency, check: isCounted ? check : undefined };
      const result = await createTask({ userId, definition, correlationId, isDraft }, more);
      if (result.status === 'mismatch') throw new IdempotencyKeyReusedError();
      if (result.status === 'replayed') return { ...(await replay(caller, result.taskId)), isReplay: true };
      const { taskId, createdAt } = result;
      // Before it is announced: the first look may be told already.
      if (input.rules) await saveRules(sql, taskId, input.rules);
      const dispatch = await announcer.announce(taskId, correlationId);
      onCreated(dispatch);
      log.info('task created', { taskId, dispatch, correlationId });
      const task = describeNewTask(taskId, definition, createdAt, isDraft);
      return { task: { ...task, rules: input.rules ?? null }, dispatch, isReplay: false };
    },

    async read({ userId }: Caller, taskId: number): Promise<Hunt> {
      const [hunt] = await readHunts(sql, userId, [await readLiving(userId, taskId)]);
      if (!hunt) throw missingTask(taskId);
      return hunt;
    },

    list: async ({ userId }: Caller, page: PageRequest, filter: TaskFilter): Promise<Hunt[]> =>
      readHunts(sql, userId, await listTasks(sql, userId, page, filter)),

    /**
     * Changes what is named. Whatever changes the hunt revokes the running run and makes the task due now; another source,
     * query or keyword also begins with a new baseline. A new name or other channels disturb nothing.
     */
    async update(
      caller: Caller,
      taskId: number,
      change: UpdateTask,
      { notifyIs }: { notifyIs?: Task['notify'] | undefined } = {},
    ): Promise<Task> {
      const { userId, correlationId } = caller;
      await checkChannels(userId, change.notify);
      await checkAsEditor(userId, taskId, change);
      const edit = await database.transaction(async (transaction) => {
        await checkChangedTask(quotas, transaction, { userId, taskId, change });
        const task = await lockTask(transaction, userId, taskId);
        if (!task) throw await refuse(userId, taskId);
        if (notifyIs !== undefined && !isSame(task.notify, notifyIs)) {
          throw new ConflictError(['channels_changed', { id: taskId }]);
        }
        const merged = mergeDefinition(task, change, (source, query) => checkSourceQuery(source, query, checks));
        if (change.state !== undefined && task.state === 'paused') {
          throw new ConflictError(['task_paused', { id: taskId }]);
        }
        await editTask(transaction, taskId, { ...merged, correlationId });
        if (change.rules !== undefined) await saveRules(transaction, taskId, change.rules);
        if (merged.isRefitting) await refitItems(transaction, taskId, merged.definition);
        const isKept = change.state !== undefined && task.state === 'draft';
        if (isKept) await keepDraft(transaction, taskId);
        return { ...merged, isKept, isDue: task.state !== 'paused' };
      });
      if (edit.isKept && !edit.isRevoking) {
        const kept = await readLiving(userId, taskId);
        // Nothing was seen yet: it is due now.
        if (kept.lastSuccessAt === null && !kept.isRunning) return (await announceAndRead(caller, taskId)).task;
        return kept;
      }
      if (edit.isRevoking) {
        announcer.hintStop(taskId, correlationId);
        if (edit.isDue) return (await announceAndRead(caller, taskId)).task;
      }
      return readLiving(userId, taskId);
    },

    async remove({ userId, correlationId }: Caller, taskId: number): Promise<void> {
      if (!(await deleteTask(sql, userId, taskId))) throw await refuse(userId, taskId);
      announcer.hintStop(taskId, correlationId);
      log.info('task deleted', { taskId, correlationId });
    },

    async pause({ userId, correlationId }: Caller, taskId: number): Promise<Task> {
      if (!(await pauseTask(sql, userId, taskId))) throw await refuse(userId, taskId);
      announcer.hintStop(taskId, correlationId);
      return readLiving(userId, taskId);
    },

    /** Resuming an active task changes nothing. */
    async resume(caller: Caller, taskId: number): Promise<DispatchedTask> {
      const { userId } = caller;
      const isResumed = await database.transaction(async (transaction) => {
        await checkChangedTask(quotas, transaction, { userId, taskId, change: { state: 'active' } });
        return resumeTask(transaction, userId, taskId, caller.correlationId);
      });
      if (isResumed) return announceAndRead(caller, taskId);
      await requireTask(caller.userId, taskId, 'change');
      const task = await readLiving(caller.userId, taskId);
      return { task, dispatch: task.isRunning ? 'running' : 'deferred' };
    },

    /** @throws {ConflictError} when it is paused. */
    async run(caller: Caller, taskId: number): Promise<DispatchedTask> {
      if (await runTaskNow(sql, caller.userId, taskId, caller.correlationId)) return announceAndRead(caller, taskId);
      await requireTask(caller.userId, taskId, 'run');
      const task = await readLiving(caller.userId, taskId);
      if (task.state === 'paused') throw new ConflictError(['task_paused', { id: taskId }]);
      if (task.state === 'draft') throw new ConflictError(['task_draft', { id: taskId }]);
      return { task, dispatch: 'running' };
    },

    /** Brings back a hunt that was deleted within the last hour, due at once. @throws {NotFoundError} {QuotaError} */
    async restore(caller: Caller, taskId: number): Promise<void> {
      const task = await readTask(sql, caller.userId, taskId);
      if (task?.state !== 'deleted') throw missingTask(taskId);
      const { intervalSeconds } = task;
      await database.transaction(async (transaction) => {
        const cost = { intervalSeconds, exceptId: taskId, isNew: true };
        if (caller.person) await quotas.checkHunt(transaction, caller.person, cost);
        if (!(await restoreTask(transaction, caller.userId, taskId, caller.correlationId))) throw missingTask(taskId);
      });
      await announcer.announce(taskId, caller.correlationId);
    },

    /** @throws {ConflictError} when the hunt has as many tags as it may. */
    async tag({ userId }: Caller, taskId: number, tag: string, isOn: boolean): Promise<void> {
      await requireTask(userId, taskId, 'change');
      if (!isOn) return removeTag(sql, taskId, tag);
      if (!(await addTag(sql, taskId, tag))) throw new ConflictError(['too_many_tags', { most: MAX_TAGS }]);
    },

    async listItems(
      { userId }: Caller,
      taskId: number,
      page: PageRequest,
      filter: HuntItemFilter,
    ): Promise<HuntItem[]> {
      return readHuntItems(sql, userId, await readLiving(userId, taskId), page, filter);
    },

    async listRuns({ userId }: Caller, taskId: number, page: PageRequest): Promise<Run[]> {
      await readLiving(userId, taskId);
      return listRuns(sql, taskId, page);
    },

    timeline: ({ userId }: Caller, page: PageRequest, filter: EventFilter): Promise<EventPage> =>
      listEvents(sql, userId, page, filter),

    /** @see listEventsAfter */
    timelineAfter: ({ userId }: Caller, after: number, limit: number, filter: EventFilter): Promise<FeedEvent[]> =>
      listEventsAfter(sql, userId, after, limit, filter),
  };

  /** The task as it is now. If its first announcement was lost it may still be due: announcing again costs nothing. */
  async function replay(caller: Caller, taskId: number): Promise<DispatchedTask> {
    const task = await readTask(sql, caller.userId, taskId);
    if (!task) throw missingTask(taskId);
    if (task.isRunning) return { task, dispatch: 'running' };
    if (task.lastRunAt !== null || task.state !== 'active') return { task, dispatch: 'queued' };
    return { task, dispatch: await announcer.announce(taskId, caller.correlationId) };
  }
}

function missingTask(taskId: number): NotFoundError {
  return new NotFoundError(['no_task', { id: taskId }]);
}

/** Parsed input has one order of fields and its defaults filled in, so equal requests hash equally however they were written. */
function hashRequest(input: CreateTask, query: Record<string, unknown>): Buffer {
  return createHash('sha256')
    .update(JSON.stringify({ ...input, query }))
    .digest();
}

/** The same channels in any order; null, which follows what is on for new hunts, is like itself alone. */
function isSame(one: Task['notify'], other: Task['notify']): boolean {
  if (one === null || other === null) return one === other;
  const ids = new Set(one);
  return ids.size === new Set(other).size && other.every((id) => ids.has(id));
}
