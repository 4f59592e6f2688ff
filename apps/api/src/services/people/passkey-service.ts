import type { AuditAction, Passkey } from '@goodshunter/contracts/api';
import { type Database, isDuplicateKey } from '@goodshunter/db';
import type { Caller } from '../../access/person.js';
import { ConflictError, InvalidInputError, NotFoundError, UnauthorizedError } from '../../errors.js';
import { deletePasskey, insertPasskey, listPasskeys } from '../../store/people/passkey-store.js';
import { lockUser } from '../../store/people/user-store.js';
import type { AuditLog } from './audit-log.js';
import type { Limits } from './limits.js';
import type { PasskeyVerifier, WebauthnResponse } from './passkey-verifier.js';
import type { BegunSession, SessionService } from './session-service.js';

export interface PasskeyServiceOptions {
  database: Pick<Database, 'sql' | 'transaction'>;
  verifier: PasskeyVerifier;
  sessions: Pick<SessionService, 'beginFor'>;
  limits: Limits;
  audit: AuditLog;
}

export type PasskeyService = ReturnType<typeof createPasskeyService>;

/** Sign-in by a key that never leaves its device. */
export function createPasskeyService({ database, verifier, sessions, limits, audit }: PasskeyServiceOptions) {
  const { sql } = database;

  const note = ({ userId, person, origin }: Caller, action: AuditAction, detail: string) =>
    audit.note({ userId, userName: person?.name ?? '', action, detail, origin });

  return {
    list: ({ userId }: Caller): Promise<Passkey[]> => listPasskeys(sql, userId),

    start: ({ userId, person }: Caller): Promise<WebauthnResponse> => verifier.askForNew(userId, person?.name ?? ''),

    /** @throws {InvalidInputError} when the answer is not to a challenge of ours, or not from our page. @throws {ConflictError} */
    async create(
      caller: Caller,
      input: { name: string; response: WebauthnResponse },
      pageOrigin: string | undefined,
    ): Promise<Passkey> {
      const { userId } = caller;
      const passkey = await verifier.checkNew(userId, input.response, pageOrigin);
      if (!passkey) {
        throw new InvalidInputError([{ field: 'response', message: 'response is not a new passkey for this page' }]);
      }
      try {
        const id = await insertPasskey(sql, userId, { name: input.name, ...passkey });
        await note(caller, 'passkey.created', input.name);
        const created = (await listPasskeys(sql, userId)).find((one) => one.id === id);
        if (!created) throw new Error(`passkey ${id} vanished after it was stored`);
        return created;
      } catch (error) {
        if (isDuplicateKey(error)) throw new ConflictError(['passkey_known']);
        throw error;
      }
    },

    /** @throws {NotFoundError} @throws {ConflictError} when nothing else is left as the second factor */
    async remove(caller: Caller, passkeyId: number): Promise<void> {
      const { userId } = caller;
      await database.transaction(async (transaction) => {
        const user = await lockUser(transaction, userId);
        if (!(await deletePasskey(transaction, userId, passkeyId))) {
          throw new NotFoundError(['no_passkey', { id: passkeyId }]);
        }
        const isNeeded = user?.secondFactorAt != null && user.totpSecret === null;
        if (isNeeded && (await listPasskeys(transaction, userId)).length === 0) {
          throw new ConflictError(['passkey_needed']);
        }
      });
      await note(caller, 'passkey.removed', `passkey ${passkeyId}`);
    },

    /** @throws {TooManyRequestsError} */
    async startSignIn({ origin }: Pick<Caller, 'origin'>): Promise<WebauthnResponse> {
      await limits.count('signInBegun', origin.address);
      return { ...(await verifier.ask(null)) };
    },

    /** Asks for no second factor: a passkey is held, and opened by a finger, a face or a number. @throws {UnauthorizedError} {TooManyRequestsError} */
    async signIn(caller: Caller, response: WebauthnResponse, pageOrigin: string | undefined): Promise<BegunSession> {
      const { address } = caller.origin;
      await limits.check('signInAddress', address);
      const { passkey, isRight } = await verifier.check(null, response, pageOrigin);
      if (!passkey || !isRight) {
        await audit.note({
          userId: passkey?.userId ?? null,
          action: 'session.sign_in',
          isRefused: true,
          detail: 'passkey',
          origin: caller.origin,
        });
        await limits.count('signInAddress', address);
        throw new UnauthorizedError(['wrong_passkey'], 'WRONG_CREDENTIALS');
      }
      return sessions.beginFor(passkey.userId, caller, 'passkey');
    },
  };
}
