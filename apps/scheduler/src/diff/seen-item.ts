import type { Availability } from '@goodshunter/contracts';

/** What a task has seen of one listing so far: its TaskItem row, and what the shared Item row says. */
export interface SeenItem {
  itemId: number;
  key: string;
  /** Last known price in minor units; null: none was ever read. */
  price: number | null;
  currency: string | null;
  availability: Availability;
  isMatch: boolean;
  /** Complete looks in a row that did not list it, counted only to {@link MISSES_UNTIL_GONE}. */
  misses: number;
  /** Digest of the shared row's text, see `digestItem`. */
  itemDigest: string;
  itemPrice: number | null;
  itemCurrency: string | null;
  itemAvailability: Availability;
}

/** A listing that a complete look misses once may be a hiccup of the shop; twice in a row it is gone. */
export const MISSES_UNTIL_GONE = 2;
