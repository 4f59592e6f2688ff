import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@goodshunter/logger';
import { CrawlFlight, type FlightEnd } from './crawl-flight.js';
import { createCrawlKeys } from './crawl-key.js';
import type { CrawlOrder, EndedCrawl, SharedCrawl, SharedHow } from './crawl-order.js';
import { fitAnswer } from './fit-answer.js';
import { RecentAnswers } from './recent-answers.js';
import type { SharedAnswer, SharedCrawls } from './shared-crawls.js';

export interface CrawlSharing {
  /**
   * The answer to an order: of a crawl that others wait for too or have just had, else of its own.
   * @throws the reason of the order's signal; what the crawl threw, to all who waited for it
   */
  crawl(order: CrawlOrder): Promise<SharedCrawl>;
  /** Waits until other replicas know what they can know. Crawls end by their signals. */
  close(): Promise<void>;
}

export interface CrawlSharingOptions {
  /** False: every run crawls. */
  isEnabled: boolean;
  /** Undefined: Redis is switched off. */
  redis?: SharedCrawls | undefined;
  /** Whether Redis is trusted at present; else replicas do not share. */
  isRedisTrusted: () => boolean;
  /** A run took another's answer. */
  onShared?: (how: SharedHow) => void;
  log: Logger;
  /** Longest wait for another replica's crawl, in ms. @default 10000 */
  waitMs?: number;
}

/** After Redis did not answer, nothing is asked of it for this long. */
const REDIS_REST_MS = 1000;
const RENEW_EVERY_MS = 1000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 200;
/** A flight may end with an answer that is too old for those who joined it while it waited for another replica. */
const MOST_FLIGHTS = 2;

/** The right to crawl on behalf of all replicas, or of this one alone. */
interface Seat {
  finish(answer?: SharedAnswer): void;
}

/** Without Redis there is nobody to tell. */
const ALONE: Seat = { finish: () => {} };

/** Lets equal requests of many tasks share one crawl: within this process always, among replicas while Redis is there. */
export function createCrawlSharing(options: CrawlSharingOptions): CrawlSharing {
  const { isEnabled, redis, isRedisTrusted, onShared, log, waitMs = 10_000 } = options;
  const flights = new Map<string, CrawlFlight>();
  const recent = new RecentAnswers();
  const telling = new Set<Promise<void>>();
  let redisRestsUntil = 0;

  async function crawl(order: CrawlOrder): Promise<SharedCrawl> {
    if (isEnabled) {
      const keys = createCrawlKeys(order);
      const notBefore = performance.now() - order.maxAgeMs;
      // Those who know the same items agree on how far back to look; the others agree most of the time.
      const shared = (await find(keys.near, order, notBefore)) ?? (await find(keys.exact(), order, notBefore));
      if (shared) return shared;
    }
    const performed = await order.perform(order.signal);
    return performed.status === 'refused' ? performed : { ...performed, answeredAgoMs: 0, how: 'own' };
  }

  /** Undefined: what was found does not answer this order. */
  async function find(key: string, order: CrawlOrder, notBefore: number): Promise<SharedCrawl | undefined> {
    for (let round = 0; round < MOST_FLIGHTS; round += 1) {
      const known = recent.find(key, notBefore, performance.now());
      if (known) return serve(known, 'recent', order);
      const joined = flights.get(key);
      const isJoined = joined?.canServe(notBefore) === true;
      if (isJoined) order.onWait();
      const end = await (isJoined ? joined : begin(key, order, notBefore)).wait(order.signal);
      if (end.status === 'refused') return end;
      if (end.startedAt >= notBefore) return serve(end, isJoined ? 'flight' : end.how, order);
    }
    return undefined;
  }

  function serve(ended: EndedCrawl, how: 'own' | SharedHow, { request }: CrawlOrder): SharedCrawl | undefined {
    const response = how === 'own' ? ended.response : fitAnswer(ended.response, request);
    if (response === undefined) return undefined;
    if (how !== 'own') onShared?.(how);
    return { status: 'crawled', response, how, answeredAgoMs: Math.max(0, performance.now() - ended.answeredAt) };
  }

  function begin(key: string, order: CrawlOrder, notBefore: number): CrawlFlight {
    const flight = new CrawlFlight((signal, onStart) => fly(key, order, notBefore, signal, onStart));
    flights.set(key, flight);
    void flight.settled().then(() => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    return flight;
  }

  async function fly(
    key: string,
    order: CrawlOrder,
    notBefore: number,
    signal: AbortSignal,
    onStart: () => void,
  ): Promise<FlightEnd> {
    const seat = await takeSeat(key, order, notBefore, signal);
    if ('response' in seat) {
      recent.put(key, seat, order.keepMs, performance.now());
      return { status: 'crawled', how: 'replica', ...seat };
    }
    onStart();
    const startedAt = performance.now();
    let answer: SharedAnswer | undefined;
    try {
      signal.throwIfAborted();
      const performed = await order.perform(signal);
      if (performed.status === 'refused') return performed;
      const { response } = performed;
      const ended = { response, startedAt, answeredAt: performance.now() };
      // Failures are for those who wait, not for those who come later: the next one may find the shop well.
      if (response.status === 'ok') {
        answer = { response, answeredAt: ended.answeredAt, keepMs: order.keepMs };
        recent.put(key, ended, order.keepMs, ended.answeredAt);
      }
      return { status: 'crawled', how: 'own', ...ended };
    } finally {
      seat.finish(answer);
    }
  }

  /** Agrees with other replicas on who crawls; waits for the one that does. Whatever Redis does, this one may crawl in the end. */
  async function takeSeat(
    key: string,
    order: CrawlOrder,
    notBefore: number,
    signal: AbortSignal,
  ): Promise<Seat | EndedCrawl> {
    if (!redis) return ALONE;
    const flight = randomUUID();
    const giveUpAt = performance.now() + waitMs;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
      const askedAt = performance.now();
      if (!isRedisTrusted() || askedAt < redisRestsUntil || askedAt > giveUpAt) return ALONE;
      try {
        const joined = await redis.join(key, flight, askedAt - notBefore);
        if (joined.status === 'lead') return leadFor(redis, key, flight);
        if (joined.status === 'answered') {
          const { response, startedAgoMs, answeredAgoMs } = joined;
          return { response, startedAt: askedAt - startedAgoMs, answeredAt: askedAt - answeredAgoMs };
        }
      } catch (error) {
        onRedisTrouble(error);
        return ALONE;
      }
      order.onWait();
      await sleep(pauseMs * (0.5 + Math.random() / 2), undefined, { signal });
    }
  }

  function leadFor(store: SharedCrawls, key: string, flight: string): Seat {
    const timer = setInterval(() => void store.renew(key, flight).catch(onRedisTrouble), RENEW_EVERY_MS);
    timer.unref();
    return {
      finish(answer) {
        clearInterval(timer);
        const told = store
          .finish(key, flight, answer)
          .catch(onRedisTrouble)
          .finally(() => telling.delete(told));
        telling.add(told);
      },
    };
  }

  function onRedisTrouble(error: unknown): void {
    if (performance.now() < redisRestsUntil) return;
    redisRestsUntil = performance.now() + REDIS_REST_MS;
    log.warn('crawls are not shared among replicas for a moment', { error });
  }

  return {
    crawl,
    async close() {
      await Promise.all([...telling]);
    },
  };
}
