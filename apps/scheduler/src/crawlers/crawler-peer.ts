import type { Dispatcher } from 'undici';

/** Grows to this when nothing speaks against it. */
const MAX_LIMIT = 10_000;
const FULL_PAUSE_MS = 40;
const FIRST_REST_MS = 250;
const LONGEST_REST_MS = 5000;
/** A refused connection costs next to nothing, and a crawler that is just starting should soon be in use. */
const LONGEST_REFUSED_REST_MS = 500;
/** Growth of the limit per success beyond the point where the crawler was last full: few requests are refused for finding it. */
const CAUTIOUS_GROWTH = 0.1;

/**
 * One crawler as this process sees it: how much it has in hand, how much it takes, and whether it is resting. The number of its
 * slots is learnt from its 503s, as other schedulers share them.
 */
export class CrawlerPeer {
  readonly origin: string;
  readonly dispatcher: Dispatcher;
  inFlight = 0;
  #limit = MAX_LIMIT;
  #fullAt = MAX_LIMIT;
  #restUntil = 0;
  #failures = 0;
  #isSilent = false;

  constructor(origin: string, dispatcher: Dispatcher) {
    this.origin = origin;
    this.dispatcher = dispatcher;
  }

  /** Ms until it may be asked again; 0: now. Infinity: when one of its requests ends, or it answers again at all. */
  waitMs(nowMs: number): number {
    if (this.#isSilent) return Number.POSITIVE_INFINITY;
    if (this.#restUntil > nowMs) return this.#restUntil - nowMs;
    return this.inFlight < Math.floor(this.#limit) ? 0 : Number.POSITIVE_INFINITY;
  }

  isResting(nowMs: number): boolean {
    return this.#isSilent || (this.#failures > 0 && this.#restUntil > nowMs);
  }

  /** Failures in a row. */
  get failures(): number {
    return this.#failures;
  }

  /** It took a request and answered it. */
  reportSuccess(): void {
    this.#failures = 0;
    this.#isSilent = false;
    this.#restUntil = 0;
    this.#limit = Math.min(MAX_LIMIT, this.#limit + (this.#limit < this.#fullAt ? 1 : CAUTIOUS_GROWTH));
  }

  /** It said 503; the request that heard so is not counted in `inFlight` any more. */
  reportFull(nowMs: number): void {
    this.#failures = 0;
    this.#limit = Math.max(1, this.inFlight);
    this.#fullAt = this.#limit;
    this.#restUntil = nowMs + FULL_PAUSE_MS * (0.5 + Math.random());
  }

  /** It is dead or broken: it rests, longer each time, and comes back with one request first. */
  reportFailure(nowMs: number): void {
    this.#failures += 1;
    this.#limit = 1;
    this.#restUntil = nowMs + restMs(this.#failures);
  }

  /** Nobody listens there, or not yet. */
  reportRefusal(nowMs: number): void {
    this.reportFailure(nowMs);
    this.#restUntil = Math.min(this.#restUntil, nowMs + LONGEST_REFUSED_REST_MS);
  }

  /**
   * It took a request and did not answer. A run that asked it next would wait for its whole deadline and lose an attempt, so nobody asks
   * it before it has answered a probe.
   */
  reportSilence(nowMs: number): void {
    this.reportFailure(nowMs);
    this.#isSilent = true;
  }

  /** It answered a probe: it is asked again, with one request first. */
  reportAwake(): void {
    this.#isSilent = false;
    this.#restUntil = 0;
  }

  get isSilent(): boolean {
    return this.#isSilent;
  }
}

/** Longer with each failure in a row. */
export function restMs(failures: number, random = Math.random): number {
  return Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (failures - 1)) * (0.75 + random() / 2);
}
