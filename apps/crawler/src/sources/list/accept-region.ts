import type { MarkupElement } from '../../markup/element.js';
import type { Region } from './find-regions.js';
import type { ListDocument } from './list-document.js';
import type { RegionScore } from './score-region.js';

const LISTED =
  /produ[ckz]|item|r[eé]sult|treffer|ergebnis|listing|card|offer|advert|article|annonce|anzeige|deal|teaser|tile|entry|goods|lot\b|search/i;

/**
 * Whether a region is the list that a page is about. A person chose the page for its list, so this refuses only what is too small or
 * too thin: menus, a few promotions, an article's further reading.
 */
export function isList(region: Region, score: RegionScore, document: ListDocument): boolean {
  const { distinct, textShare, priced, pictured, headed, medianText, alike, inMenus, beside } = score;
  if (beside > 0.5 || (inMenus > 0.5 && priced < 0.3) || areTalk(region)) return false;
  if (!region.hasLinks && !isPlainRun(region, score, document)) return false;
  const minimum = region.hasLinks ? 0 : 1;
  if (medianText > 3000) return false;
  if (priced >= 0.3) {
    if (distinct >= 4 + minimum) return score.score >= 5.5;
    if (distinct === 3)
      return score.score >= 5.5 && textShare > 0.05 && priced > 0.6 && alike > 0.7 && medianText <= 600;
    if (distinct === 2 && region.hasLinks)
      return (
        textShare > 0.05 &&
        priced === 1 &&
        (pictured === 1 || headed === 1) &&
        alike > 0.7 &&
        medianText <= 300 &&
        score.score >= 5.5 &&
        (textShare > 0.3 || isNamed(region))
      );
    return false;
  }
  if (distinct < 4 + minimum * 2 || score.score < 6) return false;
  // Without prices: texts that say something, and no more to read around them than in them.
  if (medianText < (headed > 0.8 || pictured > 0.8 ? 22 : 26)) return false;
  if (textShare >= 0.35) return true;
  const own = textShare * (document.sums.text[document.nodes.length] ?? 0);
  const isGallery = distinct >= 16 && pictured > 0.8;
  return textShare >= 0.1 && own >= (isGallery ? 0.15 : 0.5) * proseOutside(region, document);
}

const TALK = /(?:^|[\s_-])(?:comments?|reviews?|repl(?:y|ies)|testimonials?|faqs?|accordion)(?=$|[\s_-])/i;

/** What people say about things, or ask, names prices, too. */
function areTalk({ cards }: Region): boolean {
  const talk = cards.filter(
    ({ first, link }) =>
      first.name === 'details' || TALK.test(first.attributes.class ?? '') || (link && isInSentence(link.element)),
  );
  return talk.length * 2 > cards.length;
}

/** A link among the words of a running text. */
function isInSentence({ parent }: MarkupElement): boolean {
  if (parent?.name !== 'p') return false;
  const own = parent.children.slice(0, MOST_PARTS).filter((child) => typeof child === 'string');
  return own.reduce((length, text) => length + text.length, 0) > LEAST_SENTENCE && (own[0]?.trim().length ?? 0) > 10;
}
const LEAST_SENTENCE = 80;
/** All links of a page may stand in one paragraph. */
const MOST_PARTS = 40;

/** Siblings that look alike are paragraphs, comments and menus as often as cards: they need prices, or names that say so. */
function isPlainRun(region: Region, { priced, medianText }: RegionScore, document: ListDocument): boolean {
  if (isTariff(region, document)) return false;
  if (priced >= 0.5) return true;
  const [card] = region.cards;
  return card !== undefined && card.first.name !== 'p' && medianText <= 400 && isNamed(region);
}

/** Rows of a table with an amount in several cells: what things cost by weight or land, without anything to look at. */
function isTariff({ cards }: Region, { sums, ends }: ListDocument): boolean {
  const holds = (sum: Int32Array, { order }: MarkupElement) => (sum[ends[order] ?? 0] ?? 0) > (sum[order] ?? 0);
  const tariffs = cards.filter(
    ({ first }) =>
      first.name === 'tr' &&
      !holds(sums.images, first) &&
      first.children.filter((cell) => typeof cell !== 'string' && holds(sums.prices, cell)).length >= 2,
  );
  return tariffs.length * 2 > cards.length;
}

function isNamed({ cards }: Region): boolean {
  return cards.every(({ first }) => {
    const { class: className = '', id = '', itemtype = '' } = first.attributes;
    return LISTED.test(`${className} ${id} ${itemtype} ${first.parent?.attributes.class ?? ''}`);
  });
}

/** Characters in paragraphs that are read, not scanned, outside the cards. */
function proseOutside({ cards }: Region, { nodes, ends, sums, places }: ListDocument): number {
  const inside = new Uint8Array(nodes.length);
  for (const { first, last } of cards) inside.fill(1, first.order, ends[last.order] ?? first.order + 1);
  let prose = 0;
  for (const { name, order } of nodes) {
    if (name !== 'p' || inside[order] || ((places[order] ?? 0) & 1) !== 0) continue;
    const length = (sums.text[ends[order] ?? 0] ?? 0) - (sums.text[order] ?? 0);
    if (length > 100) prose += length;
  }
  return prose;
}
