import type { MarkupElement } from '../../markup/element.js';
import { isList } from './accept-region.js';
import { type Card, findLinkRegions, type Region } from './find-regions.js';
import { findRuns } from './find-runs.js';
import { findSingle } from './find-single.js';
import type { ListDocument } from './list-document.js';
import type { ElementNames } from './name-elements.js';
import { PLACE } from './places.js';
import { findHolder, type HolderNames } from './region-holder.js';
import { findBySignature, fits, type RegionSignature, signatureOf } from './region-signature.js';
import { saysEmpty } from './says-empty.js';
import { longestLinkTexts, type RegionScore, scoreRegion } from './score-region.js';

export interface ChosenRegion {
  region?: Region | undefined;
  /** It is built as it was known to be. */
  isKnown: boolean;
}

/** Where nothing that is built as a list was can be the list. */
const AWAY = PLACE.unseen | PLACE.hidden | PLACE.nav | PLACE.footer | PLACE.beside;

/**
 * The region that is the page's list. Of a list that is known: the page is searched as at first, so that what is found is read as it was
 * then; where the best is built otherwise, the best of those that are built as it was, and at last single cards of its build.
 */
export function chooseRegion(
  document: ListDocument,
  names: ElementNames,
  known: RegionSignature | undefined,
): ChosenRegion {
  if (known?.holder !== undefined) return chooseHeld(document, names, known, { ...known, holder: known.holder });
  const search = searchRegions(document, names, known);
  if (!known) return { region: search.best, isKnown: false };
  if (search.best && isBuiltAs(search.best, known, document, names)) return { region: search.best, isKnown: true };
  const isEmpty = saysEmpty(document);
  const few = search.alike ?? findBySignature(document, names, known, isEmpty ? AWAY | PLACE.picked : AWAY);
  if (few) return { region: isEmpty ? few : wholeOf(few, search.best), isKnown: true };
  return { region: isEmpty ? undefined : search.best, isKnown: false };
}

/** Cards of another class among them, such as paid ones, may well be the most today: the list is the whole that holds those known. */
function wholeOf(known: Region, best: Region | undefined): Region {
  if (!best) return known;
  const firsts = new Set(best.cards.map(({ first }) => first));
  return known.cards.every(({ first }) => firsts.has(first)) ? best : known;
}

/** The list that a person chose among several: built as it was, in what held it. */
function chooseHeld(
  document: ListDocument,
  names: ElementNames,
  known: RegionSignature,
  held: HolderNames,
): ChosenRegion {
  const holder = findHolder(held, document);
  const search = searchRegions(document, names, known, holder);
  if (!holder) return { region: search.best, isKnown: false };
  const few = search.alike ?? findBySignature(document, names, known, PLACE.unseen | PLACE.hidden);
  const cards = few?.cards.filter((card) => isIn(holder, card, document)) ?? [];
  if (few && cards.length > 0) return { region: { ...few, cards }, isKnown: true };
  return { region: saysEmpty(document) ? undefined : search.best, isKnown: false };
}

function isIn(holder: MarkupElement, { first, last }: Card, { ends }: ListDocument): boolean {
  return first.order > holder.order && (ends[last.order] ?? 0) <= (ends[holder.order] ?? 0);
}

interface Search {
  best?: Region;
  /** The best of those that are built as the list was known to be. */
  alike?: Region;
}

/** The best region that is a list; regions without links only where none with links is. */
function searchRegions(
  document: ListDocument,
  names: ElementNames,
  known: RegionSignature | undefined,
  holder?: MarkupElement,
): Search {
  let isEmpty: boolean | undefined;
  let alike: RegionScore | undefined;
  const linkTexts = longestLinkTexts(document);
  const result = (best?: Region): Search => ({
    ...(best ? { best } : {}),
    ...(alike ? { alike: alike.region } : {}),
  });
  for (const find of [findLinkRegions, findRuns]) {
    let best: RegionScore | undefined;
    let inside: RegionScore | undefined;
    for (const region of find(document, names)) {
      const score = scoreRegion(region, document, names, linkTexts);
      const isBetter = !best || score.score > best.score;
      const isInside = score.aside <= 0.5 && score.inMenus <= 0.5 && (!inside || score.score > inside.score);
      const mayBe = holder
        ? region.cards.every((card) => isIn(holder, card, document))
        : score.picked <= 0.5 && score.inMenus <= 0.5;
      const isAlike =
        known && mayBe && (!alike || score.score > alike.score) ? isBuiltAs(region, known, document, names) : false;
      if (isAlike) alike = score;
      if (!(isBetter || isInside) || !isList(region, score, document)) continue;
      if (isBetter) best = score;
      if (isInside) inside = score;
    }
    // A side column may well hold more than what was found.
    if (best && inside && best.aside > 0.5 && inside.priced >= best.priced && inside.score > best.score - 2)
      best = inside;
    // Nor is a menu with pictures and prices what was looked for, where there is anything else.
    if (best && inside && best.inMenus > 0.5) best = inside;
    if (find === findLinkRegions && !inside) {
      const single = findSingle(document);
      if (single) return result(single);
    }
    // Bestsellers below "nothing was found" are not what was looked for.
    if (best && best.picked > 0.5) {
      isEmpty ??= saysEmpty(document);
      if (isEmpty) return result();
    }
    if (best) return result(best.region);
  }
  return result();
}

function isBuiltAs(region: Region, known: RegionSignature, { shapes }: ListDocument, names: ElementNames): boolean {
  const links = region.cards.map(({ link }) => link);
  return fits(signatureOf(region, links, names, shapes), known);
}
