import { hash, randomBytes } from 'node:crypto';
import type { CreateToken, Token } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';
import { LRUCache } from 'lru-cache';
import type { Caller, Origin, Person } from '../access/person.js';
import { InvalidInputError, NotFoundError, UnauthorizedError } from '../errors.js';
import {
  findTokenOwner,
  createToken as insertToken,
  listTokens,
  readScopes,
  revokeToken,
  touchToken,
} from '../store/people/token-store.js';
import type { AuditLog } from './people/audit-log.js';
import { createGuessGuard } from './people/guess-guard.js';
import type { Limits } from './people/limits.js';

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
  limits: Limits;
  audit: AuditLog;
  /** How long a token that was found is believed without a look, in ms: one that another replica revoked works for that long. @default 10000 */
  cacheMs?: number;
  /** Monotonic, in ms. @default performance.now */
  now?: () => number;
}

export type TokenService = ReturnType<typeof createTokenService>;

/** API tokens: who has them, and whose they are. */
export function createTokenService(options: TokenServiceOptions) {
  const { sql, limits, audit, cacheMs = 10_000, now = () => performance.now() } = options;
  const findLiving = createGuessGuard(limits, 'token', (tokenHash) => findTokenOwner(sql, tokenHash));
  const cache = new LRUCache<string, { person: Person; tokenId: number; expiresAt: number }>({ max: MOST_CACHED });

  function forget(isMeant: (entry: { person: Person; tokenId: number }) => boolean): void {
    for (const [key, entry] of cache) if (isMeant(entry)) cache.delete(key);
  }

  return {
    /**
     * Resolves to the person whose token stands in this Authorization header. An address that sends many wrong ones is refused before the
     * database is asked; tokens that were right a moment ago go on there.
     * @throws {UnauthorizedError} when there is none. @throws {TooManyRequestsError}
     */
    async authenticate(authorization: string | undefined, origin: Origin): Promise<Person> {
      const token = /^Bearer +(\S{1,200})$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) {
        throw new UnauthorizedError(['token_missing']);
      }
      const tokenHash = hashToken(token);
      const cacheKey = tokenHash.toString('base64');
      const cached = cache.get(cacheKey);
      if (cached && cached.expiresAt > now()) return cached.person;
      const row = await findLiving(tokenHash, origin.address);
      cache.delete(cacheKey);
      if (row === undefined) {
        throw new UnauthorizedError(['token_invalid']);
      }
      if (row.isStale) await touchToken(sql, row.id);
      const scopes = row.scopes === null ? null : readScopes(row.scopes);
      const person: Person = {
        id: row.userId,
        name: row.name,
        role: row.role,
        scopes,
        sessionId: null,
        isFresh: true,
      };
      cache.set(cacheKey, { person, tokenId: row.id, expiresAt: now() + cacheMs });
      return person;
    },

    /** From now on this process asks the database about the tokens of this user again: rights have changed. */
    forgetUser(userId: number): void {
      forget(({ person }) => person.id === userId);
    },

    list: ({ userId }: Caller): Promise<Token[]> => listTokens(sql, userId),

    /** The token is told here once. @throws {InvalidInputError} */
    async create({ userId, person, origin }: Caller, input: CreateToken): Promise<Token & { token: string }> {
      if (input.expiresAt != null && Date.parse(input.expiresAt) <= Date.now()) {
        throw new InvalidInputError([{ field: 'expiresAt', message: 'expiresAt is in the past' }]);
      }
      const { token, tokenHash } = createToken();
      const id = await insertToken(sql, userId, input, tokenHash);
      await audit.note({
        userId,
        userName: person?.name ?? '',
        action: 'token.created',
        detail: `${input.name} (${input.scopes.join(', ')})`,
        origin,
      });
      const created = (await listTokens(sql, userId)).find((one) => one.id === id);
      if (!created) throw new Error(`token ${id} vanished after it was stored`);
      return { ...created, token };
    },

    /** @throws {NotFoundError} */
    async revoke({ userId, person, origin }: Caller, tokenId: number): Promise<void> {
      if (!(await revokeToken(sql, userId, tokenId))) throw new NotFoundError(['no_token', { id: tokenId }]);
      forget((entry) => entry.tokenId === tokenId);
      await audit.note({
        userId,
        userName: person?.name ?? '',
        action: 'token.revoked',
        detail: `token ${tokenId}`,
        origin,
      });
    },
  };
}
