import type { SafeFetcher } from '@goodshunter/safe-fetch';
import type { WebhookTransport } from './send-webhook.js';

/** Nobody reads what a receiver answers; more than this is not an answer to a webhook. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** Sends webhooks through the address guard; a redirect is an answer, not a way. */
export function createWebhookTransport(fetcher: Pick<SafeFetcher, 'fetch'>): WebhookTransport {
  return async ({ url, method, headers, body, deadlineMs }) => {
    const answer = await fetcher.fetch(url, {
      method,
      headers,
      body,
      timeoutMs: deadlineMs,
      maxBytes: MAX_ANSWER_BYTES,
      maxRedirects: 0,
    });
    return { status: answer.status, retryAfter: answer.headers['retry-after'] ?? null };
  };
}
