import { type ParseOutcome, readDocument, type ThreadJob } from './read-document.js';
import { yieldToOthers } from './yield-to-others.js';

yieldToOthers();

/** What a thread of the pool runs for each document. */
export default function readInThread({ begun, ...job }: ThreadJob): ParseOutcome {
  begun.postMessage(null);
  return readDocument(job);
}
