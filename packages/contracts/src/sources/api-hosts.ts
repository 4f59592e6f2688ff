/**
 * Sources that ask an official API instead of an address in their query, and its host: what budgets and backoff go by. It
 * stays the official name where another base address is configured.
 */
export const API_HOSTS = {
  ebay: 'api.ebay.com',
  'yahoo-shopping-jp': 'shopping.yahooapis.jp',
} as const;

/** A source that needs a key. */
export type KeyedSourceName = keyof typeof API_HOSTS;

/**
 * Most requests a day that one key may send to an API's host, over all replicas. eBay: 5,000 calls of the Browse API by
 * default. Yahoo! JAPAN: 30 a minute per application, so 43,200.
 */
export const HOST_DAILY_LIMITS: Readonly<Record<string, number>> = {
  [API_HOSTS.ebay]: 5000,
  [API_HOSTS['yahoo-shopping-jp']]: 43_200,
};

/** Least time between two requests to an API's host, in ms, where its terms set one. Yahoo! JAPAN: 30 a minute, and one a second. */
export const HOST_MIN_GAPS_MS: Readonly<Record<string, number>> = {
  [API_HOSTS['yahoo-shopping-jp']]: 2000,
};

/** `goodshunter:host:<host>`: a hash in Redis with the budget of one host, which expires. Schedulers write it, the api shows it. */
export const HOST_KEY_PREFIX = 'goodshunter:host:';
/** The rate of a host in full: its pace is kept in so many parts. */
export const FULL_HOST_PACE = 64;
