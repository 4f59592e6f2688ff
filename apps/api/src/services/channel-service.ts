import { randomUUID } from 'node:crypto';
import type { AnyChannelKind, News, Telling } from '@goodshunter/channels';
import type {
  Channel,
  ChannelKindDescription,
  ChannelTest,
  CreateChannel,
  UpdateChannel,
} from '@goodshunter/contracts/api';
import type { Database } from '@goodshunter/db';
import { createChannelSecret } from '@goodshunter/webhooks';
import { z } from 'zod';
import type { Caller } from '../access/person.js';
import { InvalidInputError, NotFoundError } from '../errors.js';
import {
  type ChannelStatus,
  createChannel,
  deleteChannel,
  type LentChannel,
  listChannels,
  listLentChannels,
  NEW_STATUS,
  readChannel,
  readStatus,
  reopenGate,
  type StoredChannel,
  updateChannel,
} from '../store/channel-store.js';
import type { PageRequest } from '../store/page-request.js';
import { readReader, readSampleNews } from '../store/telling/read-sample-news.js';
import type { Limits } from './people/limits.js';
import type { QuotaService } from './people/quota-service.js';
import { type ConfigChecks, checkConfig, requireKind, whyNot } from './telling/check-channel-config.js';

/** Somebody waits for the answer of the test button. */
const TEST_DEADLINE_MS = 8000;

export interface ChannelServiceOptions extends ConfigChecks {
  database: Pick<Database, 'prisma' | 'sql' | 'transaction'>;
  quotas: Pick<QuotaService, 'checkChannel'>;
  limits: Pick<Limits, 'count'>;
  /** What webhook secrets are derived from; empty: they are random, and stored. */
  signingKey: string;
  /** Where the page is, without a slash at the end; null: nobody said. */
  publicUrl: string | null;
  /** What a set-up of this person found; undefined: nothing yet. */
  findSetup(userId: number, setupId: number, kind: string): Promise<Record<string, unknown> | undefined>;
}

interface NewConfig {
  kind: string;
  config: Record<string, unknown>;
  setupId?: number | undefined;
}

export type ChannelService = ReturnType<typeof createChannelService>;

/** Where users are told. */
export function createChannelService(options: ChannelServiceOptions) {
  const { database, signingKey, kinds, sealer } = options;
  const { channel: channels } = database.prisma;

  async function read(userId: number, channelId: number): Promise<StoredChannel> {
    const found = await readChannel(channels, userId, channelId);
    if (!found) throw new NotFoundError(['no_channel', { id: channelId }]);
    return found;
  }

  async function answer(found: readonly StoredChannel[]): Promise<Channel[]> {
    const statusOf = await readStatus(
      database.sql,
      found.map(({ id }) => id),
    );
    return found.map((channel) => toAnswer(channel, statusOf(channel.id)));
  }

  function toAnswer({ secret: _secret, ...channel }: StoredChannel, status: ChannelStatus): Channel {
    const fields = kinds.get(channel.kind)?.secretFields ?? Object.keys(channel.config);
    return { ...channel, config: sealer.mask(channel.config, fields), lentBy: null, ...status };
  }

  /** What its service said may name the place, so that it stays with the owner too. */
  async function answerLent(lent: readonly LentChannel[]): Promise<Channel[]> {
    const statusOf = await readStatus(
      database.sql,
      lent.map(({ id }) => id),
    );
    return lent.map((channel) => {
      const { state } = statusOf(channel.id);
      return { ...channel, config: {}, onForNewHunts: false, ...NEW_STATUS, state };
    });
  }

  async function readAnswer(userId: number, channelId: number): Promise<Channel> {
    const [channel] = await answer([await read(userId, channelId)]);
    return channel as Channel;
  }

  /**
   * The checked configuration of a new channel; what a set-up found completes what was sent.
   * @throws {InvalidInputError} also where the place must be proved first
   */
  async function checkNew(userId: number, kind: AnyChannelKind, input: NewConfig): Promise<Record<string, unknown>> {
    const found = input.setupId === undefined ? undefined : await options.findSetup(userId, input.setupId, kind.kind);
    if (input.setupId !== undefined && found === undefined) {
      throw new InvalidInputError([{ field: 'setupId', message: 'setupId is not one that found or proved a place' }]);
    }
    if (kind.setup === 'code' && found === undefined) throw mustProve();
    const config = checkConfig(options, kind, { ...input.config, ...found });
    if (found === undefined && kind.placeToProve?.(config) !== undefined) throw mustProve();
    return config;
  }

  async function sendTest(
    { userId, correlationId }: Caller,
    kind: AnyChannelKind,
    config: Record<string, unknown>,
    secret: string,
  ): Promise<ChannelTest> {
    const [match, person] = await Promise.all([readSampleNews(database.sql, userId), readReader(database.sql, userId)]);
    const telling: Telling = {
      messageId: `test_${randomUUID()}`,
      entries: [{ news: match ?? EXAMPLE, meanwhile: null }],
      more: 0,
      held: null,
      language: person?.language ?? 'en',
      timeZone: person?.timeZone ?? 'UTC',
      publicUrl: options.publicUrl,
      isTest: true,
      correlationId,
    };
    await options.limits.count('channelTest', String(userId));
    const startedAt = performance.now();
    const result = await kind.send(kind.render(telling, config), config, { secret, deadlineMs: TEST_DEADLINE_MS });
    return {
      delivered: result.status === 'sent',
      httpStatus: result.httpStatus ?? null,
      message: result.message,
      state: STATES[result.status],
      ms: Math.round(performance.now() - startedAt),
      match: match ? { title: match.item?.title ?? '', taskName: match.taskName } : null,
    };
  }

  return {
    describeKinds(): ChannelKindDescription[] {
      return [...kinds.values()].map((kind) => {
        const why = whyNot(kind, sealer);
        return {
          kind: kind.kind,
          name: kind.name,
          group: kind.group,
          configSchema: z.toJSONSchema(kind.configSchema, { io: 'input' }) as Record<string, unknown>,
          secretFields: [...kind.secretFields],
          proposal: kind.propose?.() ?? {},
          setup: kind.setup,
          available: why === null,
          why,
          ...(kind.publicKey === undefined ? {} : { publicKey: kind.publicKey }),
        };
      });
    },

    /** The secret of a webhook is answered here and never again. */
    async create({ userId, person }: Caller, input: CreateChannel): Promise<Channel & { secret?: string }> {
      const kind = requireKind(options, input.kind);
      const config = await checkNew(userId, kind, input);
      const isSigning = kind.kind === 'webhook';
      const { secret, stored } = input.secret
        ? { secret: input.secret, stored: input.secret }
        : isSigning
          ? createChannelSecret(signingKey)
          : { secret: undefined, stored: '' };
      const channel = {
        name: input.name,
        kind: kind.kind,
        config: sealer.seal(config, kind.secretFields),
        secret: stored,
        isEnabled: input.isEnabled,
        onForNewHunts: input.onForNewHunts,
        sessionId: kind.kind === 'push' ? (person?.sessionId ?? null) : null,
      };
      const channelId = await database.transaction(async (transaction) => {
        if (person) await options.quotas.checkChannel(transaction, person);
        return createChannel(transaction, userId, channel);
      });
      const answered = await readAnswer(userId, channelId);
      return { ...answered, ...(secret === undefined ? {} : { secret }) };
    },

    read: ({ userId }: Caller, channelId: number): Promise<Channel> => readAnswer(userId, channelId),

    /** One's own, and those that others lend. */
    async list({ userId }: Caller, page: PageRequest): Promise<Channel[]> {
      const [own, lent] = await Promise.all([
        listChannels(channels, userId, page).then(answer),
        listLentChannels(database.sql, userId, page).then(answerLent),
      ]);
      return [...own, ...lent].sort((a, b) => b.id - a.id).slice(0, page.limit);
    },

    async update({ userId }: Caller, channelId: number, change: UpdateChannel): Promise<Channel> {
      const stored = await read(userId, channelId);
      const sealed = change.config && sealChange(stored, change.config);
      const { config: _config, ...rest } = change;
      await updateChannel(channels, userId, channelId, { ...rest, ...(sealed ? { config: sealed } : {}) });
      if (sealed !== undefined || change.isEnabled) await reopenGate(database.sql, channelId);
      return readAnswer(userId, channelId);
    },

    async remove({ userId }: Caller, channelId: number): Promise<void> {
      if (!(await deleteChannel(channels, userId, channelId))) {
        throw new NotFoundError(['no_channel', { id: channelId }]);
      }
    },

    /** Sends one test message now, past the outbox, and tells what the receiver said. One that is taken ends what was known of its trouble. */
    async test(caller: Caller, channelId: number): Promise<ChannelTest> {
      const channel = await read(caller.userId, channelId);
      const kind = requireKind(options, channel.kind);
      const config = sealer.open(channel.config, kind.secretFields);
      const result = await sendTest(caller, kind, config, channel.secret);
      if (result.delivered) await reopenGate(database.sql, channelId);
      return result;
    },

    /** The same for a channel that is not kept yet. */
    async testNew(caller: Caller, input: NewConfig): Promise<ChannelTest> {
      const kind = requireKind(options, input.kind);
      const config = await checkNew(caller.userId, kind, input);
      return sendTest(caller, kind, config, kind.kind === 'webhook' ? createChannelSecret('').stored : '');
    },
  };

  function sealChange(stored: StoredChannel, change: Record<string, unknown>): Record<string, unknown> {
    const kind = requireKind(options, stored.kind);
    const config = checkConfig(options, kind, change, stored.config);
    const place = kind.placeToProve?.(config);
    const proved = kind.placeToProve?.(sealer.open(stored.config, kind.secretFields));
    if (place !== undefined && place !== proved) {
      throw new InvalidInputError([
        {
          field: 'config',
          message: 'config names another place than the one that was proved; make a new channel for it',
        },
      ]);
    }
    return sealer.seal(config, kind.secretFields);
  }
}

/** Nobody has the house write to strangers. */
function mustProve(): InvalidInputError {
  return new InvalidInputError([
    { field: 'setupId', message: 'setupId is needed: prove that the place is yours first by POST /api/channel-setups' },
  ]);
}

const STATES = {
  sent: 'ok',
  refused: 'ok',
  retry: 'retrying',
  wait: 'waiting',
  dead: 'dead',
  misconfigured: 'misconfigured',
} as const;

/** What a test carries while there is no match yet. */
const EXAMPLE: News = {
  taskId: 0,
  taskName: 'Leica M6',
  itemId: 0,
  item: {
    id: 0,
    title: 'Leica M6 Classic 0.72, black chrome (an example)',
    url: 'https://example.com/',
    imageUrl: null,
  },
  events: [{ kind: 'price_drop', oldPrice: 195_000, newPrice: 172_000, currency: 'EUR', message: null }],
  createdAt: '2026-11-28T14:02:00.000Z',
  correlationId: null,
};
