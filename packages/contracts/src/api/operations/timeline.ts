import { z } from 'zod';
import { sourceNameSchema } from '../../words/source-names.js';
import { attentionSchema, overviewSchema, searchResultSchema } from '../hunt.js';
import { eventKindSchema, feedEventSchema, itemPageSchema, markItemSchema, pricePointSchema } from '../item.js';
import { defineOperation } from '../operation.js';
import { pageQuery } from '../paging.js';
import { pageOf } from '../problem.js';

const idQuery = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'must be an id')
  .transform(Number);
const idsQuery = z
  .string()
  .regex(/^[1-9]\d{0,14}(,[1-9]\d{0,14}){0,99}$/, 'must be ids with commas between them')
  .transform((text) => text.split(',').map(Number));
const kindsQuery = z
  .string()
  .max(200)
  .transform((text) => text.split(',').filter((kind) => kind !== ''))
  .pipe(z.array(eventKindSchema).max(20));
const minorQuery = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number of minor units')
  .transform(Number);
const instantQuery = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const timelineQuery = z.strictObject({
  ...pageQuery,
  after: idQuery.optional().describe('Only what came after this event, oldest first; some may be answered twice'),
  taskId: idQuery.optional().describe('Only events of this task'),
  task: idsQuery.optional().describe('Only events of these tasks, ids with commas between them'),
  itemId: idQuery.optional().describe('Only events of this item'),
  kind: kindsQuery.optional().describe('Kinds with commas between them'),
  source: sourceNameSchema.optional(),
  words: z.string().max(200).optional().describe('All of them in the title, any case'),
  minPrice: minorQuery.optional(),
  maxPrice: minorQuery.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR')
    .optional(),
  from: instantQuery.optional().describe('Not before this instant'),
  to: instantQuery.optional().describe('Before this instant'),
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
  responses: { 200: { description: 'A page of events, each with its item', schema: pageOf(feedEventSchema) } },
});

export const readItem = defineOperation({
  method: 'get',
  path: '/api/items/:id',
  operationId: 'readItem',
  tag: 'Findings',
  action: 'read',
  thing: 'item',
  summary: 'One listing with its price history',
  responses: { 200: { description: 'The item with its past, prices oldest first', schema: itemPageSchema } },
});

export const followEvents = defineOperation({
  method: 'get',
  path: '/api/events/stream',
  operationId: 'followEvents',
  tag: 'Findings',
  action: 'read',
  thing: 'event',
  summary: 'What happens, as it happens',
  description:
    'Server-sent events: `event` is one event of the timeline (`id:` is its id), `task` that a look has ended, `alive` comes every 20 s. After a break send `Last-Event-ID` or `after`: what was missed comes first; some may come twice.',
  query: z.strictObject({
    after: idQuery.optional().describe('The last event that is known'),
    once: z.literal('true').optional().describe('true: ends when what was missed is told'),
  }),
  responses: { 200: { description: 'A stream that does not end by itself', contentType: 'text/event-stream' } },
});

export const readOverview = defineOperation({
  method: 'get',
  path: '/api/overview',
  operationId: 'readOverview',
  tag: 'Findings',
  action: 'read',
  thing: 'task',
  summary: 'Is it still looking?',
  responses: { 200: { description: 'Hunts, looks, and what needs attention', schema: overviewSchema } },
});

export const readAttention = defineOperation({
  method: 'get',
  path: '/api/attention',
  operationId: 'readAttention',
  tag: 'Findings',
  action: 'read',
  thing: 'task',
  summary: 'What stopped working, why, and what to do',
  responses: { 200: { description: 'One reason per hunt or channel, newest first', schema: attentionSchema } },
});

export const search = defineOperation({
  method: 'get',
  path: '/api/search',
  operationId: 'search',
  tag: 'Findings',
  action: 'read',
  thing: 'task',
  summary: 'Find hunts, items and channels by their words',
  query: z.strictObject({ q: z.string().trim().min(1).max(200) }),
  isCostly: true,
  responses: { 200: { description: 'At most 8 of each', schema: searchResultSchema } },
});

export const readItemHistory = defineOperation({
  method: 'get',
  path: '/api/items/:id/history',
  operationId: 'readItemHistory',
  tag: 'Findings',
  action: 'read',
  thing: 'item',
  summary: 'Its prices over time, oldest first',
  description:
    'A price holds until the next point. At most 2,000 points: of longer histories the lowest and the last of each stretch.',
  query: z.strictObject({
    days: z.enum(['7', '30', '90', 'all']).optional().describe('Left out: all'),
    format: z.enum(['json', 'csv']).optional().describe('csv: a table with the header `observed_at,price,currency`'),
  }),
  responses: { 200: { description: 'The points', schema: z.object({ data: z.array(pricePointSchema) }) } },
});

export const listItemEvents = defineOperation({
  method: 'get',
  path: '/api/items/:id/events',
  operationId: 'listItemEvents',
  tag: 'Findings',
  action: 'read',
  thing: 'item',
  summary: 'What happened to it, newest first',
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'A page of events', schema: pageOf(feedEventSchema) } },
});

export const markItem = defineOperation({
  method: 'patch',
  path: '/api/items/:id',
  operationId: 'markItem',
  tag: 'Findings',
  action: 'change',
  thing: 'item',
  summary: 'Hide it from oneself, or note something on it',
  body: markItemSchema,
  example: { isHidden: true },
  multiline: ['note'],
  responses: { 204: { description: 'Done; nobody else sees it' } },
});

export const readItemPicture = defineOperation({
  method: 'get',
  path: '/api/items/:id/picture',
  operationId: 'readItemPicture',
  tag: 'Findings',
  action: 'read',
  thing: 'item',
  summary: 'Its picture, small',
  query: z.strictObject({
    size: z
      .enum(['96', '320', '640'])
      .transform((text) => Number(text) as 96 | 320 | 640)
      .optional()
      .describe('Longest side in pixels; left out: 320'),
  }),
  responses: {
    200: { description: 'WebP', contentType: 'image/webp' },
    204: { description: 'The shop shows none, or none that can be shown; no error to a browser that draws it' },
  },
});
