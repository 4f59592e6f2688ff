import type { Availability } from '../words/availability.js';
import type { FailureKind } from '../words/failure-kinds.js';
import type { CrawlResponse } from './crawl-messages.js';

/** What schedulers and crawlers of this build speak. 1 is that of release 0.1.0, whose requests name no version. */
export const CRAWL_VERSION = 2;

/** In which crawlers of version 2 and later tell their own version with every answer. */
export const CRAWL_VERSION_HEADER = 'x-crawl-version';

/** A word that older askers do not know, the first version that does, and what they are told instead. */
interface Addition<Word> {
  since: number;
  older: Word;
}

const ADDED_AVAILABILITIES: Partial<Record<Availability, Addition<Availability>>> = {
  // An older scheduler would call either "sold" or "back" if told of stock; what it knew before holds.
  preorder: { since: 2, older: 'unknown' },
  backorder: { since: 2, older: 'unknown' },
};

const ADDED_FAILURE_KINDS: Partial<Record<FailureKind, Addition<FailureKind>>> = {
  gone: { since: 2, older: 'not_found' },
};

/**
 * An answer in the words of who asked: a word that its version does not know would look like garbage to it, and a rolling upgrade
 * like an outage. Fields that it does not know are ignored by its schemas.
 */
export function translateAnswer(answer: CrawlResponse, version: number): CrawlResponse {
  if (version >= CRAWL_VERSION) return answer;
  if (answer.status === 'failed') {
    const { failure } = answer;
    return { ...answer, failure: { ...failure, kind: olderWord(failure.kind, ADDED_FAILURE_KINDS, version) } };
  }
  return {
    ...answer,
    items: answer.items.map((item) => ({
      ...item,
      availability: olderWord(item.availability, ADDED_AVAILABILITIES, version),
    })),
  };
}

function olderWord<Word extends string>(
  word: Word,
  additions: Partial<Record<Word, Addition<Word>>>,
  version: number,
): Word {
  const addition = additions[word];
  return addition && addition.since > version ? addition.older : word;
}
