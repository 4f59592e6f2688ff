import { readDocument } from './read-document.js';
import { yieldToOthers } from './yield-to-others.js';

yieldToOthers();

/** What a thread of the pool runs for each document. */
export default readDocument;
