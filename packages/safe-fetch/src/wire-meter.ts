import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';
import { TooLargeError } from './errors.js';

/** Bytes of one answer as they come from its connection: status, headers, chunk sizes and their extensions, body, trailers. */
interface WireMeter {
  left: number;
}

/** Of the request that is being written this very moment: undici tells its handler, and then writes, in one go. */
let starting: WireMeter | undefined;

/**
 * Lets a connection count what comes for each request that {@link limitWire} bounds, and end with a TooLargeError beyond it. A body can be
 * small and its wrapping endless: chunks of one byte with kilobytes of extensions, or hints before an answer that never comes.
 */
export function meterSocket<S extends Socket>(socket: S): S {
  let meter: WireMeter | undefined;
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  socket.write = (...args: unknown[]) => {
    if (starting !== undefined) meter = starting;
    starting = undefined;
    return write(...args);
  };
  const read = socket.read.bind(socket);
  socket.read = (size?: number) => {
    const chunk = read(size) as Buffer | null;
    if (chunk === null || meter === undefined) return chunk;
    meter.left -= chunk.length;
    if (meter.left >= 0) return chunk;
    meter = undefined;
    socket.destroy(new TooLargeError('body'));
    return null;
  };
  return socket;
}

/** The same dispatcher for one request, whose answer may take at most `maxBytes` on the wire. Its connections must be metered. */
export function limitWire(dispatcher: Dispatcher, maxBytes: number): Dispatcher {
  return dispatcher.compose((dispatch) => (options, handler) => {
    const start = handler.onRequestStart;
    handler.onRequestStart = (controller, context) => {
      starting = { left: maxBytes };
      start?.call(handler, controller, context);
    };
    return dispatch(options, handler);
  });
}
