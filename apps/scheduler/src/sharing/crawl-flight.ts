import { untilAborted } from '@goodshunter/waiting';
import type { EndedCrawl, SharedHow } from './crawl-order.js';

export type FlightEnd =
  | { status: 'refused'; waitMs: number }
  | ({ status: 'crawled'; how: 'own' | Extract<SharedHow, 'replica'> } & EndedCrawl);

export type FlightWork = (signal: AbortSignal, onStart: () => void) => Promise<FlightEnd>;

/** One crawl, or the wait for that of another replica, on behalf of all runs of this process that asked for the same. */
export class CrawlFlight {
  readonly #controller = new AbortController();
  readonly #end: Promise<FlightEnd>;
  #waiting = 0;
  #startedAt: number | undefined;

  constructor(work: FlightWork) {
    this.#end = work(this.#controller.signal, () => {
      this.#startedAt ??= performance.now();
    });
    // Whoever waits for it hears of it; perhaps nobody does any more.
    this.#end.catch(() => {});
  }

  /** Whether it may still serve a run that needs a crawl begun at `notBefore` or later, in ms of the monotonic clock. */
  canServe(notBefore: number): boolean {
    return !this.#controller.signal.aborted && (this.#startedAt ?? Number.POSITIVE_INFINITY) >= notBefore;
  }

  /**
   * Its end, for as long as `signal` lets wait. The last one to leave ends the crawl.
   * @throws the signal's reason; what the work threw
   */
  async wait(signal: AbortSignal): Promise<FlightEnd> {
    this.#waiting += 1;
    try {
      return await untilAborted(this.#end, signal);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#controller.abort(signal.aborted ? signal.reason : undefined);
    }
  }

  /** Resolves when it is over, however it ended. */
  async settled(): Promise<void> {
    await this.#end.catch(() => {});
  }
}
