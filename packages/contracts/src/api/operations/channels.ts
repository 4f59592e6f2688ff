import { z } from 'zod';
import {
  channelSchema,
  channelTestSchema,
  createChannelSchema,
  createdChannelSchema,
  updateChannelSchema,
} from '../channel.js';
import { defineOperation } from '../operation.js';
import { pageQuery } from '../paging.js';
import { pageOf } from '../problem.js';

const tag = 'Channels';

export const createChannel = defineOperation({
  method: 'post',
  path: '/api/channels',
  operationId: 'createChannel',
  tag,
  action: 'create',
  thing: 'channel',
  summary: 'Add a place to be told',
  description:
    'A webhook gets each event as JSON, signed as https://www.standardwebhooks.com says. The secret is answered here once and never again.',
  body: createChannelSchema,
  example: { name: 'My receiver', kind: 'webhook', config: { url: 'https://hooks.example/goods' } },
  responses: { 201: { description: 'The channel and its secret', schema: createdChannelSchema } },
});

export const listChannels = defineOperation({
  method: 'get',
  path: '/api/channels',
  operationId: 'listChannels',
  tag,
  action: 'read',
  thing: 'channel',
  summary: 'List channels, newest first: one’s own, and those that others lend',
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'A page of channels', schema: pageOf(channelSchema) } },
});

export const readChannel = defineOperation({
  method: 'get',
  path: '/api/channels/:id',
  operationId: 'readChannel',
  tag,
  action: 'read',
  thing: 'channel',
  summary: 'One channel',
  responses: { 200: { description: 'The channel', schema: channelSchema } },
});

export const updateChannel = defineOperation({
  method: 'patch',
  path: '/api/channels/:id',
  operationId: 'updateChannel',
  tag,
  action: 'change',
  thing: 'channel',
  summary: 'Change a channel',
  body: updateChannelSchema,
  example: { isEnabled: false },
  responses: { 200: { description: 'The channel as it is now', schema: channelSchema } },
});

export const deleteChannel = defineOperation({
  method: 'delete',
  path: '/api/channels/:id',
  operationId: 'deleteChannel',
  tag,
  action: 'delete',
  thing: 'channel',
  summary: 'Remove a channel',
  responses: { 204: { description: 'It is gone' } },
});

export const testChannel = defineOperation({
  method: 'post',
  path: '/api/channels/:id/test',
  operationId: 'testChannel',
  tag,
  action: 'test',
  thing: 'channel',
  summary: 'Send a test message now',
  responses: { 200: { description: 'What the receiver said', schema: channelTestSchema } },
});
