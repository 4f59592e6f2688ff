export interface ParseTurnsOptions {
  /** Parses at once. */
  threads: number;
  /** Documents of more bytes than this are large ones. @default 1.5 MB */
  largeBytes?: number;
}

interface Waiting {
  isLarge: boolean;
  start: () => void;
}

/** Ordinary product pages are smaller: the largest recorded one has 1.4 MB, and they must not all wait for one thread. */
export const LARGE_BYTES = 1536 * 1024;

/**
 * Who parses when. Large documents, which hostile ones like to be, never have the last thread, and wait behind all others: a
 * page of usual size waits for a page of usual size at most, where there are two threads or more.
 */
export class ParseTurns {
  readonly #threads: number;
  readonly #largeThreads: number;
  readonly #largeBytes: number;
  readonly #waiting: Waiting[] = [];
  #busy = 0;
  #busyLarge = 0;

  constructor({ threads, largeBytes = LARGE_BYTES }: ParseTurnsOptions) {
    this.#threads = threads;
    this.#largeThreads = Math.max(1, threads - 1);
    this.#largeBytes = largeBytes;
  }

  get busy(): number {
    return this.#busy;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Waits for a thread; call what it answers once, when the parse is over. @throws the signal's reason */
  async take(bytes: number, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const isLarge = bytes > this.#largeBytes;
    return new Promise((resolve, reject) => {
      const waiting = {
        isLarge,
        start: () => {
          signal.removeEventListener('abort', giveUp);
          resolve(() => this.#end(isLarge));
        },
      };
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(waiting);
      this.#startNext();
    });
  }

  #end(isLarge: boolean): void {
    this.#busy -= 1;
    if (isLarge) this.#busyLarge -= 1;
    this.#startNext();
  }

  #startNext(): void {
    while (this.#busy < this.#threads) {
      let index = this.#waiting.findIndex(({ isLarge }) => !isLarge);
      if (index < 0 && this.#busyLarge < this.#largeThreads) index = this.#waiting.length > 0 ? 0 : -1;
      const next = index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
      if (!next) return;
      this.#busy += 1;
      if (next.isLarge) this.#busyLarge += 1;
      next.start();
    }
  }
}
