import type { MarkupElement } from '../../markup/element.js';
import { isList } from './accept-region.js';
import { type Card, findLinkRegions, type Region } from './find-regions.js';
import { findRuns } from './find-runs.js';
import type { ListDocument } from './list-document.js';
import type { ElementNames } from './name-elements.js';
import { longestLinkTexts, type RegionScore, scoreRegion } from './score-region.js';

const LEAST_CARDS = 3;
const MAX_TEXT = 3000;
/** Shorter ones without price, picture or heading are menus. */
const LEAST_TEXT = 18;
const MAX_SECTIONS = 6;

/**
 * The best lists of a page beside the one that was chosen, for a person to choose from: also such as are refused as the page's own,
 * bestsellers and what others bought. None shares cards with another; where room is left, the sections that the chosen one is made of.
 */
export function rankOthers(
  document: ListDocument,
  names: ElementNames,
  chosen: Region | undefined,
  limit: number,
): Region[] {
  const linkTexts = longestLinkTexts(document);
  const ranked: { region: Region; worth: number }[] = [];
  for (const find of [findLinkRegions, findRuns]) {
    for (const region of find(document, names)) {
      const score = scoreRegion(region, document, names, linkTexts);
      const isOwn = isList(region, score, document);
      if (isOwn || isPickable(score)) ranked.push({ region, worth: score.score + (isOwn ? 100 : 0) });
    }
  }
  ranked.sort((a, b) => b.worth - a.worth);
  const taken = new Uint8Array(document.nodes.length);
  const take = ({ cards }: Region) => {
    for (const { first, last } of cards) taken.fill(1, first.order, document.ends[last.order]);
  };
  if (chosen) take(chosen);
  const others: Region[] = [];
  for (const { region } of ranked) {
    if (others.length >= limit) break;
    const isShared = region.cards.some(({ first, last }) =>
      taken.subarray(first.order, document.ends[last.order]).includes(1),
    );
    if (isShared) continue;
    others.push(region);
    take(region);
  }
  return chosen ? [...others, ...partsOf(chosen)].slice(0, limit) : others;
}

/** The sections of a list that stand apart, each below its own parent, the largest first; none where it is one. */
function partsOf({ cards, hasLinks }: Region): Region[] {
  const parts = new Map<MarkupElement | null, Card[]>();
  for (const card of cards) {
    const part = parts.get(card.first.parent);
    if (part) part.push(card);
    else parts.set(card.first.parent, [card]);
  }
  // Cells of rows are no sections.
  const sections = [...parts.values()].filter((part) => part.length >= LEAST_CARDS);
  if (sections.length < 2 || sections.length > MAX_SECTIONS) return [];
  return sections.sort((a, b) => b.length - a.length).map((part) => ({ cards: part, hasLinks }));
}

function isPickable({ distinct, medianText, inMenus, priced, pictured, headed }: RegionScore): boolean {
  return (
    distinct >= LEAST_CARDS &&
    medianText <= MAX_TEXT &&
    inMenus <= 0.5 &&
    (priced > 0.3 || pictured > 0.5 || headed > 0.5 || medianText >= LEAST_TEXT)
  );
}
