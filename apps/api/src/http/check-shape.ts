import { InvalidInputError } from '../errors.js';

/** Deeper than any body of ours; what walks a body by calling itself would run out of stack far below. */
const DEEPEST = 32;
/** Objects, lists and what they hold. */
const MOST_VALUES = 200_000;
/** Of one object or list: settings by hunt, and what is imported, are what has most. */
const MOST_FIELDS = 10_000;
const MOST_ENTRIES = 50_000;

/**
 * Refuses a body for its shape alone, before anything reads what it says: schemas and rules of text take it level by level and field by field.
 * @throws {InvalidInputError} when it is nested too deeply or holds too much
 */
export function checkShape(body: unknown): void {
  let level: unknown[] = [body];
  let values = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) throw refuse(`the body must be nested at most ${DEEPEST} levels deep`);
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      const held: unknown[] = Array.isArray(value) ? entriesOf(value) : valuesOf(value);
      values += held.length;
      if (values > MOST_VALUES) throw refuse(`the body must hold at most ${MOST_VALUES} values`);
      for (const one of held) next.push(one);
    }
    level = next;
  }
}

function entriesOf(list: unknown[]): unknown[] {
  if (list.length > MOST_ENTRIES) throw refuse(`a list must hold at most ${MOST_ENTRIES} entries`);
  return list;
}

function valuesOf(object: object): unknown[] {
  const fields = Object.keys(object);
  if (fields.length > MOST_FIELDS) throw refuse(`an object must hold at most ${MOST_FIELDS} fields`);
  return fields.map((field) => (object as Record<string, unknown>)[field]);
}

function refuse(message: string): InvalidInputError {
  return new InvalidInputError([{ field: '', message }]);
}
