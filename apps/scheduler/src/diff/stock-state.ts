import type { Availability } from '@goodshunter/contracts/crawl';
import { MISSES_UNTIL_GONE, type SeenItem } from './seen-item.js';
import type { Stock, ToldState } from './tell-changes.js';

type StockState = Pick<SeenItem, 'availability' | 'misses'>;

export function isSold({ availability, misses }: StockState): boolean {
  return availability === 'out_of_stock' || misses >= MISSES_UNTIL_GONE;
}

/** It could be ordered, and had only later: that it is there now is worth telling. */
export function isAwaited({ availability }: Pick<SeenItem, 'availability'>): boolean {
  return availability === 'preorder' || availability === 'backorder';
}

export function stockOf(availability: Availability, misses = 0): Stock {
  if (isSold({ availability, misses })) return 'out';
  return isAwaited({ availability }) ? 'awaited' : 'in';
}

export function stateOf(row: StockState & Pick<SeenItem, 'price' | 'currency'>): ToldState {
  return { price: row.price, currency: row.currency, stock: stockOf(row.availability, row.misses) };
}
