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
