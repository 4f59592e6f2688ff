import { randomUUID } from 'node:crypto';
import type { Channel, ChannelTest, CreateChannel, UpdateChannel, WebhookPayload } from '@goodshunter/contracts';
import type { Database } from '@goodshunter/db';
import type { Guard } from '@goodshunter/safe-fetch';
import { createChannelSecret, sendWebhook, type WebhookTransport } from '@goodshunter/webhooks';
import type { Caller } from '../access/person.js';
import { NotFoundError } from '../errors.js';
import {
  type ChannelWithSecret,
  createChannel,
  deleteChannel,
  listChannels,
  readChannel,
  updateChannel,
} from '../store/channel-store.js';
import type { PageRequest } from '../store/list-tasks.js';
import { checkUrlField } from './check-source-query.js';

/** Somebody waits for the answer of the test button. */
const TEST_DEADLINE_MS = 5000;

export interface ChannelServiceOptions {
  database: Pick<Database, 'prisma'>;
  guard: Guard;
  transport: WebhookTransport;
  /** What secrets are derived from; empty: they are random, and stored. */
  signingKey: string;
}

export type ChannelService = ReturnType<typeof createChannelService>;

/** Where users are told. */
export function createChannelService({ database, guard, transport, signingKey }: ChannelServiceOptions) {
  const { channel: channels } = database.prisma;

  async function read(userId: number, channelId: number): Promise<ChannelWithSecret> {
    const found = await readChannel(channels, userId, channelId);
    if (!found) throw missingChannel(channelId);
    return found;
  }

  return {
    /** The secret is answered here and never again. */
    async create({ userId }: Caller, input: CreateChannel): Promise<Channel & { secret: string }> {
      checkUrlField(input.config.url, 'config.url', guard);
      const { secret, stored } = input.secret
        ? { secret: input.secret, stored: input.secret }
        : createChannelSecret(signingKey);
      return { ...(await createChannel(channels, userId, { ...input, secret: stored })), secret };
    },

    async read({ userId }: Caller, channelId: number): Promise<Channel> {
      return (await read(userId, channelId)).channel;
    },

    list: ({ userId }: Caller, page: PageRequest): Promise<Channel[]> => listChannels(channels, userId, page),

    async update({ userId }: Caller, channelId: number, change: UpdateChannel): Promise<Channel> {
      if (change.config) checkUrlField(change.config.url, 'config.url', guard);
      if (!(await updateChannel(channels, userId, channelId, change))) throw missingChannel(channelId);
      return (await read(userId, channelId)).channel;
    },

    async remove({ userId }: Caller, channelId: number): Promise<void> {
      if (!(await deleteChannel(channels, userId, channelId))) throw missingChannel(channelId);
    },

    /** Sends one test message now, past the outbox, and tells what the receiver said. */
    async test({ userId, correlationId }: Caller, channelId: number): Promise<ChannelTest> {
      const { channel, secret } = await read(userId, channelId);
      const payload: WebhookPayload = {
        type: 'channel.test',
        timestamp: new Date().toISOString(),
        correlationId,
        data: { events: [] },
      };
      const result = await sendWebhook({
        url: channel.config.url,
        secret,
        signingKey,
        messageId: `test_${randomUUID()}`,
        payload,
        transport,
        correlationId,
        deadlineMs: TEST_DEADLINE_MS,
      });
      return {
        delivered: result.status === 'delivered',
        httpStatus: result.httpStatus ?? null,
        message: result.status === 'delivered' ? `the receiver answered ${result.httpStatus}` : result.message,
      };
    },
  };
}

function missingChannel(channelId: number): NotFoundError {
  return new NotFoundError(`There is no channel ${channelId}.`);
}
