import type { MarkedProduct } from './page-facts.js';

export type Availability = 'in_stock' | 'out_of_stock' | 'unknown';

const OUT = /outofstock|soldout|discontinued|^out$|oos|unavailable|nichtlieferbar|ausverkauft/;
const IN =
  /instock|instoreonly|onlineonly|limitedavailability|preorder|presale|backorder|madetoorder|^in$|available|auflager|disponible/;

/** What markup says of the stock: one variant that can be had is enough; all gone is out of stock. */
export function readAvailability(products: readonly MarkedProduct[]): Availability {
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
