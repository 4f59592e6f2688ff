import { z } from 'zod';
import { defineOperation } from '../operation.js';
import {
  changePasswordSchema,
  codeSchema,
  createdTokenSchema,
  createPasskeySchema,
  createTokenSchema,
  deleteMeSchema,
  deviceSchema,
  meSchema,
  passkeySchema,
  tokenSchema,
  updateMeSchema,
  webauthnSchema,
} from '../person.js';

const tag = 'Account';
const listOf = <T extends z.ZodType>(item: T) => z.object({ data: z.array(item) });

export const updateMe = defineOperation({
  method: 'patch',
  path: '/api/me',
  operationId: 'updateMe',
  tag,
  action: 'change',
  thing: 'account',
  summary: 'Change my name, address or settings',
  description:
    'A new e-mail address counts once the code that is sent there came back (`POST /api/me/email`), and needs a session that began a moment ago.',
  body: updateMeSchema,
  responses: { 200: { description: 'The account as it is now', schema: meSchema } },
});

export const confirmEmail = defineOperation({
  method: 'post',
  path: '/api/me/email',
  operationId: 'confirmEmail',
  tag,
  action: 'change',
  thing: 'account',
  summary: 'Confirm an e-mail address by its code',
  body: z.strictObject({ code: codeSchema }),
  responses: { 200: { description: 'The account with its address', schema: meSchema } },
});

export const changePassword = defineOperation({
  method: 'post',
  path: '/api/me/password',
  operationId: 'changePassword',
  tag,
  action: 'change',
  thing: 'account',
  needsFresh: true,
  summary: 'Change my password; all other sessions end',
  body: changePasswordSchema,
  responses: { 204: { description: 'It is changed' } },
});

export const exportMe = defineOperation({
  method: 'get',
  path: '/api/me/export',
  operationId: 'exportMe',
  tag,
  action: 'read',
  thing: 'account',
  summary: 'Everything that is mine, as one JSON file',
  isCostly: true,
  responses: { 200: { description: 'A file', schema: z.record(z.string(), z.unknown()) } },
});

export const deleteMe = defineOperation({
  method: 'delete',
  path: '/api/me',
  operationId: 'deleteMe',
  tag,
  action: 'delete',
  thing: 'account',
  summary: 'Delete my account and everything that only I own',
  body: deleteMeSchema,
  responses: { 204: { description: 'It is gone' } },
});

export const listSessions = defineOperation({
  method: 'get',
  path: '/api/me/sessions',
  operationId: 'listSessions',
  tag,
  action: 'read',
  thing: 'account',
  summary: 'Where I am signed in',
  responses: { 200: { description: 'Sessions, last used first', schema: listOf(deviceSchema) } },
});

export const endSession = defineOperation({
  method: 'delete',
  path: '/api/me/sessions/:id',
  operationId: 'endSession',
  tag,
  action: 'change',
  thing: 'account',
  summary: 'Sign out elsewhere',
  responses: { 204: { description: 'That session has ended' } },
});

export const endOtherSessions = defineOperation({
  method: 'delete',
  path: '/api/me/sessions',
  operationId: 'endOtherSessions',
  tag,
  action: 'change',
  thing: 'account',
  summary: 'Sign out everywhere but here',
  responses: { 204: { description: 'All other sessions have ended' } },
});

export const listTokens = defineOperation({
  method: 'get',
  path: '/api/tokens',
  operationId: 'listTokens',
  tag,
  action: 'read',
  thing: 'account',
  summary: 'My API tokens',
  responses: { 200: { description: 'Tokens, newest first', schema: listOf(tokenSchema) } },
});

export const createToken = defineOperation({
  method: 'post',
  path: '/api/tokens',
  operationId: 'createToken',
  tag,
  action: 'change',
  thing: 'account',
  needsFresh: true,
  summary: 'Make an API token',
  description: 'The token is answered here once and never again.',
  body: createTokenSchema,
  example: { name: 'my script', scopes: ['read'], expiresAt: null },
  responses: { 201: { description: 'The token', schema: createdTokenSchema } },
});

export const deleteToken = defineOperation({
  method: 'delete',
  path: '/api/tokens/:id',
  operationId: 'deleteToken',
  tag,
  action: 'change',
  thing: 'account',
  summary: 'Revoke an API token',
  responses: { 204: { description: 'It is worth nothing any more' } },
});

export const listPasskeys = defineOperation({
  method: 'get',
  path: '/api/passkeys',
  operationId: 'listPasskeys',
  tag,
  action: 'read',
  thing: 'account',
  summary: 'My passkeys',
  responses: { 200: { description: 'Passkeys, oldest first', schema: listOf(passkeySchema) } },
});

export const startPasskey = defineOperation({
  method: 'post',
  path: '/api/passkeys/options',
  operationId: 'startPasskey',
  tag,
  action: 'change',
  thing: 'account',
  needsFresh: true,
  summary: 'What a browser needs to make a passkey',
  responses: { 200: { description: 'For `navigator.credentials.create`', schema: webauthnSchema } },
});

export const createPasskey = defineOperation({
  method: 'post',
  path: '/api/passkeys',
  operationId: 'createPasskey',
  tag,
  action: 'change',
  thing: 'account',
  needsFresh: true,
  summary: 'Keep a passkey',
  body: createPasskeySchema,
  responses: { 201: { description: 'The passkey', schema: passkeySchema } },
});

export const deletePasskey = defineOperation({
  method: 'delete',
  path: '/api/passkeys/:id',
  operationId: 'deletePasskey',
  tag,
  action: 'change',
  thing: 'account',
  needsFresh: true,
  summary: 'Remove a passkey',
  responses: { 204: { description: 'It signs nobody in any more' } },
});
