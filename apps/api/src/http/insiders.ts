import type { Request } from 'express';
import { may } from '../access/may.js';
import { ForbiddenError } from '../errors.js';
import { type Authenticator, requirePerson } from './authenticator.js';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Whether a request comes from this very machine, and from no proxy on it that hands on what others ask. */
export function isFromHere(req: Request): boolean {
  const { 'x-forwarded-for': forwardedFor, forwarded } = req.headers;
  return LOOPBACK.test(req.socket.remoteAddress ?? '') && forwardedFor === undefined && forwarded === undefined;
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
