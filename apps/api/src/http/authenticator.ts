import type { Sql } from '@goodshunter/db';
import type { Request } from 'express';
import type { Origin, Person } from '../access/person.js';
import { UnauthorizedError } from '../errors.js';
import { createGuessGuard } from '../services/people/guess-guard.js';
import type { Limits } from '../services/people/limits.js';
import { hashCode } from '../services/people/one-time-code.js';
import type { ProxyPeople } from '../services/people/proxy-people.js';
import type { TokenService } from '../services/token-service.js';
import { findSession, touchSession } from '../store/people/session-store.js';
import { checkOrigin } from './check-origin.js';
import { readSessionCookie } from './cookies.js';

export interface AuthenticatorOptions {
  sql: Sql;
  tokens: TokenService;
  limits: Pick<Limits, 'count' | 'giveBack'>;
  proxyPeople?: ProxyPeople | undefined;
  /** The host of API_PUBLIC_URL, if that is set. */
  publicHost: string | undefined;
}

export interface Authenticator {
  /**
   * Who asks: by an API token, else by a session's cookie, else as a trusted proxy says; null when nobody is signed in. A token that is
   * shown counts alone: a wrong one is refused even where a cookie would do.
   * @throws {UnauthorizedError} for a wrong token. @throws {ForbiddenError} for what another site made a browser send
   * @throws {TooManyRequestsError} after too many wrong tokens or cookies from there
   */
  identify(req: Request): Promise<Person | null>;
}

export function originOf(req: Request): Origin {
  return {
    address: (req.ip ?? '').replace(/^::ffff:/, ''),
    agent: (req.get('user-agent') ?? '').replaceAll(/[^\x20-\x7e]/g, '').slice(0, 200),
  };
}

export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { sql, tokens, limits, proxyPeople, publicHost } = options;
  const findLiving = createGuessGuard(limits, 'session', (hash) => findSession(sql, hash));
  return {
    async identify(req) {
      if (req.headers.authorization !== undefined) return tokens.authenticate(req.headers.authorization, originOf(req));
      const cookie = readSessionCookie(req);
      const session = cookie ? await findLiving(hashCode(cookie), originOf(req).address) : undefined;
      const told = session ? undefined : await proxyPeople?.identify(req);
      checkOrigin(req, publicHost, session !== undefined || told !== undefined);
      if (told) return told;
      if (!session) return null;
      if (session.isStale) await touchSession(sql, session.id, originOf(req).address);
      const { userId: id, name, role, id: sessionId, isFresh } = session;
      return { id, name, role, scopes: null, sessionId, isFresh: Boolean(isFresh) };
    },
  };
}

/** @throws {UnauthorizedError} */
export function requirePerson(person: Person | null): Person {
  if (person) return person;
  throw new UnauthorizedError(['sign_in_first']);
}
