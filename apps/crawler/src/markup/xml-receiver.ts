import type { TokenizerCallbacks } from 'htmlparser2';
import type { TreeBuilder } from './tree-builder.js';

/** Takes the tags and texts of XML from the tokenizer, which says where they stand, and hands them on. */
export class XmlReceiver implements TokenizerCallbacks {
  stop: () => void = () => {};
  readonly #source: string;
  readonly #kept: ReadonlyMap<string, string> | undefined;
  #builder: TreeBuilder | undefined;
  #attribute: string | undefined;
  #value = '';

  constructor(source: string, builder: TreeBuilder, kept: ReadonlySet<string> | undefined) {
    this.#source = source;
    this.#builder = builder;
    this.#kept = kept && new Map([...kept].map((name) => [name, name]));
  }

  ontext(start: number, end: number): void {
    this.#builder?.addText(this.#source.slice(start, end));
  }
  ontextentity(codePoint: number): void {
    this.#builder?.addText(String.fromCodePoint(codePoint));
  }
  oncdata(start: number, end: number, endOffset: number): void {
    this.#builder?.addText(this.#source.slice(start, end - endOffset));
  }
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}
  onopentagend(): void {}

  onopentagname(start: number, end: number): void {
    const builder = this.#builder;
    if (builder && !builder.openElement(builder.kindOf(this.#source.slice(start, end)))) this.stop();
  }
  onselfclosingtag(): void {
    this.#builder?.closeFresh();
  }
  onclosetag(start: number, end: number): void {
    const kind = this.#builder?.knownKind(this.#source.slice(start, end));
    if (kind) this.#builder?.closeElement(kind);
    else this.#builder?.flushText();
  }

  onattribname(start: number, end: number): void {
    const written = this.#source.slice(start, end);
    this.#attribute = this.#kept ? this.#kept.get(written) : written;
  }
  onattribdata(start: number, end: number): void {
    if (this.#attribute !== undefined) this.#value += this.#source.slice(start, end);
  }
  onattribentity(codePoint: number): void {
    if (this.#attribute !== undefined) this.#value += String.fromCodePoint(codePoint);
  }
  onattribend(): void {
    if (this.#attribute === undefined) return;
    this.#builder?.addAttribute(this.#attribute, this.#value);
    this.#value = '';
  }

  /** Lets go of the tree: the tokenizer lives on until a full collection and would keep every document's tree that long. */
  release(): void {
    this.#builder = undefined;
  }
}
