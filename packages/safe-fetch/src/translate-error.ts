import { types } from 'node:util';
import type { DeadlineReason } from '@goodshunter/waiting';
import { AbortedError, NetworkError, SafeFetchError, TimeoutError, TooLargeError } from './errors.js';

/** Names what undici, sockets and TLS throw in this package's words; bugs stay what they are. */
export function translateError(error: unknown, reason: DeadlineReason): unknown {
  if (reason === 'timeout') return new TimeoutError(undefined, { cause: error });
  if (reason === 'aborted') return new AbortedError({ cause: error });
  // Not instanceof: errors of Node's own modules can come from another realm.
  if (error instanceof SafeFetchError || !types.isNativeError(error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return new TooLargeError('headers', { cause: error });
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return new TimeoutError('no connection in time', { cause: error });
  // Sockets, TLS and undici mark their errors with a code, its HTTP parser only sometimes.
  const isNetwork = typeof code === 'string' || error.name === 'HTTPParserError';
  return isNetwork ? new NetworkError(undefined, { cause: error }) : error;
}
