import type { FinishSignIn, PendingSignIn } from '@goodshunter/contracts/api';
import { request } from '../../../lib/api-client.js';
import type { Session } from '../../../lib/api-types.js';

/** Answers a ticket where a second factor must follow. */
export const signIn = (name: string, password: string) =>
  request<Session | PendingSignIn>('POST', '/api/session', { name, password });

export const finishSignIn = (proof: FinishSignIn) => request<Session>('POST', '/api/session/second-factor', proof);

export const setUp = (code: string, name: string, password: string) =>
  request<Session>('POST', '/api/setup', { code, name, password });

export const setUpLocally = (code: string) => request<Session>('POST', '/api/setup/local', { code });

export const acceptInvite = (code: string, name: string, password: string) =>
  request<Session>('POST', '/api/invites/accept', { code, name, password });
