import { type MarkupElement, textOf } from '../../markup/element.js';
import type { ListDocument } from './document-facts.js';
import { PLACE } from './places.js';

/** Lists that a page shows beside its own. */
const BESIDE =
  /^(?:your )?(?:recently viewed|(?:customers|people|others|shoppers|buyers)(?: who .{3,40})? (?:also|like)|you (?:may|might|could) (?:also )?(?:like|love|be interested)|you(?:'|’)ll (?:also )?love|related (?:products?|items?|listings?|ads|posts?|articles?)|similar (?:products?|items?|listings?|ads|offers?)|frequently bought|inspired by your|recommended for you|more like this|complete (?:the|your) (?:look|set)|zuletzt (?:angesehen|gesehen)|kunden (?:kauften|haben|sahen)|das könnte (?:ihnen|dir|sie)|ähnliche |passend dazu|wird oft zusammen|(?:articles?|produits?) (?:similaires|associés|vus récemment|récemment consultés)|vous aimerez|vous pourriez|les clients ayant|productos (?:relacionados|similares)|también te puede|te puede interesar|vistos recientemente|los clientes|prodotti (?:correlati|simili)|potrebbe(?:ro)? (?:anche )?interessarti|visti di recente|produtos (?:relacionados|semelhantes)|você também|recent bekeken|anderen bekeken|vergelijkbare|gerelateerde|(?:klanten|anderen) kochten|ostatnio (?:oglądane|przeglądane)|podobne|klienci kupili|senast visade|andra (?:köpte|tittade)|liknande|вы (?:недавно )?смотрели|похожие|с этим товаром|最近(?:チェック|見た|閲覧)|関連商品|この商品を(?:見た|買った)|閲覧履歴|おすすめ商品|相关(?:商品|产品)|相關商品|猜你喜欢|最近浏览|관련 ?상품|최근 본|منتجات (?:مشابهة|ذات صلة)|מוצרים (?:דומים|קשורים))/i;
/** Lists that may be the page's own. Where the page says that its own is empty, they are not. */
const PICKED =
  /^(?:our )?(?:best-? ?sellers?|top sellers?|trending|popular|most popular|featured|recommended|new arrivals|staff picks|bestseller|beliebt|meistverkauft|empfehlungen|neuheiten|meilleures ventes|nouveautés|populaires|más vendidos|novedades|destacados|più venduti|novità|mais vendidos|populair|nieuw|polecane|populära|nyheter|популярн|хиты|новинки|人気|ランキング|热销|热门|推荐|인기|الأكثر مبيعا)/i;
const MAX_MARKED = 40;
const MAX_LEVELS = 3;

/** Marks what stands below headings that name lists beside the page's own, as far as the next heading of their rank. */
export function markSections(document: ListDocument, headings: readonly MarkupElement[]): void {
  let marked = 0;
  for (const heading of headings) {
    if (marked >= MAX_MARKED) return;
    const text = textOf(heading, 80).trim();
    const place = BESIDE.test(text) ? PLACE.beside : PICKED.test(text) ? PLACE.picked : 0;
    if (place === 0) continue;
    markBelow(document, heading, place);
    marked++;
  }
}

function markBelow({ places, ends, sums }: ListDocument, heading: MarkupElement, place: number): void {
  const links = ({ order }: MarkupElement) => (sums.links[ends[order] ?? 0] ?? 0) - (sums.links[order] ?? 0);
  let current = heading;
  for (let level = 0; level < MAX_LEVELS && current.parent; level++, current = current.parent) {
    let hasLinks = false;
    let isAfter = false;
    for (const sibling of current.parent.children) {
      if (typeof sibling === 'string') continue;
      if (sibling === current) isAfter = true;
      else if (isAfter) {
        if (isNextHeading(sibling, heading)) break;
        if (links(sibling) > 0) hasLinks = true;
        for (let order = sibling.order; order < (ends[sibling.order] ?? 0); order++)
          places[order] = (places[order] ?? 0) | place;
      }
    }
    if (hasLinks || current.parent.name === 'body' || current.parent.name === 'main') return;
  }
}

/** A heading of the same or a higher rank, or the first thing in what stands beside. */
function isNextHeading(element: MarkupElement, { name: rank }: MarkupElement): boolean {
  for (let current: MarkupElement | undefined = element, level = 0; current && level < 3; level++) {
    if (/^h[1-6]$/.test(current.name)) return current.name <= rank;
    current = current.children.find((child): child is MarkupElement => typeof child !== 'string');
  }
  return false;
}
