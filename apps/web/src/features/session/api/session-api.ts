import { request } from '../../../lib/api-client.js';
import type { Session } from '../../../lib/api-types.js';

export const signIn = (name: string, password: string) => request<Session>('POST', '/api/session', { name, password });

export const setUp = (code: string, name: string, password: string) =>
  request<Session>('POST', '/api/setup', { code, name, password });

export const setUpLocally = (code: string) => request<Session>('POST', '/api/setup/local', { code });

export const acceptInvite = (code: string, name: string, password: string) =>
  request<Session>('POST', '/api/invites/accept', { code, name, password });
