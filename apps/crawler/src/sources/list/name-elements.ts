import type { MarkupElement } from '../../markup/element.js';
import { PairTable } from './pair-table.js';

/** Words of class names that say which one of a row it is, or what state it is in. */
const STATE =
  /^(?:first|last|odd|even|active|current|selected|hover|hidden|visible|show|new|sale|sold|soldout|sold-out|instock|in-stock|outofstock|out-of-stock|featured|sponsored|highlighted?|top|promoted|is-.*|has-.*|js-.*|col-.*-.*)$/i;

/**
 * Short names for how elements are built, as numbers, so that comparing places costs nothing. Class names lose what counts or
 * describes one of many: `post-1234 product instock last` is `product`.
 */
export class ElementNames {
  readonly #ids = new Map<string, number>();
  readonly #pairs = new PairTable();
  readonly #classes = new Map<string, string>();
  /** By order; 0: not asked for yet. */
  readonly #tags: Int32Array;
  readonly #named: Int32Array;
  readonly #tagPaths: Int32Array;
  readonly #namedPaths: Int32Array;

  /** @param elements how many the document has */
  constructor(elements: number) {
    this.#tags = new Int32Array(elements);
    this.#named = new Int32Array(elements);
    this.#tagPaths = new Int32Array(elements);
    this.#namedPaths = new Int32Array(elements);
  }

  idOf(name: string): number {
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = this.#ids.size + 1;
      this.#ids.set(name, id);
    }
    return id;
  }

  /** A number for two in order. */
  pairOf(first: number, second: number): number {
    return this.#pairs.numberOf(first, second);
  }

  /** Classes that all of a kind share. */
  classesOf({ attributes }: MarkupElement): string {
    const written = attributes.class;
    if (written === undefined || written === '') return '';
    let classes = this.#classes.get(written);
    if (classes === undefined) {
      classes = normalizeClasses(written);
      this.#classes.set(written, classes);
    }
    return classes;
  }

  /** Tag alone. */
  tagOf(element: MarkupElement): number {
    let id = this.#tags[element.order] ?? 0;
    if (id === 0) {
      id = this.idOf(element.name);
      this.#tags[element.order] = id;
    }
    return id;
  }

  /** Tag and classes. */
  nameOf(element: MarkupElement): number {
    let id = this.#named[element.order] ?? 0;
    if (id === 0) {
      const classes = this.classesOf(element);
      id = classes === '' ? this.tagOf(element) : this.idOf(`${element.name}.${classes}`);
      this.#named[element.order] = id;
    }
    return id;
  }

  tagPathOf(element: MarkupElement): number {
    return this.#tagPaths[element.order] || this.#pathOf(element, this.#tagPaths, false);
  }

  namedPathOf(element: MarkupElement): number {
    return this.#namedPaths[element.order] || this.#pathOf(element, this.#namedPaths, true);
  }

  /** Names of an element and those around it, `levels` in all, as a number. */
  lastNamesOf(element: MarkupElement, levels: number, isTagOnly: boolean): number {
    let id = isTagOnly ? this.tagOf(element) : this.nameOf(element);
    let current = element.parent;
    for (let level = 1; level < levels && current && current.order >= 0; level++, current = current.parent)
      id = this.pairOf(id, isTagOnly ? this.tagOf(current) : this.nameOf(current));
    return id;
  }

  #pathOf(element: MarkupElement, paths: Int32Array, isNamed: boolean): number {
    const pending: MarkupElement[] = [];
    let path = 0;
    for (let current: MarkupElement | null = element; current && current.order >= 0; current = current.parent) {
      path = paths[current.order] ?? 0;
      if (path !== 0) break;
      pending.push(current);
    }
    for (let next = pending.pop(); next; next = pending.pop()) {
      path = this.pairOf(path, isNamed ? this.nameOf(next) : this.tagOf(next));
      paths[next.order] = path;
    }
    return path;
  }
}

function normalizeClasses(written: string): string {
  const words = written
    .split(/\s+/, 40)
    .filter((word) => word !== '' && !/\d{2}/.test(word) && !STATE.test(word))
    .map((word) => word.replace(/(?<=[a-z])\d$/, ''));
  return [...new Set(words)].sort().join('.');
}
