import type { CreateTask, SourceName } from '@goodshunter/contracts/api';
import { recogniseAddress } from '@goodshunter/contracts/sources';
import type { Guard } from '@goodshunter/safe-fetch';
import { InvalidInputError } from '../errors.js';
import { checkUrlField } from './check-source-query.js';

export interface Target {
  source: SourceName;
  query: Record<string, unknown>;
}

/**
 * Where a new task looks. An address alone is cleaned of tracking; what an official API answers for becomes that source, and what
 * nobody may read is refused with the reason. Everything else is found out by the first look.
 * @throws {InvalidInputError} naming the field
 */
export function readTarget({ url, source, query }: CreateTask, guard: Guard): Target {
  if (url === undefined) {
    // The contract asks for both.
    if (source === undefined || query === undefined) throw new TypeError('a task without source and query');
    return source === 'link' && typeof query.url === 'string' && URL.canParse(query.url)
      ? recognise(query.url, 'query.url', query)
      : { source, query };
  }
  checkUrlField(url, 'url', guard);
  return recognise(url, 'url', {});
}

function recognise(url: string, field: string, rest: Record<string, unknown>): Target {
  const found = recogniseAddress(url);
  if (found.kind === 'refused') throw new InvalidInputError([{ field, message: `${field}: ${found.reason}` }]);
  if (found.kind === 'keyed') return { source: found.source, query: found.query };
  return { source: 'link', query: { ...rest, url: found.url } };
}
