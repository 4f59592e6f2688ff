import { createHash } from 'node:crypto';
import { CRAWL_VERSION, type SourceName } from '@goodshunter/contracts/crawl';
import { SOURCE_QUERY_SCHEMAS } from '@goodshunter/contracts/sources';
import type { CrawlOrder } from './crawl-order.js';

export interface CrawlKeys {
  /** Equal for requests whose answers may serve each other, if `fitAnswer` agrees. */
  near: string;
  /** Equal for requests that are equal in all that matters: their answers always serve each other. */
  exact(): string;
}

/**
 * Names a request by what its answer depends on: the version that it is in the words of, source, query, currency hint, the key of its API, the cache validators it sends
 * (a 304 answers nobody who sent others), what is known of its product, whether it asks for choices, and whether it stops at known items. Only `exact()` depends on which items these are. Hashes, so
 * that no key of an API and no address shows.
 */
export function createCrawlKeys({ request, requestLimit }: Pick<CrawlOrder, 'request' | 'requestLimit'>): CrawlKeys {
  const { source, query, currencyHint = null, credentials = null, validators = {}, knownKeys = [] } = request;
  const { memory = null, wantsChoices = false } = request;
  const knownProduct = request.knownProduct ?? null;
  const asked = [CRAWL_VERSION, source, readQuery(source, query), currencyHint, credentials, validators, knownProduct];
  const near = hash([...asked, knownKeys.length > 0, memory, wantsChoices, requestLimit ?? null]);
  // Rarely needed.
  return { near, exact: () => hash([near, knownKeys]) };
}

/** One spelling of a query: defaults filled in, addresses as they are sent. What does not fit its schema stays as it is. */
function readQuery(source: SourceName, query: Record<string, unknown>): unknown {
  const parsed = SOURCE_QUERY_SCHEMAS[source].safeParse(query);
  if (!parsed.success) return query;
  const { data } = parsed;
  return 'url' in data && URL.canParse(data.url) ? { ...data, url: new URL(data.url).href } : data;
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, sortKeys)).digest('base64url');
}

/** The order in which a query names its fields says nothing. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
