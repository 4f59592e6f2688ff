import { z } from 'zod';
import { defineOperation } from '../operation.js';

const tag = 'Links in messages';
const params = z.object({ token: z.string().min(1).max(200) });
const page = { description: 'A page with a button', contentType: 'text/html' };
const common = { tag, thing: 'public', isOpen: true, params } as const;

export const showMute = defineOperation({
  ...common,
  method: 'get',
  path: '/mute/:token',
  operationId: 'showMute',
  action: 'read',
  summary: 'A page that asks whether to silence a hunt',
  description: 'Programs that look at links in mail follow them, so following one changes nothing.',
  responses: { 200: page },
});

export const mute = defineOperation({
  ...common,
  method: 'post',
  path: '/mute/:token',
  operationId: 'mute',
  action: 'change',
  summary: 'Silence a hunt for a day, a week, or let it speak again',
  query: z.strictObject({ for: z.enum(['day', 'week', 'none']).default('day') }),
  responses: { 200: page },
});

export const showStop = defineOperation({
  ...common,
  method: 'get',
  path: '/stop/:token',
  operationId: 'showStop',
  action: 'read',
  summary: 'A page that asks whether to switch a channel off',
  responses: { 200: page },
});

export const stopChannel = defineOperation({
  ...common,
  method: 'post',
  path: '/stop/:token',
  operationId: 'stopChannel',
  action: 'change',
  summary: 'Switch a channel off; also what mail programs call (RFC 8058)',
  responses: { 200: page },
});

export const showDigest = defineOperation({
  ...common,
  method: 'get',
  path: '/digest/:token',
  operationId: 'showDigest',
  action: 'read',
  summary: 'A page that asks whether to tell once a day instead of at once',
  responses: { 200: page },
});

export const makeDigest = defineOperation({
  ...common,
  method: 'post',
  path: '/digest/:token',
  operationId: 'makeDigest',
  action: 'change',
  summary: 'Tell of a hunt, or of all, once a day, hourly or at once',
  description: '`usual` takes back what is said of this one hunt.',
  query: z.strictObject({ to: z.enum(['daily', 'hourly', 'now', 'usual']).default('daily') }),
  responses: { 200: page },
});
