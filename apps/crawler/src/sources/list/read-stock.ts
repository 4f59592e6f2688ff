import type { Availability } from '@goodshunter/contracts/crawl';
import { readStockText } from '../../stock/read-stock-text.js';
import type { ListDocument } from './document-facts.js';
import { FLAG } from './element-flags.js';

const OUT_CLASS =
  /(?:^|[\s_-])(?:sold-?out|out-?of-?stock|is-?sold|unavailable|ausverkauft|agotado|esgotado|epuise|rupture|no-?stock)(?=$|[\s_-])/i;
const IN_CLASS = /(?:^|\s)(?:instock|in-stock|is-available)(?=$|\s)/i;
const OUT_TEXT =
  /^(?:sold|sold!|verkauft|vendu|vendido|venduto|såld|solgt|sprzedan[eoy]|myyty|продано|売約済み?|已售|已售出|已售罄|판매완료|SOLD OUT|נמכר|مباع|تم البيع)$/i;
const SKIPPED = FLAG.code | FLAG.field | FLAG.hidden;
const MAX_VISITED = 1500;
const CART =
  /add[-_ ]?to[-_ ]?(?:cart|basket|bag)|in den warenkorb|ajouter au panier|añadir al carrito|カートに入れる|加入购物车/i;

type Said = 'in' | 'out' | 'cart' | null;
const MAX_KNOWN = 5000;

/** Reads what cards say of the stock, by their classes, short texts and buttons. Made once per page: equal names and texts are read once. */
export function createStockReader(): (document: ListDocument, from: number, to: number) => Availability {
  const classes = new Map<string, Said>();
  const texts = new Map<string, Said>();
  const remember = (known: Map<string, Said>, written: string, read: (written: string) => Said): Said => {
    let said = known.get(written);
    if (said === undefined) {
      said = read(written);
      if (known.size < MAX_KNOWN) known.set(written, said);
    }
    return said;
  };
  return ({ nodes, ends, flags }, from, to) => {
    let isOut = false;
    let isIn = false;
    let visited = 0;
    for (let order = from; order < to; order++) {
      const element = nodes[order];
      if (!element || ++visited > MAX_VISITED) break;
      if (((flags[order] ?? 0) & SKIPPED) !== 0) {
        order = (ends[order] ?? order + 1) - 1;
        continue;
      }
      const { name, attributes, children } = element;
      const { class: className } = attributes;
      if (className !== undefined && className.length < 300) {
        const said = remember(classes, className, readClass);
        if (said === 'out') isOut = true;
        else if (said === 'in' && order === from) isIn = true;
      }
      for (const child of children) {
        if (typeof child !== 'string' || child.length < 3 || child.length > 40) continue;
        const said = remember(texts, child, readText);
        if (said === 'out') isOut = true;
        else if (said === 'in' || (said === 'cart' && BUTTONS.has(name) && attributes.disabled === undefined))
          isIn = true;
      }
      if (attributes.itemprop === 'availability') {
        const value = `${attributes.href ?? ''} ${attributes.content ?? ''}`;
        if (/OutOfStock|SoldOut|Discontinued/i.test(value)) isOut = true;
        else if (/InStock|LimitedAvailability|PreOrder|InStoreOnly|OnlineOnly/i.test(value)) isIn = true;
      }
    }
    return isOut ? 'out_of_stock' : isIn ? 'in_stock' : 'unknown';
  };
}

/** Names of Tailwind's variants and of scripts' targets describe what may be. */
function readClass(className: string): Said {
  if (OUT_CLASS.test(className) && !className.includes(':') && !/hidden|d-none|js-/i.test(className)) return 'out';
  return IN_CLASS.test(className) ? 'in' : null;
}

function readText(text: string): Said {
  const said = readStockText(text);
  if (said === 'out_of_stock' || OUT_TEXT.test(text.trim())) return 'out';
  if (said === 'in_stock') return 'in';
  return CART.test(text) ? 'cart' : null;
}

const BUTTONS = new Set(['button', 'a', 'span']);
