import type { KnownProduct, SourceMemory } from '@goodshunter/contracts/crawl';
import type { PageProduct } from './page-product.js';

/** Taxes on sales, as what they make of an amount without them. */
const LEAST_TAX = 1.02;
const MOST_TAX = 1.3;

/**
 * Takes the price from a look at a page that showed what people pay and now shows the amount without tax alone, as shops do for companies
 * and for visitors of another country: that is no new price.
 * @param isNet whether the price of this look is shown without tax
 * @param memory what the last look left: whether its price was without tax
 */
export function withholdNet(
  product: PageProduct,
  isNet: boolean,
  known: KnownProduct | undefined,
  memory: SourceMemory | undefined,
): { product: PageProduct; memory?: SourceMemory } {
  const wasNet = memory?.isNet === true;
  if (isNet && !wasNet && isTaxed(known, product.price)) {
    const { price: _net, variantPrices: _prices, ...rest } = product;
    return { product: rest };
  }
  if (product.price === undefined || isNet === wasNet) return { product };
  return { product, memory: { ...memory, isNet } };
}

function isTaxed(known: KnownProduct | undefined, now: PageProduct['price']): boolean {
  if (known?.price === undefined || now === undefined || (known.currency ?? null) !== now.currency) return false;
  const ratio = known.price / now.amountMinor;
  return ratio > LEAST_TAX && ratio < MOST_TAX;
}
