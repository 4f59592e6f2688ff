/** Where a loop waits until something it cares about may have changed. */
export class Gate {
  #opened: Promise<void> | undefined;
  #open: (() => void) | undefined;

  /** Resolves at the next `notify()`. Look at the condition before waiting, and again after. */
  wait(): Promise<void> {
    this.#opened ??= new Promise((resolve) => {
      this.#open = resolve;
    });
    return this.#opened;
  }

  notify(): void {
    const open = this.#open;
    if (!open) return;
    this.#opened = undefined;
    this.#open = undefined;
    open();
  }
}
