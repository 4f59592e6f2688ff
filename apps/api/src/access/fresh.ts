import { ForbiddenError } from '../errors.js';
import type { Person } from './person.js';

/**
 * Refuses whoever came with a session that began a while ago: what gives rights or ways in is not for who sits down at an open screen.
 * To sign in anew begins another.
 * @throws {ForbiddenError}
 */
export function requireFresh(person: Person | null): void {
  if (person?.isFresh !== false) return;
  throw new ForbiddenError(['not_fresh'], 'NOT_FRESH');
}
