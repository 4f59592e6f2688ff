import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import type { MarkupElement, MarkupText } from './element.js';

export interface MarkupLimits {
  /** Elements nested deeper become children of the deepest one allowed. @default 512 */
  maxDepth?: number;
  /** Parsing stops here; what has been read stays. @default 100000 */
  maxElements?: number;
  /** Attributes kept; the others are not even copied. @default all */
  attributes?: ReadonlySet<string>;
}

export interface MarkupDocument {
  root: MarkupElement;
  elementCount: number;
  /** The element limit was reached, so that the rest of the text is missing. */
  isTruncated: boolean;
}

const VOID = new Set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'.split(
    ' ',
  ),
);
const P = new Set(['p']);
const ENDS_PARAGRAPH =
  'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul';
/** Opening one of these closes those, while they are innermost: their end tags may be left out. */
const IMPLIES_END = new Map<string, ReadonlySet<string>>([
  ...ENDS_PARAGRAPH.split(' ').map((name): [string, ReadonlySet<string>] => [name, P]),
  ['li', new Set(['li', 'p'])],
  ['tr', new Set(['tr', 'th', 'td'])],
  ['th', new Set(['th', 'td'])],
  ['td', new Set(['th', 'td'])],
  ['tbody', new Set(['thead', 'tbody', 'tr', 'td', 'th'])],
  ['tfoot', new Set(['thead', 'tbody', 'tr', 'td', 'th'])],
  ['dd', new Set(['dd', 'dt'])],
  ['dt', new Set(['dd', 'dt'])],
  ['option', new Set(['option'])],
  ['optgroup', new Set(['optgroup', 'option'])],
  ['body', new Set(['head', 'title'])],
]);

/**
 * Reads HTML (or, with `xml`, a feed) into a light tree: no comments, no instructions, no declarations, so neither DTD
 * nor entities beyond the built-in ones. Never throws, takes linear time whatever the nesting: an end tag is matched by
 * counting what is open, not by searching.
 */
export function parseMarkup(text: string, mode: 'html' | 'xml', limits: MarkupLimits = {}): MarkupDocument {
  const builder = new TreeBuilder(text, mode === 'xml', limits);
  const tokenizer = new Tokenizer({ xmlMode: mode === 'xml', decodeEntities: true }, builder);
  builder.stop = () => tokenizer.pause();
  if (mode === 'html') writeAroundScripts(text, tokenizer, builder);
  else tokenizer.write(text);
  if (!builder.isTruncated) tokenizer.end();
  builder.flushText();
  const { root, count, isTruncated } = builder;
  builder.release();
  return { root, elementCount: count, isTruncated };
}

const SCRIPT = /<(?:script|style)(?=[\s/>])/gi;
const ENDS = { script: /<\/script(?=[\s/>])/gi, style: /<\/style(?=[\s/>])/gi };

/** Scripts and styles are half of many pages: the tokenizer would look at each of their letters for the end tag that a search finds at once. */
function writeAroundScripts(text: string, tokenizer: Tokenizer, builder: TreeBuilder): void {
  let from = 0;
  SCRIPT.lastIndex = 0;
  for (let match = SCRIPT.exec(text); match && !builder.isTruncated; match = SCRIPT.exec(text)) {
    const tagEnd = text.indexOf('>', match.index) + 1;
    if (tagEnd === 0) break;
    tokenizer.write(text.slice(from, tagEnd));
    from = tagEnd;
    SCRIPT.lastIndex = tagEnd;
    // In a comment, or in an attribute that holds a ">", it has opened nothing here.
    const opened = builder.openedAt(tagEnd - 1);
    const end = opened === 'script' || opened === 'style' ? ENDS[opened] : undefined;
    if (!end) continue;
    end.lastIndex = tagEnd;
    const next = end.exec(text)?.index ?? text.length;
    builder.takeText(tagEnd, next);
    from = next;
    SCRIPT.lastIndex = next;
  }
  if (!builder.isTruncated) tokenizer.write(text.slice(from));
}

/** The open elements of one name, by their places among all open ones. */
interface OpenElements {
  places: number[];
  isScope: boolean;
}
const SCOPES = new Set(['td', 'th', 'table']);
const TABLE_PARTS = new Set('table tbody thead tfoot tr td th body html'.split(' '));

/** Shared by all elements without attributes, which are many. */
export const NO_ATTRIBUTES: Record<string, string> = Object.freeze({});
const NO_CHILDREN: MarkupElement['children'] = [];

/** The first child makes an array of one: pushing to an empty one would reserve room for seventeen. */
function append(parent: MarkupElement, child: MarkupElement | MarkupText): void {
  if (parent.children === NO_CHILDREN) parent.children = [child];
  else parent.children.push(child);
}

/** A class rather than literals: V8 decides to allocate literals that once lived long where only a full collection frees them. */
class TreeNode implements MarkupElement {
  readonly name: string;
  readonly parent: MarkupElement | null;
  readonly order: number;
  readonly depth: number;
  attributes: Record<string, string> = NO_ATTRIBUTES;
  children: MarkupElement['children'];

  constructor(name: string, parent: MarkupElement | null, order: number) {
    this.name = name;
    this.parent = parent;
    this.order = order;
    this.depth = parent === null ? 0 : parent.depth + 1;
    this.children = NO_CHILDREN;
  }
}

class TreeBuilder implements TokenizerCallbacks {
  root: MarkupElement = new TreeNode('', null, -1);
  count = 0;
  isTruncated = false;
  stop: () => void = () => {};
  readonly #source: string;
  readonly #isXml: boolean;
  readonly #maxDepth: number;
  readonly #maxElements: number;
  readonly #kept: ReadonlyMap<string, string> | undefined;
  /** The open elements of each name, and for each open element those of its name. */
  readonly #open = new Map<string, OpenElements>();
  readonly #counters: OpenElements[] = [];
  /** Where, among the open elements, the cells and tables stand. */
  readonly #scopes: number[] = [];
  readonly #skipped = new Map<string, number>();
  #current: MarkupElement = this.root;
  #fresh: MarkupElement = this.root;
  #isFreshPushed = false;
  #text = '';
  #attribute = '';
  #isKept = true;
  #value = '';
  /** How much of the source the tokenizer was not given: its positions lag behind by this. */
  #lag = 0;
  #openedAt = -1;

  constructor(source: string, isXml: boolean, { maxDepth = 512, maxElements = 100_000, attributes }: MarkupLimits) {
    this.#source = source;
    this.#isXml = isXml;
    this.#maxDepth = maxDepth;
    this.#maxElements = maxElements;
    this.#kept = attributes && new Map([...attributes].map((name) => [name, name]));
  }

  ontext(start: number, end: number): void {
    this.#text += this.#source.slice(start + this.#lag, end + this.#lag);
  }
  ontextentity(codePoint: number): void {
    this.#text += String.fromCodePoint(codePoint);
  }
  oncdata(start: number, end: number, endOffset: number): void {
    if (this.#isXml) this.#text += this.#source.slice(start + this.#lag, end - endOffset + this.#lag);
  }
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  onopentagname(start: number, end: number): void {
    this.flushText();
    const written = this.#source.slice(start + this.#lag, end + this.#lag);
    const name = this.#isXml ? written : nameOf(written);
    if (this.count >= this.#maxElements) {
      this.isTruncated = true;
      this.stop();
      return;
    }
    if (!this.#isXml) {
      const ends = IMPLIES_END.get(name);
      while (ends?.has(this.#current.name)) this.#pop();
    }
    const parent = this.#current;
    const element = new TreeNode(name, parent, this.count++);
    append(parent, element);
    this.#fresh = element;
    this.#isFreshPushed = false;
    if (!this.#isXml && VOID.has(name)) return;
    if (element.depth > this.#maxDepth) {
      this.#skipped.set(name, (this.#skipped.get(name) ?? 0) + 1);
      return;
    }
    let counter = this.#open.get(name);
    if (!counter) {
      counter = { places: [], isScope: !this.#isXml && SCOPES.has(name) };
      this.#open.set(name, counter);
    }
    counter.places.push(this.#counters.length);
    if (counter.isScope) this.#scopes.push(this.#counters.length);
    this.#counters.push(counter);
    this.#current = element;
    this.#isFreshPushed = true;
  }
  onopentagend(end: number): void {
    this.#openedAt = end + this.#lag;
  }
  onselfclosingtag(): void {
    // In HTML the slash means nothing, except inside drawings and formulas.
    if (this.#isXml || this.#isForeign()) {
      if (this.#isFreshPushed) this.#pop();
    }
  }
  onclosetag(start: number, end: number): void {
    this.flushText();
    const written = this.#source.slice(start + this.#lag, end + this.#lag);
    const name = this.#isXml ? written : nameOf(written);
    const skipped = this.#skipped.size === 0 ? 0 : (this.#skipped.get(name) ?? 0);
    if (skipped > 0) {
      this.#skipped.set(name, skipped - 1);
      return;
    }
    const place = this.#open.get(name)?.places.at(-1);
    if (place === undefined) return;
    // A stray end tag inside a cell does not end what is around the table.
    if (this.#scopes.length > 0 && place < (this.#scopes.at(-1) ?? 0) && !TABLE_PARTS.has(name)) return;
    while (this.#current.name !== name && this.#current !== this.root) this.#pop();
    this.#pop();
  }

  onattribname(start: number, end: number): void {
    const written = this.#source.slice(start + this.#lag, end + this.#lag);
    const known = this.#kept?.get(written);
    if (known !== undefined) {
      this.#isKept = true;
      this.#attribute = known;
      return;
    }
    const name = this.#isXml ? written : toLower(written);
    this.#isKept = this.#kept === undefined || (name !== written && this.#kept.has(name));
    this.#attribute = name;
  }
  onattribdata(start: number, end: number): void {
    if (this.#isKept) this.#value += this.#source.slice(start + this.#lag, end + this.#lag);
  }
  onattribentity(codePoint: number): void {
    if (this.#isKept) this.#value += String.fromCodePoint(codePoint);
  }
  onattribend(): void {
    if (!this.#isKept) return;
    const fresh = this.#fresh;
    if (fresh.attributes === NO_ATTRIBUTES) fresh.attributes = {};
    // "__proto__" is no attribute anyone reads. The first of two wins, as in browsers.
    if (fresh.attributes[this.#attribute] === undefined && this.#attribute !== '__proto__') {
      fresh.attributes[this.#attribute] = this.#value;
    }
    this.#value = '';
  }

  /** The name of the element whose start tag ends at a position of the source. */
  openedAt(position: number): string | undefined {
    return this.#openedAt === position && this.#isFreshPushed ? this.#fresh.name : undefined;
  }

  /** Takes a piece of the source as text that the tokenizer is not given. */
  takeText(start: number, end: number): void {
    this.#text += this.#source.slice(start, end);
    this.#lag += end - start;
  }

  /** Lets go of the tree: the tokenizer lives on until a full collection and would keep every page's tree that long. */
  release(): void {
    this.root = new TreeNode('', null, -1);
    this.#current = this.root;
    this.#fresh = this.root;
    this.#counters.length = 0;
  }

  flushText(): void {
    const text = this.#text;
    if (text === '') return;
    this.#text = '';
    append(this.#current, isBlank(text) ? ' ' : text);
  }

  #isForeign(): boolean {
    return Boolean(this.#open.get('svg')?.places.length || this.#open.get('math')?.places.length);
  }

  #pop(): void {
    const { parent } = this.#current;
    const counter = this.#counters.pop();
    if (!parent || !counter) return;
    counter.places.pop();
    if (counter.isScope) this.#scopes.pop();
    this.#current = parent;
  }
}

/** One string for each usual name: comparing the same string is cheaper than comparing equal ones. */
const USUAL_NAMES = new Map(
  'a abbr article aside b body br button center dd del div dl dt em fieldset figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins label li link main meta nav noscript object ol option p path picture s script section select small source span strike strong style sub sup svg table tbody td template textarea tfoot th thead time title tr u ul use video'
    .split(' ')
    .map((name) => [name, name]),
);

function nameOf(written: string): string {
  return USUAL_NAMES.get(written) ?? toLower(written);
}

/** Most names are lower case already: looking is cheaper than copying. */
function toLower(name: string): string {
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index);
    if ((code >= 65 && code <= 90) || code > 127) return name.toLowerCase();
  }
  return name;
}

function isBlank(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code !== 32 && (code < 9 || code > 13)) return false;
  }
  return true;
}
