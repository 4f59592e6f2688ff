import { findMissingKeys, SOURCE_QUERY_SCHEMAS, type SourceCredentials, type SourceName } from '@goodshunter/contracts';
import type { Guard } from '@goodshunter/safe-fetch';
import { describeIssues } from '../describe-issue.js';
import { InvalidInputError } from '../errors.js';

export interface SourceQueryChecks {
  guard: Guard;
  /** Keys of official APIs, as they are configured. */
  credentials: SourceCredentials;
}

/**
 * The query of a source, checked against the source's own schema; its URL must not point to where nobody may look. (Names
 * are resolved and checked again by the crawler at each fetch.) A source that needs a key must have one.
 * @throws {InvalidInputError} naming the field, such as `query.url`.
 */
export function checkSourceQuery(
  source: SourceName,
  query: unknown,
  { guard, credentials }: SourceQueryChecks,
): Record<string, unknown> {
  const reason = describeMissingKeys(source, credentials);
  if (reason !== undefined) throw new InvalidInputError([{ field: 'source', message: `source ${source} ${reason}` }]);
  const result = SOURCE_QUERY_SCHEMAS[source].safeParse(query, { reportInput: true });
  if (!result.success) throw new InvalidInputError(describeIssues(result.error, ['query']));
  if ('url' in result.data) checkUrlField(result.data.url, 'query.url', guard);
  return result.data;
}

/** Why a source cannot be watched yet, as a clause that says what to do; undefined when it can. */
export function describeMissingKeys(source: SourceName, credentials: SourceCredentials): string | undefined {
  const missing = findMissingKeys(source, credentials);
  return missing.length === 0 ? undefined : `needs a key that is not configured: set ${missing.join(' and ')}`;
}

/** @throws {InvalidInputError} when nobody may connect to this URL. */
export function checkUrlField(url: string, field: string, guard: Guard): void {
  const check = guard.checkUrl(url);
  if (check.ok) return;
  const isAddress = check.reason === 'address' || check.reason === 'host' || check.reason === 'port';
  throw new InvalidInputError([
    { field, message: `${field} ${check.message}${isAddress ? ' (forbidden address)' : ''}` },
  ]);
}
