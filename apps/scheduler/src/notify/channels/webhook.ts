import { sendWebhook, type WebhookTransport } from '@goodshunter/webhooks';
import type { Channel } from './channel.js';

export interface WebhookChannelOptions {
  transport: WebhookTransport;
  /** Longest attempt, in ms. */
  deadlineMs: number;
  /** What stored secrets are derived from; empty: they are stored themselves. */
  signingKey: string;
}

/** Standard Webhooks, through the address guard; `webhook-id` is the outbox row's message id, the same at each retry. */
export function createWebhookChannel({ transport, deadlineMs, signingKey }: WebhookChannelOptions): Channel {
  return {
    async send({ messageId, payload, correlationId }, config, secret) {
      const url = readUrl(config);
      if (url === undefined) return { status: 'failed', message: 'the channel has no URL', isPermanent: true };
      const result = await sendWebhook({
        url,
        secret,
        signingKey,
        messageId,
        payload,
        correlationId,
        deadlineMs,
        transport,
      });
      if (result.status === 'delivered') return { status: 'sent' };
      const { message, isPermanent, retryAfterMs } = result;
      return { status: 'failed', message, isPermanent, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    },
  };
}

function readUrl(config: unknown): string | undefined {
  if (typeof config !== 'object' || config === null || !('url' in config)) return undefined;
  return typeof config.url === 'string' ? config.url : undefined;
}
