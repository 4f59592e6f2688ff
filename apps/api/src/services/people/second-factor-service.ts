import type { AuditAction, SecondFactor } from '@goodshunter/contracts/api';
import type { Database, Sql } from '@goodshunter/db';
import type { Caller } from '../../access/person.js';
import { ConflictError, InvalidInputError, NotFoundError } from '../../errors.js';
import { countGuess, deleteCodes, findCodeOf, insertCode } from '../../store/people/code-store.js';
import {
  readSecondFactor,
  type SecondFactorRow,
  switchOffSecondFactor,
  switchOnSecondFactor,
} from '../../store/people/second-factor-store.js';
import { findUser, lockUser } from '../../store/people/user-store.js';
import type { AuditLog } from './audit-log.js';
import type { AuthenticatorApps } from './authenticator-app.js';
import { createLongCode, createRecoveryCode, hashRecoveryCode } from './one-time-code.js';

const APP_SECONDS = 900;
const APP_GUESSES = 10;
const RECOVERY_CODES = 10;
/** They end when they are used, or others take their place. */
const RECOVERY_SECONDS = 100 * 365 * 86_400;

export interface SecondFactorServiceOptions {
  database: Pick<Database, 'sql' | 'transaction'>;
  apps: AuthenticatorApps;
  audit: AuditLog;
}

export type SecondFactorService = ReturnType<typeof createSecondFactorService>;

/** Whether more than the password is asked for, and what. */
export function createSecondFactorService({ database, apps, audit }: SecondFactorServiceOptions) {
  const { sql } = database;

  const note = ({ userId, person, origin }: Caller, action: AuditAction, detail = '') =>
    audit.note({ userId, userName: person?.name ?? '', action, detail, origin });

  async function read(userId: number): Promise<SecondFactorRow> {
    const row = await readSecondFactor(sql, userId);
    if (!row) throw new NotFoundError(['account_gone']);
    return row;
  }

  const toAnswer = (row: SecondFactorRow): SecondFactor => ({
    isOn: Boolean(row.isOn),
    hasApp: row.totpSecret !== null,
    canUseApp: apps.areUsable,
    passkeys: row.passkeys,
    recoveryCodesLeft: row.recoveryCodes,
  });

  /** The app that was set up a moment ago, if this is a code of it. @throws {InvalidInputError} */
  async function proveApp(userId: number, code: string): Promise<{ sealed: string; step: number }> {
    const begun = await findCodeOf(sql, 'totp', userId);
    const sealed = begun?.data?.sealed;
    if (begun && typeof sealed === 'string' && (await countGuess(sql, begun.id))) {
      const step = apps.findStep(sealed, code);
      if (step !== undefined) return { sealed, step };
    }
    throw new InvalidInputError([
      { field: 'code', message: 'code is not what the app shows now; look at its clock, or set the app up again' },
    ]);
  }

  async function renewCodes(transaction: Sql, userId: number): Promise<string[]> {
    await deleteCodes(transaction, 'recovery', userId);
    const codes = Array.from({ length: RECOVERY_CODES }, createRecoveryCode);
    for (const code of codes) {
      const codeHash = hashRecoveryCode(userId, code);
      await insertCode(transaction, { kind: 'recovery', codeHash, userId, seconds: RECOVERY_SECONDS });
    }
    return codes;
  }

  return {
    read: async ({ userId }: Caller): Promise<SecondFactor> => toAnswer(await read(userId)),

    /** The secret is told here once, and counts when a code of it came back. @throws {ConflictError} */
    async startApp({ userId, person }: Caller): Promise<{ secret: string; uri: string }> {
      if (!apps.areUsable) {
        throw new ConflictError(['no_apps_here']);
      }
      const { sealed, secret, uri } = apps.create(person?.name ?? '');
      const { codeHash } = createLongCode();
      await deleteCodes(sql, 'totp', userId);
      const data = { sealed };
      await insertCode(sql, { kind: 'totp', codeHash, userId, seconds: APP_SECONDS, attempts: APP_GUESSES, data });
      return { secret, uri };
    },

    /** Recovery codes are told here once. @throws {InvalidInputError} {ConflictError} */
    async switchOn(
      caller: Caller,
      { code }: { code?: string | undefined },
    ): Promise<SecondFactor & { recoveryCodes: string[] | null }> {
      const { userId } = caller;
      const app = code === undefined ? undefined : await proveApp(userId, code);
      const recoveryCodes = await database.transaction(async (transaction) => {
        const user = await lockUser(transaction, userId);
        if (user?.passwordHash == null) {
          throw new ConflictError(['no_password_yet']);
        }
        const row = await readSecondFactor(transaction, userId);
        if (app === undefined && row?.passkeys === 0) {
          throw new ConflictError(['no_passkey_yet']);
        }
        await switchOnSecondFactor(transaction, userId, app);
        await deleteCodes(transaction, 'totp', userId);
        return row?.isOn ? null : renewCodes(transaction, userId);
      });
      await note(caller, 'second_factor.on', app === undefined ? 'passkey' : 'app');
      return { ...toAnswer(await read(userId)), recoveryCodes };
    },

    async switchOff(caller: Caller): Promise<void> {
      await database.transaction((transaction) => switchOffSecondFactor(transaction, caller.userId));
      await note(caller, 'second_factor.off');
    },

    /** They are told here once. @throws {ConflictError} while it is off */
    async renewRecoveryCodes(caller: Caller): Promise<{ recoveryCodes: string[] }> {
      const recoveryCodes = await database.transaction(async (transaction) => {
        const user = await lockUser(transaction, caller.userId);
        if (user?.secondFactorAt == null) throw new ConflictError(['second_factor_off']);
        return renewCodes(transaction, caller.userId);
      });
      await note(caller, 'second_factor.recovery_codes');
      return { recoveryCodes };
    },

    /** By an admin, for somebody who has lost it. @throws {NotFoundError} */
    async reset(caller: Caller, userId: number): Promise<void> {
      const user = await findUser(sql, userId);
      if (!user) throw new NotFoundError(['nobody', { id: userId }]);
      await database.transaction((transaction) => switchOffSecondFactor(transaction, userId));
      await note(caller, 'person.second_factor_off', user.name);
    },
  };
}
