import { createHmac, randomBytes } from 'node:crypto';
import { WebhookSecretError } from './errors.js';

const PREFIX = 'whsec_';
/** Standard Webhooks asks for 24 to 64 bytes. */
const MIN_SECRET_BYTES = 24;
const NEW_SECRET_BYTES = 32;

/** The three headers of Standard Webhooks. */
export interface WebhookHeaders {
  'webhook-id': string;
  /** Seconds since 1970, of this attempt: receivers refuse old ones against replays. */
  'webhook-timestamp': string;
  /** `v1,` and the base64 HMAC-SHA256. */
  'webhook-signature': string;
}

export interface SignWebhookOptions {
  /** `whsec_` and base64. */
  secret: string;
  /** Stable over retries; receivers deduplicate by it. */
  messageId: string;
  /** The exact bytes that are sent. */
  body: string;
  /** Instant of this attempt, in ms since 1970. @default now */
  nowMs?: number;
}

/**
 * Signs one attempt as https://www.standardwebhooks.com says: the HMAC covers id, timestamp and body.
 * @throws {WebhookSecretError} when the secret is none.
 */
export function signWebhook({ secret, messageId, body, nowMs = Date.now() }: SignWebhookOptions): WebhookHeaders {
  const timestamp = String(Math.floor(nowMs / 1000));
  const signature = createHmac('sha256', readKey(secret)).update(`${messageId}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': messageId, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

/** A new random secret of 32 bytes. */
export function createWebhookSecret(): string {
  return formatSecret(randomBytes(NEW_SECRET_BYTES));
}

/** As Standard Webhooks writes the bytes of a secret. */
export function formatSecret(bytes: Buffer): string {
  return PREFIX + bytes.toString('base64');
}

function readKey(secret: string): Buffer {
  const key = secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.alloc(0);
  if (key.length < MIN_SECRET_BYTES) throw new WebhookSecretError();
  return key;
}
