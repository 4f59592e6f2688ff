import { startDeadline } from '@goodshunter/waiting';
import { type Dispatcher, request } from 'undici';
import { BadRedirectError, ForbiddenAddressError, TooLargeError } from './errors.js';
import type { Guard } from './guard.js';
import { createPinnedAgent } from './pinned-agent.js';
import { type BodyLimit, COMPRESSED_SLACK, readBody } from './read-body.js';
import { translateError } from './translate-error.js';
import { limitWire } from './wire-meter.js';

export interface SafeFetchOptions {
  /** @default 'GET' */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** Names in lower case. On a redirect to another origin only {@link HEADERS_FOR_ANYONE} go along. */
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Total time for everything, redirects and body included, in ms. @default 30000 */
  timeoutMs?: number;
  /** Aborts the fetch ({@link AbortedError}); a signal of `AbortSignal.timeout` counts as the deadline. */
  signal?: AbortSignal;
  /**
   * Most bytes of the body, as sent and as decompressed. With headers, chunk extensions and the like it may take twice as much on
   * the wire, and 256 KiB. @default 10485760 (10 MiB)
   */
  maxBytes?: number;
  /** The first `maxBytes` of a longer body are an answer, rather than none: `body` may then end anywhere. @default false */
  cutsBody?: boolean;
  /** Hops followed; 0 answers the redirect itself. @default 5 */
  maxRedirects?: number;
  /** Called before each request with its checked URL, first and redirected; what it throws ends the fetch unchanged. */
  onRequest?: (url: URL) => void | Promise<void>;
}

export interface SafeResponse {
  status: number;
  /** Names in lower case; repeated headers joined by `, `. */
  headers: Record<string, string>;
  /** Where the answer came from, after redirects. */
  url: string;
  /** Decompressed; empty for HEAD, 204 and 304. */
  body: Buffer;
  /** URLs that redirected, first to last. */
  redirects: string[];
}

export interface SafeFetcher {
  /**
   * One request through the guard. Any HTTP status is an answer, not an error.
   * @throws {SafeFetchError} ForbiddenAddressError, TimeoutError, AbortedError, TooLargeError, BadEncodingError,
   *   BadRedirectError, DnsError or NetworkError
   */
  fetch(url: string | URL, options?: SafeFetchOptions): Promise<SafeResponse>;
  /** Ends all connections at once. */
  close(): Promise<void>;
}

export interface SafeFetcherOptions {
  guard: Guard;
  /** Sent with each request. */
  userAgent: string;
  connectTimeoutMs?: number;
  /** Most bytes of response headers. @default 32768 */
  maxHeaderBytes?: number;
}

/** Headers that tell nothing about the caller's dealings with the first origin. */
export const HEADERS_FOR_ANYONE: readonly string[] = ['accept', 'accept-encoding', 'accept-language', 'user-agent'];

/** The one way out: every request checked, pinned, bounded in time and size. */
export function createSafeFetcher(options: SafeFetcherOptions): SafeFetcher {
  const { guard, userAgent, ...agentOptions } = options;
  const agent = createPinnedAgent({ guard, ...agentOptions });
  return {
    fetch: (url, fetchOptions = {}) => fetchGuarded(url, fetchOptions, guard, agent, userAgent),
    close: () => agent.destroy(),
  };
}

interface Hop {
  url: URL;
  method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  headers: Record<string, string>;
  body: string | Buffer | null;
}

async function fetchGuarded(
  input: string | URL,
  options: SafeFetchOptions,
  guard: Guard,
  agent: Dispatcher,
  userAgent: string,
): Promise<SafeResponse> {
  const { timeoutMs = 30_000, maxBytes = 10 * 1024 * 1024, cutsBody = false, maxRedirects = 5, onRequest } = options;
  const deadline = startDeadline(timeoutMs, options.signal);
  const redirects: string[] = [];
  try {
    let hop: Hop = {
      url: checkHop(input, guard),
      method: options.method ?? 'GET',
      headers: { 'user-agent': userAgent, 'accept-encoding': 'gzip, br, deflate', ...options.headers },
      body: options.body ?? null,
    };
    for (;;) {
      if (onRequest) await deadline.race(callHook(onRequest, hop.url));
      const answer = await deadline.race(send(hop, agent, deadline.signal, { maxBytes, cutsBody }));
      const next = maxRedirects > 0 ? redirectOf(hop, answer, guard) : undefined;
      if (!next) return { ...answer, url: hop.url.href, redirects };
      if (redirects.length >= maxRedirects) throw new BadRedirectError('the server redirects too many times');
      redirects.push(hop.url.href);
      hop = next;
    }
  } catch (error) {
    throw error instanceof HookError ? error.cause : translateError(error, deadline.reason());
  } finally {
    deadline.clear();
  }
}

/** Carries what a hook throws past the translation of errors. */
class HookError extends Error {}

async function callHook(hook: (url: URL) => void | Promise<void>, url: URL): Promise<void> {
  try {
    await hook(url);
  } catch (cause) {
    throw new HookError('hook failed', { cause });
  }
}

function checkHop(url: string | URL, guard: Guard): URL {
  const check = guard.checkUrl(url);
  if (!check.ok) throw new ForbiddenAddressError(check.reason, `the URL ${check.message}`);
  return check.url;
}

async function send(hop: Hop, agent: Dispatcher, signal: AbortSignal, limit: BodyLimit) {
  const { url, method, headers, body } = hop;
  const dispatcher = limitWire(agent, maxWireBytes(limit));
  const answer = await request(url, { dispatcher, method, headers, body, signal });
  const { statusCode: status } = answer;
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const hasBody = method !== 'HEAD' && status !== 204 && status !== 304;
  try {
    if (hasBody && !limit.cutsBody && Number(flat['content-length'] ?? 0) > limit.maxBytes)
      throw new TooLargeError('body');
    // A redirect's own page is nobody's business: closing is cheaper than reading it.
    const isRead = hasBody && !(isRedirect(status) && flat.location !== undefined);
    return {
      status,
      headers: flat,
      body: isRead ? await readBody(answer.body, flat['content-encoding'], limit) : Buffer.alloc(0),
    };
  } finally {
    // A body that is given up costs its connection, and its abort error is nobody's; an absent one leaves both alone.
    if (hasBody) answer.body.on('error', () => {}).destroy();
    else await answer.body.dump();
  }
}

/** Framing costs little where chunks are of usual size; what is many times a body is an attack. */
const FRAMING_FACTOR = 2;
const HEADERS_BYTES = 256 * 1024;

/** What an answer may take on its connection, with all that wraps its body. */
function maxWireBytes({ maxBytes, cutsBody }: BodyLimit): number {
  return HEADERS_BYTES + FRAMING_FACTOR * maxBytes * (cutsBody ? COMPRESSED_SLACK : 1);
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function redirectOf(hop: Hop, answer: { status: number; headers: Record<string, string> }, guard: Guard) {
  const { location } = answer.headers;
  if (!isRedirect(answer.status) || location === undefined) return undefined;
  if (!URL.canParse(location, hop.url.href)) throw new BadRedirectError('the server redirects to no valid place');
  const url = checkHop(new URL(location, hop.url.href), guard);
  const isSameOrigin = url.origin === hop.url.origin;
  const turnsIntoGet = answer.status === 303 || (hop.method === 'POST' && answer.status < 303);
  const next: Hop = turnsIntoGet && hop.method !== 'HEAD' ? { ...hop, method: 'GET', body: null } : { ...hop };
  if (!isSameOrigin && next.body !== null) throw new BadRedirectError('the server redirects a body to another origin');
  const kept = Object.entries(hop.headers).filter(
    ([name]) =>
      (isSameOrigin || HEADERS_FOR_ANYONE.includes(name.toLowerCase())) &&
      !(next.body === null && name.toLowerCase() === 'content-type'),
  );
  return { ...next, url, headers: Object.fromEntries(kept) };
}
