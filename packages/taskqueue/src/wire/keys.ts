import { InvalidArgumentError } from '../errors.js';

/** The keys of one queue. All of them hash to the stream's cluster slot. */
export interface QueueKeys {
  stream: string;
  /** Start of the dedup hashes: `<ids>:<task id without its last two digits>`, field the last two, value the entry. */
  ids: string;
  /** Sorted set: worker name -> last beat by Redis' clock; 0 = retired, -1 = left with entries still pending. */
  workers: string;
  /** Hash: entry id -> how often its handler failed. Only entries that failed have a field. */
  failures: string;
  /** The dead-letter stream. */
  dead: string;
}

/**
 * Side keys carry the stream's name, or the tag the name has already, in braces.
 * @throws {InvalidArgumentError} when the stream's name has braces that are no tag, so that no side key could share its slot.
 */
export function createQueueKeys(stream: string, deadLetterStream?: string): QueueKeys {
  if (stream === '') throw new InvalidArgumentError('the name of the stream is empty');
  const hasTag = /\{[^}]+\}/.test(stream) && stream.indexOf('{') === stream.search(/\{[^}]+\}/);
  if (!hasTag && stream.includes('{') && stream.includes('}')) {
    throw new InvalidArgumentError('the name of the stream has braces that are no hash tag');
  }
  if (!hasTag && stream.includes('}')) throw new InvalidArgumentError('the name of the stream has a stray brace');
  const prefix = hasTag ? stream : `{${stream}}`;
  return {
    stream,
    ids: `${prefix}:ids`,
    workers: `${prefix}:workers`,
    failures: `${prefix}:failures`,
    dead: deadLetterStream ?? `${prefix}:dead`,
  };
}
