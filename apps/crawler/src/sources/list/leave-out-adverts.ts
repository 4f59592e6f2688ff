import { isAdvertWord } from '../../text/advert-words.js';
import type { Card } from './find-regions.js';
import type { ListDocument, ListLink } from './list-document.js';

/** Names of what somebody pays for; a card's "promo" badge is none. */
const NAME = /(?:^|[\s_-])(?:ads?|advert(?:s|isements?|orial)?|sponsored)(?=$|[\s_-])/i;
const LONGEST_WORD = 30;
const MAX_VISITED = 300;

/**
 * Which cards are adverts: marked as such, by a name, a word or their link, and leading to another site where at least half of the cards lead to
 * the page's own. What a site promotes of its own things is none, and lists that lead to many sites have none that could be told.
 */
export function findAdverts(
  document: ListDocument,
  cards: readonly Card[],
  links: readonly (ListLink | undefined)[],
): ReadonlySet<Card> {
  const away = cards.filter((_card, index) => links[index]?.isOwn === false);
  const own = links.filter((link) => link?.isOwn === true).length;
  if (away.length === 0 || own * 2 < cards.length) return NONE;
  return new Set(away.filter((card) => isMarked(document, card)));
}

const NONE: ReadonlySet<Card> = new Set();

function isMarked({ nodes, ends }: ListDocument, { first, last }: Card): boolean {
  const to = Math.min(ends[last.order] ?? first.order + 1, first.order + MAX_VISITED);
  for (let order = first.order; order < to; order++) {
    const { attributes, children } = nodes[order] ?? {};
    if (!attributes || !children) break;
    if (/(?:^|\s)sponsored(?:\s|$)/i.test(attributes.rel ?? '') || NAME.test(attributes.class ?? '')) return true;
    const isWord = (child: unknown) =>
      typeof child === 'string' && child.length <= LONGEST_WORD && isAdvertWord(child.replace(/[[\](){}·:]/g, ' '));
    if (children.some(isWord)) return true;
  }
  return false;
}
