import type { CrawledItem } from '@goodshunter/contracts/crawl';

/** A listing as a crawler answers it. */
export function listing(key: string, amountMinor: number | null = 1000, more: Partial<CrawledItem> = {}): CrawledItem {
  return {
    key,
    title: `Item ${key}`,
    url: `https://shop.example/${key}`,
    availability: 'in_stock',
    ...(amountMinor === null ? {} : { price: { amountMinor, currency: 'EUR' } }),
    ...more,
  };
}
