import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { digestItem } from '../../src/diff/digest-item.js';
import type { SeenItem } from '../../src/diff/seen-item.js';

/** A listing as a task remembers it that saw it just so, after its baseline. */
export function seenItem(item: CrawledItem, more: Partial<SeenItem> = {}): SeenItem {
  return {
    itemId: 7,
    key: item.key,
    formerKey: null,
    sku: item.sku ?? null,
    gtin: item.gtin ?? null,
    isFromBaseline: false,
    variantPrices: item.variantPrices ?? null,
    told: null,
    price: item.price?.amountMinor ?? null,
    currency: item.price?.currency ?? null,
    availability: item.availability,
    isMatch: true,
    misses: 0,
    itemDigest: digestItem(item),
    itemPrice: item.price?.amountMinor ?? null,
    itemCurrency: item.price?.currency ?? null,
    itemAvailability: item.availability,
    ...more,
  };
}
