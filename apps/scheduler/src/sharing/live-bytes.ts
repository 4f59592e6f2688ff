/** Counts what was stored for a time, and says when it would become too much. */
export class LiveBytes {
  readonly #most: number;
  readonly #stored: { bytes: number; until: number }[] = [];
  #sum = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether so many bytes may be stored for `keepMs`; if so they count until then. @param now ms of a monotonic clock */
  take(bytes: number, keepMs: number, now: number): boolean {
    while ((this.#stored[0]?.until ?? Number.POSITIVE_INFINITY) <= now) {
      this.#sum -= this.#stored.shift()?.bytes ?? 0;
    }
    if (this.#sum + bytes > this.#most) return false;
    this.#sum += bytes;
    this.#stored.push({ bytes, until: now + keepMs });
    return true;
  }
}
