import { createHash } from 'node:crypto';

/** A destination by a name that tells nothing: addresses of webhooks are secrets. */
export function hashDestination(kind: string, destination: string): string {
  return createHash('sha256').update(`${kind}\n${destination}`).digest('base64url');
}
