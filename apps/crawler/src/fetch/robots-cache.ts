import { BadRedirectError, type SafeFetcher } from '@goodshunter/safe-fetch';
import { readRetryAfter } from '@goodshunter/waiting';
import { LRUCache } from 'lru-cache';
import { CrawlError } from '../errors.js';
import { classifyFetchError } from './classify-error.js';
import { decodeText } from './decode-text.js';
import { ALLOW_ALL, parseRobots, type RobotsRules } from './robots-rules.js';

export interface RobotsCacheOptions {
  fetcher: Pick<SafeFetcher, 'fetch'>;
  /** Name that groups of robots.txt address us by. */
  productToken: string;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** How long rules are believed; the RFC's limit is 24 h. @default 1 h */
  ttlMs?: number;
  /** How long a server that does not answer properly is not asked again. @default 30 s */
  failureTtlMs?: number;
  /** Origins remembered; the one asked for longest ago goes first. @default 2000 */
  maxOrigins?: number;
}

interface Entry {
  rules: Promise<RobotsRules>;
  expiresAtMs: number;
  /** What the server said last. */
  known?: { rules: RobotsRules; atMs: number };
}

/** The RFC asks for 500 KiB at least. The rest of a longer file says nothing. */
const MAX_BYTES = 512 * 1024;
/** How long old rules stand in for a server that does not answer. */
const MAX_AGE_MS = 24 * 3_600_000;
const TIMEOUT_MS = 10_000;

/** robots.txt by origin, in memory: losing it costs one request per origin. */
export class RobotsCache {
  readonly #entries: LRUCache<string, Entry>;
  readonly #options: Required<RobotsCacheOptions>;

  constructor(options: RobotsCacheOptions) {
    this.#options = { ttlMs: 3_600_000, failureTtlMs: 30_000, maxOrigins: 2000, ...options };
    this.#entries = new LRUCache({ max: this.#options.maxOrigins });
  }

  /**
   * The rules of the URL's origin. A file that is not there (4xx) allows everything. `isFresh` says that it was asked for now.
   * @throws {CrawlError} when the server cannot be asked or answers 5xx: nothing may then be fetched from it, unless it is known what it
   *   said within the last day.
   */
  rulesFor(url: URL): { rules: Promise<RobotsRules>; isFresh: boolean } {
    const { now, ttlMs } = this.#options;
    const known = this.#entries.get(url.origin);
    if (known && known.expiresAtMs > now()) return { rules: known.rules, isFresh: false };
    const entry: Entry = { rules: Promise.resolve(ALLOW_ALL), expiresAtMs: now() + ttlMs, ...keepKnown(known) };
    entry.rules = this.#refresh(url.origin, entry);
    entry.rules.catch(() => {});
    this.#entries.set(url.origin, entry);
    return { rules: entry.rules, isFresh: true };
  }

  async #refresh(origin: string, entry: Entry): Promise<RobotsRules> {
    const { now, failureTtlMs } = this.#options;
    try {
      const rules = await this.#read(origin);
      entry.known = { rules, atMs: now() };
      return rules;
    } catch (error) {
      entry.expiresAtMs = now() + failureTtlMs;
      const { known } = entry;
      // Being asked to slow down is an answer, and not one to pass over.
      const isSilent = !(error instanceof CrawlError && error.kind === 'rate_limited');
      if (known && isSilent && now() - known.atMs < MAX_AGE_MS) return known.rules;
      throw error;
    }
  }

  /** Shared by all crawls that wait for it, so it has a deadline of its own and no crawl's signal. */
  async #read(origin: string): Promise<RobotsRules> {
    const { fetcher, productToken, now } = this.#options;
    const url = `${origin}/robots.txt`;
    try {
      const answer = await fetcher.fetch(url, { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, cutsBody: true });
      const { status } = answer;
      if (status === 429) {
        const retryAfterMs = readRetryAfter(answer.headers['retry-after'], now());
        throw new CrawlError('rate_limited', 'The shop asks us to slow down.', { httpStatus: 429, retryAfterMs });
      }
      if (status >= 500) {
        throw new CrawlError('server_error', 'The shop cannot answer for its robots.txt.', { httpStatus: status });
      }
      // Redirects that end nowhere and files that are not there say nothing.
      if (status >= 300) return ALLOW_ALL;
      return parseRobots(
        decodeText(dropCutLine(answer.body), { contentType: 'text/plain; charset=utf-8' }),
        productToken,
      );
    } catch (error) {
      // As a file that is not there, says the RFC of more than five redirects.
      if (error instanceof BadRedirectError) return ALLOW_ALL;
      throw classifyFetchError(error);
    }
  }
}

function keepKnown(entry: Entry | undefined): Pick<Entry, 'known'> {
  return entry?.known ? { known: entry.known } : {};
}

/** The last line of a file that was cut may have meant something else: half of `Disallow: /a` is `Disallow: /`. */
function dropCutLine(body: Buffer): Buffer {
  if (body.length < MAX_BYTES) return body;
  return body.subarray(0, Math.max(body.lastIndexOf(0x0a), body.lastIndexOf(0x0d), 0));
}
