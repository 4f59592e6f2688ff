import { closest, type MarkupElement } from '../../markup/element.js';
import { normalizeWords, wordsOf } from '../../stock/words.js';
import type { PageFacts } from './page-facts.js';
import type { VisiblePrice } from './visible-price.js';

/** Headings of what shops write beside their products, as a whole. */
const ABOUT_THE_SHOP =
  wordsOf(`(?:shipping|delivery)(?: (?:and|&) (?:delivery|returns?|payment))?(?: (?:costs?|policy|information|info|rates|options|charges))?, returns?(?: policy)?, payment(?: methods)?, faqs?, frequently asked questions, terms(?: (?:and|&) conditions)?, about us, contact(?: us)?, pricing, plans (?:and|&) pricing, simple pricing,
(?:zahlung (?:und|&) )?versand(?:kosten|arten|informationen)?(?: (?:und|&) (?:lieferung|zahlung|rückgabe))?, liefer(?:ung|kosten|bedingungen)(?: (?:und|&) \\p{L}+)?, häufige fragen, agb, über uns, kontakt, preise, preisliste, livraison(?: et \\p{L}+)?, frais de (?:port|livraison), modes de livraison, nos tarifs, tarifs, envíos?(?: y \\p{L}+)?, gastos de envío, tarifas, spedizion[ei](?: e \\p{L}+)?, costi di spedizione, listino prezzi, portes de envio, verzending(?: en \\p{L}+)?, verzendkosten, bezorging, prijzen, prijslijst, dostawa(?: i \\p{L}+)?, koszty dostawy, cennik, доставка(?: и оплата)?, оплата и доставка, прайс-лист, frakt(?: och \\p{L}+)?, leverans, levering, fragt, toimitus, doprava(?: a platba)?, ceník, szállítás, livrare, kargo, 配送について, 送料について, 运费说明, 배송안내`);
/** What a page is about that names amounts and sells no thing. */
const NO_THING = wordsOf(
  `coupons?, coupon codes?, promo ?codes?, discount codes?, voucher codes?, gutscheine, gutscheincodes?, rabattcodes?, codes? promo, kortingscodes?, códigos? (?:de )?(?:descuento|promocional(?:es)?), cupones, cupons, codic[ei] sconto, kod[yów]* rabatow[eych]+, промокоды?, donate, make a donation, jetzt spenden, faire un don, haz una donación, fai una donazione`,
);
/** Two or more things beside each other. */
const COMPARISON = wordsOf(
  `compare(?: products| items)?, (?:product )?comparison, (?:produkt|artikel)?vergleich(?:sliste)?, comparer(?: les produits)?, comparaison(?: de produits)?, comparar(?: productos| produtos)?, comparación(?: de productos)?, comparação(?: de produtos)?, confronta(?: prodotti)?, confronto(?: prodotti)?, vergelijk(?:en|ing)?, (?:producten )?vergelijken, porównanie(?: produktów)?, сравнение(?: товаров)?, srovnání(?: produktů)?, jämför(?: produkter)?, sammenlign(?: produkter)?, 商品比較, 商品对比, 商品對比`,
);
const APPLY = wordsOf(
  `apply now, apply for this job, jetzt bewerben, online bewerben, postuler(?: à cette offre)?, inscribirme(?: en esta oferta)?, candidati(?: ora)?, candidatar-me, solliciteer(?: nu| direct)?, aplikuj(?: teraz)?, откликнуться, ansök(?: nu)?, søg (?:jobbet|stillingen), hae työpaikkaa`,
);

/** Whether a heading is about something that no shop sells: the shop itself, codes, gifts, work. */
export function isAboutNoThing(heading: string, { texts }: PageFacts): boolean {
  if (isWhole(ABOUT_THE_SHOP, heading) || NO_THING.test(heading)) return true;
  return texts.some(({ text }) => text.length < 40 && isWhole(APPLY, normalizeWords(text)));
}

/** Whether the page sets several products side by side: it says so, or buttons that buy stand in several cells of one row. */
export function isComparison(heading: string, { buttons }: PageFacts): boolean {
  if (isWhole(COMPARISON, heading)) return true;
  const cells = new Map<MarkupElement, Set<MarkupElement>>();
  for (const { element, kind, isShown } of buttons) {
    if (kind !== 'cart' || !isShown || element.name === 'form') continue;
    const cell = closest(element, ({ name }) => name === 'td' || name === 'th');
    if (!cell?.parent) continue;
    const row = cells.get(cell.parent) ?? new Set<MarkupElement>();
    cells.set(cell.parent, row.add(cell));
    if (row.size >= 2) return true;
  }
  return false;
}

const FEW = 3;

/** Whether things without pages of their own stand in a list, each with a button that buys it: what somebody wishes for, a basket, a menu. */
export function isListWithButtons({ buttons }: PageFacts, places: readonly VisiblePrice[]): boolean {
  const rows = new Map<MarkupElement, Set<MarkupElement>>();
  for (const { element, kind, isShown } of buttons) {
    const row = kind === 'cart' && isShown ? closest(element, ({ name }) => name === 'li') : null;
    if (row?.parent) rows.set(row.parent, (rows.get(row.parent) ?? new Set()).add(row));
  }
  for (const [list, items] of rows) {
    if (items.size < FEW) continue;
    const inside = (place: VisiblePrice) => closest(place.element, (one) => one === list) !== null;
    const own = places.some((place) => place.score > 2 && place.isMarked && !place.isStruck && !inside(place));
    if (!own && new Set(places.filter((place) => !place.row && inside(place)).map(({ value }) => value)).size >= FEW)
      return true;
  }
  return false;
}

function isWhole(words: RegExp, text: string): boolean {
  const found = words.exec(text)?.[0];
  return found !== undefined && found.length >= text.length - 3;
}
