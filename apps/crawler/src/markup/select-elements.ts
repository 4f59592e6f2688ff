import { compile, type Options } from 'css-select';
import { parse, type Selector } from 'css-what';
import { CrawlError } from '../errors.js';
import type { MarkupElement, MarkupText } from './element.js';
import { textOf, walkElements } from './element.js';

type Node = MarkupElement | MarkupText;

const MAX_TEXT = 5000;
/** What is in them is not on the page. */
const UNSEEN = new Set(['template', 'script', 'style']);
const childrenOf = (node: Node): Node[] => (typeof node === 'string' ? [] : node.children);

const ADAPTER: NonNullable<Options<Node, MarkupElement>['adapter']> = {
  // The root around `<html>` is no element.
  isTag: (node): node is MarkupElement => typeof node !== 'string' && node.order >= 0,
  getAttributeValue: ({ attributes }, name) => attributes[name],
  hasAttrib: ({ attributes }, name) => attributes[name] !== undefined,
  getChildren: childrenOf,
  getName: ({ name }) => name,
  getParent: ({ parent }) => parent,
  getSiblings: (node) => (typeof node === 'string' ? [node] : (node.parent?.children ?? [node])),
  getText: (node) => (typeof node === 'string' ? node : textOf(node, MAX_TEXT)),
  removeSubsets: (nodes) => nodes,
};

/** Whether an element of a page is what a CSS selector means. @throws {CrawlError} `invalid_query` for what is none */
export function compileSelector(text: string): (element: MarkupElement) => boolean {
  // Not as a relative selector: all of a page is looked at, one element after the other.
  try {
    return compile<Node, MarkupElement>(text, { adapter: ADAPTER, relativeSelector: false });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CrawlError('invalid_query', `This is no selector: ${text.slice(0, 200)} (${reason.slice(0, 150)})`);
  }
}

/** The elements of a page that a selector means, in document order; at most `limit`. */
export function selectElements(root: MarkupElement, text: string, limit: number): MarkupElement[] {
  const isMeant = compileSelector(text);
  const found: MarkupElement[] = [];
  walkElements(root, (element) => {
    if (found.length >= limit || UNSEEN.has(element.name)) return false;
    if (element.order >= 0 && isMeant(element)) found.push(element);
    return undefined;
  });
  return found;
}

/** The attributes that selectors ask for, lower case: those that are not kept as the page is read would never be there. */
export function attributesOf(selectors: readonly (string | undefined)[]): string[] {
  const names = new Set<string>();
  const look = (parts: readonly Selector[][]) => {
    for (const part of parts.flat()) {
      if (part.type === 'attribute') names.add(part.name.toLowerCase());
      if (part.type === 'pseudo' && Array.isArray(part.data)) look(part.data);
    }
  };
  for (const text of selectors) if (text !== undefined) look(parse(text));
  return [...names];
}
