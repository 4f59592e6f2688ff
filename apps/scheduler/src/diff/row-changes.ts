import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { digestItem } from './digest-item.js';
import type { TaskItemChange } from './listing-diff.js';
import type { SeenItem } from './seen-item.js';

/** Whether what a task has seen must be written. */
export function isTaskItemChanged(known: SeenItem, next: TaskItemChange): boolean {
  return (
    known.price !== next.price ||
    known.currency !== next.currency ||
    known.availability !== next.availability ||
    known.isMatch !== next.isMatch ||
    known.misses !== next.misses ||
    known.told !== next.told ||
    !isSamePrices(known.variantPrices, next.variantPrices)
  );
}

function isSamePrices(a: SeenItem['variantPrices'], b: SeenItem['variantPrices']): boolean {
  if (a === null || b === null) return a === b;
  const variants = Object.keys(a);
  return variants.length === Object.keys(b).length && variants.every((variant) => a[variant] === b[variant]);
}

/** Whether the shared row says something else than a look does. */
export function isItemChanged(known: SeenItem, item: CrawledItem): boolean {
  return (
    known.itemPrice === 0 ||
    known.itemDigest !== digestItem(item) ||
    (item.price !== undefined &&
      (known.itemPrice !== item.price.amountMinor || known.itemCurrency !== item.price.currency)) ||
    (item.availability !== 'unknown' && known.itemAvailability !== item.availability)
  );
}
