import {
  createTaskSchema,
  dispatchedTaskSchema,
  itemSchema,
  pageOf,
  runSchema,
  sourceNameSchema,
  taskHealthSchema,
  taskSchema,
  updateTaskSchema,
} from '@goodshunter/contracts';
import { z } from 'zod';
import { InvalidInputError } from '../errors.js';
import { defineEndpoint, type Endpoint } from '../http/endpoint.js';
import { pageQuery, readPage } from '../http/paging.js';
import type { TaskService } from '../services/task-service.js';

const listQuery = z.strictObject({
  ...pageQuery,
  state: z.enum(['active', 'paused']).optional(),
  source: sourceNameSchema.optional(),
  health: taskHealthSchema.optional(),
  q: z.string().min(1).max(200).optional().describe('Part of the name or the keyword, any case'),
});
const itemsQuery = z.strictObject({
  ...pageQuery,
  all: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('true: also what the task has seen but does not match'),
});
const example = {
  source: 'shopify',
  query: { url: 'https://shop.example' },
  keyword: 'lens',
  maxPrice: 20000,
  currency: 'EUR',
  intervalSeconds: 60,
};
const tag = 'Tasks';

/** Everything under /api/tasks. */
export function taskEndpoints(tasks: TaskService): Endpoint[] {
  return [
    defineEndpoint({
      method: 'post',
      path: '/api/tasks',
      operationId: 'createTask',
      tag,
      summary: 'Start a hunt',
      description:
        'Stores the task and announces it to the schedulers. `dispatch` is `queued` when it was announced, `deferred` when it waits for the next tick (at most 2 s).',
      body: createTaskSchema,
      example,
      requestHeaders: [
        {
          name: 'Idempotency-Key',
          description:
            'Repeating a request with the same key and body answers the task it made, with `Idempotency-Replayed: true`; another body with the same key is refused.',
        },
      ],
      responses: { 201: { description: 'The task, due now', schema: dispatchedTaskSchema } },
      async handle({ caller, body, header }) {
        const { isReplay, ...created } = await tasks.create(
          caller,
          body,
          readIdempotencyKey(header('idempotency-key')),
        );
        const replayed = isReplay ? { 'Idempotency-Replayed': 'true' } : {};
        return { status: 201, body: created, headers: { Location: `/api/tasks/${created.task.id}`, ...replayed } };
      },
    }),
    defineEndpoint({
      method: 'get',
      path: '/api/tasks',
      operationId: 'listTasks',
      tag,
      summary: 'List hunts, newest first',
      query: listQuery,
      responses: { 200: { description: 'A page of tasks', schema: pageOf(taskSchema) } },
      async handle({ caller, query: { cursor, limit, ...filter } }) {
        return { status: 200, body: await readPage({ cursor, limit }, (page) => tasks.list(caller, page, filter)) };
      },
    }),
    defineEndpoint({
      method: 'get',
      path: '/api/tasks/:id',
      operationId: 'readTask',
      tag,
      summary: 'One hunt and how it is doing',
      responses: { 200: { description: 'The task', schema: taskSchema } },
      async handle({ caller, id }) {
        return { status: 200, body: await tasks.read(caller, id) };
      },
    }),
    defineEndpoint({
      method: 'patch',
      path: '/api/tasks/:id',
      operationId: 'updateTask',
      tag,
      summary: 'Change a hunt',
      description:
        'What is named changes. A change of what is hunted, or how often, revokes the running run and starts a new one; another source, query or keyword begins with a new baseline (its list of items starts empty). A new name or other channels disturb nothing.',
      body: updateTaskSchema,
      example: { keyword: 'prime lens', maxPrice: null },
      responses: { 200: { description: 'The task as it is now', schema: taskSchema } },
      async handle({ caller, id, body }) {
        return { status: 200, body: await tasks.update(caller, id, body) };
      },
    }),
    defineEndpoint({
      method: 'delete',
      path: '/api/tasks/:id',
      operationId: 'deleteTask',
      tag,
      summary: 'End a hunt',
      responses: { 204: { description: 'It is gone; its events stay in the timeline' } },
      async handle({ caller, id }) {
        await tasks.remove(caller, id);
        return { status: 204 };
      },
    }),
    ...actionEndpoints(tasks),
    ...resultEndpoints(tasks),
  ];
}

function actionEndpoints(tasks: TaskService): Endpoint[] {
  return [
    defineEndpoint({
      method: 'post',
      path: '/api/tasks/:id/run',
      operationId: 'runTask',
      tag,
      summary: 'Look now',
      description: '`dispatch` is `running` when it is looking already. A paused task answers 409.',
      responses: { 202: { description: 'It will, or it does already', schema: dispatchedTaskSchema } },
      async handle({ caller, id }) {
        return { status: 202, body: await tasks.run(caller, id) };
      },
    }),
    defineEndpoint({
      method: 'post',
      path: '/api/tasks/:id/pause',
      operationId: 'pauseTask',
      tag,
      summary: 'Stop looking for now',
      responses: { 200: { description: 'The paused task', schema: taskSchema } },
      async handle({ caller, id }) {
        return { status: 200, body: await tasks.pause(caller, id) };
      },
    }),
    defineEndpoint({
      method: 'post',
      path: '/api/tasks/:id/resume',
      operationId: 'resumeTask',
      tag,
      summary: 'Look again, from now on',
      responses: { 200: { description: 'The active task, due now', schema: dispatchedTaskSchema } },
      async handle({ caller, id }) {
        return { status: 200, body: await tasks.resume(caller, id) };
      },
    }),
  ];
}

function resultEndpoints(tasks: TaskService): Endpoint[] {
  return [
    defineEndpoint({
      method: 'get',
      path: '/api/tasks/:id/items',
      operationId: 'listTaskItems',
      tag,
      summary: 'What the hunt found, newest first',
      query: itemsQuery,
      responses: { 200: { description: 'A page of items', schema: pageOf(itemSchema) } },
      async handle({ caller, id, query: { cursor, limit, all = false } }) {
        const body = await readPage({ cursor, limit }, (page) => tasks.listItems(caller, id, page, { all }));
        return { status: 200, body };
      },
    }),
    defineEndpoint({
      method: 'get',
      path: '/api/tasks/:id/runs',
      operationId: 'listTaskRuns',
      tag,
      summary: 'How its recent looks went, newest first',
      query: z.strictObject(pageQuery),
      responses: { 200: { description: 'A page of runs', schema: pageOf(runSchema) } },
      async handle({ caller, id, query }) {
        return { status: 200, body: await readPage(query, (page) => tasks.listRuns(caller, id, page)) };
      },
    }),
  ];
}

function readIdempotencyKey(value: string | undefined): string | undefined {
  if (value === undefined || /^[\x21-\x7e]{1,255}$/.test(value)) return value;
  throw new InvalidInputError([
    { field: 'Idempotency-Key', message: 'Idempotency-Key must be 1 to 255 visible ASCII characters' },
  ]);
}
