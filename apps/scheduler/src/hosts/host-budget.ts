import type { CrawlResponse } from '@goodshunter/contracts/crawl';
import { HOST_DAILY_LIMITS, HOST_MIN_GAPS_MS } from '@goodshunter/contracts/sources';
import { isDatabaseUnavailable } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import type { SchedulerMetrics } from '../metrics.js';
import { createHostLimits, type HostRates } from './host-limits.js';
import {
  type HostAnswer,
  type HostLimits,
  type HostMove,
  type HostStore,
  NOTHING_SETTLED,
  type Refusal,
} from './host-store.js';
import { judgeCrawl } from './judge-crawl.js';
import { SlowedHosts } from './slowed-hosts.js';
import { type EndedGrant, settle, UnsettledGrants } from './unsettled-grants.js';

/** The right to send some requests to a host. Settle it or give it back, once; a lost one refills by itself. */
export interface HostGrant {
  readonly requests: number;
  /** The crawl is over: what it did not send is given back, and its host judged by it. */
  settle(crawl: CrawlResponse): void;
  /** It never began. */
  giveBack(): void;
}

export type HostTurn = { status: 'granted'; grant: HostGrant } | { status: 'refused'; waitMs: number };

export interface HostBudgetOptions {
  rates: HostRates;
  rows: HostStore;
  /** Undefined: Redis is switched off. */
  redis?: HostStore | undefined;
  /** Whether Redis is trusted at present; else budgets come from rows. */
  isRedisTrusted: () => boolean;
  /** The operator's own hosts: no budget, and no exchange. */
  isExempt: (host: string) => boolean;
  metrics: SchedulerMetrics;
  log: Logger;
  /** How long ends of crawls may wait for their host's next exchange, in ms. @default 200 */
  settleWithinMs?: number;
  /** @default Math.random */
  random?: () => number;
}

/** After an exchange with Redis failed, rows serve for this long. */
const REDIS_REST_MS = 1000;
/** Most hosts that are told at once of crawls that ended; each is a transaction where rows serve. */
const SETTLED_AT_ONCE = 8;
const NOTHING_ASKED = { wanted: 0, owner: 0 };

/**
 * One budget of requests per host, for all tasks and replicas: a token bucket whose rate is halved by each refusal of the host and
 * recovers step by step. Kept in Redis, and in rows while Redis is not trusted; a change of store may double a rate for a moment, as
 * each has a burst of its own.
 */
export class HostBudget {
  readonly #options: HostBudgetOptions;
  readonly #unsettled = new UnsettledGrants();
  readonly #slowed = new SlowedHosts();
  readonly #settling = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #redisRestsUntilMs = 0;

  constructor(options: HostBudgetOptions) {
    this.#options = options;
  }

  /** Hosts that are slowed or failing at present, as far as this process knows. */
  get slowedCount(): number {
    return this.#slowed.count(performance.now());
  }

  /**
   * Asks for `wanted` requests: all of them (no more than the burst), or a time to come back at, which is the task's own. Where
   * people wait, their turns go round.
   * @param owner the person whose task asks
   * @throws {DatabaseUnavailableError} when neither Redis nor the database answers
   */
  async take(host: string | undefined, wanted: number, owner: number): Promise<HostTurn> {
    const { rates, metrics, log, isExempt, random = Math.random } = this.#options;
    if (host === undefined || isExempt(host)) return { status: 'granted', grant: freeGrant(wanted) };
    const limits = createHostLimits(rates, HOST_DAILY_LIMITS[host], HOST_MIN_GAPS_MS[host]);
    const requests = Math.min(wanted, rates.burst);
    const askedAtMs = performance.now();
    const { answer, store } = await this.#exchange(host, limits, { wanted: requests, owner });
    if (answer.waitMs > 0) {
      metrics.hostTurns.inc({ outcome: 'refused' });
      if (this.#slowed.isNews(host, askedAtMs)) {
        log.info('host makes tasks wait', { host, waitMs: answer.waitMs, isSlowed: answer.isSlowed });
      }
      // Everybody has a turn of their own already; jitter keeps what comes from two stores, or from a full line, apart.
      return { status: 'refused', waitMs: answer.waitMs + random() * (answer.waitMs / 10 + answer.costMs) };
    }
    metrics.hostTurns.inc({ outcome: 'granted' });
    metrics.hostRequests.inc({ outcome: 'granted' }, requests);
    const { costMs, atMs } = answer;
    const base = { store: store.name, askedAtMs, grantedAtMs: atMs, owner, costMs, dayGapMs: limits.dayGapMs };
    let isOver = false;
    const end = (used: number, more: Pick<EndedGrant, 'isSuccess' | 'delayMs'>) => {
      if (isOver) return;
      isOver = true;
      const unused = Math.max(0, requests - used);
      metrics.hostRequests.inc({ outcome: 'returned' }, unused);
      this.#unsettled.add(host, { ...base, unused, excess: Math.max(0, used - requests), ...more });
    };
    const grant: HostGrant = {
      requests,
      settle: (crawl) => {
        const { isSuccess, refusal } = judgeCrawl(crawl);
        end(crawl.requests, { isSuccess, delayMs: crawl.crawlDelayMs });
        if (refusal) this.#report(host, limits, refusal, crawl);
        else this.#settleSoon();
      },
      giveBack: () => {
        end(0, { isSuccess: false, delayMs: undefined });
        this.#settleSoon();
      },
    };
    return { status: 'granted', grant };
  }

  /** Tells the stores what they do not know yet. */
  async close(): Promise<void> {
    await Promise.all(this.#settling);
    this.#inBackground(() => this.#settleAll());
    await Promise.all(this.#settling);
    clearTimeout(this.#timer);
  }

  /** Other replicas must know at once; rows too, so that a refusal is not forgotten with Redis. */
  #report(host: string, limits: HostLimits, refusal: Refusal, crawl: CrawlResponse): void {
    const { metrics, log, rows } = this.#options;
    if (refusal.isSlowing) {
      metrics.hostSlowdowns.inc();
      const kind = crawl.status === 'failed' ? crawl.failure.kind : undefined;
      log.info('host slowed down', { host, kind, retryAfterMs: refusal.retryAfterMs });
    }
    this.#inBackground(async () => {
      const { store } = await this.#exchange(host, limits, NOTHING_ASKED, refusal);
      if (store === rows) return;
      await rows.exchange({ host, limits, ...NOTHING_ASKED, settled: { ...NOTHING_SETTLED, refusal } });
    });
  }

  /** One round at a time: with thousands of hosts a round takes longer than the time to the next one. */
  #settleSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#inBackground(async () => {
        await this.#settleAll().finally(() => {
          this.#timer = undefined;
          if (this.#unsettled.hosts.length > 0) this.#settleSoon();
        });
      });
    }, this.#options.settleWithinMs ?? 200);
    this.#timer.unref();
  }

  async #settleAll(): Promise<void> {
    const { rates } = this.#options;
    const hosts = this.#unsettled.hosts.values();
    const tellInTurn = async () => {
      for (const host of hosts) {
        // The next crawl of this host may have told it meanwhile.
        if (!this.#unsettled.has(host)) continue;
        const limits = createHostLimits(rates, HOST_DAILY_LIMITS[host], HOST_MIN_GAPS_MS[host]);
        await this.#exchange(host, limits, NOTHING_ASKED);
      }
    };
    await Promise.all(Array.from({ length: SETTLED_AT_ONCE }, tellInTurn));
  }

  /** What cannot be told is lost: the bucket then holds less than it might, never more. */
  #inBackground(work: () => Promise<void>): void {
    const done = work()
      .catch((error: unknown) => {
        if (!isDatabaseUnavailable(error)) this.#options.log.warn('host budget not settled', { error });
      })
      .finally(() => this.#settling.delete(done));
    this.#settling.add(done);
  }

  async #exchange(
    host: string,
    limits: HostLimits,
    asked: Pick<HostMove, 'wanted' | 'owner'>,
    refusal?: Refusal,
  ): Promise<{ answer: HostAnswer; store: HostStore }> {
    const { redis, rows, isRedisTrusted, log } = this.#options;
    const ended = this.#unsettled.take(host);
    const moveFor = (store: HostStore): HostMove => {
      const settled = settle(ended, store.name, performance.now());
      return { host, limits, ...asked, settled: refusal ? { ...settled, refusal } : settled };
    };
    if (redis && isRedisTrusted() && performance.now() >= this.#redisRestsUntilMs) {
      try {
        const answer = await redis.exchange(moveFor(redis));
        this.#slowed.note(host, answer.isSlowed, performance.now());
        return { answer, store: redis };
      } catch (error) {
        this.#redisRestsUntilMs = performance.now() + REDIS_REST_MS;
        log.warn('host budgets come from the database for a moment', { error });
      }
    }
    const answer = await rows.exchange(moveFor(rows));
    this.#slowed.note(host, answer.isSlowed, performance.now());
    return { answer, store: rows };
  }
}

function freeGrant(requests: number): HostGrant {
  return { requests, settle: () => {}, giveBack: () => {} };
}
