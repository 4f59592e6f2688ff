import type { Availability } from '@goodshunter/contracts';
import { type MarkupElement, walkElements } from '../../markup/element.js';
import { readStockText } from '../../stock/read-stock-text.js';

const OUT_CLASS =
  /(?:^|[\s_-])(?:sold-?out|out-?of-?stock|is-?sold|unavailable|ausverkauft|agotado|esgotado|epuise|rupture|no-?stock)(?=$|[\s_-])/i;
const IN_CLASS = /(?:^|\s)(?:instock|in-stock|is-available)(?=$|\s)/i;
const OUT_TEXT =
  /^(?:sold|sold!|verkauft|vendu|vendido|venduto|såld|solgt|sprzedan[eoy]|myyty|продано|売約済み?|已售|已售出|已售罄|판매완료|SOLD OUT|נמכר|مباع|تم البيع)$/i;
const SKIPPED = new Set(['script', 'style', 'noscript', 'template', 'svg', 'select']);
const CART =
  /add[-_ ]?to[-_ ]?(?:cart|basket|bag)|in den warenkorb|ajouter au panier|añadir al carrito|カートに入れる|加入购物车/i;

/** What a card says of the stock, by its classes, short texts and buttons. Nothing said: unknown. */
export function readCardStock(roots: readonly MarkupElement[]): Availability {
  let isOut = false;
  let isIn = false;
  let visited = 0;
  for (const [index, root] of roots.entries()) {
    walkElements(root, (element) => {
      const { name, attributes, children } = element;
      if (++visited > 1500 || SKIPPED.has(name)) return false;
      if (attributes.hidden !== undefined || /display\s*:\s*none/i.test(attributes.style ?? '')) return false;
      const { class: className } = attributes;
      if (className !== undefined && className.length < 300) {
        // Names of Tailwind's variants and of scripts' targets describe what may be.
        if (OUT_CLASS.test(className) && !className.includes(':') && !/hidden|d-none|js-/i.test(className))
          isOut = true;
        else if (element === root && index === 0 && IN_CLASS.test(className)) isIn = true;
      }
      for (const child of children) {
        if (typeof child !== 'string' || child.length < 3 || child.length > 40) continue;
        const said = readStockText(child) ?? (OUT_TEXT.test(child.trim()) ? 'out_of_stock' : null);
        if (said === 'out_of_stock') isOut = true;
        else if (
          said === 'in_stock' ||
          ((name === 'button' || name === 'a' || name === 'span') &&
            attributes.disabled === undefined &&
            CART.test(child))
        )
          isIn = true;
      }
      const { itemprop, href, content } = attributes;
      if (itemprop === 'availability') {
        const value = `${href ?? ''} ${content ?? ''}`;
        if (/OutOfStock|SoldOut|Discontinued/i.test(value)) isOut = true;
        else if (/InStock|LimitedAvailability|PreOrder|InStoreOnly|OnlineOnly/i.test(value)) isIn = true;
      }
      return undefined;
    });
  }
  return isOut ? 'out_of_stock' : isIn ? 'in_stock' : 'unknown';
}
