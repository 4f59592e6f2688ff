import { z } from 'zod';

const CHANNEL_KINDS = ['webhook'] as const;
const idSchema = z.number().int().positive();
const instant = z.iso.datetime();
const webhookConfig = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).max(2000),
});

export const createChannelSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  kind: z.enum(CHANNEL_KINDS),
  config: webhookConfig,
  /** Standard Webhooks secret (`whsec_` + base64 of 24 to 64 bytes). @default generated */
  secret: z
    .string()
    .max(100)
    .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be whsec_ and base64 of 24 to 64 bytes')
    .optional(),
  isEnabled: z.boolean().default(true),
});
export type CreateChannel = z.infer<typeof createChannelSchema>;

export const updateChannelSchema = z
  .strictObject({ name: createChannelSchema.shape.name, config: webhookConfig, isEnabled: z.boolean() })
  .partial();
export type UpdateChannel = z.infer<typeof updateChannelSchema>;

/** The secret is answered once, when the channel is created. */
export const channelSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: z.enum(CHANNEL_KINDS),
  config: webhookConfig,
  isEnabled: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
});
export type Channel = z.infer<typeof channelSchema>;
export const createdChannelSchema = channelSchema.extend({ secret: z.string() });

/** `POST /api/channels/:id/test`: what the receiver said. */
export const channelTestSchema = z.object({
  delivered: z.boolean(),
  httpStatus: z.number().int().nullable(),
  message: z.string(),
});
export type ChannelTest = z.infer<typeof channelTestSchema>;
