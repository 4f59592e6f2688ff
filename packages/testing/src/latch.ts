export interface Latch<T = void> {
  /** Resolves when the latch is opened; at once if it is open already. */
  readonly opened: Promise<T>;
  readonly isOpen: boolean;
  /** Lets everybody through who waits for `opened`. Opening twice changes nothing. */
  open(value: T): void;
}

/** A door that opens once: tests hold a handler behind it, and decide when it may go on. */
export function latch<T = void>(): Latch<T> {
  let isOpen = false;
  let release: (value: T) => void = () => {};
  const opened = new Promise<T>((resolve) => {
    release = resolve;
  });
  return {
    opened,
    get isOpen() {
      return isOpen;
    },
    open(value) {
      isOpen = true;
      release(value);
    },
  };
}
