/** First in, first out, without moving what is left at each turn. */
export class MemoryQueue<T> {
  #items: T[] = [];
  #start = 0;

  get size(): number {
    return this.#items.length - this.#start;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): T | undefined {
    if (this.#start === this.#items.length) return undefined;
    const item = this.#items[this.#start++];
    if (this.#start === this.#items.length) this.clear();
    return item;
  }

  /** Drops what `isWanted` says no to. */
  keep(isWanted: (item: T) => boolean): void {
    this.#items = this.#items.slice(this.#start).filter(isWanted);
    this.#start = 0;
  }

  clear(): void {
    this.#items = [];
    this.#start = 0;
  }
}
