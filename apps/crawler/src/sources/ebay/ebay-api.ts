/** As failures name it. */
export const EBAY = { source: 'ebay', name: 'eBay' } as const;
