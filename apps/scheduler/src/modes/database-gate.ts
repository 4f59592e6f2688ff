import { findUnavailableReason, UNAVAILABLE_WORDS } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import { Pause } from '@goodshunter/waiting';

export interface DatabaseGateOptions {
  /** Rejects while the database is away or takes no writes. */
  check: () => Promise<void>;
  log: Logger;
  /** Called when it closes and when it opens again. */
  onChange: (isOpen: boolean) => void;
}

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 1000;

/** Closed while the database is away or takes no writes: sources stop reading and keep what they have in hand. */
export class DatabaseGate {
  readonly #options: DatabaseGateOptions;
  readonly #stop = new AbortController();
  readonly #pause = new Pause(this.#stop.signal);
  #trouble: string | undefined;
  #watching: Promise<void> | undefined;

  constructor(options: DatabaseGateOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#trouble === undefined;
  }

  /** Why it is closed, in words; undefined: it is open. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** Says that a call found the database away, or taking no writes. Closes the gate, and opens it when both is over. */
  reportAway(error: unknown): void {
    if (!this.isOpen || this.#stop.signal.aborted) return;
    this.#trouble = UNAVAILABLE_WORDS[findUnavailableReason(error) ?? 'away'];
    this.#options.log.warn('reading paused, the database is away', { reason: this.#trouble });
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
      const isBack = await this.#options.check().then(
        () => true,
        () => false,
      );
      if (!isBack) continue;
      this.#trouble = undefined;
      this.#options.log.info('reading resumed, the database is back');
      this.#options.onChange(true);
      return;
    }
  }
}
