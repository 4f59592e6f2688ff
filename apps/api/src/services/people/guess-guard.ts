import { LRUCache } from 'lru-cache';
import type { LimitName, Limits } from './limits.js';

/** What was right lately, of a process. */
const MOST_KNOWN = 10_000;

/**
 * Looks up what only those can name whom it was told. What is not there is counted by the client that asked, who is refused after too many
 * of them before the database is asked; what was right lately goes through all the same, so that nobody is shut out by a neighbour's guesses.
 * @throws {TooManyRequestsError}
 */
export type GuessGuard<Found> = (hash: Buffer, address: string) => Promise<Found | undefined>;

export function createGuessGuard<Found>(
  limits: Pick<Limits, 'check' | 'count'>,
  name: LimitName,
  find: (hash: Buffer) => Promise<Found | undefined>,
): GuessGuard<Found> {
  const known = new LRUCache<string, true>({ max: MOST_KNOWN });
  return async (hash, address) => {
    const key = hash.toString('base64');
    if (!known.has(key)) await limits.check(name, address);
    const found = await find(hash);
    if (found === undefined) {
      known.delete(key);
      await limits.count(name, address);
    } else known.set(key, true);
    return found;
  };
}
