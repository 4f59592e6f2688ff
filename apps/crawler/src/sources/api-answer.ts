import { type KeyedSourceName, SOURCE_KEYS } from '@goodshunter/contracts/sources';
import { CrawlError } from '../errors.js';
import type { ApiAnswer } from '../fetch/shop-session.js';
import { cleanText } from '../text/clean-text.js';

/** An official API as its failures name it. */
export interface ApiIdentity {
  source: KeyedSourceName;
  /** As people call it. */
  name: string;
}

const MAX_REASON_LENGTH = 200;

/**
 * The failure that an API's answer means, or undefined for one that can be read (2xx).
 * @param reason what the API says of it, if it says anything
 */
export function classifyApiAnswer(
  { status, retryAfterMs }: Pick<ApiAnswer, 'status' | 'retryAfterMs'>,
  api: ApiIdentity,
  reason = '',
): CrawlError | undefined {
  if (status >= 200 && status < 300) return undefined;
  const details = { httpStatus: status, retryAfterMs };
  const says = reason === '' ? '.' : `: ${cleanText(reason, MAX_REASON_LENGTH)}`;
  const { name } = api;
  if (status === 429 || (status === 503 && retryAfterMs !== undefined)) {
    return new CrawlError('rate_limited', `${name} takes no more calls for now${says}`, details);
  }
  if (status === 401 || status === 403) return refusedKey(api, says, details);
  if (status === 400 || status === 409 || status === 422) {
    return new CrawlError('invalid_query', `${name} refuses the query${says}`, details);
  }
  if (status >= 500) return new CrawlError('server_error', `${name} has an error of its own${says}`, details);
  return new CrawlError('layout_changed', `${name} does not know what we ask${says}`, details);
}

/** @param says how the sentence ends: `.`, or `: ` and a reason */
export function refusedKey(
  { source, name }: ApiIdentity,
  says: string,
  details: { httpStatus: number; retryAfterMs?: number | undefined },
): CrawlError {
  return new CrawlError('blocked', `${name} refuses the key (${variablesOf(source)})${says}`, details);
}

/**
 * The named values of a key as they came with the request.
 * @throws {CrawlError} `invalid_query` when one is missing: nobody can ask without it
 */
export function readKey<S extends KeyedSourceName>(
  { source, name }: ApiIdentity & { source: S },
  credentials: Readonly<Record<string, string>> | undefined,
): Record<keyof (typeof SOURCE_KEYS)[S], string> {
  const fields = Object.keys(SOURCE_KEYS[source]);
  if (fields.some((field) => !credentials?.[field])) {
    throw new CrawlError('invalid_query', `${name} needs a key: ${variablesOf(source)} must be set.`);
  }
  return credentials as Record<keyof (typeof SOURCE_KEYS)[S], string>;
}

function variablesOf(source: KeyedSourceName): string {
  return Object.values(SOURCE_KEYS[source]).join(', ');
}
