import { defineOperation } from '../operation.js';
import { queueStatusSchema } from '../queue.js';
import { sourceDescriptionsSchema } from '../source-descriptions.js';

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
