import { QueueUnavailableError, type UnavailableReason } from './errors.js';
import { classifyError } from './link/classify-error.js';
import { RedisLink } from './link/redis-link.js';
import type { Connect } from './types/connection.js';
import { createQueueKeys } from './wire/keys.js';

export interface WriteProbeOptions {
  connect: Connect;
  stream: string;
  /** Longest wait for the answer, in ms. @default 1000 */
  timeoutMs?: number;
}

/**
 * `full`: maxmemory is reached: go on reading and acknowledging, announce nothing. `down`: it does not take writes,
 * though it may still answer reads.
 */
export type WriteHealth =
  | { status: 'ok'; reason: undefined }
  | { status: 'full'; reason: 'full' }
  | { status: 'down'; reason: UnavailableReason };

export interface WriteProbe {
  /** Writes one small key, which expires. Never rejects; answers within timeoutMs. */
  check(): Promise<WriteHealth>;
  close(): Promise<void>;
}

/** Tells whether Redis takes writes, by writing, on a connection of its own. */
export function createWriteProbe({ connect, stream, timeoutMs = 1000 }: WriteProbeOptions): WriteProbe {
  const key = createQueueKeys(stream).ids.replace(/ids$/, 'probe');
  const link = new RedisLink({ connect, role: 'probe', commandTimeoutMs: timeoutMs });
  return {
    async check() {
      try {
        await link.command((client) => client.set(key, '1', 'EX', 60));
        return { status: 'ok', reason: undefined };
      } catch (cause) {
        const error = classifyError(cause);
        const reason = error instanceof QueueUnavailableError ? error.reason : 'down';
        return reason === 'full' ? { status: 'full', reason } : { status: 'down', reason };
      }
    },
    async close() {
      link.close();
    },
  };
}
