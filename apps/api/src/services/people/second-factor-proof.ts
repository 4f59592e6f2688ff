import type { FinishSignIn, PendingSignIn } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';
import type { Caller } from '../../access/person.js';
import { UnauthorizedError } from '../../errors.js';
import { countGuess, findCode, insertCode, takeCode } from '../../store/people/code-store.js';
import { readSecondFactor, takeTotpStep } from '../../store/people/second-factor-store.js';
import type { AuditLog } from './audit-log.js';
import type { AuthenticatorApps } from './authenticator-app.js';
import type { Limits } from './limits.js';
import { createLongCode, hashCode, hashRecoveryCode } from './one-time-code.js';
import type { PasskeyVerifier } from './passkey-verifier.js';

/** How long somebody may take from the password to the second factor. */
const TICKET_SECONDS = 300;
const MOST_GUESSES = 5;

export interface SecondFactorProofOptions {
  sql: Sql;
  verifier: PasskeyVerifier;
  apps: AuthenticatorApps;
  limits: Limits;
  audit: AuditLog;
}

/** How a second factor was shown, as the audit log says it. */
export type SecondFactorWay = 'passkey' | 'app' | 'recovery code';

export type SecondFactorProof = ReturnType<typeof createSecondFactorProof>;

/** The second half of a sign-in. Between the halves there is a ticket, which opens nothing by itself. */
export function createSecondFactorProof({ sql, verifier, apps, limits, audit }: SecondFactorProofOptions) {
  async function proveByCode(userId: number, code: string): Promise<SecondFactorWay | undefined> {
    if (/^\d{6}$/.test(code)) {
      const sealed = (await readSecondFactor(sql, userId))?.totpSecret;
      const step = sealed == null ? undefined : apps.findStep(sealed, code);
      return step !== undefined && (await takeTotpStep(sql, userId, step)) ? 'app' : undefined;
    }
    const taken = await takeCode(sql, 'recovery', hashRecoveryCode(userId, code));
    return taken?.userId === userId ? 'recovery code' : undefined;
  }

  return {
    /** The password of this user was right; what must follow. */
    async begin(userId: number): Promise<PendingSignIn> {
      const { code: ticket, codeHash } = createLongCode();
      await insertCode(sql, { kind: 'second', codeHash, userId, seconds: TICKET_SECONDS, attempts: MOST_GUESSES });
      const [row, passkey] = await Promise.all([readSecondFactor(sql, userId), verifier.ask(userId)]);
      return { ticket, hasApp: row?.totpSecret != null, passkey: passkey ?? null };
    },

    /**
     * Who has shown both. Wrong codes are counted by ticket and by account, whoever has the password.
     * @throws {UnauthorizedError} {TooManyRequestsError}
     */
    async finish(
      { origin }: Pick<Caller, 'origin'>,
      { ticket, code, response }: FinishSignIn,
      pageOrigin: string | undefined,
    ): Promise<{ userId: number; way: SecondFactorWay }> {
      const begun = await findCode(sql, 'second', hashCode(ticket));
      const userId = begun?.userId;
      if (begun === undefined || userId == null) {
        await limits.count('code', origin.address);
        throw expired();
      }
      const account = String(userId);
      let way: SecondFactorWay | undefined;
      if (response !== undefined) {
        const { isRight } = await verifier.check(userId, response, pageOrigin);
        way = isRight ? 'passkey' : undefined;
      } else {
        await limits.check('secondFactor', account);
        // Counted before it is compared: of many guesses at once no more are looked at than one after the other.
        await limits.count('secondFactor', account);
        if (!(await countGuess(sql, begun.id))) throw expired();
        way = await proveByCode(userId, code ?? '');
        if (way !== undefined) await limits.giveBack('secondFactor', account);
      }
      if (way !== undefined && (await takeCode(sql, 'second', hashCode(ticket)))) return { userId, way };
      const detail = code === undefined ? 'passkey' : 'code';
      await audit.note({ userId, action: 'session.second_factor', isRefused: true, detail, origin });
      throw new UnauthorizedError(['wrong_second_factor'], 'WRONG_SECOND_FACTOR');
    },
  };
}

function expired(): UnauthorizedError {
  return new UnauthorizedError(['sign_in_expired'], 'SIGN_IN_EXPIRED');
}
