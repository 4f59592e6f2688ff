import { z } from 'zod';
import {
  createdFeedLinkSchema,
  createFeedLinkSchema,
  exportSchema,
  feedLinkSchema,
  importResultSchema,
  importSchema,
} from '../in-and-out.js';
import { defineOperation } from '../operation.js';

const tag = 'In and out';

export const exportHunts = defineOperation({
  method: 'get',
  path: '/api/export',
  operationId: 'exportHunts',
  tag,
  action: 'read',
  thing: 'task',
  summary: 'All own hunts as one file, as POST /api/import takes them',
  isCostly: true,
  responses: { 200: { description: 'The file', schema: exportSchema } },
});

export const importHunts = defineOperation({
  method: 'post',
  path: '/api/import',
  operationId: 'importHunts',
  tag,
  action: 'create',
  thing: 'task',
  summary: 'Many hunts at once',
  description:
    'Each line is checked as POST /api/tasks checks it, by itself. A line that asks for what is hunted already is known, and makes no second one.',
  body: importSchema,
  example: { lines: [{ url: 'https://shop.example/feed.xml' }], dryRun: true },
  isCostly: true,
  responses: { 200: { description: 'What happened to each line, or would', schema: importResultSchema } },
});

export const exportTaskItems = defineOperation({
  method: 'get',
  path: '/api/tasks/:id/items.csv',
  operationId: 'exportTaskItems',
  tag,
  action: 'read',
  thing: 'task',
  summary: 'What a hunt has found, as a table',
  isCostly: true,
  responses: { 200: { description: 'At most 10,000 listings, newest first', contentType: 'text/csv' } },
});

export const listFeedLinks = defineOperation({
  method: 'get',
  path: '/api/feed-links',
  operationId: 'listFeedLinks',
  tag,
  action: 'read',
  thing: 'account',
  summary: 'Feeds that one’s feed readers may read',
  responses: { 200: { description: 'Without their secrets', schema: z.object({ data: z.array(feedLinkSchema) }) } },
});

export const createFeedLink = defineOperation({
  method: 'post',
  path: '/api/feed-links',
  operationId: 'createFeedLink',
  tag,
  action: 'change',
  thing: 'account',
  summary: 'Make a feed of what happens',
  body: createFeedLinkSchema,
  example: { what: 'all' },
  responses: { 201: { description: 'Its address, once', schema: createdFeedLinkSchema } },
});

export const deleteFeedLink = defineOperation({
  method: 'delete',
  path: '/api/feed-links/:id',
  operationId: 'deleteFeedLink',
  tag,
  action: 'change',
  thing: 'account',
  summary: 'End a feed',
  responses: { 204: { description: 'Its address answers no more' } },
});

export const readFeed = defineOperation({
  method: 'get',
  path: '/feeds/:file',
  operationId: 'readFeed',
  tag,
  action: 'read',
  thing: 'public',
  isOpen: true,
  summary: 'What happens, for feed readers',
  description: 'The token of a feed link with `.rss` (RSS 2.0), `.atom` or `.json` (JSON Feed 1.1).',
  params: z.object({ file: z.string().regex(/^[\w-]{20,100}\.(rss|atom|json)$/) }),
  responses: { 200: { description: 'The newest 50 events', contentType: 'application/rss+xml' } },
});
