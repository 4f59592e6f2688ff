import { SOURCE_QUERY_SCHEMAS, type SourceName } from '@goodshunter/contracts';
import type { Guard } from '@goodshunter/safe-fetch';
import { describeIssues } from '../describe-issue.js';
import { InvalidInputError } from '../errors.js';

/**
 * The query of a source, checked against the source's own schema; its URL must not point to where nobody may look. (Names
 * are resolved and checked again by the crawler at each fetch.)
 * @throws {InvalidInputError} naming the field, such as `query.url`.
 */
export function checkSourceQuery(source: SourceName, query: unknown, guard: Guard): Record<string, unknown> {
  const result = SOURCE_QUERY_SCHEMAS[source].safeParse(query, { reportInput: true });
  if (!result.success) throw new InvalidInputError(describeIssues(result.error, ['query']));
  checkUrlField(result.data.url, 'query.url', guard);
  return result.data;
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
