import { readRetryAfter } from '@goodshunter/waiting';
import { resolveChannelSecret } from './channel-secret.js';
import { SigningKeyError } from './errors.js';
import { signWebhook } from './sign-webhook.js';

/** Error codes that the same URL meets again: the address guard refused it, or the secret cannot sign. */
const PERMANENT_CODES: ReadonlySet<string> = new Set(['FORBIDDEN_ADDRESS', 'INVALID_URL', 'WEBHOOK_SECRET_INVALID']);
const MAX_MESSAGE_LENGTH = 300;

export interface WebhookRequest {
  url: string;
  method: 'POST';
  headers: Record<string, string>;
  body: string;
  /** Total time for this attempt, in ms. */
  deadlineMs: number;
}

export interface WebhookResponse {
  status: number;
  /** The raw Retry-After header. */
  retryAfter?: string | null;
}

/**
 * Sends one request through the address guard. It follows no redirect (a signed message goes where its owner said),
 * keeps the deadline, reads no more of the body than it must, and rejects when no answer came.
 */
export type WebhookTransport = (request: WebhookRequest) => Promise<WebhookResponse>;

export interface SendWebhookOptions {
  url: string;
  /** As it is stored: `whsec_` and base64, or what the signing key derives one from. */
  secret: string;
  /** @see resolveChannelSecret @default none */
  signingKey?: string;
  /** Stable over retries: the `webhook-id` header. */
  messageId: string;
  /** Sent as JSON. */
  payload: unknown;
  transport: WebhookTransport;
  /** Total time for this attempt, in ms. @default 10000 */
  deadlineMs?: number;
  /** Adds `x-correlation-id`. */
  correlationId?: string | null;
  /** @default Date.now */
  clock?: () => number;
}

export type WebhookResult =
  | { status: 'delivered'; httpStatus: number }
  | {
      status: 'failed';
      /** Absent: no answer came. */
      httpStatus?: number;
      /** What the receiver asked for by Retry-After, in ms, at most a day. */
      retryAfterMs?: number;
      /** A sentence for the channel's owner. */
      message: string;
      /** The same message can never be delivered there: do not retry. */
      isPermanent: boolean;
    };

/**
 * Signs and sends one attempt and never rejects: what went wrong is in the result. Any 2xx is delivered; 410 Gone means
 * the receiver wants no more; every other answer may be different next time.
 */
export async function sendWebhook(options: SendWebhookOptions): Promise<WebhookResult> {
  const { url, messageId, payload, transport, deadlineMs = 10_000, correlationId, clock = Date.now } = options;
  try {
    const secret = resolveChannelSecret(options.secret, options.signingKey ?? '');
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'GoodsHunter',
      ...(correlationId ? { 'x-correlation-id': correlationId } : {}),
      ...signWebhook({ secret, messageId, body, nowMs: clock() }),
    };
    const { status, retryAfter } = await transport({ url, method: 'POST', headers, body, deadlineMs });
    if (status >= 200 && status < 300) return { status: 'delivered', httpStatus: status };
    const retryAfterMs = readRetryAfter(retryAfter, clock());
    return {
      status: 'failed',
      httpStatus: status,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      message: describeStatus(status),
      isPermanent: status === 410,
    };
  } catch (error) {
    return { status: 'failed', message: describeError(error), isPermanent: isPermanentError(error) };
  }
}

function describeStatus(status: number): string {
  if (status === 410) return 'the receiver answered 410 Gone: it wants no more messages';
  if (status >= 300 && status < 400) return `the receiver answered ${status}; redirects are not followed`;
  return `the receiver answered ${status}`;
}

function describeError(error: unknown): string {
  if (error instanceof SigningKeyError) return error.message;
  const text = error instanceof Error ? error.message : String(error);
  return `the receiver could not be reached: ${text}`.slice(0, MAX_MESSAGE_LENGTH);
}

function isPermanentError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && PERMANENT_CODES.has(String(error.code));
}
