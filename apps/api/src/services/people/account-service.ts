import type { Device, Me, UpdateMe } from '@goodshunter/contracts/api';
import { type Database, isDuplicateKey } from '@goodshunter/db';
import { requireFresh } from '../../access/fresh.js';
import type { Caller } from '../../access/person.js';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.js';
import { deleteAccount, exportAccount, passSharedTasks } from '../../store/people/account-store.js';
import { countGuess, deleteCodes, findCodeOf, insertCode } from '../../store/people/code-store.js';
import { deleteSession, deleteSessions, listSessions } from '../../store/people/session-store.js';
import { findUser, foldName, lockActiveAdmins, type UserRow, updateUser } from '../../store/people/user-store.js';
import { moveRhythm } from '../../store/telling/rhythm-rows.js';
import type { AuditLog } from './audit-log.js';
import { nameTaken } from './insert-named.js';
import type { Limits } from './limits.js';
import type { Mailer } from './mailer.js';
import { createShortCode, isShortCode } from './one-time-code.js';
import type { PasswordHasher } from './password-hasher.js';
import { toMe } from './to-me.js';

const EMAIL_CODE_SECONDS = 3600;
const EMAIL_CODE_GUESSES = 5;

export interface AccountServiceOptions {
  database: Pick<Database, 'sql' | 'transaction'>;
  hasher: PasswordHasher;
  limits: Limits;
  audit: AuditLog;
  /** Absent: no e-mail can be sent. */
  mailer?: Mailer | undefined;
  /** Rights or sessions of this user have changed. */
  onChanged: (userId: number) => void;
}

export type AccountService = ReturnType<typeof createAccountService>;

/** What people do with their own accounts. */
export function createAccountService(options: AccountServiceOptions) {
  const { database, hasher, limits, audit, mailer, onChanged } = options;
  const { sql } = database;

  async function readSelf({ userId }: Caller): Promise<UserRow> {
    const user = await findUser(sql, userId);
    if (!user) throw new NotFoundError(['account_gone']);
    return user;
  }

  /** Whoever sits at an open screen must not take the account over. @throws {ForbiddenError} */
  async function requirePassword(caller: Caller, user: UserRow, password: string | undefined): Promise<void> {
    if (user.passwordHash === null) return;
    const account = foldName(user.name);
    await limits.check('signInAccount', account);
    await limits.count('signInAccount', account);
    if (await hasher.verify(user.passwordHash, password ?? '')) return limits.giveBack('signInAccount', account);
    await audit.note({
      userId: user.id,
      userName: user.name,
      action: 'account.password',
      isRefused: true,
      origin: caller.origin,
    });
    // Not 401: the page would take that for the end of the session.
    throw new ForbiddenError(['wrong_password'], 'WRONG_PASSWORD');
  }

  async function sendEmailCode(user: UserRow, email: string): Promise<void> {
    if (!mailer) {
      throw new InvalidInputError([
        { field: 'email', message: 'email cannot be verified here: the operator has set no MAIL_SMTP_URL' },
      ]);
    }
    await limits.count('letter', `email:${user.id}`);
    await limits.count('letter', `to:${foldName(email)}`);
    const { code, codeHash } = createShortCode(user.id);
    await deleteCodes(sql, 'email', user.id);
    await insertCode(sql, {
      kind: 'email',
      codeHash,
      userId: user.id,
      seconds: EMAIL_CODE_SECONDS,
      attempts: EMAIL_CODE_GUESSES,
      data: { email },
    });
    await mailer.sendEmailCode(email, code);
  }

  return {
    async update(caller: Caller, change: UpdateMe): Promise<Me> {
      const user = await readSelf(caller);
      const { email, ...direct } = change;
      // Whoever has the address may have a new password sent there.
      if (email !== undefined && email !== user.email) requireFresh(caller.person);
      if (change.timeZone != null && !isTimeZone(change.timeZone)) {
        throw new InvalidInputError([
          { field: 'timeZone', message: 'timeZone is not a time zone such as Europe/Berlin' },
        ]);
      }
      try {
        await updateUser(sql, user.id, { ...direct, ...(email === null ? { email: null } : {}) });
      } catch (error) {
        if (isDuplicateKey(error)) throw nameTaken();
        throw error;
      }
      if (change.timeZone != null) await moveRhythm(database, user.id, change.timeZone);
      if (email != null && email !== user.email) await sendEmailCode(user, email);
      onChanged(user.id);
      return toMe(await readSelf(caller));
    },

    /** Wrong codes are counted, and end it. @throws {InvalidInputError} */
    async confirmEmail(caller: Caller, given: string): Promise<Me> {
      const user = await readSelf(caller);
      const code = await findCodeOf(sql, 'email', user.id);
      // Counted before it is compared: of many guesses at once no more are looked at than one after the other.
      if (!code || !(await countGuess(sql, code.id)) || !isShortCode(code.codeHash, user.id, given)) {
        throw new InvalidInputError([
          { field: 'code', message: 'code is not the one that was sent last, or it is too old' },
        ]);
      }
      try {
        await updateUser(sql, user.id, { email: String(code.data?.email) });
      } catch (error) {
        if (isDuplicateKey(error)) throw new ConflictError(['email_taken']);
        throw error;
      }
      await deleteCodes(sql, 'email', user.id);
      await audit.note({ userId: user.id, userName: user.name, action: 'account.email', origin: caller.origin });
      return toMe(await readSelf(caller));
    },

    async changePassword(caller: Caller, input: { current?: string | undefined; next: string }): Promise<void> {
      const user = await readSelf(caller);
      await requirePassword(caller, user, input.current);
      await updateUser(sql, user.id, { passwordHash: await hasher.hash(input.next) });
      await deleteSessions(sql, user.id, caller.person?.sessionId ?? 0);
      // A link for a new password that lies in a mailbox is no way around this one.
      await deleteCodes(sql, 'password', user.id);
      await deleteCodes(sql, 'second', user.id);
      await audit.note({ userId: user.id, userName: user.name, action: 'account.password', origin: caller.origin });
    },

    async listSessions({ userId, person }: Caller): Promise<Device[]> {
      return (await listSessions(sql, userId)).map((row) => ({
        id: row.id,
        isThis: row.id === person?.sessionId,
        agent: row.agent,
        address: row.address,
        createdAt: row.createdAt.toISOString(),
        lastUsedAt: row.lastUsedAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
      }));
    },

    /** @throws {NotFoundError} */
    async endSession({ userId, person, origin }: Caller, sessionId: number): Promise<void> {
      if (!(await deleteSession(sql, userId, sessionId))) throw new NotFoundError(['no_session', { id: sessionId }]);
      await audit.note({
        userId,
        userName: person?.name ?? '',
        action: 'session.ended',
        detail: `session ${sessionId}`,
        origin,
      });
    },

    async endOtherSessions({ userId, person, origin }: Caller): Promise<void> {
      await deleteSessions(sql, userId, person?.sessionId ?? 0);
      await audit.note({ userId, userName: person?.name ?? '', action: 'session.ended', detail: 'all others', origin });
    },

    async export(caller: Caller): Promise<Record<string, unknown>> {
      return { exportedAt: new Date().toISOString(), ...(await exportAccount(sql, caller.userId)) };
    },

    /** @throws {ConflictError} for the last admin: somebody must run the house. */
    async remove(caller: Caller, input: { password?: string | undefined; hunts: 'pass' | 'end' }): Promise<void> {
      const user = await readSelf(caller);
      await requirePassword(caller, user, input.password);
      await removeAccount(user, input.hunts);
      await audit.note({ userId: null, userName: user.name, action: 'account.deleted', origin: caller.origin });
    },

    removeAccount,
  };

  async function removeAccount(user: UserRow, hunts: 'pass' | 'end'): Promise<void> {
    await database.transaction(async (transaction) => {
      const admins = await lockActiveAdmins(transaction);
      if (admins.length === 1 && admins[0] === user.id) {
        throw new ConflictError(['only_admin']);
      }
      if (hunts === 'pass') await passSharedTasks(transaction, user.id);
      await deleteAccount(transaction, user.id);
    });
    onChanged(user.id);
  }
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
