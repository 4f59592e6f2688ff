const SLOTS = 512;

/**
 * Names of a text by where they stand, without copying them: a page writes few names, each of them hundreds of times.
 * The hash is made while the end of the name is looked for; equal hashes are told apart by the letters themselves.
 */
export class NameTable<T extends object> {
  readonly #written = new Array<string | undefined>(SLOTS);
  readonly #values = new Array<T | undefined>(SLOTS);
  readonly #text: string;
  readonly #make: (written: string) => T;

  constructor(text: string, make: (written: string) => T) {
    this.#text = text;
    this.#make = make;
  }

  /** What was made of the name from `start` to `end`; undefined where that is not known, or no longer. */
  known(start: number, end: number, hash: number): T | undefined {
    const slot = slotOf(hash);
    const written = this.#written[slot];
    return written !== undefined && written.length === end - start && this.#text.startsWith(written, start)
      ? this.#values[slot]
      : undefined;
  }

  /** The same, made now where it is not known. */
  at(start: number, end: number, hash: number): T {
    const known = this.known(start, end, hash);
    if (known !== undefined) return known;
    const slot = slotOf(hash);
    const written = this.#text.slice(start, end);
    const value = this.#make(written);
    this.#written[slot] = written;
    this.#values[slot] = value;
    return value;
  }
}

const slotOf = (hash: number): number => (hash ^ (hash >>> 9)) & (SLOTS - 1);

/** Most names are lower case already: looking is cheaper than copying. */
export function toLower(name: string): string {
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index);
    if ((code >= 65 && code <= 90) || code > 127) return name.toLowerCase();
  }
  return name;
}
