import { lookup as resolveName } from 'node:dns/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { CrawlRequestInput, CrawlResponse } from '@goodshunter/contracts/crawl';
import type { Logger } from '@goodshunter/logger';
import { startDeadline, WaitingLine } from '@goodshunter/waiting';
import { Pool } from 'undici';
import { CrawlerBrokeError, CrawlersBusyError } from '../errors.js';
import { CrawlerPeer, restMs } from './crawler-peer.js';
import { callCrawler } from './http-crawl-client.js';
import { probeCrawler } from './probe-crawler.js';

/** A place on some crawler, taken before a task is claimed. */
export interface CrawlSlot {
  /**
   * Sends the request to the slot's crawler, and to the next ones while they are full or cannot be reached.
   * Garbage from every crawler that was asked comes back as a typed failure. A place that was given back before is taken
   * anew: the run that came with it is over, but others may wait for the same crawl.
   * @throws {CrawlersBusyError} when nobody took it.
   * @throws {CrawlerBrokeError} when two broke in the middle of it, or one did not answer within the deadline and the margin.
   */
  crawl(request: CrawlRequestInput, signal: AbortSignal): Promise<CrawlResponse>;
  /** Gives the place back, once a crawl that is under way has ended; calling twice is harmless. */
  release(): void;
}

export interface AcquireOptions {
  /** Longest wait for a place, in ms. @default 0 */
  waitMs?: number;
  signal?: AbortSignal;
}

export type CrawlerCall = 'ok' | 'failure' | 'busy' | 'error';

export interface CrawlerPoolOptions {
  /** Base URLs; every address behind each name is a crawler. */
  urls: readonly string[];
  /** What they ask for; empty: nothing. @default '' */
  secret?: string;
  log: Logger;
  /** Told how each call ended. */
  onCall?: (outcome: CrawlerCall) => void;
  /** All addresses behind a name. @default the system's resolver */
  lookup?: (hostname: string) => Promise<string[]>;
  /** Pause between two looks at the addresses, in ms. @default 1000 */
  resolveEveryMs?: number;
  /** Given to a call beyond the crawl's own deadline, in ms. @default 2000 */
  marginMs?: number;
}

/** It is the crawler's, not the shop's; the owner reads that nothing could be seen. */
const GARBAGE: CrawlResponse = {
  status: 'failed',
  failure: { kind: 'server_error', message: 'The crawler gave an answer that could not be read.' },
  requests: 0,
};
/** Crawlers that one request may break or confuse. */
const MOST_BREAKS = 2;
/** Pauses between probes grow this often, to some two seconds: a crawler that comes back is soon asked again. */
const MOST_PROBE_STEPS = 4;

/** Finds crawlers and shares requests among them: least in flight first, ties in turn, the dead and the full left out for a while. */
export class CrawlerPool {
  readonly #options: Required<Omit<CrawlerPoolOptions, 'onCall'>> & Pick<CrawlerPoolOptions, 'onCall'>;
  readonly #peers = new Map<string, CrawlerPeer>();
  readonly #waiting = new WaitingLine();
  #turn = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** By address of the settings: what it stood for when it was last resolved. */
  readonly #named = new Map<string, { hostname: string; origins: readonly string[] }>();

  constructor(options: CrawlerPoolOptions) {
    this.#options = { secret: '', lookup: lookupAll, resolveEveryMs: 1000, marginMs: 2000, ...options };
  }

  /** Resolves the names once, then goes on doing so. Never rejects: a name that cannot be resolved keeps its last addresses. */
  async start(): Promise<void> {
    await this.#resolveAll();
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.start(), this.#options.resolveEveryMs);
    this.#timer.unref();
  }

  /** How many crawlers are known, and how many of them rest. */
  counts(): { healthy: number; resting: number } {
    const now = performance.now();
    const resting = [...this.#peers.values()].filter((peer) => peer.isResting(now)).length;
    return { healthy: this.#peers.size - resting, resting };
  }

  /** Takes a place before the claim. Undefined: none came free within `waitMs`. */
  async acquire({ waitMs = 0, signal }: AcquireOptions = {}): Promise<CrawlSlot | undefined> {
    const giveUpAt = performance.now() + waitMs;
    for (;;) {
      if (this.#isClosed || signal?.aborted) return undefined;
      const now = performance.now();
      const peer = this.#pick(now, new Set());
      if (peer) return this.#slotOn(peer);
      if (now >= giveUpAt) return undefined;
      await this.#change(Math.min(giveUpAt - now, this.#nextWaitMs(now)), signal);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#wakeAll();
    await Promise.all([...this.#peers.values()].map(({ dispatcher }) => dispatcher.destroy()));
    this.#peers.clear();
  }

  #slotOn(first: CrawlerPeer): CrawlSlot {
    let peer: CrawlerPeer | undefined;
    let isCrawling = false;
    let isReleased = false;
    const enter = (next: CrawlerPeer | undefined) => {
      peer = next;
      if (next) next.inFlight += 1;
    };
    const leave = () => {
      if (peer === undefined) return;
      peer.inFlight -= 1;
      peer = undefined;
      this.#wakeOne();
    };
    const crawl: CrawlSlot['crawl'] = async (request, signal) => {
      const tried = new Set<CrawlerPeer>();
      let broken = 0;
      let garbled = 0;
      let lastError: unknown;
      if (peer === undefined) enter(this.#pick(performance.now(), tried));
      while (peer !== undefined) {
        const current: CrawlerPeer = peer;
        tried.add(current);
        const result = await callCrawler({
          origin: current.origin,
          dispatcher: current.dispatcher,
          request,
          secret: this.#options.secret,
          timeoutMs: request.deadlineMs + this.#options.marginMs,
          signal,
        });
        const now = performance.now();
        if (result.status === 'answered') {
          current.reportSuccess();
          this.#options.onCall?.(result.response.status === 'ok' ? 'ok' : 'failure');
          return result.response;
        }
        this.#options.onCall?.(result.status === 'full' || result.status === 'outdated' ? 'busy' : 'error');
        leave();
        if (result.status === 'full') {
          current.reportFull(now);
        } else if (result.status === 'outdated') {
          // It works, and is about to be replaced: another one may know, else this run waits for the upgrade to get on.
          this.#options.log.debug('crawler is older than this scheduler', { crawler: current.origin });
        } else if (result.status === 'silent') {
          // The time of this run is used up; its next attempt goes to another crawler.
          this.#rest(current, now);
          throw new CrawlerBrokeError({ cause: new Error('the crawler did not answer in time') });
        } else {
          if (result.status === 'refused') current.reportRefusal(now);
          else current.reportFailure(now);
          const { error } = result;
          // Once per trouble: a crawler that is gone is asked again and again.
          const level = current.failures === 1 ? 'warn' : 'debug';
          this.#options.log[level]('crawler rests', { crawler: current.origin, reason: result.status, error });
          lastError = error;
          if (result.status === 'broken') broken += 1;
          if (result.status === 'garbage') garbled += 1;
        }
        enter(broken + garbled < MOST_BREAKS ? this.#pick(now, tried) : undefined);
      }
      if (broken > 0) throw new CrawlerBrokeError({ cause: lastError });
      if (garbled > 0) return GARBAGE;
      throw new CrawlersBusyError({ cause: lastError });
    };
    enter(first);
    return {
      release: () => {
        isReleased = true;
        if (!isCrawling) leave();
      },
      crawl: async (request, signal) => {
        isCrawling = true;
        try {
          return await crawl(request, signal);
        } finally {
          isCrawling = false;
          if (isReleased) leave();
        }
      },
    };
  }

  /** Leaves a silent crawler out until it answers a probe. */
  #rest(peer: CrawlerPeer, nowMs: number): void {
    const isProbed = peer.isSilent;
    peer.reportSilence(nowMs);
    if (isProbed) return;
    this.#options.log.warn('crawler rests', { crawler: peer.origin, reason: 'silent' });
    void this.#probeUntilAwake(peer);
  }

  async #probeUntilAwake(peer: CrawlerPeer): Promise<void> {
    for (let probes = 1; ; probes += 1) {
      await delay(restMs(Math.min(probes, MOST_PROBE_STEPS)), undefined, { ref: false });
      if (this.#peers.get(peer.origin) !== peer || !peer.isSilent) return;
      if (await probeCrawler(peer.origin, peer.dispatcher)) break;
    }
    peer.reportAwake();
    this.#options.log.info('crawler answers again', { crawler: peer.origin });
    this.#wakeAll();
  }

  /** Least in flight; of equals, each in its turn. */
  #pick(nowMs: number, except: ReadonlySet<CrawlerPeer>): CrawlerPeer | undefined {
    const free = [...this.#peers.values()].filter((peer) => !except.has(peer) && peer.waitMs(nowMs) === 0);
    const least = Math.min(...free.map(({ inFlight }) => inFlight));
    const equals = free.filter(({ inFlight }) => inFlight === least);
    this.#turn += 1;
    return equals[this.#turn % equals.length];
  }

  #nextWaitMs(nowMs: number): number {
    return Math.max(1, Math.min(...[...this.#peers.values()].map((peer) => peer.waitMs(nowMs)), 1000));
  }

  /** Resolves when a place may have come free, after `ms`, or when `signal` aborts. */
  async #change(ms: number, signal: AbortSignal | undefined): Promise<void> {
    const deadline = startDeadline(ms, signal);
    await this.#waiting.join(undefined, deadline.signal).catch(() => {});
    deadline.clear();
  }

  async #resolve(url: string): Promise<void> {
    const { protocol, hostname, port } = new URL(url);
    try {
      const addresses = await this.#options.lookup(hostname.replace(/^\[|\]$/g, ''));
      const origins = addresses.map((address) => {
        const host = address.includes(':') ? `[${address}]` : address;
        return `${protocol}//${host}${port === '' ? '' : `:${port}`}`;
      });
      this.#named.set(url, { hostname, origins });
    } catch (error) {
      this.#options.log.debug('crawler name not resolved', { hostname, error });
    }
  }

  #wakeOne(): void {
    this.#waiting.callNext();
  }

  #wakeAll(): void {
    while (this.#waiting.callNext() !== undefined);
  }

  /** All names at once, each by itself: one that is slow or cannot be resolved holds up no other, and keeps what it stood for. */
  async #resolveAll(): Promise<void> {
    await Promise.all(this.#options.urls.map(async (url) => this.#resolve(url).then(() => this.#follow())));
  }

  /** Makes the known crawlers what the names stand for. */
  #follow(): void {
    const found = new Map<string, string>();
    for (const { hostname, origins } of this.#named.values()) for (const origin of origins) found.set(origin, hostname);
    if (this.#isClosed) return;
    for (const [origin, hostname] of found) {
      if (this.#peers.has(origin)) continue;
      // No keep-alive game with a dead address: connecting fails fast, and answers are waited for by our own deadline.
      const dispatcher = new Pool(origin, {
        connect: { timeout: 1000, ...(origin.startsWith('https:') ? { servername: hostname } : {}) },
        pipelining: 1,
      });
      this.#peers.set(origin, new CrawlerPeer(origin, dispatcher));
      this.#wakeAll();
    }
    for (const [origin, peer] of this.#peers) {
      if (found.has(origin) || peer.inFlight > 0) continue;
      this.#peers.delete(origin);
      void peer.dispatcher.close().catch(() => {});
    }
  }
}

async function lookupAll(hostname: string): Promise<string[]> {
  return (await resolveName(hostname, { all: true })).map(({ address }) => address);
}
