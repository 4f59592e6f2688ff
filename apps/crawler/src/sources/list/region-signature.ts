import type { ListRegion } from '@goodshunter/contracts/sources';
import type { MarkupElement } from '../../markup/element.js';
import { linksByCard } from './choose-links.js';
import type { Card, Region } from './find-regions.js';
import type { ListDocument, ListLink } from './list-document.js';
import type { ElementNames } from './name-elements.js';

/**
 * How a list is built: enough to find it again when it holds one card, and to notice that it is built anew. With a holder it is one that a
 * person chose among several.
 */
export type RegionSignature = ListRegion;

const MAX_PATH_LENGTH = 1000;

const SAMPLE = 60;

/** How most of a region's cards are built. */
export function signatureOf(
  { cards }: Region,
  links: readonly (ListLink | undefined)[],
  names: ElementNames,
  shapes: readonly string[],
): RegionSignature {
  const sample = cards.slice(0, SAMPLE);
  const shape = mostCommon(links.slice(0, SAMPLE).flatMap((link) => (link ? [shapes[link.address] ?? ''] : [])));
  const rest = mostCommon(sample.map(restOf));
  return {
    path: mostCommon(sample.map(({ first }) => pathOf(first))).slice(0, 2000),
    name: mostCommon(sample.map(({ first }) => nameOf(first, names))).slice(0, 400),
    shape: shape.slice(0, 300),
    ...(rest === '' ? {} : { rest: rest.slice(0, 300) }),
  };
}

/** The first of those that most are; '' of none. */
function mostCommon(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  let most = '';
  for (const [text, count] of counts) if (count > (counts.get(most) ?? 0)) most = text;
  return most;
}

/** The siblings of a card's first element that belong to it. */
function restOf({ first, last }: Card): string {
  if (first === last) return '';
  const siblings = first.parent?.children ?? [];
  const names: string[] = [];
  for (let index = siblings.indexOf(first) + 1; index < siblings.length; index++) {
    const sibling = siblings[index];
    if (sibling === undefined || typeof sibling === 'string') continue;
    if (sibling.order > last.order) break;
    names.push(sibling.name);
  }
  return names.join();
}

/** Whether two of three hold: whole paths of classes carry the numbers of pages, and sites rename all classes at once. */
export function fits(found: RegionSignature, known: RegionSignature): boolean {
  const isPath = found.path === known.path;
  // A name without classes says no more than the path's end does.
  const isName = found.name === known.name && (!isPath || known.shape === '' || known.name.includes('.'));
  const isShape = found.shape !== '' && found.shape === known.shape;
  return Number(isPath) + Number(isName) + Number(isShape) >= 2;
}

/** The cards that are built as a list was, however few they are, and wherever nothing else says that they are others. */
export function findBySignature(
  document: ListDocument,
  names: ElementNames,
  known: RegionSignature,
  away: number,
): Region | undefined {
  const { nodes, ends, places } = document;
  const [tag = ''] = known.name.split('.', 1);
  const path = known.path.split('>').reverse();
  // A tag alone is also that of what is around the cards: where they stand says more, if anything still stands there.
  const isByPath = !known.name.includes('.') && nodes.some((element) => element.name === tag && hasPath(element, path));
  const cards: Card[] = [];
  let end = -1;
  for (const element of nodes) {
    const { order } = element;
    if (element.name !== tag || order < end || ((places[order] ?? 0) & away) !== 0) continue;
    if ((isByPath || nameOf(element, names) !== known.name) && !hasPath(element, path)) continue;
    const last = lastOf(element, known.rest);
    cards.push({ first: element, last });
    end = ends[last.order] ?? last.order + 1;
    if (cards.length >= 2000) break;
  }
  const links = linksByCard(document, cards);
  const fitting = cards.flatMap((card, index) => {
    const link = links[index]?.find(({ address }) => document.shapes[address]?.slice(0, 300) === known.shape);
    const found = {
      path: hasPath(card.first, path) ? known.path : '',
      name: nameOf(card.first, names),
      shape: link ? known.shape : '',
    };
    return fits(found, known) ? [{ ...card, ...(link ? { link } : {}) }] : [];
  });
  return fitting.length === 0 ? undefined : { cards: fitting, hasLinks: known.shape !== '' };
}

/** The last of the siblings that belong to a card, as far as they are there. */
function lastOf(first: MarkupElement, rest: string | undefined): MarkupElement {
  if (rest === undefined || !first.parent) return first;
  const names = rest.split(',');
  const siblings = first.parent.children;
  let last = first;
  for (let index = siblings.indexOf(first) + 1; names.length > 0 && index < siblings.length; index++) {
    const sibling = siblings[index];
    if (sibling === undefined || typeof sibling === 'string') continue;
    if (sibling.name !== names.shift()) break;
    last = sibling;
  }
  return last;
}

/** @param path names of elements, innermost first */
function hasPath(element: MarkupElement, path: readonly string[]): boolean {
  let current: MarkupElement | null = element;
  for (const name of path) {
    if (current?.name !== name) return false;
    current = current.parent;
  }
  return current === null || current.order < 0;
}

function nameOf(element: MarkupElement, names: ElementNames): string {
  const classes = names.classesOf(element).slice(0, 300);
  return classes === '' ? element.name : `${element.name}.${classes}`;
}

function pathOf(element: MarkupElement): string {
  const tags: string[] = [];
  let length = 0;
  for (let current: MarkupElement | null = element; current && current.order >= 0; current = current.parent) {
    tags.push(current.name);
    length += current.name.length + 1;
    if (length > MAX_PATH_LENGTH) break;
  }
  return tags.reverse().join('>');
}
