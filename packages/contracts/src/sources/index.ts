// What the operator and the services know of sources: queries, keys, hosts, robots.

export { type ListRegion, listRegionSchema } from '../words/list-region.js';
export {
  API_HOSTS,
  FULL_HOST_PACE,
  HOST_DAILY_LIMITS,
  HOST_KEY_PREFIX,
  HOST_MIN_GAPS_MS,
  type KeyedSourceName,
} from './api-hosts.js';
export { cleanAddress, isTrackingParameter, unwrapLink } from './clean-address.js';
export type { ListSelectors, PageSelectors } from './own-selectors.js';
export { type RecognisedAddress, recogniseAddress } from './recognise-address.js';
export { createRobotsOverride, type RobotsOverride } from './robots-override.js';
export {
  type ConfiguredKeys,
  collectCredentials,
  findMissingKeys,
  isKeyedSource,
  SOURCE_KEYS,
  type SourceCredentials,
} from './source-keys.js';
export {
  EBAY_MARKETPLACES,
  PAGED_SOURCES,
  SOURCE_QUERY_SCHEMAS,
  SOURCE_TITLES,
  type SourceQuery,
} from './source-queries.js';
