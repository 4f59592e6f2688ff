import { BATCH } from '../scripts/script.js';
import type { Entry } from '../wire/entry.js';

export interface AcknowledgerOptions {
  /** Acknowledges a batch of at most 250. What it throws leaves the batch with us. */
  send: (entries: Entry[]) => Promise<void>;
  /** Told of what `send` threw. */
  onError: (error: unknown) => void;
}

/** Batches under way at once: while Redis works on one, the next is on its way and the one before is being answered. */
const MOST_UNDER_WAY = 3;

/**
 * Collects finished entries and acknowledges them in batches: full ones as soon as they are full, else those of one turn of
 * the event loop together, and while any batch is under way, all that finish meanwhile. Acknowledging one by one costs ten
 * times the CPU.
 */
export class Acknowledger {
  readonly #options: AcknowledgerOptions;
  #waiting: Entry[] = [];
  /** Entries of the batches under way. */
  #sent = 0;
  #underWay = 0;
  #isPlanned = false;
  #isHeldUp = false;
  #flushed: { promise: Promise<void>; resolve: () => void } | undefined;

  constructor(options: AcknowledgerOptions) {
    this.#options = options;
  }

  /** Entries not yet acknowledged, whether on their way or not. */
  get size(): number {
    return this.#waiting.length + this.#sent;
  }

  push(entry: Entry): void {
    this.#waiting.push(entry);
    if (this.#isHeldUp) return;
    if (this.#waiting.length >= BATCH) this.#sendFull();
    if (this.#isPlanned || this.#underWay > 0) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      if (!this.#isHeldUp) this.#sendNext();
    });
  }

  /** Sends all there is. Resolves when nothing is left, or Redis did not take it. */
  async flush(): Promise<void> {
    this.#isHeldUp = false;
    if (this.size === 0) return;
    this.#flushed ??= createDeferred();
    const { promise } = this.#flushed;
    this.#sendNext();
    await promise;
  }

  /** All that is full, and what there is when nothing is under way. */
  #sendNext(): void {
    this.#sendFull();
    if (this.#underWay === 0 && this.#waiting.length > 0) void this.#send(this.#waiting.splice(0));
  }

  #sendFull(): void {
    while (this.#waiting.length >= BATCH && this.#underWay < MOST_UNDER_WAY)
      void this.#send(this.#waiting.splice(0, BATCH));
  }

  async #send(batch: Entry[]): Promise<void> {
    this.#underWay++;
    this.#sent += batch.length;
    try {
      await this.#options.send(batch);
    } catch (error) {
      this.#waiting.push(...batch);
      // Not again before somebody says that Redis is back.
      this.#isHeldUp = true;
      this.#options.onError(error);
    } finally {
      this.#underWay--;
      this.#sent -= batch.length;
    }
    if (!this.#isHeldUp) this.#sendNext();
    if (this.#underWay > 0) return;
    this.#flushed?.resolve();
    this.#flushed = undefined;
  }
}

function createDeferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
