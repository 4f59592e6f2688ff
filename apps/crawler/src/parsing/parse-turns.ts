import { WaitingLine } from '@goodshunter/waiting';

export interface ParseTurnsOptions {
  /** Parses at once. */
  threads: number;
  /** Documents of more bytes than this are large ones. @default 1.5 MB */
  largeBytes?: number;
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
  readonly #waiting = new WaitingLine<{ isLarge: boolean }>();
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
    const turn = this.#waiting.join({ isLarge }, signal);
    this.#startNext();
    await turn;
    return () => this.#end(isLarge);
  }

  #end(isLarge: boolean): void {
    this.#busy -= 1;
    if (isLarge) this.#busyLarge -= 1;
    this.#startNext();
  }

  #startNext(): void {
    while (this.#busy < this.#threads) {
      const next =
        this.#waiting.callNext(({ isLarge }) => !isLarge) ??
        (this.#busyLarge < this.#largeThreads ? this.#waiting.callNext() : undefined);
      if (!next) return;
      this.#busy += 1;
      if (next.who.isLarge) this.#busyLarge += 1;
    }
  }
}
