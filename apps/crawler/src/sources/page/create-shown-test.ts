import { closest, type MarkupElement, textOf } from '../../markup/element.js';
import type { MarkedProduct, PageFacts } from './page-facts.js';
import type { VisiblePrice } from './visible-price.js';

/** Words, where nothing is for sale, that make a sentence of what stands around an amount. */
const SENTENCE = 6;
const ROWS = new Set(['li', 'tr', 'dd']);
const ROW_LEVELS = 4;

/**
 * Where nothing can be pressed and markup names no price, sentences that speak of amounts are an article's ("Our favourite costs $699"), below a
 * question all amounts are what people say, and several things in a list, each with its amount, are none of them the price ("Adults £12, Concessions £9").
 */
export function createShownTest(
  products: readonly MarkedProduct[],
  { buttons, title }: PageFacts,
  heading: string,
  places: readonly VisiblePrice[],
): (place: VisiblePrice) => boolean {
  const isShop = buttons.length > 0 || products.some(({ offers }) => offers.some(({ price }) => price !== undefined));
  if (isShop) return () => true;
  const isQuestion = /[?？]\s*$/.test(heading) || (heading === '' && /[?？]\s*$/.test(title));
  const lists = new Map<MarkupElement, Map<MarkupElement, number>>();
  for (const place of places) {
    const row = place.isMarked && !place.isStruck && place.said === null ? rowOf(place) : null;
    if (!row?.parent) continue;
    const rows = lists.get(row.parent) ?? new Map<MarkupElement, number>();
    lists.set(row.parent, rows.set(row, place.value));
  }
  const isOfSeveral = (rows: ReadonlyMap<MarkupElement, number>) => new Set(rows.values()).size >= 2;
  // A menu has a list of terms for each course, some of them of one.
  const areTermsListed = [...lists].some(([{ name }, rows]) => name === 'dl' && isOfSeveral(rows));
  const isOfList = (place: VisiblePrice): boolean => {
    const row = rowOf(place);
    if (!row?.parent) return false;
    return (areTermsListed && row.name === 'dd') || isOfSeveral(lists.get(row.parent) ?? new Map());
  };
  return (place) => !place.isProse && !isQuestion && !isSentence(place) && !isOfList(place) && !leadsElsewhere(place);
}

function isSentence({ source, score }: VisiblePrice): boolean {
  return score < 6 && (source.text.match(/\p{L}{2,}/gu)?.length ?? 0) >= SENTENCE;
}

function leadsElsewhere({ element }: VisiblePrice): boolean {
  return (
    closest(element, ({ name, attributes }) => name === 'a' && /^(?:https?:|\/|\w)/.test(attributes.href ?? '')) !==
    null
  );
}

const MAX_ROW = 60;
/** What hiring one thing costs is told by how long. */
const DURATION =
  /^\s*\d* ?(?:hours?|days?|weeks?|weekend|months?|stunden?|tage?|wochen?|heures?|jours?|semaines?|horas?|días?|semanas?|ore|giorn[oi]|settiman[ae]|dag(?:en)?|we(?:ek|ken))(?!\p{L})/iu;

/** The short row that holds an amount and what it is for; null for one that is called the price, or tells how long. */
function rowOf({ element, isPriceLabelled }: VisiblePrice): MarkupElement | null {
  if (isPriceLabelled) return null;
  let levels = 0;
  const row = closest(element, ({ name }) => ROWS.has(name) || ++levels > ROW_LEVELS);
  if (!row || !ROWS.has(row.name)) return null;
  const text = textOf(row, MAX_ROW + 20);
  return text.length <= MAX_ROW && !DURATION.test(text) ? row : null;
}
