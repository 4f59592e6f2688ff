import type { MarkupElement } from '../../markup/element.js';
import type { Region } from './find-regions.js';
import type { ListDocument } from './list-document.js';
import { PLACE } from './places.js';

/** What shops call what holds their cards. */
const HOLDER =
  /(?:^|[\s_-])(?:products|results|listings|items|offers|product-?(?:list|grid|items)|productgrid|search-?results|(?:result|item|ad)-?list)(?=$|[\s_-])/i;
const AWAY = PLACE.unseen | PLACE.hidden | PLACE.nav | PLACE.footer | PLACE.side | PLACE.other | PLACE.advert;
const MAX_TEXT = 500;

/**
 * The one card of a list that holds no other: nothing repeats there, so its holder's name must say what it is, and it must have a price,
 * a link and a picture or a heading. None where the page calls itself a product's, or has two such lists.
 */
export function findSingle({ nodes, ends, sums, places, metas }: ListDocument): Region | undefined {
  if (/product/i.test(metas.get('og:type') ?? '')) return undefined;
  const found: MarkupElement[] = [];
  for (const holder of nodes) {
    const { class: className = '', id = '' } = holder.attributes;
    if ((className === '' && id === '') || className.length > 150) continue;
    if (((places[holder.order] ?? 0) & (AWAY | PLACE.beside | PLACE.picked)) !== 0) continue;
    const between = (sum: Int32Array, { order }: MarkupElement) => (sum[ends[order] ?? 0] ?? 0) - (sum[order] ?? 0);
    if (between(sums.prices, holder) === 0 || !HOLDER.test(`${className} ${id}`)) continue;
    const [card, ...others] = holder.children.filter(
      (child): child is MarkupElement => typeof child !== 'string' && between(sums.text, child) > 0,
    );
    if (!card || others.length > 0 || between(sums.text, card) > MAX_TEXT) continue;
    if (between(sums.prices, card) === 0 || between(sums.links, card) === 0) continue;
    if (between(sums.images, card) + between(sums.headings, card) === 0) continue;
    // A holder in a holder: the inner one counts.
    const last = found.at(-1);
    if (last && card.order < (ends[last.order] ?? 0)) found.pop();
    found.push(card);
  }
  const [first, ...others] = found;
  return first && others.length === 0 ? { cards: [{ first, last: first }], hasLinks: true } : undefined;
}
