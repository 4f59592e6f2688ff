import type { FinishSignIn, PendingSignIn, Registration, SessionState } from '@goodshunter/contracts/api';
import type { Database } from '@goodshunter/db';
import type { Caller, Origin } from '../../access/person.js';
import { ForbiddenError, UnauthorizedError } from '../../errors.js';
import { endWaysIn } from '../../store/people/account-store.js';
import { deleteCodes, findCode, takeCode } from '../../store/people/code-store.js';
import { switchOffSecondFactor } from '../../store/people/second-factor-store.js';
import { deleteSession, deleteSessions, insertSession, passBrowser } from '../../store/people/session-store.js';
import {
  findUser,
  findUserByEmail,
  findUserByName,
  foldName,
  hasSetUpAdmin,
  insertUser,
  lockUnclaimedAdmin,
  markSetUp,
  type UserRow,
  updateUser,
} from '../../store/people/user-store.js';
import type { AuditLog } from './audit-log.js';
import { claimAdmin } from './claim-admin.js';
import { insertNamed } from './insert-named.js';
import type { Limits } from './limits.js';
import { createLongCode, hashCode } from './one-time-code.js';
import type { PasswordHasher } from './password-hasher.js';
import type { QuotaService } from './quota-service.js';
import type { SecondFactorProof } from './second-factor-proof.js';
import { toMe } from './to-me.js';

export interface SessionServiceOptions {
  database: Pick<Database, 'sql' | 'transaction'>;
  hasher: PasswordHasher;
  limits: Limits;
  audit: AuditLog;
  quotas: Pick<QuotaService, 'describe'>;
  secondFactor: SecondFactorProof;
  isLocal: boolean;
  registration: Registration;
  /** Whether letters can be sent. */
  hasMail: boolean;
  /** What the provider is called; absent: there is none. */
  oidcName?: string | undefined;
  version: string;
  docsUrl: string;
  /** Rights or ways in of this user have changed. */
  onChanged: (userId: number) => void;
}

/** A session that has begun: what its cookie holds is told here once. */
export interface BegunSession {
  token: string;
  state: SessionState;
}

export type SessionService = ReturnType<typeof createSessionService>;

/** The password was right, and is not enough. */
export interface PendingSession {
  pending: PendingSignIn;
}

/** Who comes in, how, and out again. */
export function createSessionService(options: SessionServiceOptions) {
  const { database, hasher, limits, audit, quotas, isLocal, registration, onChanged } = options;
  const { sql } = database;
  let isSetUp = false;

  async function needsSetup(): Promise<boolean> {
    // Once somebody is the admin, somebody stays it.
    isSetUp ||= await hasSetUpAdmin(sql);
    return !isSetUp;
  }

  async function describe(user: UserRow | undefined): Promise<SessionState> {
    const limitsOf = user && (await quotas.describe(user.id, user.role));
    return {
      user: user ? toMe(user) : null,
      needsSetup: await needsSetup(),
      isLocal,
      signIn: {
        password: true,
        passkey: true,
        oidc: options.oidcName === undefined ? null : { name: options.oidcName },
        registration,
        mail: options.hasMail,
      },
      quotas: limitsOf?.quotas ?? null,
      used: limitsOf?.used ?? null,
      version: options.version,
      docsUrl: options.docsUrl,
    };
  }

  /** A new session, and so a new id; the one that the caller came with ends. */
  async function begin(user: UserRow, { person, origin }: Pick<Caller, 'person' | 'origin'>): Promise<BegunSession> {
    const { code: token, codeHash: tokenHash } = createLongCode();
    const { address, agent } = origin;
    const sessionId = await insertSession(sql, { userId: user.id, tokenHash, address, agent });
    if (person?.sessionId != null) {
      if (person.id === user.id) await passBrowser(sql, user.id, person.sessionId, sessionId);
      await deleteSession(sql, person.id, person.sessionId);
    }
    return { token, state: await describe(user) };
  }

  /** Signs in whom another way has made sure of: a passkey, a provider, a code. */
  async function beginFor(
    userId: number,
    caller: Pick<Caller, 'person' | 'origin'>,
    how: string,
  ): Promise<BegunSession> {
    const user = await findUser(sql, userId);
    if (!user || user.isDisabled) {
      await audit.note({
        userId: user?.id ?? null,
        userName: user?.name ?? '',
        action: 'session.sign_in',
        isRefused: true,
        detail: how,
        origin: caller.origin,
      });
      throw new UnauthorizedError(['cannot_sign_in']);
    }
    const begun = await begin(user, caller);
    await audit.note({
      userId: user.id,
      userName: user.name,
      action: 'session.sign_in',
      detail: how,
      origin: caller.origin,
    });
    return begun;
  }

  /** @throws {UnauthorizedError} when there is no such code; wrong ones are counted. */
  async function requireCode(kind: 'setup' | 'invite' | 'password', code: string, origin: Origin) {
    await limits.check('code', origin.address);
    const found = await findCode(sql, kind, hashCode(code));
    if (found) return found;
    await audit.note({ userId: null, action: `${kind}.code`, isRefused: true, detail: 'wrong or old code', origin });
    await limits.count('code', origin.address);
    throw new UnauthorizedError(['wrong_code'], 'WRONG_CODE');
  }

  return {
    describe,
    begin,
    beginFor,
    requireCode,

    async read({ person }: Caller): Promise<SessionState> {
      return describe(person ? await findUser(sql, person.id) : undefined);
    },

    /**
     * By name or e-mail address. Says and costs the same whether there is such an account or not.
     * @throws {UnauthorizedError} {TooManyRequestsError}
     */
    async signIn(caller: Caller, input: { name: string; password: string }): Promise<BegunSession | PendingSession> {
      const { origin } = caller;
      // As the account is found: no other way to write its name gives further guesses.
      const account = foldName(input.name);
      await limits.check('signInAddress', origin.address);
      await limits.check('signInAccount', account);
      const byName = await findUserByName(sql, input.name);
      const byEmail = input.name.includes('@') ? await findUserByEmail(sql, input.name) : undefined;
      const user = byName ?? byEmail;
      // Counted before it is known to be wrong: many at once are no more guesses than one after the other.
      await limits.count('signInAddress', origin.address);
      await limits.count('signInAccount', account);
      const isRight = await hasher.verify(user?.passwordHash, input.password);
      if (!user || !isRight || user.isDisabled) {
        await audit.note({
          userId: user?.id ?? null,
          userName: user?.name ?? '',
          action: 'session.sign_in',
          isRefused: true,
          detail: 'password',
          origin,
        });
        throw new UnauthorizedError(['wrong_credentials'], 'WRONG_CREDENTIALS');
      }
      await limits.giveBack('signInAddress', origin.address);
      await limits.forget('signInAccount', account);
      if (user.secondFactorAt !== null) return { pending: await options.secondFactor.begin(user.id) };
      return beginFor(user.id, caller, 'password');
    },

    /** The second half of a sign-in by password. @throws {UnauthorizedError} {TooManyRequestsError} */
    async finishSignIn(caller: Caller, input: FinishSignIn, pageOrigin: string | undefined): Promise<BegunSession> {
      const { userId, way } = await options.secondFactor.finish(caller, input, pageOrigin);
      return beginFor(userId, caller, `password and ${way}`);
    },

    async signOut({ person, origin }: Caller): Promise<void> {
      if (person?.sessionId == null) return;
      await deleteSession(sql, person.id, person.sessionId);
      await audit.note({ userId: person.id, userName: person.name, action: 'session.sign_out', origin });
    },

    /**
     * By the code of the set-up link: the first admin takes over, with all that the token file's admin has made. Whoever has a code of a
     * later one (an admin who lost the password made it by the command) gets a new admin, or the named one back.
     * @throws {UnauthorizedError} {InvalidInputError}
     */
    async setUp(caller: Caller, input: { code: string; name: string; password: string }): Promise<BegunSession> {
      await requireCode('setup', input.code, caller.origin);
      const passwordHash = await hasher.hash(input.password);
      const userId = await database.transaction(async (transaction) => {
        if (!(await takeCode(transaction, 'setup', hashCode(input.code))))
          throw new UnauthorizedError(['wrong_code'], 'WRONG_CODE');
        const id = await claimAdmin(transaction, input.name, passwordHash);
        await markSetUp(transaction, id);
        // Whoever can make this link runs the house, and may have lost the second factor with the password.
        await switchOffSecondFactor(transaction, id);
        await deleteSessions(transaction, id);
        await deleteCodes(transaction, 'setup');
        return id;
      });
      await audit.note({ userId, userName: input.name, action: 'setup.done', origin: caller.origin });
      return beginFor(userId, caller, 'setup');
    },

    /** In a local run: go on as its admin, without a password. The set-up stays open. @throws {ForbiddenError} elsewhere */
    async setUpLocal(caller: Caller, code: string): Promise<BegunSession> {
      if (!isLocal) throw new ForbiddenError(['not_local']);
      await requireCode('setup', code, caller.origin);
      const userId = await database.transaction(async (transaction) => {
        const admin = await lockUnclaimedAdmin(transaction);
        return admin?.id ?? insertUser(transaction, { name: 'admin', role: 'admin', passwordHash: null });
      });
      return beginFor(userId, caller, 'local run');
    },

    /** By the code of a link; all sessions of the account end, and all else that lets somebody in if that is asked for. @throws {UnauthorizedError} */
    async resetPassword(
      { origin }: Caller,
      input: { code: string; password: string; endTokens: boolean },
    ): Promise<void> {
      await requireCode('password', input.code, origin);
      const passwordHash = await hasher.hash(input.password);
      const userId = await database.transaction(async (transaction) => {
        const code = await takeCode(transaction, 'password', hashCode(input.code));
        if (code?.userId == null) throw new UnauthorizedError(['wrong_code'], 'WRONG_CODE');
        await updateUser(transaction, code.userId, { passwordHash });
        await deleteSessions(transaction, code.userId);
        await deleteCodes(transaction, 'password', code.userId);
        await deleteCodes(transaction, 'second', code.userId);
        if (input.endTokens) await endWaysIn(transaction, code.userId);
        return code.userId;
      });
      onChanged(userId);
      const detail = input.endTokens ? 'with tokens' : '';
      await audit.note({ userId, action: 'account.password_reset', detail, origin });
    },

    /**
     * An account by an invite, or by oneself where registration is open.
     * @throws {UnauthorizedError} {ForbiddenError} {InvalidInputError}
     */
    async register(caller: Caller, input: { code: string; name: string; password: string }): Promise<BegunSession> {
      if (registration === 'closed') throw new ForbiddenError(['no_accounts_now']);
      await requireCode('invite', input.code, caller.origin);
      const passwordHash = await hasher.hash(input.password);
      const userId = await database.transaction(async (transaction) => {
        const invite = await takeCode(transaction, 'invite', hashCode(input.code));
        if (!invite) throw new UnauthorizedError(['wrong_code'], 'WRONG_CODE');
        // A code that came by e-mail proves the address.
        const email = typeof invite.data?.email === 'string' ? invite.data.email : null;
        return insertNamed(transaction, { name: input.name, role: invite.role ?? 'member', passwordHash, email });
      });
      await audit.note({
        userId,
        userName: input.name,
        action: 'account.created',
        detail: 'invite',
        origin: caller.origin,
      });
      return beginFor(userId, caller, 'invite');
    },
  };
}
