import { type MarkupElement, textOf } from '../../markup/element.js';
import { normalizeWords } from '../../stock/words.js';
import { similarity } from './choose-product.js';
import type { PageFacts } from './page-facts.js';

const MAX_LEVELS = 5;

/** What names another thing: a heading of the part that a place stands in, or a link before it. */
export type OtherName = 'heading' | 'link';

/**
 * Answers for a place what says that it stands in a part of the page that has a heading of its own, which names something else than the
 * page does ("Offer of the week: Storm Lantern"). Such a part does not hold the page's heading.
 */
export function createOtherNameFinder(
  { subheadings, title }: PageFacts,
  heading: MarkupElement | undefined,
): (place: MarkupElement) => OtherName | null {
  const named = new Map<MarkupElement, MarkupElement>();
  const above = new Set<MarkupElement>();
  for (let element = heading ?? null; element; element = element.parent) above.add(element);
  const answers = new Map<MarkupElement, boolean>();
  const isOther = (subheading: MarkupElement): boolean => {
    const known = answers.get(subheading) ?? isOtherName(subheading, title);
    answers.set(subheading, known);
    return known;
  };
  for (const subheading of subheadings) {
    let { parent } = subheading;
    for (let level = 0; level < 2 && parent && !above.has(parent); level++, { parent } = parent) {
      if (!named.has(parent)) named.set(parent, subheading);
    }
  }
  if (heading === undefined) return () => null;
  return (place) => {
    if (isBehindForeignLink(place, above, title)) return 'link';
    if (named.size === 0) return null;
    let element: MarkupElement | null = place;
    for (let level = 0; level < MAX_LEVELS && element && !above.has(element); level++, element = element.parent) {
      const subheading = named.get(element);
      if (subheading && subheading.order < place.order) return isOther(subheading) ? 'heading' : null;
    }
    return null;
  };
}

/**
 * Whether a place stands behind a link to something else, in a part of its own: a lone card. The link's words name it; links to
 * terms, brands and the like are parts of the product.
 */
function isBehindForeignLink(place: MarkupElement, above: ReadonlySet<MarkupElement>, title: string): boolean {
  let element: MarkupElement | null = place.parent;
  let inner: MarkupElement = place;
  for (let level = 0; level < 2 && element && !above.has(element); level++) {
    for (const child of element.children.slice(0, 12)) {
      if (child === inner) break;
      if (typeof child !== 'string' && isForeignLink(child, title)) return true;
    }
    inner = element;
    element = element.parent;
  }
  return false;
}

function isForeignLink(element: MarkupElement, title: string): boolean {
  const { href } = element.attributes;
  if (element.name !== 'a' || href === undefined || /^(?:#|javascript:|tel:|mailto:|$)/i.test(href)) return false;
  const text = normalizeWords(textOf(element, 100));
  return text.length >= 4 && text.length < 90 && !PART.test(text) && !TERMS.test(text) && similarity(text, title) < 0.3;
}

const TERMS =
  /more|info|review|rating|question|brand|guide|terms|return|login|sign|account|share|wish|compare|mehr|bewertung|frage|agb|avis|opinion|recension|help|hilfe|aide|ayuda|back|home/;

/** Names are a few words, none of them what shops call parts of a product's page. */
function isOtherName(element: MarkupElement, title: string): boolean {
  const text = normalizeWords(textOf(element, 120));
  if (text.length < 6 || text.length > 110 || !text.includes(' ') || PART.test(text)) return false;
  if (SALE.test(text) && text.split(' ').length <= 3) return false;
  return similarity(text, title) < 0.3;
}

const SALE = /offer|deal|sale|angebot|aktion|promo|oferta|offert|aanbieding|akcj|скидк|セール|优惠/;
const PART =
  /pri[cx]|cost|buy|order|option|choose|select|size|colou?r|detail|descri|specif|deliver|shipping|availab|stock|preis|kauf|bestell|liefer|verf\u00fcg|gr\u00f6\u00dfe|farbe|beschreib|prix|achet|livraison|disponib|taille|couleur|precio|compra|env[i\u00ed]o|talla|color|prezzo|acquist|spedizion|taglia|pre\u00e7o|prijs|koop|levering|cena|kup|dostaw|\u0446\u0435\u043d|\u043a\u0443\u043f|\u0434\u043e\u0441\u0442\u0430\u0432|\u4fa1\u683c|\u4ef7\u683c|\u50f9\u683c|^(?:brand )?new$|^neu(?:ware)?$|^neufs?$|^nuev[oa]s?$|^nuov[oa]$|^nov[oa]$|^nieuw$|^now[yae]$|^how |^why |^what |\?$/;
