import type { FailureKind } from '@goodshunter/contracts/api';

type Reason = FailureKind | 'crashing';
interface Words {
  sentence: string;
  whatToDo: string;
}

const WORDS: Readonly<Record<string, Words>> = {
  blocked: {
    sentence: 'The shop blocks us.',
    whatToDo: 'We look less often by ourselves; a longer interval helps. We do not work around blocks.',
  },
  rate_limited: {
    sentence: 'The shop asks us to look less often.',
    whatToDo: 'Nothing, or choose a longer interval: we slow down by ourselves.',
  },
  not_found: {
    sentence: 'The page is not there any more.',
    whatToDo: 'Open the address; if the shop moved it, give this hunt the new one.',
  },
  gone: {
    sentence: 'The shop took this product away.',
    whatToDo: 'Open the address to see where it leads now, or end this hunt.',
  },
  timeout: {
    sentence: 'The shop does not answer in time.',
    whatToDo: 'Nothing for now: we go on trying.',
  },
  too_large: {
    sentence: 'The page is too large to be read.',
    whatToDo: 'Try a page of the shop that lists less, or a feed.',
  },
  layout_changed: {
    sentence: 'The page looks different, and nothing on it can be read.',
    whatToDo: 'Open the settings of this hunt and choose anew what is to be read.',
  },
  forbidden_address: {
    sentence: 'This address is not a public one.',
    whatToDo: 'Give this hunt a public address, or ask whoever runs this to allow it.',
  },
  robots: {
    sentence: 'The shop asks not to be read by robots.',
    whatToDo: 'Try a feed of the shop, or end this hunt: we obey robots.txt.',
  },
  network: {
    sentence: 'The shop cannot be reached.',
    whatToDo: 'Nothing for now: we go on trying. If it stays so, check the address.',
  },
  server_error: {
    sentence: 'The shop has a problem of its own.',
    whatToDo: 'Nothing for now: we go on trying.',
  },
  invalid_query: {
    sentence: 'This hunt cannot work as it is written.',
    whatToDo: 'Open the settings of this hunt and correct what it looks for.',
  },
  crashing: {
    sentence: 'Looking ended in the middle, again and again.',
    whatToDo: 'We try again in some hours; whoever runs this finds the reason in the logs.',
  },
  dead: {
    sentence: 'This channel does not exist any more.',
    whatToDo: 'Connect it anew, or delete it. What waits for it is kept for a while.',
  },
  misconfigured: {
    sentence: 'This channel refuses us.',
    whatToDo: 'Check its settings, then send a test.',
  },
};

const OTHERS: Words = { sentence: 'This does not work at the moment.', whatToDo: 'Nothing for now: we go on trying.' };

/** What a person reads of a reason; also of one that a newer service wrote. */
export function wordsFor(reason: Reason | string): Words {
  return WORDS[reason] ?? OTHERS;
}
