import type { Findings } from '@goodshunter/contracts/crawl';
import type { CurrencyHints } from '../../price/currencies.js';
import { chooseRegion } from './choose-region.js';
import type { Region } from './find-regions.js';
import type { ListDocument } from './list-document.js';
import type { ElementNames } from './name-elements.js';
import { rankOthers } from './rank-regions.js';
import { readCards } from './read-cards.js';
import { describeHolder } from './region-holder.js';
import { type RegionSignature, signatureOf } from './region-signature.js';

export type FoundRegion = NonNullable<Findings['regions']>[number];

const MAX_REGIONS = 3;
/** Some are left out: what would not be found again is not offered. */
const MAX_LOOKED_AT = 6;

/** The best lists of a page with what is in them, the one that was read first. */
export function nameRegions(
  chosen: Region,
  document: ListDocument,
  names: ElementNames,
  hints: CurrencyHints,
): FoundRegion[] {
  const regions: FoundRegion[] = [];
  for (const region of [chosen, ...rankOthers(document, names, chosen, MAX_LOOKED_AT)]) {
    if (regions.length >= MAX_REGIONS) break;
    const { cards, links } = readCards(region, document, names, hints);
    const built = { ...signatureOf(region, links, names, document.shapes), ...describeHolder(region.cards, document) };
    if (cards.length === 0 || (region !== chosen && !isFoundBy(built, region, document, names))) continue;
    regions.push({
      region: built,
      cards: cards.length,
      priced: cards.filter(({ price }) => price !== undefined).length,
      titles: cards.slice(0, 3).map(({ title }) => title.slice(0, 100)),
      isChosen: region === chosen,
    });
  }
  return regions;
}

function isFoundBy(built: RegionSignature, wanted: Region, document: ListDocument, names: ElementNames): boolean {
  const { region, isKnown } = chooseRegion(document, names, built);
  const cards = region?.cards ?? [];
  return (
    isKnown &&
    cards.length === wanted.cards.length &&
    cards.every(({ first }, index) => first === wanted.cards[index]?.first)
  );
}
