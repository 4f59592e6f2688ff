import type { z } from 'zod';
import type { FieldError } from './errors.js';

type Issue = z.core.$ZodIssue;

/** Fields that hold money: a fraction there is a unit misunderstood. */
const MONEY_FIELDS = new Set(['minPrice', 'maxPrice']);

/** Most things that are told at once: a body may have more of them than anybody reads. */
const MOST_TOLD = 20;
/** Characters of a field's name; names of unknown fields are whatever was sent. */
const LONGEST_NAME = 200;

/**
 * One sentence for each thing that is wrong, twenty at most, each with the field it is about; '' is the whole body. Parse with `reportInput`.
 */
export function describeIssues(error: z.core.$ZodError, prefix: readonly PropertyKey[] = []): FieldError[] {
  const told: FieldError[] = [];
  for (const issue of error.issues) {
    const path = [...prefix, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys.slice(0, MOST_TOLD - told.length)) {
        const field = nameField([...path, key]);
        told.push({ field, message: `${field} is not a known field` });
      }
    } else {
      const field = nameField(path);
      told.push({ field, message: sentence(field || 'the body', describe(issue, path.at(-1))) });
    }
    if (told.length >= MOST_TOLD) return [...told, { field: '', message: 'there may be more that is wrong' }];
  }
  return told;
}

/** `query.url`, `excludeKeywords[2]` */
function nameField(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('')
    .slice(0, LONGEST_NAME);
}

/** Messages of our own schemas may name their field already. */
function sentence(field: string, clause: string): string {
  return clause.startsWith(`${field.split('.').at(-1)} `) ? clause : `${field} ${clause}`;
}

function describe(issue: Issue, last: PropertyKey | undefined): string {
  if (MONEY_FIELDS.has(String(last)) && issue.code === 'invalid_type') {
    return 'must be a whole number of minor units of the currency (1250 for 12.50 EUR)';
  }
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be ${name(issue.expected)}`;
    case 'too_small':
      return `must ${bound('at least', issue.origin, issue.minimum)}`;
    case 'too_big':
      return `must ${bound('at most', issue.origin, issue.maximum)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    default:
      return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  }
}

function bound(word: string, origin: string, limit: number | bigint): string {
  if (origin === 'string') return `be ${word} ${limit} ${limit === 1 ? 'character' : 'characters'} long`;
  if (origin === 'array') return `hold ${word} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  return `be ${word} ${limit}`;
}

const TYPE_NAMES: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function name(expected: string): string {
  return TYPE_NAMES[expected] ?? `of type ${expected}`;
}
