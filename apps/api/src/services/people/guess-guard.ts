import { LRUCache } from 'lru-cache';
import type { LimitName, Limits } from './limits.js';

/** What was right lately, of a process. */
const MOST_KNOWN = 10_000;

/**
 * Looks up what only those can name whom it was told. Who asks for what nobody was told is counted by address, and refused after too many
 * before the database is asked: counted beforehand, so that many at once are no more than one after the other. What was right lately goes
 * through all the same, so that nobody is shut out by a neighbour's guesses.
 * @throws {TooManyRequestsError}
 */
export type GuessGuard<Found> = (hash: Buffer, address: string) => Promise<Found | undefined>;

export function createGuessGuard<Found>(
  limits: Pick<Limits, 'count' | 'giveBack'>,
  name: LimitName,
  find: (hash: Buffer) => Promise<Found | undefined>,
): GuessGuard<Found> {
  const known = new LRUCache<string, true>({ max: MOST_KNOWN });
  /** A page asks for many things at once, by one cookie. */
  const underWay = new Map<string, Promise<Found | undefined>>();

  async function lookUp(key: string, hash: Buffer, address: string): Promise<Found | undefined> {
    const isKnown = known.has(key);
    if (!isKnown) await limits.count(name, address);
    const found = await find(hash).catch(async (error: unknown) => {
      // The database is away: nobody has guessed.
      if (!isKnown) await limits.giveBack(name, address);
      throw error;
    });
    if (found === undefined) {
      known.delete(key);
      if (isKnown) await limits.count(name, address);
    } else if (!isKnown) {
      known.set(key, true);
      await limits.giveBack(name, address);
    }
    return found;
  }

  return (hash, address) => {
    const key = hash.toString('base64');
    const before = underWay.get(key);
    if (before) return before;
    const looking = lookUp(key, hash, address).finally(() => underWay.delete(key));
    underWay.set(key, looking);
    return looking;
  };
}
