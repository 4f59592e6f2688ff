import { classOf, isBoundary, isInNumber } from './character-class.js';

export interface Needles {
  /** Each must stand at the start of a word: `camera` finds `cameras`; no number is found inside a longer one. */
  wanted: readonly string[];
  /** Words and phrases that must stand whole: `pro` leaves `product` alone. */
  excluded: readonly string[];
}

export interface Finding {
  /** Index of the first wanted word that is nowhere in the text; undefined: all are there. */
  missing: number | undefined;
  /** Index of the excluded phrase that was met first; undefined: none is there. */
  excluded: number | undefined;
}

/** Stands before each character with which a word may begin, in the text and in the needles alike. */
const BEGIN = 0x10000;
const SYMBOLS = BEGIN + 1;
const ROOT = 0;

/**
 * Finds all words of a hunt in one pass (Aho and Corasick, 1975), in time that grows with the text and the words but not with their product,
 * whatever they are. Both are normalised already, and needles are plain text, never patterns.
 *
 * Where a word begins and ends follows from two neighbouring characters of the text alone. So beginnings are made a symbol of the text, and no needle
 * is ever met in the middle of a word; ends are looked at once per character. A node whose wanted words were counted is not counted again.
 */
export class WordFinder {
  /** node * SYMBOLS + symbol -> node */
  readonly #edges = new Map<number, number>();
  readonly #fail: number[] = [ROOT];
  /** Of each node: the wanted words that end there. */
  readonly #wantedAt: (number[] | undefined)[] = [undefined];
  /** Of each node: the nearest node, itself or shorter, where wanted words end; ROOT: none. */
  readonly #wantedChain: number[] = [ROOT];
  /** Of each node: the longest excluded phrase that ends there, plus 1; 0: none. */
  readonly #excludedChain: number[] = [0];
  readonly #wantedCount: number;
  readonly #hasExcluded: boolean;
  /** Of each node: the last search that counted its words. */
  readonly #countedIn: Uint32Array;
  #search = 0;

  /** Empty needles are found everywhere when wanted, and nowhere when excluded. */
  constructor({ wanted, excluded }: Needles) {
    const excludedAt: number[] = [];
    const parents: number[] = [ROOT];
    const symbols: number[] = [BEGIN];
    const depths: number[] = [0];
    const plant = (needle: string) => {
      let node = ROOT;
      for (const symbol of toSymbols(needle)) {
        const key = node * SYMBOLS + symbol;
        let next = this.#edges.get(key);
        if (next === undefined) {
          next = parents.length;
          this.#edges.set(key, next);
          parents.push(node);
          symbols.push(symbol);
          depths.push((depths[node] ?? 0) + 1);
        }
        node = next;
      }
      return node;
    };
    let wantedCount = 0;
    wanted.forEach((needle, index) => {
      if (needle === '') return;
      const node = plant(needle);
      this.#wantedAt[node] = [...(this.#wantedAt[node] ?? []), index];
      wantedCount += 1;
    });
    excluded.forEach((needle, index) => {
      if (needle !== '') excludedAt[plant(needle)] ??= index + 1;
    });
    this.#wantedCount = wantedCount;
    this.#hasExcluded = excludedAt.length > 0;
    this.#countedIn = new Uint32Array(parents.length);

    const byDepth = Array.from(depths.keys()).sort((a, b) => (depths[a] ?? 0) - (depths[b] ?? 0));
    for (const node of byDepth) {
      if (node === ROOT) continue;
      const parent = parents[node] ?? ROOT;
      const fail = parent === ROOT ? ROOT : this.#step(this.#fail[parent] ?? ROOT, symbols[node] ?? BEGIN);
      this.#fail[node] = fail;
      this.#wantedChain[node] = this.#wantedAt[node] ? node : (this.#wantedChain[fail] ?? ROOT);
      this.#excludedChain[node] = excludedAt[node] ?? this.#excludedChain[fail] ?? 0;
    }
  }

  /** @param isExcludedEnough an excluded phrase ends the search: `missing` is then not to be trusted. @default false */
  find(text: string, isExcludedEnough = false): Finding {
    this.#search += 1;
    const found = new Set<number>();
    let excluded: number | undefined;
    let node = ROOT;
    let before = 0;
    let code = text.codePointAt(0);
    let current = code === undefined ? 0 : classOf(code);
    for (let at = 0; code !== undefined; ) {
      const width = code > 0xffff ? 2 : 1;
      if (at === 0 || isBoundary(before, current)) node = this.#step(node, BEGIN);
      // Needles begin with BEGIN, so nothing else leads away from the root.
      if (node !== ROOT) node = this.#step(node, text.charCodeAt(at));
      if (node !== ROOT && width === 2) node = this.#step(node, text.charCodeAt(at + 1));
      at += width;
      code = text.codePointAt(at);
      before = current;
      current = code === undefined ? 0 : classOf(code);
      if (node === ROOT) continue;
      if (excluded === undefined && isBoundary(before, current)) {
        const phrase = this.#excludedChain[node] ?? 0;
        if (phrase > 0) excluded = phrase - 1;
      }
      if (!isInNumber(before, current)) this.#count(node, found);
      if (excluded !== undefined && isExcludedEnough) break;
      if (found.size === this.#wantedCount && (excluded !== undefined || !this.#hasExcluded)) break;
    }
    return { missing: this.#findMissing(found), excluded };
  }

  #step(from: number, symbol: number): number {
    for (let node = from; ; node = this.#fail[node] ?? ROOT) {
      const next = this.#edges.get(node * SYMBOLS + symbol);
      if (next !== undefined) return next;
      if (node === ROOT) return ROOT;
    }
  }

  #count(from: number, found: Set<number>): void {
    let node = this.#wantedChain[from] ?? ROOT;
    while (node !== ROOT && this.#countedIn[node] !== this.#search) {
      this.#countedIn[node] = this.#search;
      for (const word of this.#wantedAt[node] ?? []) found.add(word);
      node = this.#wantedChain[this.#fail[node] ?? ROOT] ?? ROOT;
    }
  }

  #findMissing(found: ReadonlySet<number>): number | undefined {
    if (found.size === this.#wantedCount) return undefined;
    let missing: number | undefined;
    for (const words of this.#wantedAt) {
      for (const word of words ?? []) {
        if (!found.has(word) && (missing === undefined || word < missing)) missing = word;
      }
    }
    return missing;
  }
}

function toSymbols(needle: string): number[] {
  const symbols: number[] = [];
  let before = 0;
  for (const character of needle) {
    const current = classOf(character.codePointAt(0) ?? 0);
    if (symbols.length === 0 || isBoundary(before, current)) symbols.push(BEGIN);
    for (let at = 0; at < character.length; at++) symbols.push(character.charCodeAt(at));
    before = current;
  }
  return symbols;
}
