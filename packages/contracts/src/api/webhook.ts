import { z } from 'zod';
import { eventSchema } from './item.js';

/**
 * The body a webhook receives, signed as Standard Webhooks says (headers `webhook-id`, `webhook-timestamp`,
 * `webhook-signature`). `webhook-id` is stable over retries: deduplicate by it. One message per listing and run.
 */
export const webhookPayloadSchema = z.object({
  type: z.enum(['item.event', 'task.health', 'channel.test']),
  /** RFC 3339, when the events happened. */
  timestamp: z.iso.datetime(),
  correlationId: z.string().nullable(),
  data: z.object({ events: z.array(eventSchema.omit({ id: true })) }),
});
export type WebhookPayload = z.infer<typeof webhookPayloadSchema>;
