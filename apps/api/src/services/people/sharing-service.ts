import { hash } from 'node:crypto';
import type { Action, AuditAction, FeedEvent, Share, ShareRole } from '@goodshunter/contracts/api';
import type { Database, Sql } from '@goodshunter/db';
import type { Caller } from '../../access/person.js';
import { EVERY_GUEST } from '../../access/share-scope.js';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.js';
import { findUsableChannels } from '../../store/channel-store.js';
import { isTaskWithin, readTask } from '../../store/create-task.js';
import { listEvents } from '../../store/list-events.js';
import {
  deleteChannelShare,
  deletePublicLink,
  deleteTaskShare,
  findPublicTask,
  isOwnChannel,
  isShownToGuests,
  listChannelShares,
  listTaskShares,
  putChannelShare,
  putPublicLink,
  putTaskShare,
  readPublicLinkSince,
  updateOwnShare,
} from '../../store/people/share-store.js';
import { findUserByName, type UserRow } from '../../store/people/user-store.js';
import type { AuditLog } from './audit-log.js';
import { createGuessGuard } from './guess-guard.js';
import type { Limits } from './limits.js';
import { createLongCode } from './one-time-code.js';

const PUBLIC_EVENTS = 50;

export interface SharingServiceOptions {
  database: Pick<Database, 'sql' | 'transaction'>;
  limits: Pick<Limits, 'count' | 'giveBack'>;
  audit: AuditLog;
  /** Where people reach the page. */
  publicUrl: string;
}

export type SharingService = ReturnType<typeof createSharingService>;

/** Who else sees a hunt, uses a channel, or has a link. */
export function createSharingService({ database, limits, audit, publicUrl }: SharingServiceOptions) {
  const { sql } = database;
  const findPublic = createGuessGuard(limits, 'link', (tokenHash) => findPublicTask(sql, tokenHash));

  const note = ({ userId, person, origin }: Caller, action: AuditAction, detail: string) =>
    audit.note({ userId, userName: person?.name ?? '', action, detail, origin });

  async function requireTask({ userId }: Caller, taskId: number, action: Action): Promise<void> {
    if (await isTaskWithin(sql, userId, taskId, action)) return;
    if (await isTaskWithin(sql, userId, taskId, 'read')) {
      throw new ForbiddenError(['not_shared_further']);
    }
    throw new NotFoundError(['no_task', { id: taskId }]);
  }

  async function requireChannel({ userId }: Caller, channelId: number): Promise<void> {
    if (!(await isOwnChannel(sql, userId, channelId))) throw new NotFoundError(['no_channel', { id: channelId }]);
  }

  return {
    async listTaskShares(caller: Caller, taskId: number) {
      await requireTask(caller, taskId, 'share');
      const [data, withGuests, since] = await Promise.all([
        listTaskShares(sql, taskId),
        isShownToGuests(sql, taskId),
        readPublicLinkSince(sql, taskId),
      ]);
      return { data, withGuests, publicLinkSince: since?.toISOString() ?? null };
    },

    /** Every guest sees it, or no more of them than it is shared with. @throws {NotFoundError} {ForbiddenError} */
    async showToGuests(caller: Caller, taskId: number, isShown: boolean): Promise<void> {
      await requireTask(caller, taskId, 'share');
      if (isShown) await putTaskShare(sql, taskId, EVERY_GUEST, 'viewer');
      else await deleteTaskShare(sql, taskId, EVERY_GUEST);
      await note(caller, isShown ? 'task.shared' : 'task.unshared', `task ${taskId} with every guest`);
    },

    /** @throws {InvalidInputError} when there is nobody of this name, or it is oneself. */
    async shareTask(caller: Caller, taskId: number, input: { userName: string; role: ShareRole }): Promise<Share> {
      await requireTask(caller, taskId, 'share');
      const user = await findRecipient(sql, caller, input.userName);
      if (user.role === 'guest' && input.role === 'editor') {
        throw new InvalidInputError([{ field: 'role', message: 'role must be viewer: a guest changes nothing' }]);
      }
      await putTaskShare(sql, taskId, user.id, input.role);
      await note(caller, 'task.shared', `task ${taskId} with ${user.name} as ${input.role}`);
      const share = (await listTaskShares(sql, taskId)).find(({ userId }) => userId === user.id);
      if (!share) throw new NotFoundError(['no_task', { id: taskId }]);
      return share;
    },

    /** By the owner, or by whom it is shared with. @throws {NotFoundError} {ForbiddenError} */
    async unshareTask(caller: Caller, taskId: number, userId: number): Promise<void> {
      if (userId !== caller.userId) await requireTask(caller, taskId, 'share');
      if (!(await deleteTaskShare(sql, taskId, userId))) {
        throw new NotFoundError(['not_shared_with', { id: taskId, userId }]);
      }
      await note(caller, 'task.unshared', `task ${taskId} with person ${userId}`);
    },

    /** @throws {NotFoundError} when it is not shared with the caller. @throws {InvalidInputError} */
    async updateMyShare(
      { userId }: Caller,
      taskId: number,
      change: { notify?: number[] | null | undefined; mutedUntil?: string | null | undefined },
    ): Promise<void> {
      if (change.notify && change.notify.length > 0) {
        const usable = await findUsableChannels(sql, userId, change.notify);
        const unknown = change.notify.find((id) => !usable.has(id));
        if (unknown !== undefined) {
          throw new InvalidInputError([
            { field: 'notify', message: `notify names channel ${unknown}, which does not exist` },
          ]);
        }
      }
      const mutedUntil = change.mutedUntil == null ? change.mutedUntil : new Date(change.mutedUntil);
      if (!(await updateOwnShare(sql, taskId, userId, { notify: change.notify, mutedUntil }))) {
        throw new NotFoundError(['not_shared_with_you', { id: taskId }]);
      }
    },

    /** The link is told here once; the one before ends. */
    async createPublicLink(caller: Caller, taskId: number): Promise<{ url: string }> {
      await requireTask(caller, taskId, 'share');
      const { code, codeHash } = createLongCode();
      await putPublicLink(sql, taskId, codeHash);
      await note(caller, 'task.public_link', `task ${taskId}`);
      return { url: `${publicUrl}/shared/${code}` };
    },

    async deletePublicLink(caller: Caller, taskId: number): Promise<void> {
      await requireTask(caller, taskId, 'share');
      await deletePublicLink(sql, taskId);
      await note(caller, 'task.public_link_ended', `task ${taskId}`);
    },

    /** What anybody with the link sees: no names, no channels, no messages. @throws {NotFoundError} {TooManyRequestsError} */
    async readPublic({ origin }: Pick<Caller, 'origin'>, token: string) {
      const found = await findPublic(hash('sha256', token, 'buffer'), origin.address);
      const task = found && (await readTask(sql, found.ownerId, found.taskId));
      if (!found || !task) throw new NotFoundError(['link_ended']);
      const { events } = await listEvents(sql, found.ownerId, { limit: PUBLIC_EVENTS }, { taskId: found.taskId });
      const { name, source, keyword, lastSuccessAt, isUnhealthy } = task;
      return { task: { name, source, keyword, lastSuccessAt, isUnhealthy }, events: events.map(withoutNames) };
    },

    async listChannelShares(caller: Caller, channelId: number) {
      await requireChannel(caller, channelId);
      return listChannelShares(sql, channelId);
    },

    async shareChannel(caller: Caller, channelId: number, userName: string) {
      await requireChannel(caller, channelId);
      const user = await findRecipient(sql, caller, userName);
      await putChannelShare(sql, channelId, user.id);
      await note(caller, 'channel.shared', `channel ${channelId} with ${user.name}`);
      const share = (await listChannelShares(sql, channelId)).find(({ userId }) => userId === user.id);
      if (!share) throw new NotFoundError(['no_channel', { id: channelId }]);
      return share;
    },

    async unshareChannel(caller: Caller, channelId: number, userId: number): Promise<void> {
      await requireChannel(caller, channelId);
      if (!(await deleteChannelShare(sql, channelId, userId))) {
        throw new NotFoundError(['channel_not_shared_with', { id: channelId, userId }]);
      }
      await note(caller, 'channel.unshared', `channel ${channelId} with person ${userId}`);
    },
  };
}

async function findRecipient(sql: Sql, { userId }: Caller, userName: string): Promise<UserRow> {
  const user = await findUserByName(sql, userName);
  if (!user || user.isDisabled) {
    throw new InvalidInputError([
      { field: 'userName', message: `userName: there is nobody called "${userName}" here` },
    ]);
  }
  if (user.id === userId) {
    throw new InvalidInputError([{ field: 'userName', message: 'userName is yourself: this is yours already' }]);
  }
  return user;
}

/** Only what is named here leaves the house: nothing of the hunt's owner, nor of what they were told and by what. */
function withoutNames({ id, kind, source, oldPrice, newPrice, currency, createdAt, item }: FeedEvent) {
  return { id, kind, source, oldPrice, newPrice, currency, createdAt, item };
}
