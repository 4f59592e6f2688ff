import { z } from 'zod';
import { defineOperation } from '../operation.js';
import {
  resetPasswordSchema,
  sessionStateSchema,
  setUpLocalSchema,
  setUpSchema,
  signInSchema,
  usePasskeySchema,
  webauthnSchema,
} from '../person.js';
import { finishSignInSchema, pendingSignInSchema } from '../second-factor.js';

const tag = 'Session';
const state = { description: 'Who is here now; the session is in a cookie', schema: sessionStateSchema };

export const readSession = defineOperation({
  method: 'get',
  path: '/api/session',
  operationId: 'readSession',
  tag,
  action: 'read',
  thing: 'session',
  isOpen: true,
  summary: 'Who is here, and how to come in',
  responses: { 200: { description: '`user` is null while nobody is signed in', schema: sessionStateSchema } },
});

export const signIn = defineOperation({
  method: 'post',
  path: '/api/session',
  operationId: 'signIn',
  tag,
  action: 'create',
  thing: 'session',
  isOpen: true,
  summary: 'Sign in by name (or e-mail address) and password',
  body: signInSchema,
  example: { name: 'ada', password: 'a long password' },
  responses: {
    200: state,
    202: { description: 'The password is right, and a second factor is asked for', schema: pendingSignInSchema },
  },
});

export const finishSignIn = defineOperation({
  method: 'post',
  path: '/api/session/second-factor',
  operationId: 'finishSignIn',
  tag,
  action: 'create',
  thing: 'session',
  isOpen: true,
  summary: 'Give the second factor, after the password',
  description: 'The ticket is the one that `POST /api/session` answered; it works for five minutes.',
  body: finishSignInSchema,
  example: { ticket: 'of the first answer', code: '123456' },
  responses: { 200: state },
});

export const signOut = defineOperation({
  method: 'delete',
  path: '/api/session',
  operationId: 'signOut',
  tag,
  action: 'delete',
  thing: 'session',
  isOpen: true,
  summary: 'Sign out here',
  responses: { 204: { description: 'Nobody is signed in here any more' } },
});

export const setUp = defineOperation({
  method: 'post',
  path: '/api/setup',
  operationId: 'setUp',
  tag,
  action: 'create',
  thing: 'session',
  isOpen: true,
  summary: 'Become the first admin, by the code of the set-up link',
  description: 'The link is in the log and the terminal of the first start, works once, and for 24 hours.',
  body: setUpSchema,
  example: { code: 'of the set-up link', name: 'ada', password: 'a long password' },
  responses: { 201: state },
});

export const setUpLocal = defineOperation({
  method: 'post',
  path: '/api/setup/local',
  operationId: 'setUpLocal',
  tag,
  action: 'create',
  thing: 'session',
  isOpen: true,
  summary: 'Go on as the local admin, without a password; in a local run only',
  body: setUpLocalSchema,
  responses: { 201: state },
});

export const resetPassword = defineOperation({
  method: 'post',
  path: '/api/session/password',
  operationId: 'resetPassword',
  tag,
  action: 'create',
  thing: 'session',
  isOpen: true,
  summary: 'Set a new password, by the code of a link',
  description:
    'All sessions of the account end, and what is told to their browsers. `endTokens`: API tokens, feed links and passkeys end too, for who thinks that somebody else had got in; with a second factor passkeys stay, as they belong to it.',
  body: resetPasswordSchema,
  responses: { 204: { description: 'It is set' } },
});

export const forgotPassword = defineOperation({
  method: 'post',
  path: '/api/session/forgotten',
  operationId: 'forgotPassword',
  tag,
  action: 'create',
  thing: 'session',
  isOpen: true,
  summary: 'Have a link for a new password sent',
  description: 'Answers the same whether there is such an address or not.',
  body: z.strictObject({ email: z.email().max(254) }),
  responses: { 202: { description: 'If there is such an address, a letter is on its way' } },
});

export const requestAccount = defineOperation({
  method: 'post',
  path: '/api/session/register',
  operationId: 'requestAccount',
  tag,
  action: 'create',
  thing: 'session',
  isOpen: true,
  summary: 'Have a link for a new account sent, where registration is open',
  description:
    'Answers the same whether the address has an account or not. The code of the link goes to `POST /api/invites/accept`.',
  body: z.strictObject({ email: z.email().max(254) }),
  responses: { 202: { description: 'A letter is on its way' } },
});

export const startPasskeySignIn = defineOperation({
  method: 'post',
  path: '/api/session/passkey/options',
  operationId: 'startPasskeySignIn',
  tag,
  action: 'create',
  thing: 'session',
  isOpen: true,
  summary: 'What a browser needs to sign in by a passkey',
  responses: { 200: { description: 'For `navigator.credentials.get`', schema: webauthnSchema } },
});

export const signInByPasskey = defineOperation({
  method: 'post',
  path: '/api/session/passkey',
  operationId: 'signInByPasskey',
  tag,
  action: 'create',
  thing: 'session',
  isOpen: true,
  summary: 'Sign in by a passkey',
  body: usePasskeySchema,
  responses: { 200: state },
});

export const startOidcSignIn = defineOperation({
  method: 'get',
  path: '/api/session/oidc',
  operationId: 'startOidcSignIn',
  tag,
  action: 'create',
  thing: 'session',
  isOpen: true,
  summary: 'Go to the OpenID provider to sign in',
  responses: { 302: { description: 'To the provider' } },
});

export const finishOidcSignIn = defineOperation({
  method: 'get',
  path: '/api/session/oidc/callback',
  operationId: 'finishOidcSignIn',
  tag,
  action: 'create',
  thing: 'session',
  isOpen: true,
  summary: 'Come back from the OpenID provider',
  query: z.object({
    state: z.string().max(500).optional(),
    code: z.string().max(4000).optional(),
    error: z.string().max(500).optional(),
    iss: z.string().max(500).optional(),
  }),
  responses: { 302: { description: 'To the page; `#sign-in=` names what went wrong, if something did' } },
});
