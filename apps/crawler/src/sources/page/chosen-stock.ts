import type { Availability, Findings } from '@goodshunter/contracts/crawl';
import { type MarkupElement, textOf, walkElements } from '../../markup/element.js';
import { readStockText } from '../../stock/read-stock-text.js';
import { cleanText } from '../../text/clean-text.js';
import { pathOf } from '../path-of.js';
import { endOf, MARKUP_PLACE } from './chosen-place.js';
import { cardRowOf } from './find-cards.js';
import type { MarkedProduct } from './page-facts.js';
import { readMarked, type StockEvidence } from './read-availability.js';
import { readOwnStock } from './read-own-stock.js';

export type StockCandidate = NonNullable<Findings['stockCandidates']>[number];

const MAX_CANDIDATES = 8;
const MAX_WORDS = 120;

/** What a page says of the stock, place by place, for a person to choose from: buttons, short texts, and what markup alone says. */
export function listStockCandidates({ facts, block, cards, products }: StockEvidence): StockCandidate[] {
  const saying = new Set<MarkupElement>();
  for (const { element, isShown } of facts.buttons) if (isShown && element.name !== 'form') saying.add(element);
  for (const { element, text } of facts.texts) if (readStockText(text) !== null) saying.add(element);
  const own = [...saying]
    .filter((element) => !cardRowOf(element, cards))
    .sort((a, b) => Number(isInside(b)) - Number(isInside(a)) || a.order - b.order);
  const names = nameElements(facts.root, new Set(own));
  const candidates: StockCandidate[] = [];
  for (const element of own) {
    const availability = readOwnStock(element);
    const place = names.get(element);
    if (availability === 'unknown' || place === undefined) continue;
    candidates.push({ availability, place, words: wordsOf(element) });
    if (candidates.length >= MAX_CANDIDATES - 1) break;
  }
  const marked = readMarked(products);
  return marked === 'unknown' ? candidates : [...candidates, { availability: marked, place: MARKUP_PLACE, words: '' }];

  function isInside({ order }: MarkupElement): boolean {
    return order >= block.start && order <= block.end;
  }
}

/** What the chosen place says of the stock, or why that is not sure any more. */
export type ChosenStock = { availability: Availability } | { problem: string };

/**
 * The stock at the place that a person chose. After a redesign, where no element is built so any more, that of the one element whose
 * place ends alike; a problem where there is none, more than one, or one that says nothing of the stock.
 */
export function findChosenStock(chosen: string, root: MarkupElement, products: readonly MarkedProduct[]): ChosenStock {
  if (chosen === MARKUP_PLACE) {
    const marked = readMarked(products);
    return marked === 'unknown'
      ? { problem: 'The markup of the page no longer names the stock: choose again.' }
      : { availability: marked };
  }
  const end = endOf(chosen);
  const alike: MarkupElement[] = [];
  let exact: MarkupElement | undefined;
  for (const [element, name] of nameElements(root)) {
    if (name === chosen) exact = element;
    else if (endOf(name) === end) alike.push(element);
  }
  const [only, ...others] = alike;
  const element = exact ?? (others.length === 0 ? only : undefined);
  if (!element)
    return {
      problem:
        'The stock that was chosen is no longer where it was on the page, and no other place is surely it: choose it again.',
    };
  const availability = readOwnStock(element);
  if (availability !== 'unknown') return { availability };
  return {
    problem: `The place of the stock that was chosen says nothing of the stock now (“${wordsOf(element)}”): choose it again.`,
  };
}

/** Elements by how their places are built; the second that is built alike is `.. (2)`. */
function nameElements(root: MarkupElement, wanted?: ReadonlySet<MarkupElement>): Map<MarkupElement, string> {
  const names = new Map<MarkupElement, string>();
  const counts = new Map<string, number>();
  const tags = wanted && new Set([...wanted].map(({ name }) => name));
  walkElements(root, (element) => {
    const { order, name } = element;
    if (name === 'script' || name === 'style' || name === 'svg' || name === 'head') return false;
    if (order < 0 || (tags && !tags.has(name))) return undefined;
    const path = pathOf(element);
    const count = (counts.get(path) ?? 0) + 1;
    counts.set(path, count);
    if (!wanted || wanted.has(element)) names.set(element, count === 1 ? path : `${path} (${count})`);
    return undefined;
  });
  return names;
}

function wordsOf(element: MarkupElement): string {
  return cleanText(element.attributes.value ?? textOf(element, MAX_WORDS * 3), MAX_WORDS);
}
