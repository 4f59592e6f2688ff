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
      await new Promise<void>((resolve) => {
        const end = () => {
          clearTimeout(timer);
          this.#stop.removeEventListener('abort', end);
          this.#wake = () => {};
          resolve();
        };
        const timer = setTimeout(end, ms);
        this.#wake = end;
        this.#stop.addEventListener('abort', end, { once: true });
      });
    }
    this.#isWoken = false;
  }
}
