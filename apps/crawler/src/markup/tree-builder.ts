import { createHtmlAttributes, NO_ATTRIBUTES } from './attributes.js';
import type { MarkupElement, MarkupText } from './element.js';
import { createTagKind, type TagKind } from './tag-kinds.js';

const NO_CHILDREN: MarkupElement['children'] = [];

/** A class rather than literals: V8 decides to allocate literals that once lived long where only a full collection frees them. */
class TreeNode implements MarkupElement {
  readonly name: string;
  readonly parent: MarkupElement | null;
  readonly order: number;
  readonly depth: number;
  attributes: Record<string, string> = NO_ATTRIBUTES;
  children: MarkupElement['children'] = NO_CHILDREN;

  constructor(name: string, parent: MarkupElement | null, order: number) {
    this.name = name;
    this.parent = parent;
    this.order = order;
    this.depth = parent === null ? 0 : parent.depth + 1;
  }
}

const MAX_SHARED = 10_000;

export interface TreeLimits {
  /** Elements nested deeper become children of the deepest one allowed. */
  maxDepth: number;
  /** No more are taken. */
  maxElements: number;
}

/**
 * Builds the tree of a document out of its tags and texts. Linear whatever the nesting: an end tag is matched by counting what is open,
 * not by searching, and the children of all open elements stand on one stack, from which each takes its own when it ends.
 */
export class TreeBuilder {
  readonly root: MarkupElement = new TreeNode('', null, -1);
  count = 0;
  isTruncated = false;
  readonly #isHtml: boolean;
  readonly #limits: TreeLimits;
  readonly #kinds = new Map<string, TagKind>();
  /** Kinds of the open elements, and where the children of each begin on the stack; the root's begin at 0. */
  readonly #open: TagKind[] = [];
  readonly #starts: number[] = [0];
  /** Where, among the open elements, the cells and tables stand. */
  readonly #scopes: number[] = [];
  readonly #shared = new Map<string, string>();
  readonly #skipped = new Map<TagKind, number>();
  readonly #pending: (MarkupElement | MarkupText)[] = [];
  #pendingCount = 0;
  #current: MarkupElement = this.root;
  #fresh: MarkupElement = this.root;
  #isFreshPushed = false;
  #text = '';

  constructor(isHtml: boolean, limits: TreeLimits) {
    this.#isHtml = isHtml;
    this.#limits = limits;
  }

  /** @param name as the document spells it in its tree: lower case in HTML */
  kindOf(name: string): TagKind {
    let kind = this.#kinds.get(name);
    if (!kind) {
      kind = createTagKind(name, this.#isHtml);
      this.#kinds.set(name, kind);
    }
    return kind;
  }

  /** The same, where an element has had that name: end tags of others mean nothing. */
  knownKind(name: string): TagKind | undefined {
    return this.#kinds.get(name);
  }

  /** One string for all equal ones: what is remembered of it is then found without reading its letters again. */
  shared(value: string): string {
    const known = this.#shared.get(value);
    if (known !== undefined) return known;
    if (this.#shared.size < MAX_SHARED) this.#shared.set(value, value);
    return value;
  }

  /** Texts with nothing but comments between them are one. */
  addText(text: string): void {
    this.#text = this.#text === '' ? text : this.#text + text;
  }

  /** An element begins. Attributes given from now on are its own. False once there are as many as allowed: it is not taken. */
  openElement(kind: TagKind): boolean {
    if (this.#text !== '') this.flushText();
    if (this.count >= this.#limits.maxElements) {
      this.isTruncated = true;
      return false;
    }
    const { ends } = kind;
    if (ends !== 0) while (this.#open.length > 0 && ((this.#open.at(-1)?.bit ?? 0) & ends) !== 0) this.#pop();
    const element = new TreeNode(kind.name, this.#current, this.count++);
    this.#pending[this.#pendingCount++] = element;
    this.#fresh = element;
    this.#isFreshPushed = false;
    if (kind.isVoid) return true;
    if (element.depth > this.#limits.maxDepth) {
      this.#skipped.set(kind, (this.#skipped.get(kind) ?? 0) + 1);
      return true;
    }
    kind.open.push(this.#open.length);
    if (kind.isScope) this.#scopes.push(this.#open.length);
    this.#open.push(kind);
    this.#starts.push(this.#pendingCount);
    this.#current = element;
    this.#isFreshPushed = true;
    return true;
  }

  /** The first of two wins, as in browsers; `__proto__` is no attribute that anyone reads. */
  addAttribute(name: string, value: string): void {
    const fresh = this.#fresh;
    if (fresh.attributes === NO_ATTRIBUTES) fresh.attributes = this.#isHtml ? createHtmlAttributes() : {};
    if (fresh.attributes[name] === undefined && name !== '__proto__') fresh.attributes[name] = value;
  }

  /** The tag that just began ends itself. In HTML the slash means nothing, except inside drawings and formulas. */
  closeFresh(): void {
    if (this.#isFreshPushed && (!this.#isHtml || this.#isForeign())) this.#pop();
  }

  closeElement(kind: TagKind): void {
    if (this.#text !== '') this.flushText();
    if (this.#skipped.size > 0) {
      const skipped = this.#skipped.get(kind) ?? 0;
      if (skipped > 0) {
        this.#skipped.set(kind, skipped - 1);
        return;
      }
    }
    const { open } = kind;
    if (open.length === 0) return;
    const place = open[open.length - 1] ?? 0;
    // A stray end tag inside a cell does not end what is around the table.
    if (this.#scopes.length > 0 && !kind.isTablePart && place < (this.#scopes.at(-1) ?? 0)) return;
    while (this.#open.length > place) this.#pop();
  }

  /** What is still open ends here. */
  finish(): void {
    this.flushText();
    while (this.#open.length > 0) this.#pop();
    this.root.children = this.#pending.slice(0, this.#pendingCount);
  }

  flushText(): void {
    const text = this.#text;
    if (text === '') return;
    this.#text = '';
    this.#pending[this.#pendingCount++] = isBlank(text) ? ' ' : text;
  }

  #isForeign(): boolean {
    return this.kindOf('svg').open.length > 0 || this.kindOf('math').open.length > 0;
  }

  #pop(): void {
    const element = this.#current;
    const kind = this.#open.pop();
    const start = this.#starts.pop() ?? 0;
    if (!kind || !element.parent) return;
    if (this.#pendingCount > start) element.children = this.#pending.slice(start, this.#pendingCount);
    this.#pendingCount = start;
    kind.open.pop();
    if (kind.isScope) this.#scopes.pop();
    this.#current = element.parent;
  }
}

function isBlank(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code !== 32 && (code < 9 || code > 13)) return false;
  }
  return true;
}
