import { z } from 'zod';
import {
  channelKindsSchema,
  channelSetupSchema,
  channelTestSchema,
  confirmSetupSchema,
  deliverySchema,
  eventWhySchema,
  notificationSchema,
  startSetupSchema,
  testChannelSchema,
} from '../channel.js';
import { defineOperation } from '../operation.js';
import { pageQuery } from '../paging.js';
import { pageOf } from '../problem.js';
import { rhythmSchema } from '../rhythm.js';

const tag = 'Telling';

const idQuery = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'must be an id')
  .transform(Number);

export const listChannelKinds = defineOperation({
  method: 'get',
  path: '/api/channel-kinds',
  operationId: 'listChannelKinds',
  tag,
  action: 'read',
  thing: 'channel',
  summary: 'The kinds of channels, what each needs, and which are available',
  responses: { 200: { description: 'All kinds, in the order in which they are offered', schema: channelKindsSchema } },
});

export const testNewChannel = defineOperation({
  method: 'post',
  path: '/api/channels/test',
  operationId: 'testNewChannel',
  tag,
  action: 'test',
  thing: 'channel',
  summary: 'Send a test message to a channel that is not kept yet',
  body: testChannelSchema,
  example: { kind: 'ntfy', config: { server: 'https://ntfy.sh', topic: 'gh-7f3k9q2xw4' } },
  responses: { 200: { description: 'What the service said', schema: channelTestSchema } },
});

export const listDeliveries = defineOperation({
  method: 'get',
  path: '/api/channels/:id/deliveries',
  operationId: 'listDeliveries',
  tag,
  action: 'read',
  thing: 'channel',
  summary: 'Messages of a channel, newest first: sent, waiting, given up',
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'A page of messages', schema: pageOf(deliverySchema) } },
});

export const resendDelivery = defineOperation({
  method: 'post',
  path: '/api/deliveries/:id/resend',
  operationId: 'resendDelivery',
  tag,
  action: 'test',
  thing: 'channel',
  summary: 'Send a message once more, with the same id',
  responses: { 200: { description: 'The message, waiting again', schema: deliverySchema } },
});

export const listNotifications = defineOperation({
  method: 'get',
  path: '/api/notifications',
  operationId: 'listNotifications',
  tag,
  action: 'read',
  thing: 'channel',
  summary: 'What is told to whom, newest first, and what became of it',
  query: z.strictObject({
    ...pageQuery,
    task: idQuery.optional().describe('Only news of this task'),
    channel: idQuery.optional().describe('Only for this channel'),
    event: idQuery.optional().describe('Only of this event'),
    held: z
      .enum(['true'])
      .optional()
      .describe('Only what waits for its hour: quiet hours or a digest')
      .transform((text) => text === 'true'),
  }),
  responses: { 200: { description: 'A page of notifications', schema: pageOf(notificationSchema) } },
});

export const readEventWhy = defineOperation({
  method: 'get',
  path: '/api/events/:id/why',
  operationId: 'readEventWhy',
  tag,
  action: 'read',
  thing: 'event',
  summary: 'Why an event was told, or why not',
  responses: { 200: { description: 'A sentence', schema: eventWhySchema } },
});

export const readRhythm = defineOperation({
  method: 'get',
  path: '/api/me/rhythm',
  operationId: 'readRhythm',
  tag,
  action: 'read',
  thing: 'channel',
  summary: 'Quiet hours and digests',
  responses: { 200: { description: 'When this person wants to hear', schema: rhythmSchema } },
});

export const saveRhythm = defineOperation({
  method: 'put',
  path: '/api/me/rhythm',
  operationId: 'saveRhythm',
  tag,
  action: 'change',
  thing: 'channel',
  summary: 'Set quiet hours and digests',
  description: 'What is held already goes out by the new hours too.',
  body: rhythmSchema,
  example: {
    timeZone: 'Europe/Berlin',
    quiet: [{ days: [1, 2, 3, 4, 5], from: '22:00', to: '07:00' }],
    wakeUnder: { price: 15000, currency: 'EUR' },
    rhythm: { kind: 'now' },
    perHunt: { '42': { kind: 'daily', at: '18:00' } },
  },
  responses: { 200: { description: 'As it is now', schema: rhythmSchema } },
});

export const startChannelSetup = defineOperation({
  method: 'post',
  path: '/api/channel-setups',
  operationId: 'startChannelSetup',
  tag,
  action: 'create',
  thing: 'channel',
  summary: 'Begin to connect a channel by a code or a link',
  body: startSetupSchema,
  example: { kind: 'email', config: { address: 'mika@example.org' } },
  responses: { 201: { description: 'What to do next', schema: channelSetupSchema } },
});

export const readChannelSetup = defineOperation({
  method: 'get',
  path: '/api/channel-setups/:id',
  operationId: 'readChannelSetup',
  tag,
  action: 'read',
  thing: 'channel',
  summary: 'How far it is',
  responses: { 200: { description: 'The set-up', schema: channelSetupSchema } },
});

export const confirmChannelSetup = defineOperation({
  method: 'post',
  path: '/api/channel-setups/:id/confirm',
  operationId: 'confirmChannelSetup',
  tag,
  action: 'create',
  thing: 'channel',
  summary: 'Prove a channel by the code that was sent there',
  body: confirmSetupSchema,
  example: { code: '482913' },
  responses: { 200: { description: 'The set-up', schema: channelSetupSchema } },
});
