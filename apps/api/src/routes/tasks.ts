import { operations } from '@goodshunter/contracts/api';
import { InvalidInputError } from '../errors.js';
import { bind, type Endpoint } from '../http/endpoint.js';
import { readPage, readSortedPage } from '../http/paging.js';
import type { TaskService } from '../services/task-service.js';
import type { PageRequest } from '../store/page-request.js';

/** Everything under /api/tasks. */
export function taskEndpoints(tasks: TaskService): Endpoint[] {
  return [
    bind(operations.createTask, async ({ caller, body, header }) => {
      const { isReplay, ...created } = await tasks.create(caller, body, readIdempotencyKey(header('idempotency-key')));
      const replayed = isReplay ? { 'Idempotency-Replayed': 'true' } : {};
      return { status: 201, body: created, headers: { Location: `/api/tasks/${created.task.id}`, ...replayed } };
    }),
    bind(operations.listTasks, async ({ caller, query: { cursor, limit, ...filter } }) => {
      const list = (page: PageRequest) => tasks.list(caller, page, filter);
      const isById = filter.sort === undefined || filter.sort === 'created';
      const body = isById ? await readPage({ cursor, limit }, list) : await readSortedPage({ cursor, limit }, list);
      return { status: 200, body };
    }),
    bind(operations.readTask, async ({ caller, id }) => {
      return { status: 200, body: await tasks.read(caller, id) };
    }),
    bind(operations.updateTask, async ({ caller, id, body }) => {
      return { status: 200, body: await tasks.update(caller, id, body) };
    }),
    bind(operations.deleteTask, async ({ caller, id }) => {
      await tasks.remove(caller, id);
      return { status: 204 };
    }),
    ...actionEndpoints(tasks),
    ...resultEndpoints(tasks),
  ];
}

function actionEndpoints(tasks: TaskService): Endpoint[] {
  return [
    bind(operations.runTask, async ({ caller, id }) => {
      return { status: 202, body: await tasks.run(caller, id) };
    }),
    bind(operations.pauseTask, async ({ caller, id }) => {
      return { status: 200, body: await tasks.pause(caller, id) };
    }),
    bind(operations.resumeTask, async ({ caller, id }) => {
      return { status: 200, body: await tasks.resume(caller, id) };
    }),
  ];
}

function resultEndpoints(tasks: TaskService): Endpoint[] {
  return [
    bind(operations.listTaskItems, async ({ caller, id, query: { cursor, limit, all = false, hidden = false } }) => {
      const body = await readPage({ cursor, limit }, (page) => tasks.listItems(caller, id, page, { all, hidden }));
      return { status: 200, body };
    }),
    bind(operations.listTaskRuns, async ({ caller, id, query }) => {
      return { status: 200, body: await readPage(query, (page) => tasks.listRuns(caller, id, page)) };
    }),
  ];
}

function readIdempotencyKey(value: string | undefined): string | undefined {
  if (value === undefined || /^[\x21-\x7e]{1,255}$/.test(value)) return value;
  throw new InvalidInputError([
    { field: 'Idempotency-Key', message: 'Idempotency-Key must be 1 to 255 visible ASCII characters' },
  ]);
}
