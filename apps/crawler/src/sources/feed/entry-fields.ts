import { type MarkupElement, textOf } from '../../markup/element.js';
import type { NameReader, Vocabulary } from './names.js';

/** Of one text; the longest that is used is a description. */
const MOST_CHARACTERS = 20_000;

/** An entry's children by vocabulary and name, each with a lookup that takes the first. */
export class Fields {
  readonly #byName = new Map<string, MarkupElement[]>();

  constructor(entry: MarkupElement, nameOf: NameReader) {
    this.#add(entry, nameOf, 0);
  }

  #add(parent: MarkupElement, nameOf: NameReader, level: number): void {
    for (const child of parent.children) {
      if (typeof child === 'string') continue;
      const { vocabulary, local } = nameOf(child);
      const key = `${vocabulary}:${local}`;
      const list = this.#byName.get(key);
      if (list) list.push(child);
      else this.#byName.set(key, [child]);
      if (
        level === 0 &&
        (key === 'media:group' || key === 'media:content' || key === 'shop:variant' || key === 'google:shipping')
      ) {
        if (key !== 'google:shipping') this.#add(child, nameOf, 1);
      }
    }
  }

  all(local: string, ...vocabularies: Vocabulary[]): MarkupElement[] {
    return vocabularies.flatMap((vocabulary) => this.#byName.get(`${vocabulary}:${local}`) ?? []);
  }

  text(local: string, ...vocabularies: Vocabulary[]): string {
    for (const element of this.all(local, ...vocabularies)) {
      const text = textOf(element, MOST_CHARACTERS).trim();
      if (text !== '') return text;
    }
    return '';
  }
}
