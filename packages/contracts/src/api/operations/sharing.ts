import { z } from 'zod';
import { eventSchema } from '../item.js';
import { defineOperation } from '../operation.js';
import {
  channelShareSchema,
  createChannelShareSchema,
  createShareSchema,
  publicLinkSchema,
  shareSchema,
  updateMyShareSchema,
} from '../person.js';
import { taskSchema } from '../task.js';

const tag = 'Sharing';
const listOf = <T extends z.ZodType>(item: T) => z.object({ data: z.array(item) });

export const listTaskShares = defineOperation({
  method: 'get',
  path: '/api/tasks/:id/shares',
  operationId: 'listTaskShares',
  tag,
  action: 'share',
  thing: 'task',
  summary: 'Whom a hunt is shared with',
  responses: {
    200: {
      description: 'Shares, by name',
      schema: listOf(shareSchema).extend({
        withGuests: z.boolean().describe('Every guest sees it'),
        publicLinkSince: z.iso.datetime().nullable().describe('A public link is there; its address is not kept'),
      }),
    },
  },
});

export const shareTask = defineOperation({
  method: 'post',
  path: '/api/tasks/:id/shares',
  operationId: 'shareTask',
  tag,
  action: 'share',
  thing: 'task',
  summary: 'Share a hunt with somebody, or change how',
  body: createShareSchema,
  example: { userName: 'grace', role: 'viewer' },
  responses: { 201: { description: 'The share', schema: shareSchema } },
});

export const showToGuests = defineOperation({
  method: 'put',
  path: '/api/tasks/:id/guests',
  operationId: 'showToGuests',
  tag,
  action: 'share',
  thing: 'task',
  summary: 'Show a hunt to every guest, also to those who come later',
  responses: { 204: { description: 'They see it' } },
});

export const hideFromGuests = defineOperation({
  method: 'delete',
  path: '/api/tasks/:id/guests',
  operationId: 'hideFromGuests',
  tag,
  action: 'share',
  thing: 'task',
  summary: 'Show it only to those guests again whom it is shared with',
  responses: { 204: { description: 'They do not' } },
});

export const updateMyShare = defineOperation({
  method: 'patch',
  path: '/api/tasks/:id/shares/me',
  operationId: 'updateMyShare',
  tag,
  action: 'follow',
  thing: 'task',
  summary: 'My own channels and silence on a hunt that is shared with me',
  body: updateMyShareSchema,
  responses: { 204: { description: 'It is set' } },
});

export const unshareTask = defineOperation({
  method: 'delete',
  path: '/api/tasks/:id/shares/:userId',
  operationId: 'unshareTask',
  tag,
  action: 'follow',
  thing: 'task',
  summary: 'End a share; who it is shared with may leave by it too',
  responses: { 204: { description: 'It is not shared with this person any more' } },
});

export const createPublicLink = defineOperation({
  method: 'post',
  path: '/api/tasks/:id/public-link',
  operationId: 'createPublicLink',
  tag,
  action: 'share',
  thing: 'task',
  summary: 'A read-only link to a hunt for anybody who has it; the one before ends',
  responses: { 201: { description: 'The link, answered once', schema: publicLinkSchema } },
});

export const deletePublicLink = defineOperation({
  method: 'delete',
  path: '/api/tasks/:id/public-link',
  operationId: 'deletePublicLink',
  tag,
  action: 'share',
  thing: 'task',
  summary: 'End the link',
  responses: { 204: { description: 'There is no link any more' } },
});

export const readPublicTask = defineOperation({
  method: 'get',
  path: '/api/public/:token',
  operationId: 'readPublicTask',
  tag,
  action: 'read',
  thing: 'public',
  isOpen: true,
  summary: 'A hunt by its public link: what it looks for and what happened, without names',
  params: z.object({ token: z.string().max(100) }),
  responses: {
    200: {
      description: 'The hunt and its newest events',
      schema: z.object({
        task: taskSchema.pick({ name: true, source: true, keyword: true, lastSuccessAt: true, isUnhealthy: true }),
        events: z.array(eventSchema.omit({ taskId: true, taskName: true, message: true })),
      }),
    },
  },
});

export const listChannelShares = defineOperation({
  method: 'get',
  path: '/api/channels/:id/shares',
  operationId: 'listChannelShares',
  tag,
  action: 'share',
  thing: 'channel',
  summary: 'Who else may use a channel',
  responses: { 200: { description: 'People, by name', schema: listOf(channelShareSchema) } },
});

export const shareChannel = defineOperation({
  method: 'post',
  path: '/api/channels/:id/shares',
  operationId: 'shareChannel',
  tag,
  action: 'share',
  thing: 'channel',
  summary: 'Let somebody use a channel for their hunts, without reading or changing it',
  body: createChannelShareSchema,
  example: { userName: 'grace' },
  responses: { 201: { description: 'The share', schema: channelShareSchema } },
});

export const unshareChannel = defineOperation({
  method: 'delete',
  path: '/api/channels/:id/shares/:userId',
  operationId: 'unshareChannel',
  tag,
  action: 'share',
  thing: 'channel',
  summary: 'Let somebody use a channel no longer',
  responses: { 204: { description: 'Their hunts tell nothing by it any more' } },
});
