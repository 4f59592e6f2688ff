import type { Availability } from '@goodshunter/contracts/crawl';
import type { ParsedPrice } from '../../price/parse-price.js';

/** One card of a list as a page shows it. Text is plain, links are absolute http(s). */
export interface ListCard {
  title: string;
  /** Undefined where scripts open it. */
  url?: string;
  /** An id that the page gives the card. */
  id?: string;
  price?: ParsedPrice;
  imageUrl?: string;
  availability: Availability;
}
