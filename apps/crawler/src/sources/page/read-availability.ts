import type { Availability } from '@goodshunter/contracts';
import type { MarkupElement } from '../../markup/element.js';
import type { MarkedProduct, PageFacts } from './page-facts.js';

const OUT = /outofstock|soldout|discontinued|^out$|oos|unavailable|nichtlieferbar|ausverkauft/;
const IN =
  /instock|instoreonly|onlineonly|limitedavailability|preorder|presale|backorder|madetoorder|^in$|available|auflager|disponible/;

/** What shops write when they have none left, as a whole text; separated by commas. */
const OUT_TEXTS =
  phrases(`out of stock, sold out, sold-out, currently out of stock, temporarily out of stock, currently unavailable, unavailable,
ausverkauft, nicht auf lager, nicht lieferbar, nicht verfügbar, derzeit nicht verfügbar, indisponible, actuellement indisponible, épuisé, en rupture,
en rupture de stock, rupture de stock, agotado, sin stock, no disponible, esgotado, indisponível, esaurito, non disponibile, uitverkocht,
niet op voorraad, niet leverbaar, slutsåld, slut i lager, ej i lager, udsolgt, ikke på lager, utsolgt, loppu, ei varastossa, vyprodáno, není skladem,
vypredané, niedostępny, brak w magazynie, elfogyott, nincs készleten, stoc epuizat, indisponibil, изчерпан, нет в наличии, немає в наявності, laos otsas,
läbi müüdud, nav pieejams, išparduota, rasprodano, ni na zalogi, tükendi, stokta yok, 売り切れ, 在庫切れ, 品切れ, 已售完, 缺貨, 缺货, 품절, אזל, אזל מהמלאי, نفدت الكمية`);
const IN_TEXTS =
  phrases(`in stock, in stock now, auf lager, sofort lieferbar, sofort verfügbar, lieferbar, en stock, disponible, disponible immédiatement, em estoque,
em stock, disponibile, disponibilità immediata, op voorraad, i lager, på lager, varastossa, skladem, na sklade, skladom, dostępny, w magazynie, raktáron, készleten,
în stoc, in stoc, в наличии, є в наявності, laos, laos olemas, ir noliktavā, na zalogi, na stanju, stokta, 在庫あり, 有現貨, 有货, במלאי`);

const MAX_PHRASE_LENGTH = 30;

function phrases(list: string): ReadonlySet<string> {
  return new Set(list.split(/,\s+/));
}

/** What a short text of a page says of the stock; null for the others. */
export function readStockText(text: string): Availability | null {
  const trimmed = text.trim();
  if (trimmed.length < 2 || trimmed.length > MAX_PHRASE_LENGTH) return null;
  const words = trimmed.toLowerCase().replace(/[\s.!:✓✔●•]+$/u, '');
  if (OUT_TEXTS.has(words)) return 'out_of_stock';
  return IN_TEXTS.has(words) ? 'in_stock' : null;
}

/** How far below the heading, in elements, the product's own stock and button stand. */
const NEAR = 300;

/**
 * What the page says of the stock: by markup, one variant that can be had being enough, else by what is written near
 * the heading. Markup that says "out" beside a button to buy is contradicted: then nothing is known.
 */
export function readAvailability(
  products: readonly MarkedProduct[],
  facts: PageFacts,
  heading: MarkupElement | undefined,
): Availability {
  const marked = readMarkedAvailability(products);
  if (marked === 'in_stock') return marked;
  const isNear = ({ order }: { order: number }) =>
    heading !== undefined && order >= heading.order - 50 && order <= heading.order + NEAR;
  if (marked === 'out_of_stock')
    return facts.cartButtons.some((button) => isNear(button) && isBuyButton(button)) ? 'unknown' : marked;
  const [first] = facts.stockTexts.filter(isNear);
  if (!first) return 'unknown';
  // Words of a template for what is gone, beside a way to buy it.
  if (first.isOut && facts.cartButtons.some(isNear)) return 'unknown';
  return first.isOut ? 'out_of_stock' : 'in_stock';
}

function readMarkedAvailability(products: readonly MarkedProduct[]): Availability {
  let isOut = false;
  for (const { offers } of products) {
    for (const { availability } of offers) {
      if (availability === undefined) continue;
      const word = availability
        .toLowerCase()
        .replace(/^.*[/#]/, '')
        .replace(/[\s_-]/g, '');
      if (OUT.test(word)) isOut = true;
      else if (IN.test(word)) return 'in_stock';
    }
  }
  return isOut ? 'out_of_stock' : 'unknown';
}

/** A button that can be pressed; links and forms of templates stay on pages of products that are gone. */
function isBuyButton({ name, attributes }: MarkupElement): boolean {
  const isButton = name === 'button' || name === 'input';
  return (
    isButton && attributes.disabled === undefined && !/disabled|hidden|soldout|notify/i.test(attributes.class ?? '')
  );
}
