import { WaitingLine } from '@goodshunter/waiting';

/** The bounded pool that all sources of one process share: as many runs at once as WORKER_POOL_SIZE says, whatever the mode. */
export class WorkerPool {
  readonly size: number;
  #busy = 0;
  readonly #waiting = new WaitingLine();

  constructor(size: number) {
    this.size = size;
  }

  get free(): number {
    return this.size - this.#busy;
  }

  /** Takes a place if one is free. The answer gives it back. */
  tryEnter(): (() => void) | undefined {
    if (this.#busy >= this.size) return undefined;
    this.#busy += 1;
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      this.#busy -= 1;
      this.#waiting.callNext();
    };
  }

  /** Waits for a place. Undefined: `signal` aborted before one came free. */
  async enter(signal: AbortSignal): Promise<(() => void) | undefined> {
    while (!signal.aborted) {
      const leave = this.tryEnter();
      if (leave) return leave;
      await this.whenFree(signal);
    }
    return undefined;
  }

  /** Resolves when a place may be free, or `signal` aborts. */
  async whenFree(signal: AbortSignal): Promise<void> {
    if (this.free > 0 || signal.aborted) return;
    await this.#waiting.join(undefined, signal).catch(() => {});
  }
}
