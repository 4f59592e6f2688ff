import { z } from 'zod';
import { sourceNameSchema } from '../../words/source-names.js';
import { bulkResultSchema, bulkSchema, huntSchema } from '../hunt.js';
import { huntItemSchema } from '../item.js';
import { defineOperation } from '../operation.js';
import { pageQuery } from '../paging.js';
import { pageOf } from '../problem.js';
import {
  createTaskSchema,
  dispatchedTaskSchema,
  runSchema,
  taskHealthSchema,
  taskSchema,
  updateTaskSchema,
} from '../task.js';

const tag = 'Tasks';
const listQuery = z.strictObject({
  ...pageQuery,
  state: z.enum(['active', 'paused', 'draft']).optional().describe('Drafts are listed only where they are asked for'),
  source: sourceNameSchema.optional(),
  health: taskHealthSchema.optional(),
  q: z.string().min(1).max(200).optional().describe('Part of the name or the keyword, any case'),
  tag: z.string().min(1).max(50).optional(),
  sort: z
    .enum(['created', 'name', '-name', 'lastEvent', 'nextRun'])
    .optional()
    .describe('Left out: newest first; `lastEvent`: who has news first; `nextRun`: who looks next first'),
});
const itemsQuery = z.strictObject({
  ...pageQuery,
  all: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('true: also what the task has seen but does not match'),
  hidden: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('true: only what the caller has hidden; left out: only what they have not'),
});
const example = {
  source: 'shopify',
  query: { url: 'https://shop.example' },
  keyword: 'lens',
  maxPrice: 20000,
  currency: 'EUR',
  intervalSeconds: 60,
};

export const createTask = defineOperation({
  method: 'post',
  path: '/api/tasks',
  operationId: 'createTask',
  tag,
  action: 'create',
  thing: 'task',
  summary: 'Start a hunt',
  description:
    'Stores the task and announces it to the schedulers. `dispatch` is `queued` when it was announced, `deferred` when it waits for the next tick (at most 2 s). `{"url": ..}` alone works: what the address is, is found out by the first look, which costs at most 4 requests. `"draft": true` looks once, tells nobody and is gone after an hour, unless it is kept.',
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
});

export const listTasks = defineOperation({
  method: 'get',
  path: '/api/tasks',
  operationId: 'listTasks',
  tag,
  action: 'read',
  thing: 'task',
  summary: 'List hunts, newest first',
  query: listQuery,
  responses: { 200: { description: 'A page of tasks', schema: pageOf(huntSchema) } },
});

export const readTask = defineOperation({
  method: 'get',
  path: '/api/tasks/:id',
  operationId: 'readTask',
  tag,
  action: 'read',
  thing: 'task',
  summary: 'One hunt and how it is doing',
  responses: { 200: { description: 'The task', schema: huntSchema } },
});

export const updateTask = defineOperation({
  method: 'patch',
  path: '/api/tasks/:id',
  operationId: 'updateTask',
  tag,
  action: 'change',
  thing: 'task',
  summary: 'Change a hunt',
  description:
    'What is named changes. A change of what is hunted, or how often, revokes the running run and starts a new one; another source, query or keyword begins with a new baseline (its list of items starts empty). A new name or other channels disturb nothing. Filters of a draft mark its items anew without another look; `"state": "active"` keeps it.',
  body: updateTaskSchema,
  example: { keyword: 'prime lens', maxPrice: null },
  responses: { 200: { description: 'The task as it is now', schema: taskSchema } },
});

export const deleteTask = defineOperation({
  method: 'delete',
  path: '/api/tasks/:id',
  operationId: 'deleteTask',
  tag,
  action: 'delete',
  thing: 'task',
  summary: 'End a hunt',
  responses: { 204: { description: 'It is gone; its events stay in the timeline' } },
});

export const runTask = defineOperation({
  method: 'post',
  path: '/api/tasks/:id/run',
  operationId: 'runTask',
  tag,
  action: 'run',
  thing: 'task',
  summary: 'Look now',
  description: '`dispatch` is `running` when it is looking already. A paused task answers 409.',
  responses: { 202: { description: 'It will, or it does already', schema: dispatchedTaskSchema } },
});

export const pauseTask = defineOperation({
  method: 'post',
  path: '/api/tasks/:id/pause',
  operationId: 'pauseTask',
  tag,
  action: 'change',
  thing: 'task',
  summary: 'Stop looking for now',
  responses: { 200: { description: 'The paused task', schema: taskSchema } },
});

export const resumeTask = defineOperation({
  method: 'post',
  path: '/api/tasks/:id/resume',
  operationId: 'resumeTask',
  tag,
  action: 'change',
  thing: 'task',
  summary: 'Look again, from now on',
  responses: { 200: { description: 'The active task, due now', schema: dispatchedTaskSchema } },
});

export const listTaskItems = defineOperation({
  method: 'get',
  path: '/api/tasks/:id/items',
  operationId: 'listTaskItems',
  tag,
  action: 'read',
  thing: 'task',
  summary: 'What the hunt found, newest first',
  query: itemsQuery,
  responses: { 200: { description: 'A page of items', schema: pageOf(huntItemSchema) } },
});

export const listTaskRuns = defineOperation({
  method: 'get',
  path: '/api/tasks/:id/runs',
  operationId: 'listTaskRuns',
  tag,
  action: 'read',
  thing: 'task',
  summary: 'How its recent looks went, newest first',
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'A page of runs', schema: pageOf(runSchema) } },
});

export const changeTasks = defineOperation({
  method: 'post',
  path: '/api/tasks/bulk',
  operationId: 'changeTasks',
  tag,
  action: 'change',
  thing: 'task',
  summary: 'One act on many hunts',
  description:
    'Each hunt for itself: what is refused says why, the others are done. `restore` brings back what was deleted in the last hour.',
  body: bulkSchema,
  example: { action: 'pause', ids: [1, 2] },
  responses: { 200: { description: 'What was done, and what was refused', schema: bulkResultSchema } },
});
