import { sleep } from './sleep.js';

/** A wait that ends early: by `wake()`, or when its signal aborts. */
export class Pause {
  readonly #stop: AbortSignal;
  #wake: () => void = () => {};
  #isWoken = false;

  constructor(stop: AbortSignal) {
    this.#stop = stop;
  }

  /** Ends the present wait, or the next one before it begins. */
  wake(): void {
    this.#isWoken = true;
    this.#wake();
  }

  async wait(ms: number): Promise<void> {
    if (!this.#isWoken && !this.#stop.aborted) {
      const woken = new AbortController();
      const abort = () => woken.abort();
      this.#wake = abort;
      this.#stop.addEventListener('abort', abort, { once: true });
      await sleep(ms, woken.signal);
      this.#stop.removeEventListener('abort', abort);
      this.#wake = () => {};
    }
    this.#isWoken = false;
  }
}
