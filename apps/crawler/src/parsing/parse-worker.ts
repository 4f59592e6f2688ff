import { setPriority } from 'node:os';
import { readDocument } from './read-document.js';

/** Below the thread that answers requests: where there are fewer cores than threads, it is the parsing that waits. */
const NICENESS = 10;

// On Linux 0 is the calling thread; elsewhere it would be the whole process.
if (process.platform === 'linux') setPriority(0, NICENESS);

/** What a thread of the pool runs for each document. */
export default readDocument;
