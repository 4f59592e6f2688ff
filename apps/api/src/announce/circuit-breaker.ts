export type BreakerState = 'closed' | 'half-open' | 'open';

export interface CircuitBreakerOptions {
  /** Failures in a row that open it; calls that were under way together are one failure. @default 5 */
  failureThreshold?: number;
  /** How long it stays open before one call may try again, in ms. @default 1000 */
  openMs?: number;
  /** Monotonic, in ms. @default performance.now */
  now?: () => number;
  onChange?: (state: BreakerState) => void;
}

/** The breaker is open: the call was not made. */
export class BreakerOpenError extends Error {
  readonly code = 'BREAKER_OPEN';
  override readonly name = 'BreakerOpenError';

  constructor() {
    super('Redis failed a moment ago and is not asked again yet');
  }
}

/**
 * Stops asking a server that keeps failing. Closed: every call goes through. Open: none does. After `openMs` it is
 * half-open: one single call goes through and decides, the others fail as while it was open.
 */
export class CircuitBreaker {
  readonly #failureThreshold: number;
  readonly #openMs: number;
  readonly #now: () => number;
  readonly #onChange: (state: BreakerState) => void;
  #state: BreakerState = 'closed';
  #failures = 0;
  #failedAt = Number.NEGATIVE_INFINITY;
  #openedAt = 0;

  constructor(options: CircuitBreakerOptions = {}) {
    const { failureThreshold = 5, openMs = 1000, now = () => performance.now(), onChange = () => {} } = options;
    this.#failureThreshold = failureThreshold;
    this.#openMs = openMs;
    this.#now = now;
    this.#onChange = onChange;
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** @throws {BreakerOpenError} when the call was not made; else whatever it throws. */
  async run<Result>(call: () => Promise<Result>): Promise<Result> {
    const isProbe = this.#enter();
    const begunAt = this.#now();
    try {
      const result = await call();
      this.#succeed(isProbe);
      return result;
    } catch (error) {
      this.#fail(isProbe, begunAt);
      throw error;
    }
  }

  #enter(): boolean {
    if (this.#state === 'closed') return false;
    if (this.#state === 'half-open' || this.#now() - this.#openedAt < this.#openMs) throw new BreakerOpenError();
    this.#change('half-open');
    return true;
  }

  #succeed(isProbe: boolean): void {
    // A call from before it opened says nothing about now: only the probe closes it.
    if (this.#state !== 'closed' && !isProbe) return;
    this.#failures = 0;
    this.#change('closed');
  }

  #fail(isProbe: boolean, begunAt: number): void {
    if (this.#state !== 'closed' && !isProbe) return;
    // Twenty requests may share one late answer of Redis: that is one failure, not twenty in a row.
    if (!isProbe && begunAt < this.#failedAt) return;
    this.#failedAt = this.#now();
    this.#failures += 1;
    if (!isProbe && this.#failures < this.#failureThreshold) return;
    this.#openedAt = this.#now();
    this.#change('open');
  }

  #change(state: BreakerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#onChange(state);
  }
}
