import { NO_ATTRIBUTES } from '../../markup/attributes.js';
import type { MarkupElement } from '../../markup/element.js';
import type { ListDocument } from './document-facts.js';

/** Bits of `places`. */
export const PLACE = {
  unseen: 1,
  nav: 2,
  footer: 4,
  header: 8,
  side: 16,
  hidden: 32,
  other: 64,
  advert: 128,
  /** Below a heading that says: what others bought, what you saw lately. */
  beside: 256,
  /** Below a heading that may be that of the page's own list: bestsellers, featured. */
  picked: 512,
  inMain: 1024,
} as const;

const wordOf = (words: string): RegExp => new RegExp(`(?:^|[\\s_-])(?:${words})(?=$|[\\s_-])`, 'i');

/** Names of surroundings that hold other things than the list. */
const NAMES = {
  nav: 'nav|navbar|navigation|(?:sub-?|mega-?)?menu|mega|flyout|off-?canvas|breadcrumbs?|topbar|toolbar|pagination|pager|facets?|filters?|refinements?',
  footer: 'footer|site-?footer|page-?footer',
  side: 'aside|sidebar|side-?bar|side-?col|rail',
  other:
    'related|recommend(?:ed|ation|ations)?|similar|recently|recent(?:-?viewed)?|viewed|upsell|cross-?sell|also|mini-?cart|cart-?drawer|compare|wishlist|testimonials?|reviews?|comments?|instagram|newsletter|cookie|consent|modal|popup|lightbox|social|share|trending|partners?',
  advert: 'ads?|advert(?:s|isement|ising)?|adslot|banner|sponsored|promo(?:tion)?s?',
};
const NAV = wordOf(NAMES.nav);
const FOOTER = wordOf(NAMES.footer);
const SIDE = wordOf(NAMES.side);
const WIDGETS = /(?:^|\s)(?:widget-area|widgets?)(?=$|\s)/i;
const OTHER = wordOf(NAMES.other);
const ADVERT = wordOf(NAMES.advert);
/** Most names hold none of the words, and are looked at once. */
const ANY = wordOf([...Object.values(NAMES), 'widget-area|widgets?'].join('|'));
const HIDDEN_STYLE = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const BY_TAG = new Map<string, number>([
  ...['template', 'head', 'noscript', 'select'].map((name): [string, number] => [name, PLACE.unseen]),
  ['nav', PLACE.nav],
  ['footer', PLACE.footer],
  ['header', PLACE.header],
  ['aside', PLACE.side],
  ['dialog', PLACE.other],
  ...['main', 'article', 'section'].map((name): [string, number] => [name, PLACE.inMain]),
]);

/** What an element says of itself. @param known what names were found to say, remembered for a page */
export function placeOf({ name, attributes }: MarkupElement, known: Map<string, number>): number {
  let place = BY_TAG.get(name) ?? 0;
  if (attributes === NO_ATTRIBUTES) return place;
  const { class: className = '', id = '', role, style, hidden } = attributes;
  if (role === 'navigation' || role === 'menu' || role === 'menubar') place |= PLACE.nav;
  else if (role === 'contentinfo') place |= PLACE.footer;
  else if (role === 'complementary') place |= PLACE.side;
  else if (role === 'dialog') place |= PLACE.other;
  if (hidden !== undefined || (style !== undefined && HIDDEN_STYLE.test(style))) place |= PLACE.hidden;
  if (className === '' && id === '') return place;
  // Long names are Tailwind's, which says how things look, not what they are; and bodies carry the names of their menus.
  if (name === 'body' || name === 'html' || name === 'main' || className.length > 150) return place;
  if (className !== '') place |= placeByNames(className, known);
  return id === '' ? place : place | placeByNames(id, known);
}

function placeByNames(names: string, known: Map<string, number>): number {
  let place = known.get(names);
  if (place === undefined) {
    place = ANY.test(names) ? readNames(names) : 0;
    known.set(names, place);
  }
  return place;
}

function readNames(names: string): number {
  return (
    (NAV.test(names) ? PLACE.nav : 0) |
    (FOOTER.test(names) ? PLACE.footer : 0) |
    (SIDE.test(names) || WIDGETS.test(names) ? PLACE.side : 0) |
    (OTHER.test(names) ? PLACE.other : 0) |
    (ADVERT.test(names) ? PLACE.advert : 0)
  );
}

/** What holds an element holds all in it. A menu with most of the page's prices, or around the page's main part, is none. */
export function spreadPlaces(document: ListDocument): void {
  const { nodes, ends, sums, places } = document;
  const allPrices = sums.prices[nodes.length] ?? 0;
  const main = nodes.findIndex((element) => element?.name === 'main');
  for (const { order, parent, name } of nodes) {
    let own = places[order] ?? 0;
    const around = parent && parent.order >= 0 ? (places[parent.order] ?? 0) : 0;
    if ((own & (PLACE.nav | PLACE.side)) !== 0 && name !== 'nav' && name !== 'aside') {
      const end = ends[order] ?? 0;
      const prices = (sums.prices[end] ?? 0) - (sums.prices[order] ?? 0);
      if (main > order && main < end) own &= ~(PLACE.nav | PLACE.side);
      else if (prices >= 3 && prices > allPrices * 0.6) own &= ~PLACE.nav;
    }
    // A site's own head, unlike a card's or an article's, holds menus, however pictured.
    if (name === 'header' && ((around | own) & PLACE.inMain) === 0) own |= PLACE.nav;
    places[order] = around | own;
    if ((places[order] & (PLACE.nav | PLACE.footer)) !== 0)
      document.menuText += (sums.text[order + 1] ?? 0) - (sums.text[order] ?? 0);
  }
}

/** Whose rights are reserved stands in the foot of a page, whatever that is called: with links, and without a main heading. */
export function markFeet({ nodes, ends, sums, places }: ListDocument, rights: readonly MarkupElement[]): void {
  const heading = nodes.findIndex(({ name }) => name === 'h1');
  const between = (sum: Int32Array, { order }: MarkupElement) => (sum[ends[order] ?? 0] ?? 0) - (sum[order] ?? 0);
  for (const element of rights.slice(-3)) {
    let foot = element;
    while (foot.parent && foot.parent.order >= 0 && between(sums.links, foot) < 8) foot = foot.parent;
    const { order, name } = foot;
    const holdsMain = heading >= order && heading < (ends[order] ?? 0);
    if (holdsMain || name === 'body' || name === 'main' || between(sums.prices, foot) > 0) continue;
    if (order < nodes.length * 0.4 || between(sums.links, foot) < 8) continue;
    places[order] = (places[order] ?? 0) | PLACE.footer;
  }
}
