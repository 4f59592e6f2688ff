import type { Logger } from '@goodshunter/logger';
import { Pause } from '../pause.js';

export interface DatabaseGateOptions {
  /** Rejects while the database is away. */
  ping: () => Promise<void>;
  log: Logger;
  /** Called when it closes and when it opens again. */
  onChange: (isOpen: boolean) => void;
}

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 1000;

/** Closed while the database is away: sources stop reading and keep what they have in hand. */
export class DatabaseGate {
  readonly #options: DatabaseGateOptions;
  readonly #stop = new AbortController();
  readonly #pause = new Pause(this.#stop.signal);
  #isOpen = true;
  #watching: Promise<void> | undefined;

  constructor(options: DatabaseGateOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Says that a call found the database away. Closes the gate, and opens it when the database answers again. */
  reportAway(): void {
    if (!this.#isOpen || this.#stop.signal.aborted) return;
    this.#isOpen = false;
    this.#options.log.warn('reading paused, the database is away');
    this.#options.onChange(false);
    this.#watching = this.#watch();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#watching;
  }

  async #watch(): Promise<void> {
    for (let waitMs = FIRST_WAIT_MS; !this.#stop.signal.aborted; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      await this.#pause.wait(waitMs);
      if (this.#stop.signal.aborted) return;
      const isBack = await this.#options.ping().then(
        () => true,
        () => false,
      );
      if (!isBack) continue;
      this.#isOpen = true;
      this.#options.log.info('reading resumed, the database is back');
      this.#options.onChange(true);
      return;
    }
  }
}
