/** Numbers for pairs of numbers, from 1 on in the order in which they are first asked for. All stands in one array, without boxes. */
export class PairTable {
  /** First, second and number of each pair, where its hash says or in the next free place. */
  #slots = new Int32Array(3 * FIRST_SIZE);
  #size = FIRST_SIZE;
  #count = 0;

  numberOf(first: number, second: number): number {
    const slot = this.#find(first, second);
    const known = this.#slots[slot + 2] ?? 0;
    if (known !== 0) return known;
    this.#put(slot, first, second, ++this.#count);
    if (this.#count * 2 > this.#size) this.#grow();
    return this.#count;
  }

  /** Where a pair stands, or would stand. */
  #find(first: number, second: number): number {
    const mask = this.#size - 1;
    const hash = Math.imul(Math.imul(first, 0x9e3779b1) + second, 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (this.#slots[3 * slot + 2] !== 0) {
      if (this.#slots[3 * slot] === first && this.#slots[3 * slot + 1] === second) break;
      slot = (slot + 1) & mask;
    }
    return 3 * slot;
  }

  #put(slot: number, first: number, second: number, number: number): void {
    this.#slots[slot] = first;
    this.#slots[slot + 1] = second;
    this.#slots[slot + 2] = number;
  }

  #grow(): void {
    const old = this.#slots;
    this.#size *= 2;
    this.#slots = new Int32Array(3 * this.#size);
    for (let slot = 0; slot < old.length; slot += 3) {
      const [first = 0, second = 0, number = 0] = [old[slot], old[slot + 1], old[slot + 2]];
      if (number !== 0) this.#put(this.#find(first, second), first, second, number);
    }
  }
}

/** A power of two, as all its doubles are. */
const FIRST_SIZE = 1024;
