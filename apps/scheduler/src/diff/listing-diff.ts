import type { EventKind } from '@goodshunter/contracts/api';
import type { Availability, CrawledItem } from '@goodshunter/contracts/crawl';
import type { Told } from './tell-changes.js';

/** A TaskItem row to write. */
export interface TaskItemChange {
  /** Of the shared Item row, as it is called from now on. */
  key: string;
  /** Undefined: the task has not seen it before. */
  itemId: number | undefined;
  price: number | null;
  currency: string | null;
  availability: Availability;
  isMatch: boolean;
  misses: number;
  variantPrices: Readonly<Record<string, number>> | null;
  told: Told | null;
}

/** A state change worth telling. */
export interface ItemEvent {
  key: string;
  kind: Exclude<EventKind, 'unhealthy' | 'recovered'>;
  oldPrice: number | null;
  newPrice: number | null;
  currency: string | null;
  /** What kind and prices do not say. */
  message: string | null;
}

/** A listing whose key is another from now on. */
export interface KeyMove {
  itemId: number;
  from: string;
  to: string;
}

export interface ListingDiff {
  /** Seen listings whose shared row gets another key, before anything else is written. */
  moves: KeyMove[];
  /** Shared Item rows to write, sorted by key: rows are locked in one order everywhere. */
  items: CrawledItem[];
  taskItems: TaskItemChange[];
  events: ItemEvent[];
  /** So many listings are missing that nothing follows yet. `unknown`: this look does not tell, so what was doubted still is. */
  doubt: 'none' | 'unknown' | { missing: number; of: number };
}
