import { eventKindSchema, eventSchema, itemWithHistorySchema, pageOf } from '@goodshunter/contracts';
import { z } from 'zod';
import { defineEndpoint, type Endpoint } from '../http/endpoint.js';
import { pageQuery, readPage } from '../http/paging.js';
import type { ItemService } from '../services/item-service.js';
import type { TaskService } from '../services/task-service.js';

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

/** What happened, and the listings it happened to. */
export function timelineEndpoints(tasks: TaskService, items: ItemService): Endpoint[] {
  return [
    defineEndpoint({
      method: 'get',
      path: '/api/timeline',
      operationId: 'readTimeline',
      tag: 'Findings',
      summary: 'What happened, newest first',
      query: timelineQuery,
      responses: { 200: { description: 'A page of events, each with its item', schema: pageOf(eventSchema) } },
      async handle({ caller, query: { cursor, limit, ...filter } }) {
        return { status: 200, body: await readPage({ cursor, limit }, (page) => tasks.timeline(caller, page, filter)) };
      },
    }),
    defineEndpoint({
      method: 'get',
      path: '/api/items/:id',
      operationId: 'readItem',
      tag: 'Findings',
      summary: 'One listing with its price history',
      responses: { 200: { description: 'The item, prices oldest first', schema: itemWithHistorySchema } },
      async handle({ caller, id }) {
        return { status: 200, body: await items.read(caller, id) };
      },
    }),
  ];
}
