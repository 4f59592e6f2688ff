import { QueueUnavailableError, TaskQueueError, type UnavailableReason } from '../errors.js';

const REPLIES: readonly [RegExp, UnavailableReason][] = [
  [/\bOOM\b/, 'full'],
  [/\bMISCONF\b|\bNOREPLICAS\b/, 'misconf'],
  [/\bREADONLY\b/, 'readonly'],
  // What a read gets that was blocked when its server became a replica; Redis closes the connection after it.
  [/\bUNBLOCKED\b.*instance state changed/, 'readonly'],
  [/\b(LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY)\b/, 'loading'],
  [/\b(NOAUTH|WRONGPASS|NOPERM)\b|invalid (username-)?password/i, 'refused'],
  [/\bWRONGTYPE\b/, 'wrongtype'],
];

/** What ioredis throws when a command never reached Redis, or its answer never came back. */
const CONNECTION =
  /Connection is closed|isn't writeable|max retries per request|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|All sentinels are unreachable|refresh slots cache|None of startup nodes|socket/i;

/** Any failure of a command as a {@link QueueUnavailableError}; errors of this package are passed through. */
export function classifyError(error: unknown): TaskQueueError {
  if (error instanceof TaskQueueError) return error;
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  for (const [pattern, reason] of REPLIES) {
    if (pattern.test(text)) return new QueueUnavailableError(reason, { cause: error });
  }
  if (/timed out/i.test(text)) return new QueueUnavailableError('timeout', { cause: error });
  return new QueueUnavailableError(CONNECTION.test(text) ? 'down' : 'error', { cause: error });
}

/** The group or the whole stream is gone: flushed, deleted, or destroyed by hand. */
export function isGroupMissing(error: unknown): boolean {
  const cause = error instanceof QueueUnavailableError ? error.cause : error;
  return cause instanceof Error && /NOGROUP|no such key|key no longer exists|key.*doesn't exist/i.test(cause.message);
}
