import { Agent, buildConnector } from 'undici';
import type { Guard } from './guard.js';
import { meterSocket } from './wire-meter.js';

export interface PinnedAgentOptions {
  guard: Guard;
  /** Longest wait for one connection, in ms. @default 10000 */
  connectTimeoutMs?: number;
  /** Most bytes of response headers. @default 32768 */
  maxHeaderBytes?: number;
  /** Most connections to one origin. @default 16 */
  connections?: number;
}

/**
 * An undici Agent whose every connection goes to an address the guard has just checked: the name is resolved once, and the
 * socket is given those addresses, so that a second answer of a hostile DNS server is never asked for. Has no timeouts
 * of its own for headers and bodies: a total deadline is the caller's (a body timeout lets a dripping server run on).
 */
export function createPinnedAgent(options: PinnedAgentOptions): Agent {
  const { guard, connectTimeoutMs = 10_000, maxHeaderBytes = 32_768, connections = 16 } = options;
  const connect: buildConnector.connector = (target, callback) => {
    const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80);
    guard.resolve(target.hostname, port).then(
      (addresses) => {
        // Literals never reach `lookup`: resolve() has checked them above. Tries the next address after 250 ms.
        const pinned = buildConnector({
          timeout: connectTimeoutMs,
          maxCachedSessions: 0,
          autoSelectFamily: true,
          lookup: (_hostname, { all }, done) => {
            const [first] = addresses;
            if (all) done(null, addresses);
            else done(null, first?.address ?? '', first?.family);
          },
        });
        pinned(target, (...[error, socket]) => {
          if (error) callback(error, null);
          else callback(null, meterSocket(socket));
        });
      },
      (error: Error) => callback(error, null),
    );
  };
  return new Agent({
    connect,
    connections,
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 30_000,
  });
}
