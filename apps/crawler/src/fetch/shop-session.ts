import type { Validators } from '@goodshunter/contracts/crawl';
import type { RobotsOverride } from '@goodshunter/contracts/sources';
import type { SafeFetcher, SafeResponse } from '@goodshunter/safe-fetch';
import { readRetryAfter, untilAborted } from '@goodshunter/waiting';
import type { BrowserRenderer } from '../browser/browser-renderer.js';
import { CrawlError } from '../errors.js';
import { classifyAnswer } from './classify-answer.js';
import { classifyFetchError } from './classify-error.js';
import { decodeText } from './decode-text.js';
import type { HostPacer } from './host-pacer.js';
import type { RobotsCache } from './robots-cache.js';
import { ALLOW_ALL } from './robots-rules.js';
import { unpackFile } from './unpack-file.js';

export interface ShopSessionDeps {
  fetcher: Pick<SafeFetcher, 'fetch'>;
  robots: RobotsCache;
  /** Hosts whose robots.txt the operator lets crawls ignore. */
  mayIgnoreRobots: RobotsOverride;
  pacer: HostPacer;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Most bytes of one answer, decompressed. */
  maxBytes: number;
  /** Host:port pairs of the operator's own, which need no pacing. */
  isOpened: (url: URL) => boolean;
  /** Where a browser is installed. */
  renderer?: Pick<BrowserRenderer, 'render'> | undefined;
  /** Told of each answer, and without a status of each request that got none. */
  onAnswer?: (status: number | undefined, bytes: number) => void;
}

export interface ShopSessionOptions {
  /** Aborts with a TimeoutError at the crawl's deadline, else because nobody waits any more. */
  signal: AbortSignal;
  /** When the crawl must be over, in ms since the epoch. */
  deadlineAtMs: number;
  maxRequests: number;
  /** The task asks for its host's robots.txt to be ignored, which the operator must allow for each host. @default false */
  ignoresRobots?: boolean;
  /** As they came with the request. */
  validators: Validators;
}

export interface GetOptions {
  accept: string;
  /** Ask only for what changed since the validators of this URL, and remember the new ones. @default false */
  isConditional?: boolean;
  /** Most bytes of this answer, decompressed. @default the session's */
  maxBytes?: number;
}

export interface FoundDocument {
  status: 'ok';
  /** After redirects. */
  url: string;
  headers: Record<string, string>;
  /** Whoever parses it takes it over: it is empty afterwards. */
  body: Buffer;
}

/** The beginning of an answer, to show what was seen. */
export interface SeenAnswer {
  url: string;
  status: number | undefined;
  contentType: string | undefined;
  head: Uint8Array;
}
/** Bytes of an answer that are kept to show. */
const HEAD_BYTES = 32 * 1024;

export type ShopAnswer = { status: 'not_modified' } | FoundDocument;

/** A request to an official API. */
export interface ApiRequest {
  /** @default 'GET' */
  method?: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  /** Least time since the last request to this host, in ms. @default 0 */
  gapMs?: number;
}

export interface ApiAnswer {
  /** Any. */
  status: number;
  /** What it asks for by Retry-After, in ms. */
  retryAfterMs: number | undefined;
  text: string;
}

/** robots.txt may ask for more patience than a crawl has; beyond this it is capped. */
const MAX_CRAWL_DELAY_MS = 10_000;
/** Least time worth starting another page with. */
const MIN_TIME_MS = 500;
const MAX_VALIDATOR_URL_LENGTH = 2000;
/** What a robots.txt says that is not looked at. */
const UNASKED = { rules: ALLOW_ALL, isFresh: false };

/** All requests of one crawl: robots.txt, pacing, budget, validators, and failures by name. */
export class ShopSession {
  readonly #deps: ShopSessionDeps;
  readonly #options: ShopSessionOptions;
  readonly #validators: Validators = {};
  #requests = 0;
  #seen: SeenAnswer | undefined;
  #crawlDelayMs: number | undefined;

  constructor(deps: ShopSessionDeps, options: ShopSessionOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** Requests sent so far, those for robots.txt included. */
  get requests(): number {
    return this.#requests;
  }

  /** The beginning of the last answer. */
  get seen(): SeenAnswer | undefined {
    return this.#seen;
  }

  /** What robots.txt of the first host asks for between requests, in ms; undefined: it was not looked at. */
  get crawlDelayMs(): number | undefined {
    return this.#crawlDelayMs;
  }

  /** Validators of this crawl's conditional answers, for the next crawl. */
  get validators(): Validators {
    return this.#validators;
  }

  /** Whether budget and time allow one more request to this host. */
  canRequest(url: URL): boolean {
    const leftMs = this.#options.deadlineAtMs - this.#deps.now() - this.#deps.pacer.waitMs(url.host);
    return this.#requests < this.#options.maxRequests && leftMs > MIN_TIME_MS;
  }

  /** @throws {CrawlError} for every answer but 2xx and 304; the signal's reason when nobody waits any more. */
  async get(url: URL, options: GetOptions): Promise<ShopAnswer> {
    const { fetcher, now } = this.#deps;
    const { accept, isConditional = false, maxBytes = this.#deps.maxBytes } = options;
    const { signal } = this.#options;
    let release = () => {};
    let isSent = false;
    try {
      const known = isConditional ? this.#options.validators[url.href] : undefined;
      const answer = await fetcher.fetch(url, {
        headers: { accept, ...conditionsOf(known) },
        maxBytes,
        signal,
        timeoutMs: Math.max(1, this.#options.deadlineAtMs - now()),
        onRequest: async (hop) => {
          // Never hold one host's turn while waiting for another's.
          release();
          release = await this.#takeTurn(hop);
          isSent = true;
        },
      });
      isSent = false;
      this.#deps.onAnswer?.(answer.status, answer.body.length);
      this.#seen = {
        url: answer.url,
        status: answer.status,
        contentType: answer.headers['content-type'],
        head: Uint8Array.from(answer.body.subarray(0, HEAD_BYTES)),
      };
      const failure = classifyAnswer(answer, now());
      if (failure) throw failure;
      if (isConditional) this.#remember(url.href, answer, known);
      if (answer.status === 304) {
        if (!known)
          throw new CrawlError('server_error', 'The shop says "not modified" to a first look.', { httpStatus: 304 });
        return { status: 'not_modified' };
      }
      const body = await unpackFile(answer.body, maxBytes);
      return { status: 'ok', url: answer.url, headers: answer.headers, body };
    } catch (error) {
      if (isSent) this.#deps.onAnswer?.(undefined, 0);
      if (isTimeout(error)) throw new CrawlError('timeout', 'The shop did not answer in time.', { cause: error });
      throw classifyFetchError(error);
    } finally {
      release();
    }
  }

  /**
   * A page as it is after its scripts have run.
   * @throws {CrawlError} as `get` does; `invalid_query` where no browser is installed
   */
  async getRendered(url: URL): Promise<FoundDocument> {
    const { renderer, now } = this.#deps;
    if (!renderer) {
      throw new CrawlError(
        'invalid_query',
        'Pages cannot be rendered: no browser is installed where the crawler runs.',
      );
    }
    const releases: (() => void)[] = [];
    try {
      const {
        status,
        headers,
        url: finalUrl,
        html,
      } = await renderer.render(url, {
        signal: this.#options.signal,
        onNavigate: async (hop) => {
          for (const release of releases.splice(0)) release();
          releases.push(await this.#takeTurn(hop));
        },
      });
      const body = Buffer.from(html);
      this.#deps.onAnswer?.(status, body.length);
      const failure = classifyAnswer({ status, headers, url: finalUrl, body, redirects: [] }, now());
      if (failure) throw failure;
      // The browser has decoded it, whatever the shop's header says.
      return { status: 'ok', url: finalUrl, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' }, body };
    } catch (error) {
      if (isTimeout(error)) throw new CrawlError('timeout', 'The page was not ready in time.', { cause: error });
      throw classifyFetchError(error);
    } finally {
      for (const release of releases) release();
    }
  }

  /**
   * A request to an official API. Its key allows it, so robots.txt is not asked. Headers and address may hold a secret: no
   * redirect is followed and no validator kept. Always granted, as a token may be needed first: ask {@link canRequest} before
   * each further page.
   * @throws {CrawlError} when there is no answer; any status is one. The signal's reason when nobody waits any more.
   */
  async callApi(url: URL, { gapMs = 0, ...request }: ApiRequest): Promise<ApiAnswer> {
    const { fetcher, maxBytes, now, pacer, isOpened } = this.#deps;
    const { signal } = this.#options;
    let release = () => {};
    let isSent = false;
    try {
      const { status, headers, body } = await fetcher.fetch(url, {
        ...request,
        maxBytes,
        maxRedirects: 0,
        signal,
        timeoutMs: Math.max(1, this.#options.deadlineAtMs - now()),
        onRequest: async () => {
          if (!isOpened(url)) release = await pacer.acquire(url.host, gapMs, signal);
          this.#requests += 1;
          isSent = true;
        },
      });
      isSent = false;
      this.#deps.onAnswer?.(status, body.length);
      const text = decodeText(body, { contentType: headers['content-type'], declared: 'utf-8' });
      return { status, retryAfterMs: readRetryAfter(headers['retry-after'], now()), text };
    } catch (error) {
      if (isSent) this.#deps.onAnswer?.(undefined, 0);
      if (isTimeout(error)) throw new CrawlError('timeout', 'The API did not answer in time.', { cause: error });
      throw classifyFetchError(error);
    } finally {
      release();
    }
  }

  /**
   * What another crawl asks for on behalf of this one too, for as long as this one lasts.
   * @throws {CrawlError} `timeout` at the deadline; the signal's reason when nobody waits any more; what `asked` threw
   */
  async waitFor<T>(asked: Promise<T>): Promise<T> {
    try {
      return await untilAborted(asked, this.#options.signal);
    } catch (error) {
      if (isTimeout(error)) throw new CrawlError('timeout', 'The API did not answer in time.', { cause: error });
      throw error;
    }
  }

  /** Before each request, redirected ones included: may we, and is it our turn? */
  async #takeTurn(url: URL): Promise<() => void> {
    const { robots, pacer, isOpened, mayIgnoreRobots } = this.#deps;
    const { maxRequests, signal, ignoresRobots = false } = this.#options;
    // Asked for each hop: where the shop redirects to is perhaps not its owner's.
    const { rules, isFresh } = ignoresRobots && mayIgnoreRobots(url) ? UNASKED : robots.rulesFor(url);
    if (isFresh) this.#requests += 1;
    const { isAllowed, crawlDelayMs = 0 } = await rules;
    const gapMs = Math.min(crawlDelayMs, MAX_CRAWL_DELAY_MS);
    this.#crawlDelayMs ??= Math.ceil(gapMs);
    if (!isAllowed(url)) throw new CrawlError('robots', 'The robots.txt of the shop asks us not to read this address.');
    // The first request is always granted: otherwise a fresh robots.txt could use up a budget of one.
    if (this.#requests >= maxRequests + (isFresh ? 1 : 0)) {
      throw new CrawlError('network', 'The crawl has used up its requests in redirects.');
    }
    this.#requests += 1;
    if (isOpened(url)) return () => {};
    return pacer.acquire(url.host, gapMs, signal);
  }

  #remember(href: string, { status, headers }: SafeResponse, known: Validators[string] | undefined): void {
    const etag = headers.etag ?? (status === 304 ? known?.etag : undefined);
    const lastModified = headers['last-modified'] ?? (status === 304 ? known?.lastModified : undefined);
    const kept = {
      ...(etag !== undefined && etag.length <= 500 ? { etag } : {}),
      ...(lastModified !== undefined && lastModified.length <= 100 ? { lastModified } : {}),
    };
    if (Object.keys(kept).length > 0 && href.length <= MAX_VALIDATOR_URL_LENGTH) this.#validators[href] = kept;
  }
}

function conditionsOf(known: Validators[string] | undefined): Record<string, string> {
  // A stored validator is data that came from a shop: nothing that could end a header line goes out again.
  const isSafe = (value: string | undefined): value is string => value !== undefined && /^[\x20-\x7e]+$/.test(value);
  return {
    ...(isSafe(known?.etag) ? { 'if-none-match': known.etag } : {}),
    ...(isSafe(known?.lastModified) ? { 'if-modified-since': known.lastModified } : {}),
  };
}

/** The crawl's own deadline: a DOMException, which is not always an instance of this realm's Error. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'name' in error &&
    error.name === 'TimeoutError' &&
    !('kind' in error)
  );
}
