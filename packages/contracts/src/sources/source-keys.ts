import { API_HOSTS, type KeyedSourceName } from './api-hosts.js';

/** What each keyed source needs, and the environment variable that sets it. */
export const SOURCE_KEYS = {
  ebay: { clientId: 'EBAY_CLIENT_ID', clientSecret: 'EBAY_CLIENT_SECRET' },
  'yahoo-shopping-jp': { appId: 'YAHOO_SHOPPING_APP_ID' },
} as const satisfies Record<KeyedSourceName, Readonly<Record<string, string>>>;

/** Values by the names of {@link SOURCE_KEYS}; '' where one is not configured. Secrets: never logged, never answered. */
export type SourceCredentials = {
  readonly [S in KeyedSourceName]: Readonly<Record<keyof (typeof SOURCE_KEYS)[S], string>>;
};

/** The section `sources` of the configuration. */
export interface ConfiguredKeys {
  ebayClientId: string;
  ebayClientSecret: string;
  yahooShoppingAppId: string;
}

/** The configured keys, by source. */
export function collectCredentials(keys: ConfiguredKeys): SourceCredentials {
  return {
    ebay: { clientId: keys.ebayClientId, clientSecret: keys.ebayClientSecret },
    'yahoo-shopping-jp': { appId: keys.yahooShoppingAppId },
  };
}

export function isKeyedSource(source: string): source is KeyedSourceName {
  return Object.hasOwn(API_HOSTS, source);
}

/** The environment variables that must still be set before this source can be asked; none for sources without a key. */
export function findMissingKeys(source: string, credentials: SourceCredentials): string[] {
  if (!isKeyedSource(source)) return [];
  const given: Readonly<Record<string, string>> = credentials[source];
  return Object.entries(SOURCE_KEYS[source])
    .filter(([name]) => !given[name])
    .map(([, variable]) => variable);
}
