import type { MarkupElement } from '../../markup/element.js';
import { normalizeWords, wordsOf } from '../../stock/words.js';
import type { Cards } from './find-cards.js';
import type { PageFacts } from './page-facts.js';

/** The part of the page that speaks of its product, in positions of elements. */
export interface ProductBlock {
  start: number;
  /** Where other products, reviews or the page's end begin. */
  end: number;
}

const OTHERS =
  wordsOf(`you (?:may|might|will|could) (?:also )?(?:like|love|enjoy|need|be interested), related (?:products?|items?|articles?), similar (?:products?|items?|styles|listings), customers? (?:who|also|ultimately), people (?:who|also), shoppers also, others also, frequently (?:bought|purchased), bought together, recently viewed, your recent, recommended (?:for you|products|items|with this)?, recommendations, we (?:also )?(?:recommend|think), complete (?:the|your) (?:look|set|outfit), pairs? (?:well|with|perfectly), goes well with, wear it with, more from, more like this, best ?sellers, top sellers, trending, featured products, new arrivals, shop the look, sponsored, up next, next up, watch next, read next, related (?:posts|stories|articles|videos), latest (?:news|posts|articles|stories), mehr zum thema, lesen sie auch, à lire aussi, lire aussi, te puede interesar leer, leggi anche, leia também, lees ook, czytaj także, читайте также, explore more, keep shopping, inspired by, alternatives, also available, (?:other|more) (?:items|listings|ads|products) (?:from|by), from the same seller, mehr von diesem, weitere (?:anzeigen|angebote), (?:autres|plus d')annonces, autres (?:articles|annonces) (?:du|de), otros (?:anuncios|artículos) (?:del|de), altri (?:annunci|articoli) (?:del|di), meer van, andere (?:advertenties|producten) van, więcej od, inne ogłoszenia, другие (?:товары|объявления),
das könnte (?:ihnen|dir|dich|sie) (?:auch )?(?:gefallen|interessieren), ähnliche (?:artikel|produkte), kunden (?:kauften|haben|interessierten), passend dazu, passendes zubehör, zuletzt (?:angesehen|gesehen), wird oft zusammen, empfehlungen, unsere empfehlung, weitere (?:artikel|produkte), mehr (?:von|aus), auch interessant, bestseller,
vous (?:aimerez|pourriez) (?:aussi|aimer|peut-être), produits (?:similaires|associés|apparentés|complémentaires), (?:nos )?clients (?:ont|qui), les clients, également achetés?, souvent achetés, récemment (?:vus|consultés), derniers articles vus, à découvrir, recommandations, nous vous recommandons, dans la même catégorie,
también te (?:puede|podría), te puede(?:n)? (?:gustar|interesar), quizás te, productos (?:relacionados|similares|recomendados), los clientes, otros clientes, vistos recientemente, comprados juntos, recomendados, más de,
potrebbe(?:ro)? (?:interessarti|piacerti|anche), ti potrebbe, prodotti (?:correlati|simili|consigliati), chi ha (?:acquistato|comprato|visto), i clienti, spesso comprati, visti di recente, consigliati,
você (?:também )?(?:pode|vai), quem (?:viu|comprou), produtos (?:relacionados|semelhantes|similares), também (?:viram|compraram), vistos recentemente, recomendados, aproveite e,
misschien (?:vind|ook), vergelijkbare, gerelateerde, anderen (?:bekeken|kochten), ook interessant, aanbevolen, laatst bekeken, vaak samen, bijpassende, dit past erbij,
podobne (?:produkty|oferty), zobacz (?:też|także|również), klienci (?:kupili|oglądali|którzy), polecane, polecamy, ostatnio oglądane, produkty powiązane, inni klienci,
похожие товары, с этим товаром, вам (?:может|также|будет), рекомендуем, вы (?:смотрели|недавно), недавно просмотренные, сопутствующие, аналоги, покупают вместе, популярные товары, также покупают,
liknande produkter, andra (?:köpte|tittade), relaterade, senast visade, du kanske, lignende produkter, andre (?:købte|kjøpte), kunder som, související, podobné, mohlo by vás, príslušenstvo, příslušenství, kapcsolódó, hasonló, benzer ürünler, produse similare, produse asemănătoare,
関連商品, おすすめ, この商品を, 最近チェック, あなたに, 類似商品, よく一緒に, 閲覧履歴, 相关商品, 相關商品, 猜你喜欢, 猜你喜歡, 推薦商品, 推荐商品, 您可能, 你可能, 热门推荐, 瀏覽紀錄, 최근 본, 추천 상품, 관련 상품, 함께 구매`);
/** Another product stands in its place, or parts of it, with buttons of their own. */
const SUCCESSORS = wordsOf(
  'spare parts, ersatzteile, pièces détachées, repuestos, recambios, (?:parti di )?ricambi(?:o)?, peças (?:de reposição|sobressalentes), (?:reserve)?onderdelen, części zamienne, запчасти, reservdelar, reservedele, náhradní díly, replacement:, replacement (?:product|item|model|for), suggested replacement, successor(?: model| product)?, newer (?:model|version)s?, nachfolge(?:r?modell|r?produkt|r?artikel|r), ersatz(?:produkt|artikel), produit de remplacement, successeur, (?:producto|artículo) de sustitución, sucesor, prodotto sostitutivo, opvolger, vervangend (?:product|artikel), następca, zamiennik, замена, преемник, efterträdare, 後継(?:機|機種|モデル|品), 后继型号, 替代产品, 후속 모델',
);
/** Words that other places hold too: headings by their element only. */
const OTHERS_IN_HEADINGS = wordsOf(
  'accessories, other sellers, (?:customer |product )?reviews?, zubehör, (?:kunden)?bewertungen, accessoires, avis, accesorios, opiniones, accessori, recensioni, avaliações, akcesoria, opinie, отзывы, tilbehør, レビュー, 評価, 评价',
);
const MAX_HEADING = 45;
/** How far from its heading a product's part reaches at most, in elements. */
const REACH = 420;
const BEFORE = 60;

/** From a little before the product's heading to where others begin. */
export function findProductBlock(headingOrder: number | undefined, cards: Cards, othersFrom: number): ProductBlock {
  const from = headingOrder ?? 0;
  let end = Math.min(from + REACH, othersFrom);
  for (const row of cards.rows) if (row.order > from && row.order < end) end = row.order;
  return { start: from - BEFORE, end };
}

/** Where the first heading of other products or of reviews stands, behind the product's own heading; infinite without one. */
export function findOthers(facts: PageFacts, from: number): number {
  for (const { element, text } of facts.texts) {
    if (element.order <= from + 1 || text.length > MAX_HEADING || text.length < 3) continue;
    if (!isHeadingLike(element.name)) continue;
    const words = normalizeWords(text);
    if (OTHERS.test(words) || (isHeading(element) && SUCCESSORS.test(words))) return element.order;
    if (isHeading(element) && OTHERS_IN_HEADINGS.test(words) && !isAboveButton(element.order, from, facts))
      return element.order;
  }
  return Number.POSITIVE_INFINITY;
}

/** How near to the product's heading a box of its stars may stand, and how far below it the button that buys. */
const NEAR_HEADING = 80;
const ABOVE_BUTTON = 150;

/** "Reviews" as the head of a box between the product's name and its button ends nothing. */
function isAboveButton(order: number, from: number, { buttons }: PageFacts): boolean {
  return (
    order - from < NEAR_HEADING &&
    buttons.some(
      ({ element, kind, isShown }) =>
        isShown && kind === 'cart' && element.order > order && element.order < order + ABOVE_BUTTON,
    )
  );
}

/** Lists and controls hold such words too ("Reviews (3)" as a tab). */
function isHeadingLike(name: string): boolean {
  return name !== 'li' && name !== 'button' && name !== 'label' && name !== 'td';
}

function isHeading({ name, parent }: MarkupElement): boolean {
  return /^h[2-6]$/.test(name) || /^h[2-6]$/.test(parent?.name ?? '');
}
