/** A text of a page, in its element's children. */
export type MarkupText = string;

/** An element of a page or feed: only what extraction reads. */
export interface MarkupElement {
  /** Lower case in HTML, as written in XML. */
  readonly name: string;
  readonly parent: MarkupElement | null;
  /** Position among all elements of the document, from 0. */
  readonly order: number;
  readonly depth: number;
  attributes: Record<string, string>;
  children: (MarkupElement | MarkupText)[];
}

const NO_TEXT = new Set(['script', 'style', 'noscript', 'template']);

/**
 * The text below an element, with a space between blocks, at most about `maxLength` long. Scripts and styles are left
 * out. Does not recurse: pages may nest as deeply as the parser allows.
 */
export function textOf(element: MarkupElement, maxLength = 2000): string {
  let text = '';
  const stack: { children: (MarkupElement | MarkupText)[]; index: number }[] = [
    { children: element.children, index: 0 },
  ];
  while (stack.length > 0 && text.length < maxLength) {
    const top = stack[stack.length - 1];
    if (!top) break;
    const child = top.children[top.index++];
    if (child === undefined) stack.pop();
    else if (typeof child === 'string') text += child;
    else if (!NO_TEXT.has(child.name)) {
      if (!INLINE.has(child.name)) text += ' ';
      stack.push({ children: child.children, index: 0 });
    }
  }
  return text.length > maxLength ? text.slice(0, maxLength) : text;
}

/** Elements that do not separate words. */
const INLINE = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'big',
  'data',
  'em',
  'font',
  'i',
  'ins',
  'mark',
  'meta',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
  'wbr',
]);

/** Calls `visit` for an element and all elements below it, in document order; `false` skips what is below. */
export function walkElements(root: MarkupElement, visit: (element: MarkupElement) => boolean | undefined): void {
  const stack: MarkupElement[] = [root];
  for (let element = stack.pop(); element; element = stack.pop()) {
    if (visit(element) === false) continue;
    for (let index = element.children.length - 1; index >= 0; index--) {
      const child = element.children[index];
      if (child !== undefined && typeof child !== 'string') stack.push(child);
    }
  }
}

/** The nearest ancestor (or the element itself) for which `test` holds. */
export function closest(
  element: MarkupElement | null,
  test: (element: MarkupElement) => boolean,
): MarkupElement | null {
  for (let current = element; current; current = current.parent) if (test(current)) return current;
  return null;
}
