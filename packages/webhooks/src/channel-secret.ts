import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { SigningKeyError } from './errors.js';
import { createWebhookSecret, formatSecret } from './sign-webhook.js';

/** `derived:<salt>:<check>`: what the database keeps of a secret that the signing key stands for. */
const DERIVED = /^derived:([A-Za-z0-9_-]{22}):([A-Za-z0-9_-]{11})$/;
const SALT_BYTES = 16;
const SECRET_BYTES = 32;
const CHECK_BYTES = 8;

/** A channel's secret as its owner gets it, and as the database keeps it. */
export interface ChannelSecret {
  /** `whsec_` and base64. */
  secret: string;
  stored: string;
}

/**
 * A new channel's secret. With a signing key it is derived from the key and a salt of its own, and the database learns only the
 * salt: who reads the database, or a copy of it, can sign nothing. Without a key the secret itself is stored.
 */
export function createChannelSecret(signingKey: string): ChannelSecret {
  if (signingKey === '') {
    const secret = createWebhookSecret();
    return { secret, stored: secret };
  }
  const salt = randomBytes(SALT_BYTES);
  const bytes = derive(signingKey, salt);
  const stored = `derived:${salt.toString('base64url')}:${createCheck(bytes).toString('base64url')}`;
  return { secret: formatSecret(bytes), stored };
}

/**
 * The secret that a stored one stands for.
 * @throws {SigningKeyError} when the signing key is missing, or is not the one it was derived from.
 */
export function resolveChannelSecret(stored: string, signingKey: string): string {
  const [, salt, check] = DERIVED.exec(stored) ?? [];
  if (salt === undefined || check === undefined) return stored;
  if (signingKey === '') throw new SigningKeyError('is missing');
  const bytes = derive(signingKey, Buffer.from(salt, 'base64url'));
  if (!timingSafeEqual(createCheck(bytes), Buffer.from(check, 'base64url'))) {
    throw new SigningKeyError('is not the one that the secret of this channel was made with');
  }
  return formatSecret(bytes);
}

function derive(signingKey: string, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', signingKey, salt, 'goodshunter webhook secret', SECRET_BYTES));
}

/** Tells another key before a receiver has to; says nothing about the secret. */
function createCheck(secret: Buffer): Buffer {
  return createHmac('sha256', secret).update('check').digest().subarray(0, CHECK_BYTES);
}
