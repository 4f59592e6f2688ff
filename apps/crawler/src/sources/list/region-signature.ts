import { type MarkupElement, walkElements } from '../../markup/element.js';
import { linksByCard } from './choose-links.js';
import type { Card, Region } from './find-regions.js';
import { addressShape, type ListDocument, type ListLink } from './list-document.js';
import type { ElementNames } from './name-elements.js';
import { PLACE } from './places.js';

/** How a list is built: enough to find it again when it holds one card, and to notice that it is built anew. */
export interface RegionSignature {
  /** Names of the elements around a card, outermost first. */
  path: string;
  /** Tag and lasting class names of a card. */
  name: string;
  /** What the addresses of its cards have in common; empty where they have none. */
  shape: string;
}

const MAX_PATH_LENGTH = 1000;

/** How a region's cards are built. */
export function signatureOf(
  { cards }: Region,
  links: readonly (ListLink | undefined)[],
  names: ElementNames,
): RegionSignature {
  const [card] = cards;
  const shapes = new Map<string, number>();
  for (const link of links) {
    if (!link) continue;
    const shape = addressShape(new URL(link.href));
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  }
  const [shape = ''] = [...shapes].sort((a, b) => b[1] - a[1])[0] ?? [];
  return {
    path: card ? pathOf(card.first) : '',
    name: card ? nameOf(card.first, names) : '',
    shape: shape.slice(0, 300),
  };
}

/** Whether two of three hold: whole paths of classes carry the numbers of pages, and sites rename all classes at once. */
export function fits(found: RegionSignature, known: RegionSignature): boolean {
  const same = [
    found.path === known.path,
    found.name === known.name,
    found.shape !== '' && found.shape === known.shape,
  ];
  return same.filter(Boolean).length >= 2;
}

/** The cards that are built as a list was; few as they may be. */
export function findBySignature(
  document: ListDocument,
  names: ElementNames,
  known: RegionSignature,
): Region | undefined {
  const { nodes, ends, places } = document;
  const [tag = ''] = known.name.split('.', 1);
  const path = known.path.split('>').reverse();
  const cards: Card[] = [];
  let end = -1;
  for (const element of nodes) {
    const { order } = element;
    if (element.name !== tag || order < end || ((places[order] ?? 0) & (PLACE.unseen | PLACE.hidden)) !== 0) continue;
    if (nameOf(element, names) !== known.name && !hasPath(element, path)) continue;
    cards.push({ first: element, last: element });
    end = ends[order] ?? order + 1;
    if (cards.length >= 2000) break;
  }
  const links = linksByCard(document, cards);
  const fitting = cards.flatMap((card, index) => {
    const link = links[index]?.find(({ href }) => addressShape(new URL(href)) === known.shape);
    const found = {
      path: hasPath(card.first, path) ? known.path : '',
      name: nameOf(card.first, names),
      shape: link ? known.shape : '',
    };
    return fits(found, known) ? [{ ...card, ...(link ? { link } : {}) }] : [];
  });
  return fitting.length === 0 ? undefined : { cards: fitting, hasLinks: known.shape !== '' };
}

/** @param path names of elements, innermost first */
function hasPath(element: MarkupElement, path: readonly string[]): boolean {
  let current: MarkupElement | null = element;
  for (const name of path) {
    if (current?.name !== name) return false;
    current = current.parent;
  }
  return current === null || current.order < 0;
}

function nameOf(element: MarkupElement, names: ElementNames): string {
  const classes = names.classesOf(element).slice(0, 300);
  return classes === '' ? element.name : `${element.name}.${classes}`;
}

function pathOf(element: MarkupElement): string {
  const tags: string[] = [];
  let length = 0;
  for (let current: MarkupElement | null = element; current && current.order >= 0; current = current.parent) {
    tags.push(current.name);
    length += current.name.length + 1;
    if (length > MAX_PATH_LENGTH) break;
  }
  return tags.reverse().join('>');
}

/** What a page says where a search found nothing. */
const NOTHING =
  /(?:no|0|zero) (?:results?|items?|products?|listings?|matches|offers?|ads?|entries)(?: (?:were |was )?(?:found|match|available))?|nothing (?:was )?found|(?:did|could) ?n[o'’]t (?:find|match) any|(?:could|did) not (?:find|match) any|keine (?:ergebnisse|treffer|artikel|produkte|anzeigen|angebote)|nichts gefunden|0 treffer|aucun (?:résultat|produit|article)|aucune annonce|sin resultados|no (?:se )?(?:han|hemos) encontrado|no se encontraron|ningún resultado|nenhum (?:resultado|produto)|nessun (?:risultato|prodotto|annuncio)|non ha prodotto (?:alcun )?risultat|geen (?:resultaten|producten|advertenties)|inga (?:träffar|resultat|produkter)|ingen (?:treff|resultater|varer)|ei (?:tuloksia|hakutuloksia)|žádné (?:výsledky|produkty)|brak (?:wyników|produktów|ogłoszeń)|nie (?:znaleźliśmy|znaleziono)|ничего не найдено|нет результатов|товары не найдены|見つかりません|該当する(?:商品|結果)は?(?:ありません|ございません)|検索結果はありません|0件|没有找到|沒有找到|暂无(?:商品|数据|结果)|無結果|無符合|검색 ?결과가 없|لا توجد نتائج|لم يتم العثور|לא נמצאו/i;

/** Whether the page says in so many words that its list is empty. */
export function saysEmpty({ root }: ListDocument): boolean {
  let isEmpty = false;
  walkElements(root, ({ name, children, attributes }) => {
    if (isEmpty || name === 'script' || name === 'style' || name === 'template' || name === 'noscript') return false;
    if (attributes.hidden !== undefined || /display\s*:\s*none/i.test(attributes.style ?? '')) return false;
    for (const child of children)
      if (typeof child === 'string' && child.length > 3 && child.length < 300 && NOTHING.test(child)) isEmpty = true;
    return undefined;
  });
  return isEmpty;
}
