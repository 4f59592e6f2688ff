import type { Passkey } from '@goodshunter/contracts/api';
import { type Database, isDuplicateKey } from '@goodshunter/db';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Caller } from '../../access/person.js';
import { ConflictError, InvalidInputError, NotFoundError, UnauthorizedError } from '../../errors.js';
import { insertCode, takeCode } from '../../store/people/code-store.js';
import {
  deletePasskey,
  findPasskey,
  insertPasskey,
  listCredentialIds,
  listPasskeys,
  notePasskeyUse,
} from '../../store/people/passkey-store.js';
import type { AuditLog } from './audit-log.js';
import type { Limits } from './limits.js';
import { hashCode } from './one-time-code.js';
import type { BegunSession, SessionService } from './session-service.js';

/** How long somebody may take at their authenticator. */
const CHALLENGE_SECONDS = 300;
const WRONG = 'This passkey is not known here; sign in another way.';

export interface PasskeyServiceOptions {
  database: Pick<Database, 'sql'>;
  sessions: Pick<SessionService, 'beginFor'>;
  limits: Limits;
  audit: AuditLog;
  /** Where people reach the page: passkeys are bound to its host. */
  publicUrl: string;
  /** Nobody said what that is: on this machine any port of localhost will do. */
  isAnyLocalPort: boolean;
}

export type PasskeyService = ReturnType<typeof createPasskeyService>;

/** Sign-in by a key that never leaves its device. Challenges are in the database, so that any replica takes the answer. */
export function createPasskeyService(options: PasskeyServiceOptions) {
  const { database, sessions, limits, audit, publicUrl, isAnyLocalPort } = options;
  const { sql } = database;
  const rpId = new URL(publicUrl).hostname;

  /** The origin that a page of ours has; of the one that it names itself only the port is believed, on this machine. */
  function expectedOrigin(named: string | undefined): string {
    const isLocal = isAnyLocalPort && named !== undefined && /^http:\/\/localhost(:\d+)?$/.test(named);
    return isLocal ? named : new URL(publicUrl).origin;
  }

  async function keepChallenge(challenge: string, userId: number | null): Promise<void> {
    await insertCode(sql, { kind: 'passkey', codeHash: hashCode(challenge), userId, seconds: CHALLENGE_SECONDS });
  }

  /** True once, for a challenge that was given to this user (or to nobody in particular). */
  const takeChallenge = (userId: number | null) => async (challenge: string) => {
    const code = await takeCode(sql, 'passkey', hashCode(challenge));
    return code !== undefined && code.userId === userId;
  };

  return {
    list: ({ userId }: Caller): Promise<Passkey[]> => listPasskeys(sql, userId),

    async start({ userId, person }: Caller): Promise<Record<string, unknown>> {
      const known = await listCredentialIds(sql, userId);
      const creation = await generateRegistrationOptions({
        rpName: 'GoodsHunter',
        rpID: rpId,
        userName: person?.name ?? '',
        userID: new TextEncoder().encode(`user-${userId}`),
        excludeCredentials: known.map((id) => ({ id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      await keepChallenge(creation.challenge, userId);
      return { ...creation };
    },

    /** @throws {InvalidInputError} when the answer is not to a challenge of ours, or not from our page. @throws {ConflictError} */
    async create(
      { userId, person, origin }: Caller,
      input: { name: string; response: Record<string, unknown> },
      pageOrigin: string | undefined,
    ): Promise<Passkey> {
      const verified = await verifyRegistrationResponse({
        response: input.response as unknown as RegistrationResponseJSON,
        expectedChallenge: takeChallenge(userId),
        expectedOrigin: expectedOrigin(pageOrigin),
        expectedRPID: rpId,
        requireUserVerification: true,
      }).catch(() => undefined);
      if (!verified?.verified) {
        throw new InvalidInputError([{ field: 'response', message: 'response is not a new passkey for this page' }]);
      }
      const { credential } = verified.registrationInfo;
      try {
        const id = await insertPasskey(sql, userId, {
          name: input.name,
          credentialId: credential.id,
          publicKey: credential.publicKey,
          counter: credential.counter,
          transports: credential.transports ?? [],
        });
        await audit.note({
          userId,
          userName: person?.name ?? '',
          action: 'passkey.created',
          detail: input.name,
          origin,
        });
        const created = (await listPasskeys(sql, userId)).find((one) => one.id === id);
        if (!created) throw new Error(`passkey ${id} vanished after it was stored`);
        return created;
      } catch (error) {
        if (isDuplicateKey(error)) throw new ConflictError('This passkey is registered already.');
        throw error;
      }
    },

    /** @throws {NotFoundError} */
    async remove({ userId, person, origin }: Caller, passkeyId: number): Promise<void> {
      if (!(await deletePasskey(sql, userId, passkeyId))) throw new NotFoundError(`There is no passkey ${passkeyId}.`);
      await audit.note({
        userId,
        userName: person?.name ?? '',
        action: 'passkey.removed',
        detail: `passkey ${passkeyId}`,
        origin,
      });
    },

    async startSignIn(): Promise<Record<string, unknown>> {
      const request = await generateAuthenticationOptions({ rpID: rpId, userVerification: 'required' });
      await keepChallenge(request.challenge, null);
      return { ...request };
    },

    /** @throws {UnauthorizedError} {TooManyRequestsError} */
    async signIn(
      caller: Caller,
      response: Record<string, unknown>,
      pageOrigin: string | undefined,
    ): Promise<BegunSession> {
      const { address } = caller.origin;
      await limits.check('signInAddress', address);
      const passkey = typeof response.id === 'string' ? await findPasskey(sql, response.id) : undefined;
      const verified =
        passkey &&
        (await verifyAuthenticationResponse({
          response: response as unknown as AuthenticationResponseJSON,
          expectedChallenge: takeChallenge(null),
          expectedOrigin: expectedOrigin(pageOrigin),
          expectedRPID: rpId,
          credential: {
            id: passkey.credentialId,
            publicKey: new Uint8Array(passkey.publicKey),
            counter: passkey.counter,
          },
          requireUserVerification: true,
        }).catch(() => undefined));
      if (!passkey || !verified?.verified) {
        await audit.note({
          userId: passkey?.userId ?? null,
          action: 'session.sign_in',
          isRefused: true,
          detail: 'passkey',
          origin: caller.origin,
        });
        await limits.count('signInAddress', address);
        throw new UnauthorizedError(WRONG, 'WRONG_CREDENTIALS');
      }
      await notePasskeyUse(sql, passkey.id, verified.authenticationInfo.newCounter);
      return sessions.beginFor(passkey.userId, caller, 'passkey');
    },
  };
}
