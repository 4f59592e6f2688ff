import {
  channelSchema,
  channelTestSchema,
  createChannelSchema,
  createdChannelSchema,
  pageOf,
  updateChannelSchema,
} from '@goodshunter/contracts';
import { z } from 'zod';
import { defineEndpoint, type Endpoint } from '../http/endpoint.js';
import { pageQuery, readPage } from '../http/paging.js';
import type { ChannelService } from '../services/channel-service.js';

const tag = 'Channels';

/** Everything under /api/channels. */
export function channelEndpoints(channels: ChannelService): Endpoint[] {
  return [
    defineEndpoint({
      method: 'post',
      path: '/api/channels',
      operationId: 'createChannel',
      tag,
      summary: 'Add a place to be told',
      description:
        'A webhook gets each event as JSON, signed as https://www.standardwebhooks.com says. The secret is answered here once and never again.',
      body: createChannelSchema,
      example: { name: 'My receiver', kind: 'webhook', config: { url: 'https://hooks.example/goods' } },
      responses: { 201: { description: 'The channel and its secret', schema: createdChannelSchema } },
      async handle({ caller, body }) {
        const channel = await channels.create(caller, body);
        return { status: 201, body: channel, headers: { Location: `/api/channels/${channel.id}` } };
      },
    }),
    defineEndpoint({
      method: 'get',
      path: '/api/channels',
      operationId: 'listChannels',
      tag,
      summary: 'List channels, newest first',
      query: z.strictObject(pageQuery),
      responses: { 200: { description: 'A page of channels', schema: pageOf(channelSchema) } },
      async handle({ caller, query }) {
        return { status: 200, body: await readPage(query, (page) => channels.list(caller, page)) };
      },
    }),
    defineEndpoint({
      method: 'get',
      path: '/api/channels/:id',
      operationId: 'readChannel',
      tag,
      summary: 'One channel',
      responses: { 200: { description: 'The channel', schema: channelSchema } },
      async handle({ caller, id }) {
        return { status: 200, body: await channels.read(caller, id) };
      },
    }),
    defineEndpoint({
      method: 'patch',
      path: '/api/channels/:id',
      operationId: 'updateChannel',
      tag,
      summary: 'Change a channel',
      body: updateChannelSchema,
      example: { isEnabled: false },
      responses: { 200: { description: 'The channel as it is now', schema: channelSchema } },
      async handle({ caller, id, body }) {
        return { status: 200, body: await channels.update(caller, id, body) };
      },
    }),
    defineEndpoint({
      method: 'delete',
      path: '/api/channels/:id',
      operationId: 'deleteChannel',
      tag,
      summary: 'Remove a channel',
      responses: { 204: { description: 'It is gone' } },
      async handle({ caller, id }) {
        await channels.remove(caller, id);
        return { status: 204 };
      },
    }),
    defineEndpoint({
      method: 'post',
      path: '/api/channels/:id/test',
      operationId: 'testChannel',
      tag,
      summary: 'Send a test message now',
      responses: { 200: { description: 'What the receiver said', schema: channelTestSchema } },
      async handle({ caller, id }) {
        return { status: 200, body: await channels.test(caller, id) };
      },
    }),
  ];
}
