import type { SourceName } from '@goodshunter/contracts/api';
import {
  findMissingKeys,
  type RobotsOverride,
  SOURCE_QUERY_SCHEMAS,
  type SourceCredentials,
} from '@goodshunter/contracts/sources';
import type { Guard } from '@goodshunter/safe-fetch';
import { describeIssues } from '../describe-issue.js';
import { InvalidInputError } from '../errors.js';

export interface SourceQueryChecks {
  guard: Guard;
  /** Keys of official APIs, as they are configured. */
  credentials: SourceCredentials;
  /** Which hosts' robots.txt a task may have ignored. */
  mayIgnoreRobots: RobotsOverride;
}

/**
 * The query of a source, checked against the source's own schema; its URL must not point to where nobody may look. (Names
 * are resolved and checked again by the crawler at each fetch.) A source that needs a key must have one, and a robots.txt is
 * ignored only where the operator says so.
 * @throws {InvalidInputError} naming the field, such as `query.url`.
 */
export function checkSourceQuery(
  source: SourceName,
  query: unknown,
  { guard, credentials, mayIgnoreRobots }: SourceQueryChecks,
): Record<string, unknown> {
  const reason = describeMissingKeys(source, credentials);
  if (reason !== undefined) throw new InvalidInputError([{ field: 'source', message: `source ${source} ${reason}` }]);
  const result = SOURCE_QUERY_SCHEMAS[source].safeParse(query, { reportInput: true });
  if (!result.success) throw new InvalidInputError(describeIssues(result.error, ['query']));
  if ('url' in result.data) {
    const { url, ignoreRobots } = result.data;
    checkUrlField(url, 'query.url', guard);
    if (ignoreRobots && !mayIgnoreRobots(new URL(url))) {
      throw new InvalidInputError([{ field: 'query.ignoreRobots', message: `query.ignoreRobots ${ROBOTS_REFUSAL}` }]);
    }
  }
  return result.data;
}

const ROBOTS_REFUSAL = 'must not be true here: the operator has not listed this host in ROBOTS_OVERRIDE_HOSTS';

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
