import { z } from 'zod';
import { availabilitySchema } from '../words/availability.js';
import { eventKindSchema } from './item.js';

const idSchema = z.number().int().positive();
const instant = z.iso.datetime();
/** As `GET /api/channel-kinds` describes for the kind. Fields that are secret are answered as their last four characters. */
const configSchema = z.record(z.string().max(64), z.unknown());
const kindSchema = z.string().min(1).max(32);
const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u, 'must not contain control characters');

export const createChannelSchema = z.strictObject({
  name: nameSchema,
  kind: kindSchema,
  config: configSchema,
  /** Standard Webhooks secret (`whsec_` + base64 of 24 to 64 bytes), of a webhook. @default generated */
  secret: z
    .string()
    .max(100)
    .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be whsec_ and base64 of 24 to 64 bytes')
    .optional(),
  isEnabled: z.boolean().default(true),
  /** Hunts that name no channels tell by it. */
  onForNewHunts: z.boolean().default(true),
  /** A set-up that found or proved where it goes: its findings complete `config`. */
  setupId: idSchema.optional(),
});
export type CreateChannel = z.infer<typeof createChannelSchema>;

export const updateChannelSchema = z
  .strictObject({
    name: nameSchema,
    /** Secret fields that are left out, or sent as they were answered, stay as they are. */
    config: configSchema,
    isEnabled: z.boolean(),
    onForNewHunts: z.boolean(),
  })
  .partial();
export type UpdateChannel = z.infer<typeof updateChannelSchema>;

/**
 * `ok`: the last message was taken, or none was sent yet. `retrying`: it failed, and is asked again. `waiting`: the service asked for
 * time. `dead`: nobody is there any more. `misconfigured`: a token or an address is wrong; nothing is asked until it is changed.
 */
export const CHANNEL_STATES = ['ok', 'retrying', 'waiting', 'dead', 'misconfigured'] as const;
export const channelStateSchema = z.enum(CHANNEL_STATES);
export type ChannelState = z.infer<typeof channelStateSchema>;

/** The secret of a webhook is answered once, when the channel is created. */
export const channelSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: z.string(),
  config: configSchema,
  /** Whose it is, where somebody lends it for use only: its configuration and what its service said stay with them. Null: one's own. */
  lentBy: z.string().nullable(),
  isEnabled: z.boolean(),
  onForNewHunts: z.boolean(),
  state: channelStateSchema,
  lastSuccessAt: instant.nullable(),
  /** The service's own words where it gave some; null once a message was taken after it. */
  lastError: z.string().nullable(),
  lastErrorAt: instant.nullable(),
  /** Pieces of news and messages that are not out yet. */
  waiting: z.number().int(),
  /** When the next one goes; null: nothing waits, or it waits for the channel to be mended. */
  nextAt: instant.nullable(),
  /** Messages given up in the time that deliveries are kept. */
  givenUp: z.number().int(),
  /** Messages taken in the last 30 days, as far as deliveries are kept. */
  sent: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
});
export type Channel = z.infer<typeof channelSchema>;
export const createdChannelSchema = channelSchema.extend({ secret: z.string().optional() });

/** What the receiver of a test said. */
export const channelTestSchema = z.object({
  delivered: z.boolean(),
  httpStatus: z.number().int().nullable(),
  /** In the service's own words. */
  message: z.string(),
  state: channelStateSchema,
  /** How long it took. */
  ms: z.number().int(),
  /** The match that it carried; null: there was none yet, so it carried an example. */
  match: z.object({ title: z.string(), taskName: z.string() }).nullable(),
});
export type ChannelTest = z.infer<typeof channelTestSchema>;

export const testChannelSchema = z.strictObject({
  kind: kindSchema,
  config: configSchema,
  /** A set-up that found where it goes. */
  setupId: idSchema.optional(),
});

export const channelKindsSchema = z.array(
  z.object({
    kind: z.string(),
    name: z.string(),
    group: z.enum(['push', 'chat', 'mail', 'machines']),
    /** JSON Schema. */
    configSchema: z.record(z.string(), z.unknown()),
    secretFields: z.array(z.string()),
    /** What is filled in for a start, such as a topic nobody can guess. */
    proposal: configSchema,
    /** `paste` an address; a `code` that is sent there; a `link` that finds the place; a `click` in this browser. */
    setup: z.enum(['paste', 'code', 'link', 'click']),
    available: z.boolean(),
    /** Why it is not available, in a sentence. */
    why: z.string().nullable(),
    /** `push`: the key that a browser subscribes with. */
    publicKey: z.string().optional(),
  }),
);
export type ChannelKindDescription = z.infer<typeof channelKindsSchema>[number];

/** A message, sent or not. */
export const deliverySchema = z.object({
  id: idSchema,
  messageId: z.string(),
  channelId: idSchema,
  state: z.enum(['sent', 'waiting', 'failed']),
  attempts: z.number().int(),
  /** The service's last answer in words. */
  answer: z.string().nullable(),
  /** How many pieces of news it carries. */
  notices: z.number().int(),
  title: z.string(),
  held: z.string().nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** A piece of news for one channel, and what became of it. */
export const notificationSchema = z.object({
  id: idSchema,
  taskId: idSchema.nullable(),
  taskName: z.string(),
  itemId: idSchema.nullable(),
  itemTitle: z.string().nullable(),
  /** What has become of the item since; null: it is no longer known, or the news is of none. */
  itemNow: z.object({ availability: availabilitySchema, hasPicture: z.boolean() }).nullable(),
  kinds: z.array(eventKindSchema),
  channelId: idSchema,
  channelName: z.string(),
  channelKind: z.string(),
  /** `told`; `merged`: told with others in one message; `held` until `dueAt`; `waiting` for its channel; `failed`; `expired`; `hidden` before it was told. */
  state: z.enum(['told', 'merged', 'held', 'waiting', 'failed', 'expired', 'hidden']),
  /** In words: until when and why it is held, or what the service said. */
  reason: z.string().nullable(),
  dueAt: instant.nullable(),
  at: instant.nullable(),
  deliveryId: idSchema.nullable(),
  createdAt: instant,
});
export type Notification = z.infer<typeof notificationSchema>;

/** Why an event was told or not. */
export const eventWhySchema = z.object({ told: z.boolean(), sentence: z.string() });

/** Begins to connect a channel by a code or a link. */
export const startSetupSchema = z.strictObject({ kind: kindSchema, config: configSchema.default({}) });
export const confirmSetupSchema = z.strictObject({ code: z.string().trim().min(1).max(64) });
export const channelSetupSchema = z.object({
  id: idSchema,
  kind: z.string(),
  /** `waiting` for the code or for somebody to follow the link; `found`: a channel can be made of it. */
  state: z.enum(['waiting', 'found', 'expired']),
  /** To follow, or to scan. */
  link: z.string().nullable(),
  /** What to do, in a sentence. */
  sentence: z.string(),
  /** What was found, such as the name of a chat. */
  label: z.string().nullable(),
  expiresAt: instant,
});
export type ChannelSetup = z.infer<typeof channelSetupSchema>;
