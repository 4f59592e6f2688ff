import { describeUntold } from '@goodshunter/channels';
import type { Delivery, Notification } from '@goodshunter/contracts/api';
import type { Database } from '@goodshunter/db';
import type { Caller } from '../../access/person.js';
import { ConflictError, NotFoundError } from '../../errors.js';
import { readChannel, reopenGate } from '../../store/channel-store.js';
import type { PageRequest } from '../../store/page-request.js';
import {
  listDeliveries,
  listNotifications,
  type NotificationFilter,
  queueAgain,
  readDelivery,
  readUntold,
} from '../../store/telling/delivery-rows.js';

export type DeliveryService = ReturnType<typeof createDeliveryService>;

/** What was told, what waits, and why. */
export function createDeliveryService({ sql, prisma }: Pick<Database, 'sql' | 'prisma'>) {
  return {
    async listDeliveries({ userId }: Caller, channelId: number, page: PageRequest): Promise<Delivery[]> {
      if (!(await readChannel(prisma.channel, userId, channelId))) {
        throw new NotFoundError(['no_channel', { id: channelId }]);
      }
      return listDeliveries(sql, userId, channelId, page);
    },

    /** @throws {ConflictError} when it waits anyway. */
    async resend({ userId }: Caller, deliveryId: number): Promise<Delivery> {
      const isQueued = await queueAgain(sql, userId, deliveryId);
      const delivery = await readDelivery(sql, userId, deliveryId);
      if (!delivery) throw new NotFoundError(['no_delivery', { id: deliveryId }]);
      if (!isQueued) throw new ConflictError(['delivery_waits', { id: deliveryId }]);
      await reopenGate(sql, delivery.channelId);
      return delivery;
    },

    listNotifications: ({ userId }: Caller, page: PageRequest, filter: NotificationFilter): Promise<Notification[]> =>
      listNotifications(sql, userId, page, filter),

    /** Why an event was told or not, in a sentence. */
    async explain({ userId }: Caller, eventId: number): Promise<{ told: boolean; sentence: string }> {
      const event = await readUntold(sql, userId, eventId);
      if (!event) throw new NotFoundError(['no_event', { id: eventId }]);
      const notices = await listNotifications(sql, userId, { before: undefined, limit: 50 }, { event: eventId });
      if (notices.length > 0) {
        return {
          told: notices.some(({ state }) => state === 'told' || state === 'merged'),
          sentence: describe(notices),
        };
      }
      const reason = event.untold === null ? undefined : describeUntold(event.untold);
      return { told: false, sentence: reason ?? 'No channel of this hunt was switched on.' };
    },
  };
}

function describe(notices: readonly Notification[]): string {
  return notices.map(describeOne).join(' ');
}

function describeOne({ channelName, state, reason, at, dueAt, createdAt }: Notification): string {
  const because = reason ? `: ${reason.replace(/\.$/, '')}` : '';
  switch (state) {
    case 'told':
    case 'merged': {
      if (at !== null && at < createdAt)
        return `Told by ${channelName} before this hunt saw it, by the message of another.`;
      const seconds = at === null ? 0 : Math.max(0, Math.round((Date.parse(at) - Date.parse(createdAt)) / 1000));
      const how = state === 'merged' ? ', with others in one message' : '';
      return `Told by ${channelName} after ${seconds} s${how}.`;
    }
    case 'held':
      return `Held for ${channelName} until ${dueAt ?? 'later'}${because}.`;
    case 'waiting':
      return `Waits for ${channelName}${because}.`;
    case 'failed':
      return `${channelName} did not take it${because}.`;
    case 'hidden':
      return `Not told by ${channelName}${because}.`;
    case 'expired':
      return `Never told by ${channelName}${because}.`;
  }
}
