/** Work kept in memory, in ms of handler time: long enough to hide a read, short enough to leave the rest to other workers. */
const AHEAD_MS = 250;

/**
 * How many entries to keep buffered, from how long handlers take: about 250 ms of work. Handlers that do nothing are read
 * for in hundreds; two workers with slow handlers share a backlog evenly.
 */
export class ReadAhead {
  readonly #concurrency: number;
  readonly #most: number;
  #averageMs: number | undefined;

  constructor(concurrency: number, memoryQueue: number) {
    this.#concurrency = concurrency;
    this.#most = memoryQueue;
  }

  /** Notes how long one handler took. */
  measure(ms: number): void {
    // Follows a change within some twenty runs; the first run counts whole.
    this.#averageMs = this.#averageMs === undefined ? ms : this.#averageMs + (ms - this.#averageMs) / 16;
  }

  /** Entries to keep buffered beyond those running; as many as can run at once while nothing has been measured. */
  get target(): number {
    if (this.#averageMs === undefined) return Math.min(this.#most, this.#concurrency);
    return Math.min(this.#most, Math.ceil((this.#concurrency * AHEAD_MS) / Math.max(this.#averageMs, 0.001)));
  }
}
