import { defineOperation } from '../operation.js';
import {
  renewedRecoveryCodesSchema,
  secondFactorSchema,
  startedAppSchema,
  switchedOnSchema,
  switchOnSecondFactorSchema,
} from '../second-factor.js';

const tag = 'Account';

export const readSecondFactor = defineOperation({
  method: 'get',
  path: '/api/me/second-factor',
  operationId: 'readSecondFactor',
  tag,
  action: 'read',
  thing: 'account',
  summary: 'What I am asked for after my password',
  responses: { 200: { description: 'The second factor', schema: secondFactorSchema } },
});

export const startAuthenticatorApp = defineOperation({
  method: 'post',
  path: '/api/me/second-factor/app',
  operationId: 'startAuthenticatorApp',
  tag,
  action: 'change',
  thing: 'account',
  needsFresh: true,
  summary: 'A secret for an authenticator app',
  description: 'It counts once a code of the app came back (`POST /api/me/second-factor`), within 15 minutes.',
  responses: { 200: { description: 'For the app, answered once', schema: startedAppSchema } },
});

export const switchOnSecondFactor = defineOperation({
  method: 'post',
  path: '/api/me/second-factor',
  operationId: 'switchOnSecondFactor',
  tag,
  action: 'change',
  thing: 'account',
  needsFresh: true,
  summary: 'Ask for a second factor after my password',
  description: 'With the code of an app that was set up, or without one where there is a passkey.',
  body: switchOnSecondFactorSchema,
  example: { code: '123456' },
  responses: { 200: { description: 'It is on', schema: switchedOnSchema } },
});

export const switchOffSecondFactor = defineOperation({
  method: 'delete',
  path: '/api/me/second-factor',
  operationId: 'switchOffSecondFactor',
  tag,
  action: 'change',
  thing: 'account',
  needsFresh: true,
  summary: 'Let the password alone sign me in; the app and the recovery codes are forgotten',
  responses: { 204: { description: 'It is off' } },
});

export const renewRecoveryCodes = defineOperation({
  method: 'post',
  path: '/api/me/second-factor/recovery-codes',
  operationId: 'renewRecoveryCodes',
  tag,
  action: 'change',
  thing: 'account',
  needsFresh: true,
  summary: 'New recovery codes; those of before end',
  responses: { 200: { description: 'The codes, answered once', schema: renewedRecoveryCodesSchema } },
});
