import { z } from 'zod';
import { defineOperation } from '../operation.js';
import { queueStatusSchema } from '../queue.js';
import { sourceDescriptionsSchema } from '../source-descriptions.js';
import { deadLetterSchema, hostListSchema, systemStateSchema } from '../system-state.js';

export const listSources = defineOperation({
  method: 'get',
  path: '/api/sources',
  operationId: 'listSources',
  tag: 'System',
  action: 'read',
  thing: 'source',
  summary: 'What can be watched, and what each source needs to know',
  responses: { 200: { description: '`query` as JSON Schema, by source', schema: sourceDescriptionsSchema } },
});

export const readQueue = defineOperation({
  method: 'get',
  path: '/api/queue',
  operationId: 'readQueue',
  tag: 'System',
  action: 'read',
  thing: 'system',
  summary: 'How work flows at the moment',
  responses: { 200: { description: 'Stream, schedulers and due tasks', schema: queueStatusSchema } },
});

export const readSystem = defineOperation({
  method: 'get',
  path: '/api/system',
  operationId: 'readSystem',
  tag: 'System',
  action: 'read',
  thing: 'people',
  summary: 'How the house is doing, for those who run it',
  responses: { 200: { description: 'Queue, replicas, crawlers, hosts', schema: systemStateSchema } },
});

export const listHosts = defineOperation({
  method: 'get',
  path: '/api/system/hosts',
  operationId: 'listHosts',
  tag: 'System',
  action: 'read',
  thing: 'people',
  summary: 'Hosts that hunts look at, with their budgets and what slowed them',
  query: z.strictObject({
    q: z.string().trim().min(1).max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  responses: { 200: { description: 'Troubled and slowed ones first, at most 50 by default', schema: hostListSchema } },
});

const deadLetterParams = z.object({ id: z.string().regex(/^\d{1,20}-\d{1,20}$/, 'must be the id of a dead letter') });

export const listDeadLetters = defineOperation({
  method: 'get',
  path: '/api/system/dead-letters',
  operationId: 'listDeadLetters',
  tag: 'System',
  action: 'read',
  thing: 'people',
  summary: 'Entries that were given up, with their reason, oldest first',
  responses: { 200: { description: 'At most 100', schema: z.object({ data: z.array(deadLetterSchema) }) } },
});

export const retryDeadLetter = defineOperation({
  method: 'post',
  path: '/api/system/dead-letters/:id/retry',
  operationId: 'retryDeadLetter',
  tag: 'System',
  action: 'change',
  thing: 'people',
  summary: 'Let its task look now, and forget the entry',
  params: deadLetterParams,
  responses: { 204: { description: 'The task is due, or it is not to run any more' } },
});

export const discardDeadLetter = defineOperation({
  method: 'delete',
  path: '/api/system/dead-letters/:id',
  operationId: 'discardDeadLetter',
  tag: 'System',
  action: 'change',
  thing: 'people',
  summary: 'Forget the entry',
  params: deadLetterParams,
  responses: { 204: { description: 'It is gone' } },
});
