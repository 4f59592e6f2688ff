/**
 * Sources that ask an official API instead of an address in their query, and its host: what budgets and backoff go by. It
 * stays the official name where another base address is configured.
 */
export const API_HOSTS = {
  ebay: 'api.ebay.com',
  'yahoo-shopping-jp': 'shopping.yahooapis.jp',
} as const;

/**
 * Most requests a day that one key may send to an API's host, over all replicas. eBay: 5,000 calls of the Browse API;
 * Yahoo! JAPAN: 50,000 per application.
 */
export const HOST_DAILY_LIMITS: Readonly<Record<string, number>> = {
  [API_HOSTS.ebay]: 5000,
  [API_HOSTS['yahoo-shopping-jp']]: 50_000,
};
