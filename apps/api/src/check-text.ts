import type { FieldError } from './errors.js';

/** Neither control characters, which no page prints and every terminal obeys, nor half of a surrogate pair, which no database keeps. */
const CONTROL = /\p{Cc}/u;
const LONE_SURROGATE = /\p{Cs}/u;
const LINES = /[\n\r\t]/g;
const MOST_ERRORS = 20;

/**
 * The one rule for every text of every request: what is wrong in a parsed body or query, each with its field.
 * @param multiline names of fields that may hold line breaks and tabs
 */
export function findBadText(value: unknown, multiline: readonly string[] = []): FieldError[] {
  const errors: FieldError[] = [];
  const look = (text: string, field: string, isMultiline: boolean) => {
    const clause = describe(isMultiline ? text.replaceAll(LINES, '') : text);
    if (clause !== undefined && errors.length < MOST_ERRORS)
      errors.push({ field, message: `${field || 'the body'} ${clause}` });
  };
  const walk = (at: unknown, field: string, isMultiline: boolean): void => {
    if (typeof at === 'string') look(at, field, isMultiline);
    else if (Array.isArray(at))
      for (const [index, inner] of at.entries()) walk(inner, `${field}[${index}]`, isMultiline);
    else if (typeof at === 'object' && at !== null) {
      for (const [key, inner] of Object.entries(at)) {
        if (describe(key) !== undefined) look(key, field || 'a field name', false);
        else walk(inner, field ? `${field}.${key}` : key, multiline.includes(key));
      }
    }
  };
  walk(value, '', false);
  return errors;
}

function describe(text: string): string | undefined {
  if (CONTROL.test(text)) return 'must not contain control characters';
  if (LONE_SURROGATE.test(text)) return 'must be well-formed text; it holds half of a character';
  return undefined;
}
