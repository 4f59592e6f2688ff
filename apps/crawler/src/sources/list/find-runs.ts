import type { MarkupElement } from '../../markup/element.js';
import type { Region } from './find-regions.js';
import type { ListDocument } from './list-document.js';
import type { ElementNames } from './name-elements.js';
import { PLACE } from './places.js';

const MAX_RUNS = 40;
/** Never a card: parts of sentences and of forms. */
const PARTS = new Set([
  'option',
  'br',
  'span',
  'b',
  'i',
  'em',
  'strong',
  'td',
  'th',
  'script',
  'style',
  'link',
  'meta',
  'path',
  'source',
  'input',
  'label',
  'h1',
  'h2',
  'h3',
  'img',
]);

/** Siblings that are built alike, for pages whose cards have no links: scripts open them. The largest by text first. */
export function findRuns(document: ListDocument, names: ElementNames): Region[] {
  const { nodes, ends, sums, places } = document;
  const runs: { cards: MarkupElement[]; text: number }[] = [];
  for (const parent of [document.root, ...nodes]) {
    if (parent.children.length < 3 || (parent.order >= 0 && ((places[parent.order] ?? 0) & PLACE.unseen) !== 0))
      continue;
    const groups = new Map<number, MarkupElement[]>();
    for (const child of parent.children) {
      if (typeof child === 'string' || PARTS.has(child.name)) continue;
      const name = names.nameOf(child);
      const group = groups.get(name);
      if (group) group.push(child);
      else groups.set(name, [child]);
    }
    for (const group of groups.values()) {
      if (group.length < 3) continue;
      const cards = group.filter(({ order }) => (sums.text[ends[order] ?? 0] ?? 0) > (sums.text[order] ?? 0));
      if (cards.length < 3) continue;
      const text = cards.reduce(
        (sum, { order }) => sum + (sums.text[ends[order] ?? 0] ?? 0) - (sums.text[order] ?? 0),
        0,
      );
      runs.push({ cards, text });
    }
  }
  return runs
    .sort((a, b) => b.text - a.text)
    .slice(0, MAX_RUNS)
    .map(({ cards }) => ({ cards: cards.map((card) => ({ first: card, last: card })), hasLinks: false }));
}
