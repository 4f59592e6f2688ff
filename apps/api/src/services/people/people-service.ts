import type { AuditAction, AuditEntry, Invite, PersonEntry, Role } from '@goodshunter/contracts/api';
import type { Database } from '@goodshunter/db';
import type { Caller } from '../../access/person.js';
import { ConflictError, ForbiddenError, NotFoundError } from '../../errors.js';
import { listAudit } from '../../store/people/audit-store.js';
import { type CodeRow, deleteCode, deleteCodes, insertCode, listCodes } from '../../store/people/code-store.js';
import { deleteSessions } from '../../store/people/session-store.js';
import { findUser, listUsers, lockActiveAdmins, type PersonRow, updateUser } from '../../store/people/user-store.js';
import type { AccountService } from './account-service.js';
import type { AuditLog } from './audit-log.js';
import { createLongCode } from './one-time-code.js';

const INVITE_SECONDS = 7 * 86_400;
const PASSWORD_LINK_SECONDS = 86_400;

export interface PeopleServiceOptions {
  database: Pick<Database, 'sql' | 'transaction'>;
  audit: AuditLog;
  accounts: Pick<AccountService, 'removeAccount'>;
  /** Where people reach the page. */
  publicUrl: string;
  /** Accounts are made at all. */
  areInvitesOpen: boolean;
  /** Rights or sessions of this user have changed. */
  onChanged: (userId: number) => void;
}

export type PeopleService = ReturnType<typeof createPeopleService>;

/** What admins do: who is here, in which role, and who may come. */
export function createPeopleService(options: PeopleServiceOptions) {
  const { database, audit, accounts, publicUrl, areInvitesOpen, onChanged } = options;
  const { sql } = database;

  async function read(userId: number): Promise<PersonRow> {
    const [row] = await listUsers(sql, userId);
    if (!row) throw new NotFoundError(['nobody', { id: userId }]);
    return row;
  }

  const note = ({ userId, person, origin }: Caller, action: AuditAction, detail: string) =>
    audit.note({ userId, userName: person?.name ?? '', action, detail, origin });

  return {
    list: async (): Promise<PersonEntry[]> => (await listUsers(sql)).map(toPerson),

    /** Their sessions end. @throws {NotFoundError} {ConflictError} for the last admin */
    async update(
      caller: Caller,
      userId: number,
      change: { role?: Role | undefined; isDisabled?: boolean | undefined },
    ): Promise<PersonEntry> {
      const before = await read(userId);
      await database.transaction(async (transaction) => {
        const admins = await lockActiveAdmins(transaction);
        const stays = (change.role ?? before.role) === 'admin' && !(change.isDisabled ?? Boolean(before.isDisabled));
        if (!stays && admins.length === 1 && admins[0] === userId) {
          throw new ConflictError(['only_admin']);
        }
        await updateUser(transaction, userId, change);
        await deleteSessions(transaction, userId);
      });
      onChanged(userId);
      const words = [
        change.role === undefined ? '' : `role ${before.role} to ${change.role}`,
        change.isDisabled === undefined ? '' : change.isDisabled ? 'locked' : 'unlocked',
      ];
      await note(caller, 'person.changed', `${before.name}: ${words.filter(Boolean).join(', ')}`);
      return toPerson(await read(userId));
    },

    /** @throws {NotFoundError} {ConflictError} for the last admin */
    async remove(caller: Caller, userId: number): Promise<void> {
      const user = await read(userId);
      await accounts.removeAccount(user, 'pass');
      await note(caller, 'person.deleted', user.name);
    },

    /** @throws {NotFoundError} */
    async createPasswordLink(caller: Caller, userId: number): Promise<{ url: string; expiresAt: string }> {
      const user = await findUser(sql, userId);
      if (!user) throw new NotFoundError(['nobody', { id: userId }]);
      const { code, codeHash } = createLongCode();
      await deleteCodes(sql, 'password', userId);
      await insertCode(sql, {
        kind: 'password',
        codeHash,
        userId,
        seconds: PASSWORD_LINK_SECONDS,
        createdBy: caller.userId,
      });
      await note(caller, 'person.password_link', user.name);
      const expiresAt = new Date(Date.now() + PASSWORD_LINK_SECONDS * 1000).toISOString();
      return { url: `${publicUrl}/password#code=${code}`, expiresAt };
    },

    listInvites: async (): Promise<Invite[]> => (await listCodes(sql, 'invite')).map(toInvite),

    /** The link is told here once. @throws {ForbiddenError} where registration is closed */
    async createInvite(caller: Caller, input: { role: Role; uses: number }) {
      if (!areInvitesOpen) {
        throw new ForbiddenError(['registration_closed']);
      }
      const { code, codeHash } = createLongCode();
      const { role, uses } = input;
      const id = await insertCode(sql, {
        kind: 'invite',
        codeHash,
        role,
        uses,
        seconds: INVITE_SECONDS,
        createdBy: caller.userId,
      });
      await note(caller, 'invite.created', `${role}, ${uses} ${uses === 1 ? 'use' : 'uses'}`);
      const invite = (await listCodes(sql, 'invite')).find((one) => one.id === id);
      if (!invite) throw new Error(`invite ${id} vanished after it was stored`);
      return { ...toInvite(invite), url: `${publicUrl}/invite/${code}`, code };
    },

    /** @throws {NotFoundError} */
    async deleteInvite(caller: Caller, inviteId: number): Promise<void> {
      if (!(await deleteCode(sql, 'invite', inviteId))) throw new NotFoundError(['no_invite', { id: inviteId }]);
      await note(caller, 'invite.withdrawn', `invite ${inviteId}`);
    },

    audit: (before: number | undefined): Promise<AuditEntry[]> => listAudit(sql, before),
  };
}

function toPerson(row: PersonRow): PersonEntry {
  return {
    id: row.id,
    name: row.name,
    displayName: row.displayName,
    email: row.email,
    role: row.role,
    isDisabled: Boolean(row.isDisabled),
    hasSecondFactor: row.secondFactorAt !== null,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    hunts: row.hunts,
  };
}

function toInvite(row: CodeRow): Invite {
  return {
    id: row.id,
    role: row.role ?? 'member',
    usesLeft: row.usesLeft,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
