import { hash, randomBytes } from 'node:crypto';
import type { Sql } from '@goodshunter/db';
import { UnauthorizedError } from '../errors.js';
import { findTokenOwner } from '../store/token-store.js';

const TOKEN_BYTES = 32;
const MOST_CACHED = 1000;

/** A new token and what is stored of it. */
export function createToken(): { token: string; tokenHash: Buffer } {
  const token = `gh_${randomBytes(TOKEN_BYTES).toString('base64url')}`;
  return { token, tokenHash: hashToken(token) };
}

export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

export interface TokenServiceOptions {
  sql: Sql;
  /** How long a token that was found is believed without a look, in ms: a revoked one works for that long. @default 10000 */
  cacheMs?: number;
  /** Monotonic, in ms. @default performance.now */
  now?: () => number;
}

export interface TokenService {
  /**
   * Resolves to the user whose token stands in this Authorization header.
   * @throws {UnauthorizedError} when there is none.
   */
  authenticate(authorization: string | undefined): Promise<number>;
}

export function createTokenService(options: TokenServiceOptions): TokenService {
  const { sql, cacheMs = 10_000, now = () => performance.now() } = options;
  const cache = new Map<string, { userId: number; expiresAt: number }>();
  return {
    async authenticate(authorization) {
      const token = /^Bearer +(\S{1,200})$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) {
        throw new UnauthorizedError('Send the API token in the header "Authorization: Bearer <token>".');
      }
      const tokenHash = hashToken(token);
      const cacheKey = tokenHash.toString('base64');
      const cached = cache.get(cacheKey);
      if (cached && cached.expiresAt > now()) return cached.userId;
      const userId = await findTokenOwner(sql, tokenHash);
      cache.delete(cacheKey);
      if (userId === undefined) throw new UnauthorizedError('This API token is not valid; it may have been revoked.');
      if (cache.size >= MOST_CACHED) cache.clear();
      cache.set(cacheKey, { userId, expiresAt: now() + cacheMs });
      return userId;
    },
  };
}
