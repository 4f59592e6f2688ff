import { emailSchema } from '@goodshunter/contracts/api';
import type { Database, Sql } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
} from 'openid-client';
import type { Caller } from '../../access/person.js';
import { insertCode, takeCode } from '../../store/people/code-store.js';
import { findIdentity, insertIdentity } from '../../store/people/identity-store.js';
import { findUserByEmail, insertUser, isNameTaken, updateUser } from '../../store/people/user-store.js';
import { cleanName } from '../clean-name.js';
import type { AuditLog } from './audit-log.js';
import type { Limits } from './limits.js';
import { createLongCode, hashCode } from './one-time-code.js';
import type { BegunSession, SessionService } from './session-service.js';

/** How long somebody may take at the provider. */
const STATE_SECONDS = 600;
const CALLBACK = '/api/session/oidc/callback';

export interface OidcServiceOptions {
  database: Pick<Database, 'sql'>;
  sessions: Pick<SessionService, 'beginFor'>;
  limits: Pick<Limits, 'check' | 'count'>;
  audit: AuditLog;
  log: Logger;
  publicUrl: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Only its members may come in; '': everybody. */
  group: string;
  createsAccounts: boolean;
}

/** Why a sign-in came to nothing; the page has a sentence for each. */
export type OidcRefusal = 'provider' | 'expired' | 'group' | 'no_account' | 'locked';

export type OidcResult = { begun: BegunSession } | { refusal: OidcRefusal };

export interface OidcService {
  /** Where to send the browser, and what its cookie must keep until it comes back. @throws {TooManyRequestsError} */
  start(caller: Pick<Caller, 'origin'>): Promise<{ url: string; browserSecret: string }>;
  finish(caller: Caller, search: URLSearchParams, browserSecret: string | undefined): Promise<OidcResult>;
}

/** Room is left for a number behind it. */
const LONGEST_NAME = 90;
const LONGEST_DISPLAY_NAME = 100;

interface Claims {
  sub: string;
  email?: unknown;
  email_verified?: unknown;
  preferred_username?: unknown;
  name?: unknown;
  groups?: unknown;
}

/**
 * Sign-in at one OpenID provider: authorization code with PKCE, state and nonce. The state is in the database, so that any replica takes
 * the answer, and bound to the browser by a cookie, so that nobody is signed in to a stranger's account by a link.
 */
export function createOidcService(options: OidcServiceOptions): OidcService {
  const { database, sessions, limits, audit, log, publicUrl, issuer, clientId, clientSecret } = options;
  const { group, createsAccounts } = options;
  const { sql } = database;
  let discovered: Promise<Configuration> | undefined;

  /** Looked up when first needed, and again after a failure. */
  function configure(): Promise<Configuration> {
    discovered ??= discovery(
      new URL(issuer),
      clientId,
      clientSecret === '' ? { token_endpoint_auth_method: 'none' } : clientSecret,
      undefined,
      // A provider in the own network may have no certificate; the operator has chosen its address.
      issuer.startsWith('http:') ? { execute: [allowInsecureRequests] } : {},
    ).catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    return discovered;
  }

  async function readClaims(search: URLSearchParams, state: string, data: Record<string, unknown>): Promise<Claims> {
    const config = await configure();
    const tokens = await authorizationCodeGrant(config, new URL(`${publicUrl}${CALLBACK}?${search}`), {
      pkceCodeVerifier: String(data.codeVerifier),
      expectedState: state,
      expectedNonce: String(data.nonce),
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('the provider gave no ID token');
    const isComplete = claims.email !== undefined && (group === '' || claims.groups !== undefined);
    if (isComplete || config.serverMetadata().userinfo_endpoint === undefined) return claims;
    return { ...(await fetchUserInfo(config, tokens.access_token, claims.sub)), ...claims };
  }

  return {
    async start({ origin }) {
      await limits.count('signInBegun', origin.address);
      const config = await configure();
      const { code: state, codeHash } = createLongCode();
      const { code: browserSecret, codeHash: browserHash } = createLongCode();
      const codeVerifier = randomPKCECodeVerifier();
      const nonce = randomNonce();
      const data = { codeVerifier, nonce, browser: browserHash.toString('hex') };
      await insertCode(sql, { kind: 'oidc', codeHash, seconds: STATE_SECONDS, data });
      const url = buildAuthorizationUrl(config, {
        redirect_uri: `${publicUrl}${CALLBACK}`,
        scope: group === '' ? 'openid email profile' : 'openid email profile groups',
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { url: url.href, browserSecret };
    },

    async finish(caller, search, browserSecret) {
      const refuse = async (refusal: OidcRefusal, detail = ''): Promise<OidcResult> => {
        await audit.note({
          userId: null,
          action: 'session.sign_in',
          isRefused: true,
          detail: `oidc: ${refusal} ${detail}`.trim(),
          origin: caller.origin,
        });
        return { refusal };
      };
      await limits.check('code', caller.origin.address);
      const state = search.get('state') ?? '';
      const code = await takeCode(sql, 'oidc', hashCode(state));
      const isSameBrowser = code?.data?.browser === hashCode(browserSecret ?? '').toString('hex');
      if (!code?.data || !isSameBrowser) {
        await limits.count('code', caller.origin.address);
        return refuse('expired');
      }
      let claims: Claims;
      try {
        claims = await readClaims(search, state, code.data);
      } catch (error) {
        log.warn('sign-in at the provider failed', { error });
        return refuse('provider');
      }
      if (group !== '' && !(Array.isArray(claims.groups) && claims.groups.includes(group))) return refuse('group');
      const userId = (await findIdentity(sql, issuer, claims.sub)) ?? (await adopt(sql, claims));
      if (userId === undefined) return refuse('no_account');
      try {
        return { begun: await sessions.beginFor(userId, caller, 'oidc') };
      } catch {
        return { refusal: 'locked' };
      }
    },
  };

  /** An account for somebody who comes for the first time: the one with this verified address, else a new one if that is allowed. */
  async function adopt(sql: Sql, claims: Claims): Promise<number | undefined> {
    const email = claims.email_verified === true ? emailSchema.safeParse(claims.email).data : undefined;
    const known = email === undefined ? undefined : await findUserByEmail(sql, email);
    if (known) {
      await insertIdentity(sql, known.id, issuer, claims.sub);
      return known.id;
    }
    if (!createsAccounts) return undefined;
    const name = await findFreeName(sql, nameOf(claims));
    const displayName = typeof claims.name === 'string' ? cleanName(claims.name, LONGEST_DISPLAY_NAME) : '';
    const userId = await insertUser(sql, { name, role: 'member', passwordHash: null });
    await updateUser(sql, userId, {
      ...(email === undefined ? {} : { email }),
      ...(displayName === '' ? {} : { displayName }),
    });
    await insertIdentity(sql, userId, issuer, claims.sub);
    return userId;
  }
}

function nameOf({ preferred_username: username, email, sub }: Claims): string {
  const wanted = [username, typeof email === 'string' ? email.split('@')[0] : undefined, sub].find(
    (text): text is string => typeof text === 'string' && text.trim() !== '',
  );
  const letters = (wanted ?? 'somebody')
    .slice(0, 1000)
    .replaceAll(/[^\p{L}\p{N} ._@+-]/gu, '')
    .replace(/^[^\p{L}\p{N}]+/u, '');
  return cleanName(letters, LONGEST_NAME) || 'somebody';
}

async function findFreeName(sql: Sql, wanted: string): Promise<string> {
  for (let turn = 1; turn < 1000; turn += 1) {
    const name = turn === 1 ? wanted : `${wanted} ${turn}`;
    if (!(await isNameTaken(sql, name))) return name;
  }
  throw new Error(`a thousand people are called ${wanted}`);
}
