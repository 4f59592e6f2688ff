import { z } from 'zod';
import { eventKindSchema, eventSchema, itemWithHistorySchema } from '../item.js';
import { defineOperation } from '../operation.js';
import { pageQuery } from '../paging.js';
import { pageOf } from '../problem.js';

const idQuery = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'must be an id')
  .transform(Number);
const timelineQuery = z.strictObject({
  ...pageQuery,
  taskId: idQuery.optional().describe('Only events of this task'),
  itemId: idQuery.optional().describe('Only events of this item'),
  kind: eventKindSchema.optional(),
});

export const readTimeline = defineOperation({
  method: 'get',
  path: '/api/timeline',
  operationId: 'readTimeline',
  tag: 'Findings',
  action: 'read',
  thing: 'event',
  summary: 'What happened, newest first',
  query: timelineQuery,
  responses: { 200: { description: 'A page of events, each with its item', schema: pageOf(eventSchema) } },
});

export const readItem = defineOperation({
  method: 'get',
  path: '/api/items/:id',
  operationId: 'readItem',
  tag: 'Findings',
  action: 'read',
  thing: 'item',
  summary: 'One listing with its price history',
  responses: { 200: { description: 'The item, prices oldest first', schema: itemWithHistorySchema } },
});
