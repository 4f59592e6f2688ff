/**
 * The database's time, carried on by this process's monotonic clock: every stored instant comes from one clock, and a
 * process whose own clock is an hour ahead does no harm.
 */
export class DatabaseClock {
  readonly #startMs: number;
  readonly #readAt = performance.now();

  /** @param now what the database just answered */
  constructor(now: Date) {
    this.#startMs = now.getTime();
  }

  /** When it was read. */
  get startedAt(): Date {
    return new Date(this.#startMs);
  }

  now(): Date {
    return new Date(this.#startMs + Math.round(performance.now() - this.#readAt));
  }
}
