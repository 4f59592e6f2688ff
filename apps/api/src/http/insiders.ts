import type { Request } from 'express';
import { may } from '../access/may.js';
import { ForbiddenError } from '../errors.js';
import { type Authenticator, requirePerson } from './authenticator.js';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** By any of these a proxy says that it hands on what somebody else asks. */
const PROXIES_SAY = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];
/** Names of this machine. A page elsewhere may have its own name lead here, and its browser then asks by that name. */
const OWN_NAMES = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/** Whether a request comes from this very machine, and from no proxy on it that hands on what others ask. */
export function isFromHere({ socket, headers }: Pick<Request, 'socket' | 'headers'>): boolean {
  if (!LOOPBACK.test(socket.remoteAddress ?? '') || !OWN_NAMES.test(headers.host ?? '')) return false;
  return PROXIES_SAY.every((name) => headers[name] === undefined);
}

/**
 * What tells how the house is doing is for those who run it: who asks from this machine, or may read the system.
 * @throws {UnauthorizedError} {ForbiddenError}
 */
export async function requireInsider(req: Request, authenticator: Authenticator): Promise<void> {
  if (isFromHere(req)) return;
  if (may(requirePerson(await authenticator.identify(req)), 'read', 'system')) return;
  throw new ForbiddenError(['admins_alone']);
}
