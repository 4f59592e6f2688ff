import type { Availability } from '@goodshunter/contracts/crawl';
import type { ParsedPrice } from '../../price/parse-price.js';

/** What a product page says. Text is plain, links are absolute http(s). */
export interface PageProduct {
  title: string;
  /** The canonical address where the page names one of its own site, else the page's. */
  url: string;
  imageUrl?: string;
  description?: string;
  /** Absent: the page shows none, or no reading is sure enough. */
  price?: ParsedPrice;
  availability: Availability;
  /** Of its variants where they differ, see `CrawledItem.variantPrices`. */
  variantPrices?: Record<string, number>;
  sku?: string;
  gtin?: string;
  /** Which rules gave the price; `none` without one. */
  priceRule: string;
  /** How sure the price is, 0 to 1; 0 without one. */
  confidence: number;
}
