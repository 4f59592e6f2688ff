import type { ListRegion } from '@goodshunter/contracts/sources';
import { type MarkupElement, textOf } from '../../markup/element.js';
import { cleanText } from '../../text/clean-text.js';
import { pathOf } from '../path-of.js';
import type { Card } from './find-regions.js';
import type { ListDocument } from './list-document.js';

const HEADING = /^h[1-6]$/;
const MAX_HEADING = 100;
const MAX_LEVELS = 3;
/** What holds more links is another list, not the head of this one. */
const MAX_LINKS = 3;

/** What holds a list, and the heading above it: they tell it from others whose cards are built alike. */
export interface HolderNames extends Pick<ListRegion, 'heading'> {
  holder: string;
}

/** Describes what holds some cards, for {@link findHolder}. */
export function describeHolder(cards: readonly Card[], document: ListDocument): HolderNames {
  const holder = holderOf(cards);
  if (!holder) return { holder: '' };
  const path = pathOf(holder);
  const place = elementsAt(path, document).indexOf(holder);
  const heading = headingOf(holder, document);
  return { holder: place > 0 ? `${path} (${place + 1})` : path, ...(heading === '' ? {} : { heading }) };
}

/**
 * The element that is built as the holder was: where several are, the one below the same heading; where it had none, the one at the
 * same place among them. Undefined where that is not sure.
 */
export function findHolder({ holder, heading }: HolderNames, document: ListDocument): MarkupElement | undefined {
  const [, path = '', place] = /^(.*?)(?: \((\d+)\))?$/.exec(holder) ?? [];
  const alike = elementsAt(path, document);
  if (alike.length <= 1) return alike[0];
  if (heading === undefined) return alike[Number(place ?? 1) - 1];
  const [below, ...others] = alike.filter((element) => headingOf(element, document) === heading);
  return others.length === 0 ? below : undefined;
}

/** The lowest element around all cards. */
function holderOf(cards: readonly Card[]): MarkupElement | undefined {
  const first = cards[0]?.first;
  const last = cards.at(-1)?.last;
  if (!first || !last) return undefined;
  let holder = first.parent;
  let other = last.parent;
  while (holder && other && holder !== other) {
    if (holder.depth > other.depth) holder = holder.parent;
    else other = other.parent;
  }
  return holder && holder.order >= 0 ? holder : undefined;
}

function elementsAt(path: string, { nodes }: ListDocument): MarkupElement[] {
  const name = /[^ #.]*/.exec(path.slice(path.lastIndexOf('> ') + 1).trim())?.[0];
  return nodes.filter((element) => element.name === name && pathOf(element) === path);
}

/** The heading that stands before an element, or before what is around it; '' where another list stands between. */
function headingOf(holder: MarkupElement, document: ListDocument): string {
  let current = holder;
  for (let level = 0; level < MAX_LEVELS && current.parent; level++, current = current.parent) {
    const siblings = current.parent.children;
    for (let index = siblings.indexOf(current) - 1; index >= 0; index--) {
      const sibling = siblings[index];
      if (sibling === undefined || typeof sibling === 'string') continue;
      const heading = headingWithin(sibling, document);
      if (heading) return cleanText(textOf(heading, 300), MAX_HEADING);
      if (linksIn(sibling, document) > MAX_LINKS) return '';
    }
  }
  return '';
}

function headingWithin(element: MarkupElement, document: ListDocument): MarkupElement | undefined {
  if (HEADING.test(element.name)) return element;
  if (linksIn(element, document) > MAX_LINKS) return undefined;
  return document.nodes.slice(element.order, document.ends[element.order]).find(({ name }) => HEADING.test(name));
}

function linksIn({ order }: MarkupElement, { sums, ends }: ListDocument): number {
  return (sums.links[ends[order] ?? 0] ?? 0) - (sums.links[order] ?? 0);
}
