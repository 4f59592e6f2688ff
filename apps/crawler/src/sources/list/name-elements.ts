import type { MarkupElement } from '../../markup/element.js';

/** Words of class names that say which one of a row it is, or what state it is in. */
const STATE =
  /^(?:first|last|odd|even|active|current|selected|hover|hidden|visible|show|new|sale|sold|soldout|sold-out|instock|in-stock|outofstock|out-of-stock|featured|sponsored|highlighted?|top|promoted|is-.*|has-.*|js-.*|col-.*-.*)$/i;

/**
 * Short names for how elements are built, as numbers, so that comparing places costs nothing. Class names lose what counts or
 * describes one of many: `post-1234 product instock last` is `product`.
 */
export class ElementNames {
  readonly #ids = new Map<string, number>();
  readonly #tags = new Map<MarkupElement, number>();
  readonly #named = new Map<MarkupElement, number>();
  readonly #tagPaths = new Map<MarkupElement, number>();
  readonly #namedPaths = new Map<MarkupElement, number>();
  readonly #classes = new Map<string, string>();

  idOf(name: string): number {
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = this.#ids.size + 1;
      this.#ids.set(name, id);
    }
    return id;
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
    return memo(this.#tags, element, () => this.idOf(element.name));
  }

  /** Tag and classes. */
  nameOf(element: MarkupElement): number {
    return memo(this.#named, element, () => this.idOf(`${element.name}.${this.classesOf(element)}`));
  }

  tagPathOf(element: MarkupElement): number {
    return this.#pathOf(element, this.#tagPaths, (of) => this.tagOf(of));
  }

  namedPathOf(element: MarkupElement): number {
    return this.#pathOf(element, this.#namedPaths, (of) => this.nameOf(of));
  }

  /** Names of an element and those around it, `levels` in all. */
  lastNamesOf(element: MarkupElement, levels: number, isTagOnly: boolean): string {
    let path = '';
    let current: MarkupElement | null = element;
    for (let level = 0; level < levels && current && current.order >= 0; level++, current = current.parent)
      path += `${isTagOnly ? this.tagOf(current) : this.nameOf(current)},`;
    return path;
  }

  #pathOf(element: MarkupElement, paths: Map<MarkupElement, number>, name: (of: MarkupElement) => number): number {
    const pending: MarkupElement[] = [];
    let current: MarkupElement | null = element;
    let path = 0;
    for (; current && current.order >= 0; current = current.parent) {
      const known = paths.get(current);
      if (known !== undefined) {
        path = known;
        break;
      }
      pending.push(current);
    }
    for (let next = pending.pop(); next; next = pending.pop()) {
      path = this.idOf(`${path}>${name(next)}`);
      paths.set(next, path);
    }
    return path;
  }
}

function memo<K>(known: Map<K, number>, key: K, make: () => number): number {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}

function normalizeClasses(written: string): string {
  const words = written.split(/\s+/, 40).filter((word) => word !== '' && !/\d{2}/.test(word) && !STATE.test(word));
  return [...new Set(words)].sort().join('.');
}
