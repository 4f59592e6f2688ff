import type { WebhookPayload } from '@goodshunter/contracts/api';
import { sendWebhook, type WebhookTransport } from '@goodshunter/webhooks';
import { z } from 'zod';
import { failed } from '../answer.js';
import type { ChannelKind } from '../channel-kind.js';
import type { News, Telling } from '../news.js';

export interface WebhookConfig {
  url: string;
  /** What waits becomes one message, at the hours of its owner. @default false: each listing and run is a message, at once */
  merge?: boolean | undefined;
}

export interface RenderedWebhook {
  messageId: string;
  payload: WebhookPayload;
  correlationId: string | null;
}

export interface WebhookKindDeps {
  transport: WebhookTransport;
  /** What stored secrets are derived from; empty: they are stored themselves. */
  signingKey: string;
}

/** Most events in one merged webhook. */
const MERGED_ENTRIES = 100;

/** Standard Webhooks, through the address guard; `webhook-id` is the delivery's message id, the same at each retry. */
export function createWebhookKind({
  transport,
  signingKey,
}: WebhookKindDeps): ChannelKind<WebhookConfig, RenderedWebhook> {
  return {
    kind: 'webhook',
    name: 'Webhook',
    group: 'machines',
    setup: 'paste',
    configSchema: z.strictObject({
      url: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).max(2000),
      merge: z.boolean().optional(),
    }),
    secretFields: [],
    limits: { entries: MERGED_ENTRIES },
    missing: undefined,
    check({ url }, guard) {
      const checked = guard.checkUrl(url);
      return checked.ok ? undefined : { field: 'url', message: `${checked.message} (forbidden address)` };
    },
    destinationOf: ({ url }) => url,
    render: renderWebhook,
    async send({ messageId, payload, correlationId }, { url }, { secret, deadlineMs }) {
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
      const { httpStatus } = result;
      if (result.status === 'delivered') {
        return { status: 'sent', httpStatus: result.httpStatus, message: `the receiver answered ${result.httpStatus}` };
      }
      const { message, isPermanent, retryAfterMs } = result;
      // A receiver of one's own is often deployed anew: what it answers with 401 or 404 today it may take tomorrow.
      if (httpStatus === 429) return failed('wait', message, { httpStatus, retryAfterMs });
      if (isPermanent) return failed(httpStatus === 410 ? 'dead' : 'misconfigured', message, { httpStatus });
      return failed('retry', message, { httpStatus, retryAfterMs });
    },
  };
}

/** The payload as receivers know it; the order of its fields is part of what is signed. */
export function renderWebhook({ messageId, entries, isTest, correlationId }: Telling): RenderedWebhook {
  const [first] = entries;
  const payload: WebhookPayload = {
    type: isTest || !first ? 'channel.test' : first.news.itemId === 0 ? 'task.health' : 'item.event',
    timestamp: isTest || !first ? new Date().toISOString() : first.news.createdAt,
    correlationId: isTest || entries.length !== 1 ? correlationId : (first?.news.correlationId ?? null),
    // A test carries no events, so that no receiver takes it for news.
    data: { events: isTest ? [] : entries.flatMap(({ news }) => toEvents(news)) },
  };
  return { messageId, payload, correlationId: payload.correlationId };
}

function toEvents({ events, taskId, taskName, createdAt, item }: News): WebhookPayload['data']['events'] {
  return events.map(({ kind, oldPrice, newPrice, currency, message }) => ({
    kind,
    taskId,
    taskName,
    oldPrice,
    newPrice,
    currency,
    message,
    createdAt,
    item: item === null ? null : { id: item.id, title: item.title, url: item.url, imageUrl: item.imageUrl },
  }));
}
