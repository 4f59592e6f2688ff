import type { Logger } from '@goodshunter/logger';
import type { WriteHealth } from '@goodshunter/taskqueue';
import { Pause } from '@goodshunter/waiting';

/** `ok`: announce and read. `full`: read and acknowledge, but nothing can be announced. `down`: neither. */
export type RedisStatus = WriteHealth['status'];

export interface RedisState {
  status: RedisStatus;
  /** For people and logs: `redis takes writes`, `timeout`, ... */
  reason: string;
}

export interface LinkRulesOptions {
  /** Failed looks in a row that make it down. @default 2 */
  failuresUntilDown?: number;
  /** How long it must have been well before it is trusted again, in ms. @default 3000 */
  firstTrustMs?: number;
  /** Longest such time: it doubles while Redis flaps. @default 60000 */
  longestTrustMs?: number;
}

/**
 * Turns looks into a verdict, with hysteresis: one failed look is a blip; after an outage it must be well for a while, and for
 * twice as long each time that a recovery did not last. Pure: times are passed in.
 */
export class WatchRules {
  readonly #failuresUntilDown: number;
  readonly #firstTrustMs: number;
  readonly #longestTrustMs: number;
  #state: RedisState | undefined;
  #failures = 0;
  #wellSince: number | undefined;
  #backAt = Number.NEGATIVE_INFINITY;
  #trustMs: number;

  constructor({ failuresUntilDown = 2, firstTrustMs = 3000, longestTrustMs = 60_000 }: LinkRulesOptions = {}) {
    this.#failuresUntilDown = failuresUntilDown;
    this.#firstTrustMs = firstTrustMs;
    this.#longestTrustMs = longestTrustMs;
    this.#trustMs = firstTrustMs;
  }

  /** The first look decides at once; later ones follow the rules. */
  judge(health: RedisState, nowMs: number): RedisState {
    const was = this.#state;
    if (health.status === 'ok') {
      this.#failures = 0;
      this.#wellSince ??= nowMs;
      const isTrusted = was === undefined || was.status === 'ok' || nowMs - this.#wellSince >= this.#trustMs;
      if (isTrusted) {
        if (was !== undefined && was.status !== 'ok') this.#backAt = nowMs;
        this.#state = health;
      }
      return this.#state ?? health;
    }
    this.#failures += 1;
    this.#wellSince = undefined;
    const isBlip = was?.status === 'ok' && this.#failures < this.#failuresUntilDown;
    if (was !== undefined && isBlip) return was;
    if (was?.status === 'ok') {
      // Flapping: the last recovery lasted less than ten times the time it was watched for.
      const didLast = nowMs - this.#backAt > 10 * this.#trustMs;
      this.#trustMs = didLast ? this.#firstTrustMs : Math.min(this.#longestTrustMs, this.#trustMs * 2);
    }
    this.#state = health;
    return health;
  }
}

export interface RedisWatchOptions {
  /** A real write with a deadline; never rejects. */
  probe: () => Promise<WriteHealth>;
  /** What else keeps the queue from working although Redis takes writes, such as a wrong type at the key. */
  findTrouble: () => string | undefined;
  onChange: (state: RedisState) => void;
  log: Logger;
  /** @default 500 */
  everyMs?: number;
  rules?: LinkRulesOptions;
}

/** Watches whether Redis can carry the queue, by writing. */
export class RedisWatch {
  readonly #options: RedisWatchOptions;
  readonly #rules: WatchRules;
  readonly #stop = new AbortController();
  readonly #pause = new Pause(this.#stop.signal);
  #state: RedisState = { status: 'down', reason: 'not looked at yet' };
  #watching: Promise<void> | undefined;

  constructor(options: RedisWatchOptions) {
    this.#options = options;
    this.#rules = new WatchRules(options.rules);
  }

  get state(): RedisState {
    return this.#state;
  }

  /** Looks once, tells the first verdict, and goes on looking. */
  async start(): Promise<RedisState> {
    await this.#look();
    this.#watching ??= this.#watch();
    return this.#state;
  }

  /** Somebody met trouble: looks again now. */
  suspect(): void {
    this.#pause.wake();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#watching;
  }

  async #watch(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#pause.wait(this.#options.everyMs ?? 500);
      if (!this.#stop.signal.aborted) await this.#look();
    }
  }

  async #look(): Promise<void> {
    const health = await this.#options.probe();
    const trouble = health.status === 'ok' ? this.#options.findTrouble() : undefined;
    const seen: RedisState =
      trouble === undefined
        ? { status: health.status, reason: health.reason ?? 'redis takes writes' }
        : { status: 'down', reason: trouble };
    const before = this.#state;
    this.#state = this.#rules.judge(seen, performance.now());
    if (before.status !== this.#state.status) this.#options.onChange(this.#state);
  }
}
