import { z } from 'zod';
import { defineOperation } from '../operation.js';
import {
  acceptInviteSchema,
  auditEntrySchema,
  createdInviteSchema,
  createInviteSchema,
  inviteSchema,
  passwordLinkSchema,
  personSchema,
  sessionStateSchema,
  updatePersonSchema,
} from '../person.js';

const tag = 'People';
const listOf = <T extends z.ZodType>(item: T) => z.object({ data: z.array(item) });

export const listPeople = defineOperation({
  method: 'get',
  path: '/api/people',
  operationId: 'listPeople',
  tag,
  action: 'read',
  thing: 'people',
  summary: 'Everybody who has an account',
  responses: { 200: { description: 'People, oldest account first', schema: listOf(personSchema) } },
});

export const updatePerson = defineOperation({
  method: 'patch',
  path: '/api/people/:id',
  operationId: 'updatePerson',
  tag,
  action: 'change',
  thing: 'people',
  needsFresh: true,
  summary: 'Change somebody’s role, or lock the account',
  description: 'Their sessions end.',
  body: updatePersonSchema,
  example: { role: 'guest' },
  responses: { 200: { description: 'As it is now', schema: personSchema } },
});

export const deletePerson = defineOperation({
  method: 'delete',
  path: '/api/people/:id',
  operationId: 'deletePerson',
  tag,
  action: 'delete',
  thing: 'people',
  summary: 'Delete an account with everything that only it owns',
  description: 'Hunts that an editor shares pass to that editor.',
  responses: { 204: { description: 'It is gone' } },
});

export const createPasswordLink = defineOperation({
  method: 'post',
  path: '/api/people/:id/password-link',
  operationId: 'createPasswordLink',
  tag,
  action: 'change',
  thing: 'people',
  needsFresh: true,
  summary: 'A link by which somebody sets a new password, for 24 hours',
  responses: { 201: { description: 'The link, answered once', schema: passwordLinkSchema } },
});

export const resetSecondFactor = defineOperation({
  method: 'delete',
  path: '/api/people/:id/second-factor',
  operationId: 'resetSecondFactor',
  tag,
  action: 'change',
  thing: 'people',
  needsFresh: true,
  summary: 'Ask somebody for no second factor any more, who has lost it',
  responses: { 204: { description: 'Their password alone signs them in again' } },
});

export const listInvites = defineOperation({
  method: 'get',
  path: '/api/invites',
  operationId: 'listInvites',
  tag,
  action: 'read',
  thing: 'people',
  summary: 'Invites that still work',
  responses: { 200: { description: 'Invites, newest first', schema: listOf(inviteSchema) } },
});

export const createInvite = defineOperation({
  method: 'post',
  path: '/api/invites',
  operationId: 'createInvite',
  tag,
  action: 'create',
  thing: 'people',
  needsFresh: true,
  summary: 'Invite somebody by a link, for 7 days',
  body: createInviteSchema,
  example: { role: 'member', uses: 1 },
  responses: { 201: { description: 'The link, answered once', schema: createdInviteSchema } },
});

export const deleteInvite = defineOperation({
  method: 'delete',
  path: '/api/invites/:id',
  operationId: 'deleteInvite',
  tag,
  action: 'delete',
  thing: 'people',
  summary: 'Withdraw an invite',
  responses: { 204: { description: 'The link is worth nothing any more' } },
});

export const acceptInvite = defineOperation({
  method: 'post',
  path: '/api/invites/accept',
  operationId: 'acceptInvite',
  tag,
  action: 'create',
  thing: 'session',
  isOpen: true,
  summary: 'Make an account by an invite, or by oneself where registration is open',
  body: acceptInviteSchema,
  responses: { 201: { description: 'Who is here now; the session is in a cookie', schema: sessionStateSchema } },
});

export const readAudit = defineOperation({
  method: 'get',
  path: '/api/audit',
  operationId: 'readAudit',
  tag,
  action: 'read',
  thing: 'audit',
  summary: 'Who signed in, was refused, or changed what others rest on; 90 days',
  query: z.strictObject({
    before: z
      .string()
      .regex(/^[1-9]\d{0,14}$/, 'must be an id')
      .transform(Number)
      .optional()
      .describe('Only entries older than this one'),
  }),
  responses: { 200: { description: 'At most 100 entries, newest first', schema: listOf(auditEntrySchema) } },
});
