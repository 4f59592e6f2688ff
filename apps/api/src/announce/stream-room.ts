/**
 * Whether the stream has room for more creations. The publisher lets a certain number of entries wait; creations come on top of it, up to as many
 * again. Where nobody reads the stream, as schedulers see another Redis or none, it would otherwise grow for as long as people create.
 */
export class StreamRoom {
  readonly #most: number;
  /** As of the last look, and what was added here since. */
  #waiting = 0;

  /** @param announceAhead how many entries the publisher lets wait */
  constructor(announceAhead: number) {
    this.#most = 2 * announceAhead;
  }

  get isCrowded(): boolean {
    return this.#waiting >= this.#most;
  }

  /** What a look at the stream found. Undefined: it found nothing out; announcing tells what it is like. */
  note(waiting: number | undefined): void {
    this.#waiting = waiting ?? 0;
  }

  countAdded(): void {
    this.#waiting += 1;
  }
}
